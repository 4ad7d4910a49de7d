import type { Absent, Known } from '../facts/fact.ts';
import { type Lines, lineNumber } from '../text/lines.ts';
import { code } from './card.ts';

/** Where a value comes from: `line 12`, or `python:3.12 (source, 2026-08-21)`. Empty where nothing says it. */
export function originText({ origin }: Known<unknown> | Absent, lines: Lines): string {
  if (origin.kind === 'instruction') return `line ${lineNumber(lines, origin.instruction.span.start)}`;
  if (origin.kind !== 'base') return '';
  const rests = sourceText(origin.source, origin.checked);
  return `${code(origin.reference)}${origin.derived ? ', as far as known' : ''} (${rests})`;
}

/** A source and its date. */
export function sourceText(source: string, date: string): string {
  return date === '' ? source : `${source}, ${date}`;
}
