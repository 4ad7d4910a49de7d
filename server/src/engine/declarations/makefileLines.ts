import type { Span } from '../text/span.ts';

/** A line of a makefile that counts here, its continuations joined with a blank of the same length. */
export type MakeLine =
  | {
      readonly kind: 'assignment';
      readonly name: string;
      readonly operator: '=' | '?=' | '+=' | '!=';
      readonly value: string;
      /** Inside `ifdef` and the like. */
      readonly conditional: boolean;
    }
  /** A command of a rule, without the signs that make only looks at. */
  | { readonly kind: 'recipe'; readonly text: string; readonly at: Span };

const assignment = /^ *(?:(?:export|override) +)*([\w.-]{1,100})[ \t]*(\?=|\+=|!=|:{0,3}=)[ \t]*(.*)$/s;

export function makeLines(text: string): readonly MakeLine[] {
  const lines: MakeLine[] = [];
  let depth = 0;
  for (const { line, start } of logicalLines(text)) {
    const recipe = line.startsWith('\t') ? recipeOf(line, start) : undefined;
    if (recipe !== undefined) {
      lines.push(recipe);
      continue;
    }
    const plain = withoutComment(line).trimEnd();
    if (/^ *(?:ifdef|ifndef|ifeq|ifneq)\b/.test(plain)) depth++;
    else if (/^ *endif\b/.test(plain)) depth = Math.max(0, depth - 1);
    const [, name, written = '', value = ''] = assignment.exec(plain) ?? [];
    if (name === undefined) continue;
    const operator = written.endsWith(':=') || written === '=' ? '=' : written;
    if (isOperator(operator)) lines.push({ kind: 'assignment', name, operator, value, conditional: depth > 0 });
  }
  return lines;
}

function isOperator(text: string): text is '=' | '?=' | '+=' | '!=' {
  return text === '=' || text === '?=' || text === '+=' || text === '!=';
}

function recipeOf(line: string, start: number): MakeLine {
  const signs = /^[\t @+-]*/.exec(line)?.[0].length ?? 0;
  return { kind: 'recipe', text: line.slice(signs), at: { start: start + signs, end: start + line.length } };
}

function* logicalLines(text: string): Iterable<{ readonly line: string; readonly start: number }> {
  let start = 0;
  while (start < text.length) {
    let end = endOfLine(text, start);
    while (end < text.length && isContinued(text, end)) end = endOfLine(text, end + 1);
    // A recipe keeps its continuations, which the shell reads; elsewhere they are blanks.
    const written = text.slice(start, text[end - 1] === '\r' ? end - 1 : end);
    yield {
      line: written.startsWith('\t')
        ? written.replaceAll('\\\r\n', ' \\\n')
        : written.replace(/\\\r?\n/g, (mark) => ' '.repeat(mark.length)),
      start,
    };
    start = end + 1;
  }
}

function endOfLine(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed < 0 ? text.length : feed;
}

function isContinued(text: string, feed: number): boolean {
  let at = text[feed - 1] === '\r' ? feed - 2 : feed - 1;
  let backslashes = 0;
  while (text[at] === '\\') {
    backslashes++;
    at--;
  }
  return backslashes % 2 === 1;
}

function withoutComment(line: string): string {
  const hash = line.search(/(?<!\\)#/);
  return hash < 0 ? line : line.slice(0, hash);
}
