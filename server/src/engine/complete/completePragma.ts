import type { Check } from '../check.ts';
import { type Level, levels } from '../protocol/contributedImages.ts';
import { allRules } from '../rules/all.ts';
import { lineNumber, linesOf } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import type { Proposal } from './proposal.ts';

interface Writing {
  /** What stands between `st4sd` and the place. */
  readonly before: string;
  /** The place. */
  readonly end: number;
}

const keys: readonly (readonly [label: string, detail: string])[] = [
  ['image=', 'The reference that the image is pushed as.'],
  ['level=', 'The level to judge the file by.'],
  ['target=', 'The stage that is built; without it the last.'],
  ['ignore=', 'Rules that do not count for the next instruction.'],
  ['stage ignore=', 'Rules that do not count for the stage below.'],
  ['global ignore=', 'Rules that do not count for the whole file.'],
];

const levelWords: Readonly<Record<Level, string>> = {
  contrib: 'What every contributed image has to meet.',
  gold: 'What an official image has to meet as well.',
};

/** What can stand in a `# st4sd` comment. */
export function completePragma(check: Check, { before, end }: Writing): readonly Proposal[] {
  const spanOf = (written: string): Span => ({ start: end - written.length, end });
  const reason = /^(?:(?:stage|global)[ \t]+)?ignore=[^;]+;[ \t]*([a-z]*)$/.exec(before);
  if (reason !== null) return [reasonKey(spanOf(reason[1] ?? ''))];
  const key = /^((?:(?:stage|global)[ \t]+)?[a-z]*)$/.exec(before);
  if (key !== null) return keysAt(spanOf(before));
  const value = /^(?:(?:stage|global)[ \t]+)?([a-z]+)=(?:[^;]*[,\s])?([^;,\s]*)$/.exec(before);
  return value === null ? [] : valuesOf(check, value[1] ?? '', spanOf(value[2] ?? ''));
}

function reasonKey(at: Span): Proposal {
  return { label: 'reason=', detail: 'Why: the finding is then waived, not only hidden.', kind: 'key', at };
}

function keysAt(at: Span): readonly Proposal[] {
  return keys.map(([label, detail]) => ({ label, detail, kind: 'key', at }));
}

function valuesOf(check: Check, key: string, at: Span): readonly Proposal[] {
  switch (key) {
    case 'level':
      return levels.map((label) => ({ label, detail: levelWords[label], kind: 'value', at }));
    case 'target':
      return stagesOf(check, at);
    case 'image':
      return imagesOf(check, at);
    case 'ignore':
      return rulesOf(check, at);
    default:
      return [];
  }
}

/** Every stage with a name, the last one first; also where the target that is written is none of them. */
function stagesOf({ dockerfile, text }: Check, at: Span): readonly Proposal[] {
  const lines = linesOf(text);
  const stages = (dockerfile?.instructions ?? []).flatMap((one) => (one.kind === 'from' && one.as ? [one] : []));
  const named = new Map(stages.map(({ as, base, span }) => [as?.raw.toLowerCase() ?? '', { base, span }] as const));
  return [...named].reverse().map(([label, { base, span }]) => {
    const on = base === undefined ? '' : ` on ${base.raw}`;
    return { label, detail: `stage, line ${lineNumber(lines, span.start)}${on}`, kind: 'stage', at };
  });
}

const homes: readonly (readonly [prefix: string, detail: string])[] = [
  ['quay.io/st4sd/community-applications/', 'Where contributed images are pushed.'],
  ['quay.io/st4sd/official-applications/', 'Where official images are pushed.'],
];

/** References that are declared elsewhere, then the places where images go, with the application where it is known. */
function imagesOf({ facts, configuration }: Check, at: Span): readonly Proposal[] {
  const declared = facts?.declared;
  const elsewhere = declared?.from?.kind === 'pragma' ? [] : (declared?.references ?? []);
  const from = declared?.from?.path ?? configuration?.path ?? '';
  const known = elsewhere
    .filter(({ text }) => !/[$\s]/.test(text))
    .map(({ text }) => ({
      label: text,
      detail: from === '' ? 'declared' : `declared in ${from}`,
      kind: 'image' as const,
      at,
    }));
  const application = declared?.application ?? '';
  const places = homes.map(([prefix, detail]) => ({ label: prefix + application, detail, kind: 'image' as const, at }));
  return [...known, ...places];
}

/** Those that have found something first. */
function rulesOf({ problems }: Check, at: Span): readonly Proposal[] {
  const found = new Set(problems.map(({ rule }) => rule));
  const [first, rest] = [allRules.filter(({ id }) => found.has(id)), allRules.filter(({ id }) => !found.has(id))];
  return [...first, ...rest].map(({ id, title }) => ({ label: id, detail: title, kind: 'rule', at }));
}
