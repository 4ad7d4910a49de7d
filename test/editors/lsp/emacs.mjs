import { join } from 'node:path';
import { installDebian } from '../install.mjs';
import { playIn } from './play.mjs';

/** Diagnostics and a repair in Emacs with eglot. */
export function playEmacs({ server }) {
  installDebian(['emacs-nox', 'elpa-eglot', 'elpa-dockerfile-mode']);
  const person = join(import.meta.dirname, 'emacs.el');
  return playIn({
    title: 'Emacs (eglot) shows the findings and repairs',
    heading: 'Emacs',
    program: 'emacs',
    init: 'init.el',
    args: (configuration) => ['--batch', '-f', 'package-activate-all', '-l', configuration, '-l', person],
    server,
  });
}
