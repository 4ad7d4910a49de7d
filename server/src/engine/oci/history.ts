import type { Span } from '../text/span.ts';
import { type Field, type Holder, holderOf, listField, presentValue, textField, truthField } from './field.ts';

/** One step of how an image was made, as its config tells it. */
export interface HistoryStep {
  /** The instruction as the builder wrote it down; empty where it did not. */
  readonly createdBy: string;
  /** What the builder notes beside it; buildah has the name of the base in that of the first step of its own. */
  readonly comment: string;
  /** The step set something and made no layer. */
  readonly emptyLayer: boolean;
  /** The instruction's place, or the step's first character. */
  readonly at: Span;
}

/** The steps from the first to the last, those of the base included. A step that is no object counts as one without words. */
export function historyField(config: Holder): Field<readonly HistoryStep[]> {
  const list = listField(config, 'history');
  if (list.state !== 'present') return list;
  return { ...list, value: list.value.map((node) => historyStep(holderOf(node, 'a step'))) };
}

function historyStep(step: Holder): HistoryStep {
  const createdBy = textField(step, 'created_by');
  return {
    createdBy: presentValue(createdBy) ?? '',
    comment: presentValue(textField(step, 'comment')) ?? '',
    emptyLayer: presentValue(truthField(step, 'empty_layer')) ?? false,
    at: createdBy.at,
  };
}
