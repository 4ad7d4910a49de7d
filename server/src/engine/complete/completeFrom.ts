import { lookupReference } from '../bases/tableFacts.ts';
import type { Check } from '../check.ts';
import { lineNumber, linesOf } from '../text/lines.ts';
import { sizeText } from '../text/sizeText.ts';
import type { Span } from '../text/span.ts';
import { type KnownReference, knownReferences } from './knownReferences.ts';
import type { Proposal } from './proposal.ts';

interface Writing {
  readonly written: string;
  readonly at: Span;
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** What can stand behind FROM: stages further up, then known bases; behind a colon the tags of that base. */
export function completeFrom(check: Check, { written, at, date }: Writing): readonly Proposal[] {
  const colon = written.indexOf(':', written.lastIndexOf('/') + 1);
  if (colon >= 0) return tagsOf(written.slice(0, colon), at, date);
  const bases = knownReferences(date).map((base): Proposal => {
    return { label: base.reference, detail: detailOf(base), kind: 'image', at };
  });
  return [...stagesAbove(check, at), ...bases];
}

/** The name stays as it is written: a mirror's, or in full. */
function tagsOf(name: string, at: Span, date: string): readonly Proposal[] {
  const known = lookupReference(name)?.name;
  return knownReferences(date).flatMap((base) => {
    if (base.name !== known || base.tag === undefined) return [];
    return [{ label: `${name}:${base.tag}`, detail: detailOf(base), kind: 'image' as const, at }];
  });
}

function detailOf({ size: measured, until }: KnownReference): string {
  const size = measured === undefined ? [] : [`${measured.approximate ? '≈ ' : ''}${sizeText(measured.bytes)}`];
  return [...size, ...(until === undefined ? [] : [`until ${until}`])].join(' · ');
}

/** By the names as they are written; the same name twice is the later stage. */
function stagesAbove({ dockerfile, text }: Check, at: Span): readonly Proposal[] {
  const lines = linesOf(text);
  const named = new Map<string, Proposal>();
  for (const instruction of dockerfile?.instructions ?? []) {
    if (instruction.span.end >= at.start) break;
    if (instruction.kind !== 'from' || instruction.as === undefined) continue;
    const label = instruction.as.raw.toLowerCase();
    const base = instruction.base === undefined ? '' : ` on ${instruction.base.raw}`;
    const detail = `stage, line ${lineNumber(lines, instruction.span.start)}${base}`;
    named.delete(label); // so that the later one stands at its own place
    named.set(label, { label, detail, kind: 'stage', at });
  }
  return [...named.values()].reverse();
}
