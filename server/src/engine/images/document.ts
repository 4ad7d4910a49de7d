import type { Limits } from '../layers/limits.ts';
import { textOfUtf8 } from '../layers/utf8.ts';
import { type ImageJsonKind, kindOfJson } from '../oci/kind.ts';
import { type JsonNode, parseJson } from '../text/json.ts';
import { blobName, parseDigest, shortDigest } from './digest.ts';
import type { ImageHost } from './imageHost.ts';

/** A JSON document of an image. */
export interface ImageDocument {
  readonly text: string;
  readonly root: JsonNode;
  readonly kind: ImageJsonKind | undefined;
}

/** Something of an image that is not as it must be. */
export interface ImageProblem {
  /** A sentence that names the thing. */
  readonly problem: string;
  /** What was read is not what it claims to be, so that nothing of the image can be trusted. */
  readonly untrusted: boolean;
}

export interface Reading {
  readonly host: ImageHost;
  readonly limits: Limits;
}

/** The document of this digest. */
export async function readBlob(
  digest: string | undefined,
  what: string,
  reading: Reading,
): Promise<ImageDocument | ImageProblem> {
  const parsed = parseDigest(digest);
  if (parsed === undefined) {
    const why =
      digest === undefined ? 'has no digest' : `has the digest ${shortDigest(digest)}, which cannot be checked`;
    return { problem: `${what} ${why}.`, untrusted: true };
  }
  const name = `${what} ${shortDigest(digest ?? '')}`;
  return readDocument(blobName(parsed), { ...reading, what: name, digest: parsed });
}

interface Named extends Reading {
  readonly what: string;
  readonly digest?: ReturnType<typeof parseDigest>;
}

/** The document in a file of this name. */
export async function readDocument(
  file: string,
  { host, limits, what, digest }: Named,
): Promise<ImageDocument | ImageProblem> {
  const problem = (words: string, untrusted = false) => ({ problem: `${what} ${words}`, untrusted });
  const size = host.size(file);
  if (size === undefined) return problem('is missing.');
  if (size > limits.json) return problem(`is larger than ${limits.json} bytes (--limit json=N).`);
  try {
    const bytes = await host.read(file);
    if (digest !== undefined) {
      const hashing = host.hashing(digest.algorithm);
      hashing.update(bytes);
      if (hashing.hex() !== digest.hex) return problem('does not match its digest.', true);
    }
    const text = textOfUtf8(bytes).replace(/^\uFEFF/, '');
    const json = parseJson(text);
    if ('problem' in json) return problem(`cannot be read. ${json.problem}`);
    return { text, root: json.root, kind: kindOfJson(json.root) };
  } catch (error) {
    return problem(`cannot be read: ${host.reason(error)}.`);
  }
}
