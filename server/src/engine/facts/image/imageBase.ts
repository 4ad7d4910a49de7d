import { recordedBase } from '../../oci/annotations.ts';
import type { Field } from '../../oci/field.ts';
import { parseReference } from '../../reference/imageReference.ts';
import { normalise, normalisedText } from '../../reference/normalise.ts';
import type { Span } from '../../text/span.ts';
import { type Fact, known, unknown } from '../fact.ts';
import type { BaseReference } from '../imageFacts.ts';
import { fromConfig } from './imageConfigFacts.ts';

/** The base as the first of these annotations or labels records it; images do not know their base by themselves. */
export function baseFact(records: readonly Field<ReadonlyMap<string, string>>[], at: Span): Fact<BaseReference> {
  for (const record of records) {
    const recorded = recordedBase(record);
    if (recorded === undefined) continue;
    const digested = recorded.digest === undefined ? undefined : parseReference(`${recorded.name}@${recorded.digest}`);
    const reference = digested ?? parseReference(recorded.name);
    if (reference === undefined) return unknown('the base that the image records is no image reference', record.at);
    const { name, tag, digest } = normalise(reference);
    // A digest recorded beside a name without tag does not say which tag was meant.
    return known({ reference: normalisedText({ name, tag }), digest }, record.at, fromConfig);
  }
  return unknown('the image does not record its base; org.opencontainers.image.base.name would name it', at);
}
