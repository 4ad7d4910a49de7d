import type { JsonNode } from '../text/json.ts';
import { holderOf, objectField, presentValue, textsField } from './field.ts';

/** The digests of an image's unpacked layers, from the lowest up, as its config lists them. */
export function imageConfigDiffIds(config: JsonNode): readonly string[] {
  return presentValue(textsField(objectField(holderOf(config, 'the config'), 'rootfs'), 'diff_ids')) ?? [];
}
