import type { MappedText } from '../text/mappedText.ts';
import { gapFor } from './gaps.ts';
import { replaced } from './madeText.ts';
import type { MakeLine } from './makefileLines.ts';

/** The variables of a makefile at its end. */
export interface MakeVariables {
  /** A text with the variables filled in; `$(shell x)` becomes the shell's `$(x)`. */
  readonly expand: (text: MappedText) => MappedText;
  /** The value of a variable, for the shells that recipes start; undefined where the file does not set it. */
  readonly value: (name: string) => string | undefined;
}

const longest = 8 * 1024;
const deepest = 20;

/** Reads the assignments; what conditions set to this or that is not known. */
export function makeVariables(lines: readonly MakeLine[]): MakeVariables {
  const written = new Map<string, string>();
  for (const line of lines) if (line.kind === 'assignment') assign(written, line);
  const read = new Map<string, string>();
  let spent = 0;
  const expand = (text: string, depth: number): string =>
    text.replace(reference, (whole, round?: string, curly?: string, letter?: string) => {
      if (whole === '$$') return '$';
      const inner = round ?? curly ?? letter ?? '';
      const value = valueOf(inner, depth);
      spent += value.length;
      return spent > most ? gapFor(`$(${inner})`) : value;
    });
  /** Each variable is read once; one that needs itself is not known. */
  const valueOf = (inner: string, depth: number): string => {
    const shell = /^shell\s+(.*)$/s.exec(inner)?.[1];
    if (shell !== undefined) return depth > deepest ? '' : `$(${expand(shell, depth + 1)})`;
    const before = read.get(inner);
    if (before !== undefined) return before;
    const value = written.get(inner);
    if (value === undefined || depth > deepest) return inner === 'CURDIR' ? '.' : gapFor(`$(${inner})`);
    read.set(inner, gapFor(`$(${inner})`));
    const text = expand(value, depth + 1);
    const kept = text.length > longest ? gapFor(`$(${inner})`) : text;
    read.set(inner, kept);
    return kept;
  };
  return {
    expand: (text) => replaced(text, reference, ([found]) => expand(found, 0)),
    value: (name) => (written.has(name) ? valueOf(name, 0) : undefined),
  };
}

/** Letters of values that may be put in for all the references of a file. */
const most = 4 * 1024 * 1024;

/** `$(name)` and `${name}`, one level of `$(...)` inside; `$x`; `$$`. */
const reference = /\$(?:\$|\(((?:[^()$]|\$\([^()]*\))*)\)|\{([^{}]*)\}|([A-Za-z@<^?*+%]))/g;

function assign(written: Map<string, string>, line: Extract<MakeLine, { kind: 'assignment' }>): void {
  const { name, operator, value, conditional } = line;
  const before = written.get(name);
  if (operator === '?=' && before !== undefined) return;
  const given = operator === '!=' ? `$(shell ${value})` : value;
  const own = before === undefined ? given : withItself(given, name, before);
  if (own === undefined) return;
  const after = operator === '+=' && before !== undefined ? `${before} ${own}` : own;
  if (after.length > longest) return;
  const either = conditional && before !== undefined && before !== after;
  written.set(name, either ? gapFor(`$(${name})`) : after);
}

/** `V := $(V)-x` takes what it was; undefined where that becomes too long. */
function withItself(value: string, name: string, before: string): string | undefined {
  const parts = value.split(`$(${name})`).flatMap((part) => part.split(`\${${name}}`));
  return value.length + (parts.length - 1) * before.length > longest ? undefined : parts.join(before);
}
