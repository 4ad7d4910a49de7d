import type { JsonNode } from '../text/json.ts';
import type { Span } from '../text/span.ts';
import {
  type Field,
  type Holder,
  holderOf,
  objectField,
  presentValue,
  sizeField,
  textField,
  textMapField,
} from './field.ts';
import { platformField } from './platform.ts';

/** What a manifest or an index says of a blob it points to. */
export interface Descriptor {
  readonly mediaType: string | undefined;
  readonly digest: string | undefined;
  readonly size: Field<number>;
  readonly artifactType: string | undefined;
  readonly platform: Field<string>;
  readonly annotations: Field<ReadonlyMap<string, string>>;
  /** A short place that stands for the whole. */
  readonly at: Span;
}

export function descriptor(holder: Holder): Descriptor {
  return {
    mediaType: presentValue(textField(holder, 'mediaType')),
    digest: presentValue(textField(holder, 'digest')),
    size: sizeField(holder, 'size'),
    artifactType: presentValue(textField(holder, 'artifactType')),
    platform: platformField(objectField(holder, 'platform')),
    annotations: textMapField(holder, 'annotations'),
    at: holder.at,
  };
}

export function descriptors(nodes: readonly JsonNode[]): readonly Descriptor[] {
  return nodes.map((node) => descriptor(holderOf(node, 'the descriptor')));
}
