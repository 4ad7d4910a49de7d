import type { OtherTag } from '../../reference/tag.ts';

/** What to write instead of a tag that is made at build time and is no version on every day. */
export function schemeAdvice(written: string, { tag, proposal }: OtherTag): string {
  const padded = written.match(/%[mdHMS]/g) ?? [];
  const advice = [
    ...(padded.length > 0
      ? [`${list(padded.map((part) => `%-${part.slice(1)}`))} for numbers without leading zeros`]
      : []),
    ...(proposal !== undefined && /-g\d/.test(proposal) && !/-g\d/.test(tag)
      ? ['-g instead of - before the commit']
      : []),
  ];
  if (advice.length > 0) return `Write ${advice.join(', and ')}: ${proposal ?? 'MAJOR.MINOR.PATCH'}.`;
  return proposal === undefined ? 'Make it MAJOR.MINOR.PATCH.' : `Make it MAJOR.MINOR.PATCH, such as ${proposal}.`;
}

function list(parts: readonly string[]): string {
  const once = [...new Set(parts)];
  return once.length < 2 ? once.join('') : `${once.slice(0, -1).join(', ')} and ${once.at(-1)}`;
}
