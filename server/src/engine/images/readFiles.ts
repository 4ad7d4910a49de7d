import type { FileTree } from '../layers/fileTree.ts';
import { type Folding, type LayerUse, newFolding } from '../layers/foldLayers.ts';
import { type LayerContents, readLayer } from '../layers/readLayer.ts';
import { parseDigest, shortDigest } from './digest.ts';
import type { Reading } from './document.ts';
import type { Hashing, ImageHost } from './imageHost.ts';
import type { ImageVersion, LayerBlob } from './storedImage.ts';

/** What the layers of an image hold. */
export type FilesRead =
  | {
      readonly state: 'read';
      readonly tree: FileTree;
      readonly uses: readonly LayerUse[];
      /** Its files, folders and links. */
      readonly count: number;
      /** Bytes of the unpacked layers. */
      readonly sizes: readonly number[];
    }
  | {
      readonly state: 'unreadable' | 'untrusted';
      /** A clause without full stop. */
      readonly because: string;
    };

export interface FilesReading extends Reading {
  /** How many bytes to keep of the content of a file with this name. */
  readonly keep: (name: string) => number;
}

/** Reads the layers one after the other, none of them unpacked as a whole, and lays them on each other. */
export async function readFiles({ layers }: ImageVersion, reading: FilesReading): Promise<FilesRead> {
  const { host, limits } = reading;
  if (layers.length > limits.layers)
    return { state: 'unreadable', because: `the image has more than ${limits.layers} layers (--limit layers=N)` };
  const run: Run = {
    layers,
    reading,
    folding: newFolding(limits.files),
    contents: new Map(),
    sizes: [],
    files: 0,
    bytes: 0,
    kept: 0,
  };
  const blocked = layers.find(({ obstacle }) => obstacle !== undefined);
  const failures: Failure[] = [];
  if (blocked?.obstacle !== undefined) failures.push({ layer: blocked, words: blocked.obstacle });
  const files = [...new Set(layers.filter(({ obstacle }) => obstacle === undefined).map(({ file }) => file))];
  try {
    await host.stream(files, async (file, chunks) => {
      const layer = layers.find((candidate) => candidate.file === file);
      if (layer === undefined) return;
      const failure = await take(layer, chunks, { run, unpack: failures.length === 0 });
      if (failure !== undefined) failures.push(failure);
    });
    const failure = failures.length === 0 ? fold(run) : undefined;
    return await outcome(run, failure === undefined ? failures : [failure]);
  } catch (error) {
    return { state: 'unreadable', because: `the layers cannot be read: ${host.reason(error)}` };
  }
}

interface Run {
  readonly layers: readonly LayerBlob[];
  readonly reading: FilesReading;
  readonly folding: Folding;
  /** By the names of their files. */
  readonly contents: Map<string, LayerContents>;
  readonly sizes: number[];
  files: number;
  bytes: number;
  kept: number;
}

interface Failure {
  readonly layer: LayerBlob;
  readonly words: string;
}

const mismatch = 'does not match its digest';

/** What is wrong with a layer may come from bytes that are not the layer's at all. */
async function outcome({ layers, reading, folding, sizes }: Run, failures: readonly Failure[]): Promise<FilesRead> {
  const [first] = failures;
  if (first === undefined) {
    const { tree, layers: uses } = folding.result();
    return { state: 'read', tree, uses, sizes, count: folding.files() };
  }
  const bad = failures.find(({ words }) => words === mismatch);
  const untrusted =
    bad ?? ((await isAltered(first.layer, reading)) ? { layer: first.layer, words: mismatch } : undefined);
  const { layer, words } = untrusted ?? first;
  const number = layers.indexOf(layer) + 1;
  const name = layer.digest ?? layer.diffId;
  const shown = name === undefined ? '' : ` (${shortDigest(name)})`;
  return { state: untrusted === undefined ? 'unreadable' : 'untrusted', because: `layer ${number}${shown} ${words}` };
}

async function isAltered({ file, digest, obstacle }: LayerBlob, { host }: Reading): Promise<boolean> {
  const parsed = parseDigest(digest);
  if (parsed === undefined || obstacle !== undefined) return false;
  const hashing = host.hashing(parsed.algorithm);
  await host.stream([file], async (_, chunks) => {
    for await (const chunk of chunks) hashing.update(chunk);
  });
  return hashing.hex() !== parsed.hex;
}

interface Taking {
  readonly run: Run;
  /** False: the digest alone is of interest. */
  readonly unpack: boolean;
}

/** Reads a layer, or at least sees whether it is the right one. */
async function take(
  layer: LayerBlob,
  chunks: AsyncIterable<Uint8Array>,
  { run, unpack }: Taking,
): Promise<Failure | undefined> {
  const { host, limits, keep } = run.reading;
  const packed = watched(chunks, layer.digest, host);
  if (!unpack) {
    for await (const _ of packed.chunks);
    return packed.matches() ? undefined : { layer, words: mismatch };
  }
  const unpacked = watched(host.unpack(packed.chunks), layer.digest === undefined ? layer.diffId : undefined, host);
  const used = { files: run.files, bytes: run.bytes, kept: run.kept };
  const read = await readLayer(unpacked.chunks, { limits, keep, packed: packed.count, used }).catch(
    (error: unknown) => ({ problem: host.reason(error) }),
  );
  if ('problem' in read) return { layer, words: `cannot be read: ${read.problem}` };
  if (!packed.matches() || !unpacked.matches()) return { layer, words: mismatch };
  run.files += read.entries.count;
  run.bytes += read.size;
  run.kept += read.kept;
  run.contents.set(layer.file, read);
  return undefined;
}

/** Lays all layers on each other once they are read: a large tree would be in the way of the garbage collector until then. */
function fold({ layers, folding, contents, sizes }: Run): Failure | undefined {
  for (const [i, layer] of layers.entries()) {
    const read = contents.get(layer.file);
    if (read === undefined) return { layer, words: 'is missing' };
    sizes.push(read.size);
    const problem = folding.add(read);
    if (problem !== undefined) return { layer, words: `cannot be read: ${problem}` };
    if (!layers.slice(i + 1).some(({ file }) => file === layer.file)) contents.delete(layer.file);
  }
  return undefined;
}

/** The same chunks, counted and hashed on their way. */
function watched(chunks: AsyncIterable<Uint8Array>, digest: string | undefined, host: ImageHost) {
  const parsed = parseDigest(digest);
  const hashing: Hashing | undefined = parsed === undefined ? undefined : host.hashing(parsed.algorithm);
  let count = 0;
  return {
    chunks: (async function* () {
      for await (const chunk of chunks) {
        count += chunk.length;
        hashing?.update(chunk);
        yield chunk;
      }
    })(),
    count: () => count,
    matches: () => hashing === undefined || hashing.hex() === parsed?.hex,
  };
}
