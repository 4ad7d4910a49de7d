import { measuredSize } from '../bases/measuredSize.ts';
import type { Check } from '../check.ts';
import type { Stage } from '../dockerfile/build.ts';
import { isRoot } from '../facts/user.ts';
import { sizeText } from '../text/sizeText.ts';
import { overlaps, type Span } from '../text/span.ts';

/** A few words at the end of a FROM. */
export interface BaseHint {
  /** `43 MB · root`; a size that was measured for another tag of the kind has `≈` before it. */
  readonly label: string;
  /** What the size rests on. */
  readonly tooltip: string | undefined;
  readonly offset: number;
}

/** Size and user of the outside bases in a part of the text; nothing for what is not known. */
export function baseHints({ facts }: Check, within: Span): readonly BaseHint[] {
  const stages = facts?.build?.stages ?? [];
  return stages.filter(({ from }) => overlaps(from.span, within)).flatMap(hintOn);
}

function hintOn({ base, before, from, platform }: Stage): readonly BaseHint[] {
  if (base.kind !== 'image' || base.image === undefined) return [];
  const size = measuredSize(base.text, platform);
  const weight = size === undefined ? [] : [`${size.approximate ? '≈ ' : ''}${sizeText(size.bytes)}`];
  const words = [...weight, ...userWord(before.user)];
  if (words.length === 0) return [];
  const tooltip =
    size === undefined ? undefined : `Compressed on ${size.platform}, measured for tag ${size.tag} on ${size.date}`;
  return [{ label: words.join(' · '), tooltip, offset: from.span.end }];
}

function userWord(user: Stage['before']['user']): readonly string[] {
  if (user.state === 'unknown') return [];
  return [user.state === 'absent' || isRoot(user.value) ? 'root' : user.value.text];
}
