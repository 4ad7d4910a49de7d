import { type PaxRecords, paxRecords } from './pax.ts';
import { type Announced, type TarEntry, tarEntry } from './tarEntry.ts';
import { blockSize, isZero, type TarHeader, tarHeader } from './tarHeader.ts';
import { textOfUtf8 } from './utf8.ts';

export type TarEvent =
  | {
      readonly kind: 'entry';
      readonly entry: TarEntry;
      /** Where its content starts in the tar file. */
      readonly offset: number;
    }
  /** A piece of the last entry's content. */
  | { readonly kind: 'content'; readonly bytes: Uint8Array }
  /** Nothing more can be read. */
  | { readonly kind: 'problem'; readonly problem: string };

/** Reads a tar file that comes in pieces of any size. */
export interface TarReader {
  readonly read: (bytes: Uint8Array) => Iterable<TarEvent>;
  /** How many of the next bytes are content and padding that the reader needs not see. */
  readonly skippable: () => number;
  readonly skip: (count: number) => void;
  readonly isAtEnd: () => boolean;
  /** What is missing when no more bytes come. */
  readonly problemAtEnd: () => string | undefined;
}

/** Longer headers than that are made to harm. */
const longestHeader = 1024 * 1024;

type Collecting = 'x' | 'g' | 'L' | 'K';

interface State {
  /** What the next bytes are. */
  expecting: 'header' | 'holes' | 'announcement' | 'content' | 'nothing';
  /** Bytes that were read or skipped. */
  at: number;
  /** Bytes of content or announcement that are to come, and of the padding behind them. */
  left: number;
  padding: number;
  block: Uint8Array;
  filled: number;
  zeroBlock: boolean;
  collecting: Collecting;
  header: TarHeader | undefined;
  announced: Announced;
  global: PaxRecords;
}

const nothingAnnounced: Announced = { records: new Map(), longName: undefined, longTarget: undefined };

export function newTarReader(): TarReader {
  const state: State = {
    expecting: 'header',
    at: 0,
    left: 0,
    padding: 0,
    block: new Uint8Array(blockSize),
    filled: 0,
    zeroBlock: false,
    collecting: 'x',
    header: undefined,
    announced: nothingAnnounced,
    global: new Map(),
  };
  return {
    read: (bytes) => eventsOf(state, bytes),
    skippable: () => (state.expecting === 'content' ? state.left + state.padding : 0),
    skip: (count) => {
      const content = Math.min(count, state.left);
      state.at += count;
      state.left -= content;
      state.padding -= count - content;
      if (state.left + state.padding === 0) expectHeader(state);
    },
    isAtEnd: () => state.expecting === 'nothing',
    problemAtEnd: () => {
      const between = state.expecting === 'header' && state.filled === 0 && state.announced === nothingAnnounced;
      return between || state.expecting === 'nothing' ? undefined : 'it ends in the middle of an entry';
    },
  };
}

function* eventsOf(state: State, bytes: Uint8Array): Generator<TarEvent> {
  for (let at = 0; at < bytes.length && state.expecting !== 'nothing'; ) {
    if (state.expecting === 'content') {
      const end = Math.min(bytes.length, at + state.left);
      if (end > at) yield { kind: 'content', bytes: bytes.subarray(at, end) };
      state.at += end - at;
      state.left -= end - at;
      at = passPadding(state, end, bytes.length);
      continue;
    }
    at = fill(state, bytes, at);
    if (state.filled < state.block.length) return;
    const event = blockEvent(state);
    if (event !== undefined) yield event;
    if (event?.kind === 'problem') state.expecting = 'nothing';
  }
}

function passPadding(state: State, at: number, end: number): number {
  if (state.left > 0) return at;
  const passed = Math.min(state.padding, end - at);
  state.at += passed;
  state.padding -= passed;
  if (state.padding === 0) expectHeader(state);
  return at + passed;
}

function fill(state: State, bytes: Uint8Array, at: number): number {
  const piece = bytes.subarray(at, at + state.block.length - state.filled);
  state.block.set(piece, state.filled);
  state.filled += piece.length;
  state.at += piece.length;
  return at + piece.length;
}

function expectHeader(state: State): void {
  state.expecting = 'header';
  if (state.block.length !== blockSize) state.block = new Uint8Array(blockSize);
  state.filled = 0;
}

function blockEvent(state: State): TarEvent | undefined {
  const { block } = state;
  state.filled = 0;
  if (state.expecting === 'announcement') return announce(state);
  if (state.expecting === 'holes') {
    const { header } = state;
    return header === undefined || block[504] === 1 ? undefined : begin(state, header);
  }
  if (isZero(block)) {
    if (state.zeroBlock) state.expecting = 'nothing';
    state.zeroBlock = true;
    return undefined;
  }
  if (state.zeroBlock) return { kind: 'problem', problem: 'an empty block stands between entries' };
  const header = tarHeader(block);
  return 'problem' in header ? { kind: 'problem', problem: header.problem } : headerEvent(state, header);
}

function headerEvent(state: State, header: TarHeader): TarEvent | undefined {
  const { type, size } = header;
  if (type === 'x' || type === 'g' || type === 'L' || type === 'K') {
    if (size > longestHeader) return { kind: 'problem', problem: 'a header is longer than 1 MiB' };
    state.collecting = type;
    state.left = size;
    state.block = new Uint8Array(Math.ceil(size / blockSize) * blockSize);
    state.expecting = 'announcement';
    return size === 0 ? announce(state) : undefined;
  }
  if (!header.extended) return begin(state, header);
  state.header = header;
  state.expecting = 'holes';
  return undefined;
}

function announce(state: State): TarEvent | undefined {
  const bytes = state.block.subarray(0, state.left);
  const { collecting, announced } = state;
  expectHeader(state);
  if (collecting === 'L') state.announced = { ...announced, longName: untilZero(bytes) };
  else if (collecting === 'K') state.announced = { ...announced, longTarget: untilZero(bytes) };
  else {
    const records = paxRecords(bytes);
    if (records === undefined) return { kind: 'problem', problem: 'a PAX header holds no records' };
    if (collecting === 'x') state.announced = { ...announced, records: new Map([...announced.records, ...records]) };
    else state.global = new Map([...state.global, ...records]);
  }
  return undefined;
}

function begin(state: State, header: TarHeader): TarEvent {
  const { announced, global } = state;
  const records = global.size === 0 ? announced.records : new Map([...global, ...announced.records]);
  const entry = tarEntry(header, { ...announced, records });
  if ('problem' in entry) return { kind: 'problem', problem: entry.problem };
  state.announced = nothingAnnounced;
  state.header = undefined;
  state.left = entry.stored;
  state.padding = (blockSize - (entry.stored % blockSize)) % blockSize;
  if (entry.stored === 0) expectHeader(state);
  else state.expecting = 'content';
  return { kind: 'entry', entry, offset: state.at };
}

function untilZero(bytes: Uint8Array): string {
  const zero = bytes.indexOf(0);
  return textOfUtf8(bytes, 0, zero < 0 ? bytes.length : zero);
}
