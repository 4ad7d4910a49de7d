import type { Comment, Directive, Dockerfile } from '../dockerfile/model.ts';
import type { Pragma } from '../pragmas.ts';
import type { Span } from '../text/span.ts';
import { type ForeignTool, rulesKnownTo, rulesOfForeign } from './foreignRules.ts';
import type { Outline } from './outline.ts';

/** A comment that asks for rules to be ignored, ours or another tool's. */
export interface Ignore {
  readonly from: 'st4sd' | ForeignTool;
  readonly rules: readonly IgnoredRule[];
  /** With one, the findings are waived; without, they are only hidden. */
  readonly reason: string | undefined;
  readonly where: Where;
  /** The list of rules as it is written. */
  readonly at: Span;
  /** The whole comment, where it is ours. */
  readonly comment?: Span;
}

/** One of our rules, and the word that names it, which may be another tool's. */
export interface IgnoredRule {
  readonly id: string;
  readonly at: Span;
}

/** Where the ignore counts; `misplaced`: meant for a stage, and stands above no FROM. */
export type Where =
  | { readonly kind: 'file' }
  | { readonly kind: 'stage'; readonly stage: number }
  | { readonly kind: 'instruction'; readonly instruction: number }
  | { readonly kind: 'misplaced' }
  | { readonly kind: 'nothing-follows' };

interface Reading {
  readonly dockerfile: Dockerfile;
  readonly pragmas: readonly Pragma[];
  readonly outline: Outline;
}

/** Every ignore of a Dockerfile, our own first. */
export function readIgnores({ dockerfile, pragmas, outline }: Reading): readonly Ignore[] {
  const whereOf = (scope: Scope, comment: Comment) => where(scope, comment, { dockerfile, pragmas, outline });
  return [
    ...pragmas.filter(({ key }) => key === 'ignore').map((pragma) => own(pragma, whereOf)),
    ...dockerfile.comments.flatMap((comment) => hadolint(comment, whereOf)),
    ...dockerfile.directives.flatMap(checkDirective),
    ...dockerfile.instructions.flatMap(({ comments }, instruction) => checkComment(comments, instruction)),
  ];
}

type Scope = Pragma['scope'];
type WhereOf = (scope: Scope, comment: Comment) => Where;

/** Words of a list that commas or blanks separate, with their places. */
export function listedWords(text: string, start: number): readonly { readonly word: string; readonly at: Span }[] {
  return [...text.matchAll(/[^\s,]+/g)].map(({ 0: word, index }) => ({
    word,
    at: { start: start + index, end: start + index + word.length },
  }));
}

function where(scope: Scope, { span }: Comment, { dockerfile, outline }: Reading): Where {
  if (scope === 'global') return { kind: 'file' };
  const instruction = outline.instructionAt(span.start);
  if (instruction === undefined) return { kind: 'nothing-follows' };
  if (scope === 'instruction') return { kind: 'instruction', instruction };
  const isInside = (dockerfile.instructions[instruction]?.span.start ?? 0) < span.start;
  if (isInside || !outline.opensStage(instruction)) return { kind: 'misplaced' };
  return { kind: 'stage', stage: outline.stageOf(instruction) };
}

function own({ value, valueSpan, reason, scope, comment }: Pragma, whereOf: WhereOf): Ignore {
  const rules = listedWords(value, valueSpan.start).map(({ word, at }) => ({ id: word, at }));
  return { from: 'st4sd', rules, reason, where: whereOf(scope, comment), at: valueSpan, comment: comment.span };
}

const hadolintForm = /^hadolint[ \t]+(?:(global|stage)[ \t]+)?ignore[ \t]*=([^#]*)(?:#(.*))?$/;

/** hadolint's own form; what follows a second `#` is the reason. */
function hadolint(comment: Comment, whereOf: WhereOf): readonly Ignore[] {
  const match = hadolintForm.exec(comment.text);
  if (match === null) return [];
  const [, scope, list = '', reason = ''] = match;
  const start = comment.textSpan.start + comment.text.indexOf('=') + 1;
  const where = whereOf(scope === 'global' || scope === 'stage' ? scope : 'instruction', comment);
  return foreign('hadolint', listedWords(list, start), { reason, where });
}

/** BuildKit's directive at the top of the file. */
function checkDirective({ name, value, span }: Directive): readonly Ignore[] {
  return name === 'check' ? skipped(value, span, { kind: 'file' }) : [];
}

/** BuildKit takes the first such comment above an instruction, and none that is indented. */
function checkComment(comments: readonly Comment[], instruction: number): readonly Ignore[] {
  const found = comments.find(({ text, indented }) => !indented && text.startsWith('check='));
  if (found === undefined) return [];
  return skipped(found.text.slice('check='.length), found.textSpan, { kind: 'instruction', instruction });
}

/** `skip=A,B;error=true`, up to the first blank; what follows is for readers, and so is the reason. */
function skipped(options: string, at: Span, where: Where): readonly Ignore[] {
  const blank = options.search(/\s/);
  const end = blank < 0 ? options.length : blank;
  const reason = options.slice(end);
  const parts = options.slice(0, end).split(';');
  const names = parts.flatMap((part) => (part.startsWith('skip=') ? part.slice('skip='.length).split(',') : []));
  return foreign(
    'buildkit',
    names.map((word) => ({ word, at })),
    { reason, where },
  );
}

function foreign(
  tool: ForeignTool,
  words: ReturnType<typeof listedWords>,
  { reason, where }: { readonly reason: string; readonly where: Where },
): readonly Ignore[] {
  const rules = words.flatMap(({ word, at }) => {
    const ids = tool === 'buildkit' && word === 'all' ? rulesKnownTo(tool) : rulesOfForeign(tool, word);
    return ids.map((id) => ({ id, at }));
  });
  const [first] = rules;
  if (first === undefined) return [];
  const why = reason.replace(/^[\s#;]*(?:reason=)?/, '').trim();
  return [{ from: tool, rules, reason: why === '' ? undefined : why, where, at: first.at }];
}
