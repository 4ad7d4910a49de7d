import type { Build, Step } from '../../dockerfile/build.ts';
import type { Span, TextEdit } from '../../text/span.ts';
import { shippedSteps } from '../shippedRuns.ts';

/**
 * Writes another folder wherever the shipped stages name this one, so that all places still agree. Undefined where a
 * place of these does not name it, or where the other folder is in use already.
 */
export function literalMove(
  build: Build,
  { from, to, places }: { readonly from: string; readonly to: string; readonly places: readonly Span[] },
): readonly TextEdit[] | undefined {
  const { text } = build.dockerfile;
  const spans = shippedSteps(build).flatMap((step) => stretchesOf(step, text));
  if (spans.some(({ start, end }) => text.slice(start, end).includes(to))) return undefined;
  // Not `/root/x` in `/opt/root/x`, nor in `/root/x-2`; and not the settings and caches of root itself.
  const named = new RegExp(`(?<![\\w./-])${from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w.-])(?!/\\.)`, 'g');
  const edits = spans.flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(named)].map(({ index }): TextEdit => {
      return { span: { start: start + index, end: start + index + from.length }, newText: to };
    }),
  );
  const covered = places.every((place) => edits.some(({ span }) => span.start >= place.start && span.end <= place.end));
  return covered && edits.length > 0 ? edits : undefined;
}

/** Of a COPY from another stage only the destination is a path of the image. */
function stretchesOf({ instruction, trigger }: Step, text: string): readonly Span[] {
  if (trigger !== undefined) return [];
  const fromStage = instruction.flags.some(({ name }) => name === 'from');
  if (!fromStage || (instruction.kind !== 'copy' && instruction.kind !== 'add')) return [instruction.span];
  const { destination } = instruction;
  if (destination === undefined) return [];
  const { start, end } = destination.span;
  // In JSON form all words stand at the array's place.
  return text.slice(start, end) === destination.raw ? [destination.span] : [];
}
