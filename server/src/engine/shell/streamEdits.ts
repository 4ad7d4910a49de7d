import { hasOption, readOptions } from './options.ts';
import type { ShellCommand } from './script.ts';
import type { WrittenText } from './written.ts';

/** What `sed -i 's/a/b/' file` puts into the file: `b`, without what it stands between. */
export function editsText(command: ShellCommand): readonly WrittenText[] {
  if (command.program !== 'sed') return [];
  const read = readOptions(command.args, { short: 'efl', long: ['--expression', '--file'] });
  if (!hasOption(read, '-i', '--in-place')) return [];
  const given = read.options.flatMap(({ name, value }) =>
    (name === '-e' || name === '--expression') && value !== undefined ? [value] : [],
  );
  const scripts = given.length > 0 ? given : read.operands.slice(0, 1);
  const files = given.length > 0 ? read.operands : read.operands.slice(1);
  return scripts.flatMap((word) => {
    const text = word.text === undefined ? '' : replacementsIn(word.text);
    return text === '' ? [] : files.map((file) => ({ file, append: true, text, word }));
  });
}

const longest = 4000;

/** The replacements of `s` commands and the texts of `a`, `i` and `c` commands, line by line. */
function replacementsIn(script: string): string {
  if (script.length > longest) return '';
  const found: string[] = [];
  for (const part of script.split(/;|\n/)) {
    const added = /(?:^|[\d$/])\s*[aic]\s*\\?\s*(\S.*)$/.exec(part)?.[1];
    const start = /(?:^|[\d$/,}])\s*s([/|#@,:!~%+])/.exec(part);
    if (start !== null) found.push(split(part.slice(start.index + start[0].length), start[1] ?? '/'));
    else if (added !== undefined) found.push(added);
  }
  return found.join('\n');
}

/** The part between the second and the third delimiter. */
function split(rest: string, delimiter: string): string {
  const parts = [''];
  for (let at = 0; at < rest.length && parts.length < 3; at++) {
    const letter = rest[at] as string;
    if (letter === delimiter) parts.push('');
    else if (letter === '\\') parts[parts.length - 1] += rest[++at] ?? '';
    else parts[parts.length - 1] += letter;
  }
  return parts[1] ?? '';
}
