import { plainPath } from './path.ts';
import type { ReportedSubject } from './reported.ts';

/**
 * A name for each problem of the subject, in their order, that stays the same while the file changes elsewhere: made of
 * path, rule and message, without the numbers of lines, and of how often the same was found above.
 */
export function fingerprints({ path, problems }: ReportedSubject): readonly string[] {
  const seen = new Map<string, number>();
  return problems.map(({ rule, message }) => {
    const what = [plainPath(path), rule, message.replace(/\blines? \d+/g, 'line')].join('\n');
    const before = seen.get(what) ?? 0;
    seen.set(what, before + 1);
    return hash(`${what}\n${before}`);
  });
}

/** 64 bits as hexadecimal digits. Tells findings apart; protects nothing. */
export function hash(text: string): string {
  let high = 0x811c9dc5;
  let low = 0x9e3779b9;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit ^ (high >>> 15), 0x85ebca6b);
  }
  return hex(high ^ (low >>> 16)) + hex(low ^ (high >>> 13));
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
