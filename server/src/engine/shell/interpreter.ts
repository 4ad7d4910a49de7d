import { isShell, withOption } from './invocation.ts';
import { baseName } from './path.ts';
import { noOptions, type ShellOptions } from './script.ts';

/** The words of a `#!` line, `env` and its options taken off; none where the first line is no such line. */
export function interpreterLine(body: string): string[] {
  if (!body.startsWith('#!')) return [];
  const end = body.indexOf('\n');
  const words = body
    .slice(2, end < 0 ? 1000 : Math.min(end, 1000))
    .trim()
    .split(/\s+/);
  if (baseName(words[0] ?? '') !== 'env') return words.filter((word) => word !== '');
  const first = words.findIndex((word, index) => index > 0 && !word.startsWith('-') && !word.includes('='));
  return first < 0 ? [] : words.slice(first);
}

export type ShellKind = 'posix' | 'powershell' | 'cmd' | 'other';

/** What language the shell form of a command is in, by the words of SHELL. */
export function shellKind(shell: readonly string[]): ShellKind {
  for (const word of shell) {
    const name = programName(word);
    if (isShell(name) || name === '_dockerfile_shell') return 'posix';
    if (name === 'pwsh' || name === 'powershell') return 'powershell';
    if (name === 'cmd') return 'cmd';
  }
  return 'other';
}

/** The options that SHELL starts its shell with: `["/bin/bash", "-o", "pipefail", "-c"]`. */
export function shellOptions(shell: readonly string[]): ShellOptions {
  const first = shell.findIndex((word) => isShell(programName(word)));
  let options = noOptions;
  for (let at = first + 1; first >= 0 && at < shell.length; at++) {
    const word = shell[at] ?? '';
    if (/^[-+]\w/.test(word)) options = withOption(options, word, shell[at + 1]);
  }
  return options;
}

const programName = (word: string) =>
  baseName(word.replaceAll('\\', '/'))
    .toLowerCase()
    .replace(/\.(?:exe|sh)$/, '');
