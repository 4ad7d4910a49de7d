import type { Comment, Dockerfile } from './dockerfile/model.ts';
import { type Level, levels } from './protocol/contributedImages.ts';
import type { Span } from './text/span.ts';

/** A setting given in a comment, with its place. */
export interface Pragma {
  readonly key: string;
  readonly value: string;
  /** Where an `ignore` counts: the next instruction, the stage, the file. */
  readonly scope: 'instruction' | 'stage' | 'global';
  readonly reason: string | undefined;
  readonly comment: Comment;
  readonly valueSpan: Span;
}

/** What the pragmas of a Dockerfile ask for; of a key given twice the last wins. */
export interface Pragmas {
  readonly all: readonly Pragma[];
  readonly images: readonly { readonly reference: string; readonly span: Span }[];
  readonly level: Level | undefined;
  readonly levelAt: Span | undefined;
  readonly target: string | undefined;
}

const form = /^st4sd[ \t]+(?:(stage|global)[ \t]+)?([a-z]+)=([^;\s][^;]*)?(?:;[ \t]*reason=(.*))?/;

/** Reads the `# st4sd key=value` comments. */
export function readPragmas({ comments }: Dockerfile): Pragmas {
  const all = comments.flatMap(readPragma);
  const last = (key: string) => all.findLast((pragma) => pragma.key === key);
  const level = last('level');
  return {
    all,
    images: imagesOf(last('image')),
    level: levels.find((name) => name === level?.value),
    levelAt: level?.valueSpan,
    target: last('target')?.value,
  };
}

function readPragma(comment: Comment): readonly Pragma[] {
  const match = form.exec(comment.text);
  if (match === null) return [];
  const [, scope, key = '', written = '', reason] = match;
  const value = written.trim();
  const start = comment.textSpan.start + comment.text.indexOf('=') + 1;
  return [
    {
      key,
      value,
      scope: scope === 'stage' || scope === 'global' ? scope : 'instruction',
      reason: reason === undefined || reason.trim() === '' ? undefined : reason.trim(),
      comment,
      valueSpan: { start, end: start + value.length },
    },
  ];
}

/** Several references of one image are written in one pragma, separated by commas or blanks. */
function imagesOf(pragma: Pragma | undefined): Pragmas['images'] {
  if (pragma === undefined) return [];
  return [...pragma.value.matchAll(/[^\s,]+/g)].map(({ 0: reference, index }) => ({
    reference,
    span: { start: pragma.valueSpan.start + index, end: pragma.valueSpan.start + index + reference.length },
  }));
}
