import valid from 'semver/functions/valid.js';
import { acceleratorIn, acceleratorWords } from './accelerators.ts';
import { type Architecture, architectureSuffix } from './architectures.ts';
import { repairVersion, type VersionViolation } from './versionRepair.ts';

/** What a tag says, read as the protocol's `VERSION` or `VERSION-ARCH`. */
export type TagReading = VersionTag | OtherTag;

export interface VersionTag {
  readonly state: 'valid';
  readonly tag: string;
  /** The semantic version, without the architecture. */
  readonly version: string;
  readonly architecture: Architecture | undefined;
}

export interface OtherTag {
  readonly state: 'violated';
  readonly tag: string;
  readonly violation: TagViolation;
  /** The tag to write instead, where one can be told; it always reads as valid. */
  readonly proposal: string | undefined;
  /** The proposal means the same, so that nobody needs to look. */
  readonly safe: boolean;
  readonly architecture: Architecture | undefined;
  /** The accelerator word that belongs into the image's name. */
  readonly accelerator: string | undefined;
}

export type TagViolation = 'latest' | 'accelerator' | VersionViolation;

/** Reads a tag; `accelerators` are the words that settings add to the known ones. */
export function readTag(
  tag: string,
  { accelerators = [] }: { readonly accelerators?: readonly string[] } = {},
): TagReading {
  if (tag.length > maxTag) return unreadable(tag);
  const suffixed = architectureSuffix(tag);
  const architecture = suffixed?.architecture;
  const words = acceleratorWords(accelerators);
  const { rest, accelerator: named } = withoutAccelerators(suffixed?.rest ?? tag, words);
  if (named === undefined && isVersion(rest)) return { state: 'valid', tag, version: rest, architecture };

  const repaired = isVersion(rest) ? undefined : repairVersion(rest);
  // Only a repair sets `cuda` of `1.0cuda` apart.
  const mended = withoutAccelerators(isVersion(rest) ? rest : (repaired?.version ?? ''), words);
  const accelerator = named ?? mended.accelerator;
  const tail = suffixed === undefined ? '' : `-${suffixed.suffix}`;
  const proposed = isAccepted(mended.rest + tail, words) ? mended.rest + tail : undefined;
  const violation = violationOf(rest, accelerator) ?? repaired?.violation ?? 'not-version';
  const safe = accelerator === undefined && proposed !== undefined && repaired?.safe === true;
  return { state: 'violated', tag, violation, proposal: proposed, safe, architecture, accelerator };
}

function violationOf(rest: string, accelerator: string | undefined): TagViolation | undefined {
  if (accelerator !== undefined) return 'accelerator';
  return rest.toLowerCase() === 'latest' ? 'latest' : undefined;
}

/** Whether the text is a semantic version as it stands: `semver` itself would take `v1.0.0` and `1.0.0+a`. */
function isVersion(text: string): boolean {
  return valid(text) === text;
}

const maxTag = 128;

function unreadable(tag: string): OtherTag {
  const none = { proposal: undefined, safe: false, architecture: undefined, accelerator: undefined };
  return { state: 'violated', tag, violation: 'not-version', ...none };
}

/** What is put together may read as something else at its end, so it is read as any tag is. */
function isAccepted(tag: string, words: ReadonlySet<string>): boolean {
  const { rest, accelerator } = withoutAccelerators(architectureSuffix(tag)?.rest ?? tag, words);
  return tag.length <= maxTag && accelerator === undefined && isVersion(rest);
}

/** Leaves out accelerator words and the versions behind them: `1.0.0-cuda11.8` is `1.0.0` and `cuda`. */
function withoutAccelerators(
  text: string,
  accelerators: ReadonlySet<string>,
): { readonly rest: string; readonly accelerator: string | undefined } {
  // Words at even places, what separates them at odd ones.
  const pieces = text.split(/([-_.+])/);
  const kept: string[] = [];
  let accelerator: string | undefined;
  let dropping = false;
  for (let at = 0; at < pieces.length; at += 2) {
    const word = pieces[at] ?? '';
    const separator = at === 0 ? '' : (pieces[at - 1] ?? '');
    const found = acceleratorIn(word, accelerators);
    dropping = found !== undefined || (dropping && separator === '.' && /^\d+$/.test(word));
    accelerator ??= found;
    if (!dropping) kept.push(kept.length === 0 ? '' : separator, word);
  }
  return { rest: kept.join(''), accelerator };
}
