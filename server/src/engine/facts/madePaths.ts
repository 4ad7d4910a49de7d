import type { Step } from '../dockerfile/build.ts';
import { downloads } from '../shell/downloads.ts';
import { type Made, makes } from '../shell/files.ts';
import { baseName, resolvePath } from '../shell/path.ts';
import type { ShellCommand } from '../shell/script.ts';
import { pathOf } from './homes.ts';

/** A path that is there after a command. */
export interface MadePath {
  readonly path: string;
  readonly how: 'file' | 'directory' | 'copy' | 'move' | 'link' | 'tree';
  /** The paths it comes from, as far as they can be told. */
  readonly sources: readonly string[];
}

const hows: Readonly<Record<Made['how'], MadePath['how']>> = {
  directory: 'directory',
  touch: 'file',
  write: 'file',
  append: 'file',
  copy: 'copy',
  move: 'move',
  link: 'link',
  unpack: 'tree',
  clone: 'tree',
  download: 'file',
  environment: 'tree',
};

/** The paths that a command makes; those that cannot be told are left out. */
export function madeBy(command: ShellCommand, step: Step): readonly MadePath[] {
  const fetched = downloads(command).filter(({ directory }) => directory !== undefined);
  if (fetched.length > 0) {
    return fetched.flatMap(({ directory, output, tool }): MadePath[] => {
      const folder = directory && pathOf(directory, command, step);
      const path = output?.text === undefined ? undefined : resolvePath(folder, output.text);
      return folder === undefined || path === undefined
        ? []
        : [{ path, how: tool === 'git' ? 'tree' : 'file', sources: [] }];
    });
  }
  return makes(command).flatMap((made) => pathsOf(made, command, step));
}

function pathsOf(
  { how, path: word, sources: words, into }: Made,
  command: ShellCommand,
  step: Step,
): readonly MadePath[] {
  const path = word === undefined ? command.directory : pathOf(word, command, step);
  if (path === undefined || word?.glob === true) return [];
  const sources = words.flatMap((source) => pathOf(source, command, step) ?? []);
  const folder = into || (words.length > 0 && /\/s?bin$/.test(path));
  const copying = how === 'copy' || how === 'move' || how === 'link';
  if (!folder || !copying) return [{ path, how: hows[how], sources }];
  return sources.map((source) => ({
    path: `${path === '/' ? '' : path}/${baseName(source)}`,
    how: hows[how],
    sources: [source],
  }));
}
