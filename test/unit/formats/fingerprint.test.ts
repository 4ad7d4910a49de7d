import { describe, expect, it } from 'vitest';
import { fingerprints, hash } from '../../../server/src/engine/formats/fingerprint.ts';
import { finding, subject } from './fixture.ts';

describe('fingerprints', () => {
  const [first, second, third] = fingerprints(subject('D', [finding(), finding(), finding({ message: 'Else.' })]));
  it('tell equal findings apart by their order', () => {
    expect(new Set([first, second, third]).size).toBe(3);
  });
  it('do not change with the numbers of lines in messages', () => {
    const of = (message: string) => fingerprints(subject('D', [finding({ message })]))[0];
    expect(of('The USER in line 7 counts.')).toBe(of('The USER in line 12 counts.'));
    expect(of('Base 7.')).not.toBe(of('Base 12.'));
  });
  it('differ by path and rule', () => {
    expect(fingerprints(subject('E', [finding()]))[0]).not.toBe(first);
    expect(fingerprints(subject('D', [finding({ rule: 'base-tag' })]))[0]).not.toBe(first);
  });
});

describe('hash', () => {
  it('is sixteen digits, and the same in every version', () => {
    expect(hash('')).toMatch(/^[0-9a-f]{16}$/);
    expect(hash('Dockerfile\nnon-root-user')).toMatchInlineSnapshot(`"9ad398c474b398f3"`);
  });
  it('gives no two of a hundred thousand like texts the same', () => {
    const texts = Array.from({ length: 100_000 }, (_, i) => `apps/${i % 300}/Dockerfile\nbase-tag\nTag ${i}.`);
    expect(new Set(texts.map(hash)).size).toBe(texts.length);
  });
});
