import { type Movement, tagMovement } from '../bases/movingTags.ts';
import { lookupReference } from '../bases/tableFacts.ts';
import { normalise } from '../reference/normalise.ts';
import type { UsedImage } from './usedImages.ts';

/** How far the name of an outside image fixes what it stands for. */
export interface TagStability {
  /** `unnamed`: no tag, or `latest`; `digest`: whatever the tag does. */
  readonly stability: Movement | 'unnamed' | 'digest';
  /** Normalised, as tables know it. */
  readonly name: string;
  /** The tag, or its part before the first hyphen, that told. */
  readonly word: string;
}

export function tagStability({ text, reference, known }: UsedImage): TagStability {
  const { tag, digest } = reference;
  const name = lookupReference(text)?.name ?? normalise(reference).name;
  if (digest !== undefined) return { stability: 'digest', name, word: '' };
  if (tag === undefined || tag === 'latest') return { stability: 'unnamed', name, word: '' };
  const { movement, word = '' } = tagMovement(name, tag);
  const build = movement === 'moving' && !known && namesBuild(word, tag.slice(word.length));
  return { stability: build ? 'rule' : movement, name, word };
}

/** `main-1a2b3c4`, `nightly-2026-01-31`, `stable-1.2` of a repository nobody knows is one build or version, as far as can be told. */
function namesBuild(word: string, rest: string): boolean {
  return /\d{6}|\d{4}-\d\d|[0-9a-f]{7}/.test(rest) || (word !== 'latest' && /\d\.\d/.test(rest));
}

/** Whether another finding says already that the name fixes nothing. */
export function isUnstable({ stability }: TagStability): boolean {
  return stability === 'unnamed' || stability === 'moving' || stability === 'never-pinned' || stability === 'major';
}
