import type { HashAlgorithm } from './imageHost.ts';

/** A digest in its parts. */
export interface Digest {
  readonly algorithm: HashAlgorithm;
  readonly hex: string;
}

const lengths: Readonly<Record<HashAlgorithm, number>> = { sha256: 64, sha512: 128 };

/** The digest, if it is one that can be computed; so it holds nothing that leads out of a folder. */
export function parseDigest(text: string | undefined): Digest | undefined {
  const [, algorithm, hex = ''] = /^(sha256|sha512):([0-9a-f]+)$/.exec(text ?? '') ?? [];
  if (algorithm !== 'sha256' && algorithm !== 'sha512') return undefined;
  return hex.length === lengths[algorithm] ? { algorithm, hex } : undefined;
}

/** Where a layout keeps what has the digest. */
export function blobName({ algorithm, hex }: Digest): string {
  return `blobs/${algorithm}/${hex}`;
}

/** The digest as a message shows it. */
export function shortDigest(text: string): string {
  return text.replace(/^(\w+:[0-9a-f]{12})[0-9a-f]+$/, '$1…').slice(0, 80);
}
