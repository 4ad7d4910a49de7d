import type { CommandLine } from './imageFacts.ts';

const shells = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh', 'fish', 'cmd', 'cmd.exe', 'powershell', 'pwsh']);
/** Programs that only run what follows them. */
const launchers = new Set(['tini', 'dumb-init', 'catatonit', 'tini-static']);

/** Entry points of well-known bases that print or set something and then run their arguments, a shell without any. */
const shellLaunchers = new Set(['nvidia_entrypoint.sh', '_entrypoint.sh', 'manylinux-entrypoint']);

/** The last part of a program's path, without `.exe`. */
export function programName(word: string): string {
  return (word.split(/[\\/]/).at(-1) ?? word).replace(/\.exe$/i, '');
}

/** Whether the command line only starts a shell for a person: `bash`, `sh --login -i`, not `sh -c ...` or a script. */
export function isPlainShell({ words }: CommandLine): boolean {
  const [program = '', ...args] = afterLauncher(words);
  return shells.has(programName(program).toLowerCase()) && args.every((arg) => /^-/.test(arg) && !/^-\w*c/.test(arg));
}

/** Whether the command line only hands on to the arguments: `tini --`. */
export function isLauncher({ words }: CommandLine): boolean {
  return words.length > 0 && afterLauncher(words).length === 0;
}

/** Whether the command line, as an entry point without arguments, ends in a shell for a person. */
export function startsShell({ words }: CommandLine): boolean {
  return words.length === 1 && shellLaunchers.has(programName(words[0] ?? ''));
}

function afterLauncher(words: readonly string[]): readonly string[] {
  const [first = ''] = words;
  if (!launchers.has(programName(first))) return words;
  let i = 1;
  while (i < words.length && (words[i] as string).startsWith('-')) i++;
  return words.slice(i);
}

/** The command line as people write it: a JSON array, or the text of a shell form. */
export function commandText({ form, words }: CommandLine): string {
  return form === 'shell' ? (words.at(-1) ?? '') : jsonForm(words);
}

/** The words in JSON form. */
export function jsonForm(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}
