import type { Dockerfile, Run } from '../../dockerfile/model.ts';
import type { Span, TextEdit } from '../../text/span.ts';
import type { ShippedRun } from '../shippedRuns.ts';

/** Puts a command at the end of a RUN, the way its author writes them; undefined where that cannot be done for sure. */
export function addToRun(run: ShippedRun, dockerfile: Dockerfile, command: string): TextEdit | undefined {
  const statements = statementsOf(run);
  const last = statements.at(-1);
  return last && add(run, dockerfile, { statements, last, command });
}

/** Puts a command right behind one of the list elements at the top of a RUN. */
export function addAfter(
  run: ShippedRun,
  dockerfile: Dockerfile,
  { statement, command }: { readonly statement: Span; readonly command: string },
): TextEdit | undefined {
  const statements = statementsOf(run);
  const at = statements.findIndex(({ start, end }) => start === statement.start && end === statement.end);
  const [last, next] = [statements[at], statements[at + 1]];
  return last && add(run, dockerfile, { statements, last, next, command });
}

interface Adding {
  readonly statements: readonly Span[];
  /** The one to add behind. */
  readonly last: Span;
  readonly next?: Span | undefined;
  readonly command: string;
}

function add(run: ShippedRun, dockerfile: Dockerfile, adding: Adding): TextEdit | undefined {
  const { step, script } = run;
  const { instruction, trigger } = step;
  if (instruction.kind !== 'run' || instruction.command.form !== 'shell' || trigger !== undefined) return undefined;
  if (script.unread.some(({ kind }) => kind === 'syntax' || kind === 'limit') || isCutOff(dockerfile, instruction))
    return undefined;
  const { last, statements } = adding;
  const body = instruction.heredocs.find(({ body: span }) => isInside(span, last));
  if (body === undefined) return afterStatement({ dockerfile, instruction, ...adding });
  // A text that a program is given as its input is none of the shell's.
  return isInside(body.body, statements[0] ?? last) ? onOwnLine(dockerfile, body.body, adding) : undefined;
}

const isInside = (outer: Span, inner: Span) => inner.start >= outer.start && inner.end <= outer.end;

function isCutOff({ breaksOff, instructions }: Dockerfile, run: Run): boolean {
  return breaksOff && instructions.at(-1)?.span.end === run.span.end;
}

/** The list elements at the top of the script, as they follow each other in the file. */
function statementsOf({ script }: ShippedRun): readonly Span[] {
  const all = script.commands.map(({ statement }) => statement);
  const ordered = all.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = -1;
  return ordered.filter((span) => {
    const outer = span.start >= end;
    if (outer) end = span.end;
    return outer;
  });
}

interface Ending extends Adding {
  readonly dockerfile: Dockerfile;
  readonly instruction: Run;
}

/** Behind the statement may stand the next one, joined by `&&` or `;`, or nothing but `;` and a comment. */
function afterStatement(ending: Ending): TextEdit | undefined {
  const { dockerfile, instruction, last, next, command } = ending;
  const { text, escape } = dockerfile;
  const span = { start: last.end, end: last.end };
  if (next !== undefined) {
    const style = gapStyle(text.slice(last.end, next.start), dockerfile);
    return style === undefined ? undefined : { span, newText: `${style}${command}` };
  }
  const lineEnd = instruction.heredocs[0]?.body.start ?? instruction.span.end;
  const rest = text.slice(last.end, Math.max(last.end, lineEnd)).replaceAll(escape, ' ').trim();
  if (!/^(?:;\s*)?(?:#|$)/.test(rest)) return undefined;
  // The builder takes `<<EOF;` for a here-document that ends with "EOF;".
  const apart = /<<-?[^\s<]+$/.test(text.slice(Math.max(0, last.end - longestName), last.end)) ? ' ' : '';
  return { span, newText: `${separator(ending).replace(/^(?=;)/, apart)}${command}` };
}

const longestName = 100;

/** What stands between two commands: as further up in the RUN, else on a new line where the RUN has several. */
function separator({ dockerfile, instruction, statements, last }: Ending): string {
  const { text, newline, escape } = dockerfile;
  const gaps = statements.slice(-mostGaps).flatMap((span, index, some) => {
    const next = some[index + 1];
    return next === undefined ? [] : (gapStyle(text.slice(span.end, next.start), dockerfile) ?? []);
  });
  const broken = gaps.findLast((gap) => gap.includes('\n'));
  if (broken !== undefined) return broken;
  const operator = gaps.at(-1)?.trim() ?? '&&';
  if (!text.slice(instruction.span.start, last.end).includes('\n')) return operator === ';' ? '; ' : ` ${operator} `;
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', last.end - 1) + 1, last.end))?.[0] ?? '';
  return operator === ';' ? `; ${escape}${newline}${indent}` : ` ${escape}${newline}${indent}${operator} `;
}

const mostGaps = 200;

/** The text between two commands without comments and empty lines; undefined where more than `&&` or `;` joins them. */
function gapStyle(gap: string, { escape, newline }: Dockerfile): string | undefined {
  if (gap.length > longestGap) return undefined;
  const lines = gap.split('\n').map((line) => line.replace(/\r$/, ''));
  const kept = lines.filter((line, index) => index === 0 || index === lines.length - 1 || !/^\s*(?:#|$)/.test(line));
  const operator = kept.join('').replaceAll(escape, '').trim();
  return kept.length <= 2 && (operator === '&&' || operator === ';') ? kept.join(newline) : undefined;
}

const longestGap = 2000;

function onOwnLine({ text, newline }: Dockerfile, body: Span, { last, command }: Adding): TextEdit | undefined {
  const feed = text.indexOf('\n', last.end);
  const end = feed < 0 ? body.end : feed;
  const lineEnd = text[end - 1] === '\r' ? end - 1 : end;
  const lineStart = text.lastIndexOf('\n', last.end - 1) + 1;
  // The lines that follow are the text of a here-document.
  if (text.slice(lineStart, lineEnd).includes('<<')) return undefined;
  if (end > body.end || !/^\s*;?\s*(?:#|$)/.test(text.slice(last.end, lineEnd))) return undefined;
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', last.start - 1) + 1, last.start))?.[0] ?? '';
  return { span: { start: lineEnd, end: lineEnd }, newText: `${newline}${indent}${command}` };
}
