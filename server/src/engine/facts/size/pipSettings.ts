import type { Build } from '../../dockerfile/build.ts';
import { baseName } from '../../shell/path.ts';
import { writesText } from '../../shell/written.ts';
import { placedFiles } from '../placedFiles.ts';
import { shippedRuns } from '../shippedRuns.ts';

/** Whether a settings file of pip that the image gets says, or may say, what becomes of the cache. */
export function pipSettings(build: Build): boolean {
  const copied = placedFiles(build).some(({ path }) => isSettings(path));
  return copied || shippedRuns(build).some(({ script }) => script.commands.some(setsPip));
}

const isSettings = (path: string) => /^pip\.(?:conf|ini)$/.test(baseName(path));

function setsPip(command: Parameters<typeof writesText>[0]): boolean {
  const { program, args } = command;
  if (program !== undefined && /^pip[\d.]*$|^python/.test(program)) {
    return args.some(({ text }) => text === 'config') && args.some(({ text }) => text?.includes('cache-dir'));
  }
  if (program !== 'echo' && program !== 'printf' && program !== 'cat' && program !== 'tee') return false;
  return writesText(command).some(
    ({ file, text }) => isSettings(file.text ?? '') && /no[-_]cache|cache[-_]dir/.test(text),
  );
}
