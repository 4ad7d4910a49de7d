import { isBlank, skipBlanks } from '../text/blank.ts';
import { type MappedText, originSpan } from '../text/mappedText.ts';
import type { Flag } from './model.ts';

export interface FlagReading {
  readonly flags: readonly Flag[];
  /** Where the arguments start in the logical line. */
  readonly rest: number;
}

const noFlags: readonly Flag[] = [];

/** The `--name=value` words before the arguments, unquoted as BuildKit's split_command.go does; `--` ends them. */
export function readFlags(line: MappedText, from: number, escape: string): FlagReading {
  if (!line.text.startsWith('--', from)) return { flags: noFlags, rest: from };
  const flags: Flag[] = [];
  let position = from;
  while (line.text.startsWith('--', position)) {
    const word = readWord(line.text, position, escape);
    if (word.text === '--') return { flags, rest: skipBlanks(line.text, word.end) };
    flags.push(flagOf(line, position, word));
    position = skipBlanks(line.text, word.end);
  }
  return { flags, rest: position };
}

interface FlagWord {
  readonly text: string;
  readonly end: number;
}

function flagOf(line: MappedText, start: number, { text, end }: FlagWord): Flag {
  const equals = text.indexOf('=');
  const written = equals < 0 ? end : line.text.indexOf('=', start);
  return {
    name: text.slice(2, equals < 0 ? undefined : equals),
    value: equals < 0 ? undefined : text.slice(equals + 1),
    span: originSpan(line, start, end),
    valueSpan: originSpan(line, Math.min(written + 1, end), end),
  };
}

function readWord(line: string, start: number, escape: string): FlagWord {
  let text = '';
  let quote = '';
  let i = start;
  for (; i < line.length; i++) {
    const char = line[i] as string;
    if (quote === '' && isBlank(char)) break;
    if (char === quote) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === escape) text += line[++i] ?? '';
    else text += char;
  }
  return { text, end: Math.min(i, line.length) };
}
