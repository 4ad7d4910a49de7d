import { join } from 'node:path';
import { installDebian } from '../install.mjs';
import { playIn } from './play.mjs';

/** Diagnostics and a repair in Neovim. */
export function playNeovim({ server }) {
  installDebian(['neovim']);
  const person = join(import.meta.dirname, 'neovim.lua');
  return playIn({
    title: 'Neovim shows the findings and repairs',
    heading: 'Neovim',
    program: 'nvim',
    init: 'init.lua',
    args: (configuration) => ['--headless', '-n', '-i', 'NONE', '-u', configuration, '-c', `luafile ${person}`],
    server,
  });
}
