import type { Step } from '../dockerfile/build.ts';
import { cleanPath } from '../dockerfile/path.ts';
import { resolvePath } from '../shell/path.ts';
import type { ShellCommand, ShellWord } from '../shell/script.ts';
import { get } from '../text/persistentMap.ts';
import { isRoot } from './user.ts';

/** The home of root, which only root may enter. */
export const rootHome = '/root';

/** The folder that `~` means where a step runs; undefined where it cannot be told. */
export function homeAt({ before, stage }: Step): string | undefined {
  const set = get(before.variables, 'HOME');
  if (set?.state === 'known') return cleanPath(set.value);
  const { user } = before;
  const root = user.state === 'absent' || (user.state === 'known' && isRoot(user.value));
  return root && set === undefined && stage.os === 'linux' ? rootHome : undefined;
}

/** The absolute path that a word of a RUN names, `~` put in; patterns stay patterns. Undefined where it cannot be told. */
export function pathOf({ text, tilde }: ShellWord, command: ShellCommand, step: Step): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (!tilde) return resolvePath(command.directory, text);
  if (/^~root(?:\/|$)/.test(text)) return resolvePath('/', `${rootHome}${text.slice(5)}`);
  const home = command.asUser === undefined || command.asUser === 'root' ? homeAt(step) : undefined;
  return home !== undefined && /^~(?:\/|$)/.test(text) ? resolvePath('/', `${home}${text.slice(1)}`) : undefined;
}

/** The folder in front of the last slash. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}

/** The folder that all matches of a pattern lie in. */
export function folderOfPattern(pattern: string): string {
  const first = pattern.search(/[*?[]/);
  return folderOf(first < 0 ? pattern : pattern.slice(0, first + 1));
}
