import type { Step } from '../../dockerfile/build.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import { isWithin } from '../../dockerfile/path.ts';
import { baseName } from '../../shell/path.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import { gap, outputsOf, writesText } from '../../shell/written.ts';
import type { Span } from '../../text/span.ts';
import { pathOf } from '../homes.ts';
import { scriptOf } from '../scripts.ts';
import { type ClearedPath, clearedBy, clears, unknownPlace } from '../size/clearedPath.ts';
import { type Located, withFolders } from '../size/workingFolders.ts';
import { unshippedFolders } from '../unshippedFolders.ts';
import { type SecretFile, secretFileOf } from './secretFile.ts';
import { setsCredential, unsetsCredential } from './setsCredential.ts';

/** A secret that a command of a RUN writes to a file, which the RUN leaves there. */
export interface WrittenSecret {
  readonly file: SecretFile;
  /** As written where it cannot be told. */
  readonly path: string;
  readonly at: Span;
  readonly command: ShellCommand;
}

/** The files with secrets that a RUN leaves behind. */
export function writtenSecrets(step: Step, { text, escape }: Dockerfile): readonly WrittenSecret[] {
  const commands = withFolders(scriptOf(step, text)?.commands.slice(0, mostCommands) ?? []);
  const written = commands.flatMap((one, index) => writtenBy(one, step).map((secret) => ({ ...secret, index })));
  if (written.length === 0) return [];
  const folders = unshippedFolders(step, escape);
  const last = lastClearing(commands, step);
  return written.filter(({ path, index }) => !folders.some((folder) => isWithin(folder, path)) && !last(path, index));
}

const mostCommands = 2000;

function writtenBy({ located, command }: Located, step: Step): readonly WrittenSecret[] {
  const told = (word: ShellWord) => pathOf(word, located, step) ?? word.text ?? word.pieces.join('');
  const set = setsCredential(located);
  if (set !== undefined) return [{ ...set, at: command.span, command }];
  const texts = writesText(located).map(({ file, text }) => ({ path: told(file), text }));
  const unread =
    texts.length > 0 ? [] : outputsOf(located).flatMap(({ target }) => hiddenText(located, target && told(target)));
  return [...texts, ...unread].flatMap(({ path, text }) => {
    const file = secretFileOf(path);
    const holds = file !== undefined && !file.folder && (file.mark?.test(text) ?? text.trim() !== '');
    return holds ? [{ file, path, at: command.span, command }] : [];
  });
}

/** A secret that is mounted, or unpacked from a variable, and then written down. */
function hiddenText({ program = '', args }: ShellCommand, path: string | undefined): { path: string; text: string }[] {
  const mounted = args.some(({ text }) => text?.startsWith('/run/secrets/'));
  const text = mounted ? everyMark : gap;
  return path === undefined || !(mounted || program === 'base64') ? [] : [{ path, text }];
}

/** What is mounted as a secret holds whatever makes it one. */
const everyMark = `password ${gap} ://${gap}:${gap}@ aws_secret_access_key token: private_key "auth": _authToken=${gap} password=${gap}\nTOKEN=${gap}`;

/** Whether a command further on takes the path away. */
function lastClearing(commands: readonly Located[], step: Step): (path: string, index: number) => boolean {
  const clearings = commands.flatMap(({ located }, at) => clearedBy(located, step).map((cleared) => ({ cleared, at })));
  const unset = commands.findLastIndex(({ command }) => unsetsCredential(command));
  return (path, index) =>
    (unset > index && baseName(path) === '.gitconfig') ||
    clearings.some(({ cleared, at }) => at > index && takesAway(cleared, path));
}

function takesAway(cleared: ClearedPath, path: string): boolean {
  if (cleared.parts[0] !== unknownPlace && path.startsWith('/')) return clears(cleared, path);
  const last = cleared.parts.at(-1);
  return last === baseName(path) || path.includes(`/${last}/`);
}
