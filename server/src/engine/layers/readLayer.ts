import { type EntryList, longestName, newEntryWriter } from './entryList.ts';
import { bombProblem, type Limits } from './limits.ts';
import { type Program, programBytes, programOf } from './program.ts';
import { shownName, type TarEntry } from './tarEntry.ts';
import { newTarReader, type TarEvent } from './tarReader.ts';

export interface LayerContents {
  readonly entries: EntryList;
  /** Bytes of the unpacked layer. */
  readonly size: number;
  /** Bytes of content that are kept of small files. */
  readonly kept: number;
}

export interface LayerReading {
  readonly limits: Limits;
  /** How many bytes to keep of the content of a file with this name. */
  readonly keep: (name: string) => number;
  /** Bytes as stored that were read so far. */
  readonly packed: () => number;
  /** What the layers before it took of the limits. */
  readonly used: { readonly files: number; readonly bytes: number; readonly kept: number };
}

/** The entries of an unpacked layer; a layer that cannot be read gives a clause on why. */
export async function readLayer(
  chunks: AsyncIterable<Uint8Array>,
  reading: LayerReading,
): Promise<LayerContents | { readonly problem: string }> {
  const reader = newTarReader();
  const collector = newCollector(reading);
  const { limits, used } = reading;
  const left = { ...limits, unpacked: limits.unpacked - used.bytes };
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    const problem =
      bombProblem({ unpacked: size, packed: reading.packed() }, left) ?? collector.take(reader.read(chunk));
    if (problem !== undefined) return { problem };
  }
  const problem = reader.problemAtEnd();
  return problem === undefined ? { entries: collector.entries(), size, kept: collector.kept() } : { problem };
}

/** Gathers entries, and of their content what is asked for; gives a clause on what is wrong. */
function newCollector({ limits, keep, used }: LayerReading) {
  const writer = newEntryWriter();
  let count = 0;
  const start = new Uint8Array(programBytes);
  const programs = newPrograms();
  let open: TarEntry | undefined;
  let kept: Uint8Array | undefined;
  let filled = 0;
  let small = used.kept;
  const close = () => {
    if (open === undefined) return;
    const whole = kept !== undefined && open.stored <= kept.length ? kept.subarray(0, filled) : undefined;
    const program = kept === start ? programs.same(programOf(start.subarray(0, filled))) : undefined;
    writer.add({ entry: open, bytes: kept === start ? undefined : whole, program });
    open = undefined;
  };
  const begin = (entry: TarEntry): string | undefined => {
    close();
    const longest = entry.name.length > entry.target.length ? entry.name : entry.target;
    if (longest.length > longestName) return `the name ${shownName(longest)} is too long`;
    if (used.files + count++ >= limits.files) return `the image has more than ${limits.files} files (--limit files=N)`;
    open = entry;
    filled = 0;
    const asked = keep(entry.name);
    const isSmall = asked <= smallBytes;
    kept = bufferFor(entry, isSmall && small > mostSmall ? 0 : asked, start);
    if (isSmall && kept !== undefined && kept !== start) small += kept.length;
    return undefined;
  };
  const take = (events: Iterable<TarEvent>): string | undefined => {
    for (const event of events) {
      if (event.kind === 'problem') return event.problem;
      if (event.kind === 'entry') {
        const problem = begin(event.entry);
        if (problem !== undefined) return problem;
      } else if (kept !== undefined && filled < kept.length) {
        const piece = event.bytes.subarray(0, kept.length - filled);
        kept.set(piece, filled);
        filled += piece.length;
      }
    }
    return undefined;
  };
  return {
    take,
    kept: () => small - used.kept,
    entries: () => {
      close();
      return writer.list();
    },
  };
}

/** Files of which no more than that is asked for may be any number; of an image made to harm not all are kept. */
const smallBytes = 32 * 1024;
const mostSmall = 16 * 1024 ** 2;

function bufferFor(entry: TarEntry, asked: number, start: Uint8Array): Uint8Array | undefined {
  if (entry.kind !== 'file' || entry.sparse) return undefined;
  if (asked > 0 && entry.stored <= asked) return new Uint8Array(entry.stored);
  return (entry.mode & 0o111) === 0 || entry.stored === 0 ? undefined : start;
}

/** Thousands of files name the same few interpreters; each is kept once. */
function newPrograms() {
  const known = new Map<string, Program>();
  return {
    same: (program: Program | undefined): Program | undefined => {
      if (program === undefined) return undefined;
      const key = JSON.stringify(program);
      const first = known.get(key) ?? program;
      known.set(key, first);
      return first;
    },
  };
}
