import { textOfUtf8 } from './utf8.ts';

export type PaxRecords = ReadonlyMap<string, string>;

/** Only these count here; the others would only cost memory. */
const counting = new Set([
  'path',
  'linkpath',
  'size',
  'uid',
  'gid',
  'GNU.sparse.name',
  'GNU.sparse.realsize',
  'GNU.sparse.size',
]);

/** The records of a PAX header, `LENGTH NAME=VALUE` lines; undefined where they are none. An empty value takes one back. */
export function paxRecords(bytes: Uint8Array): PaxRecords | undefined {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(0x20, at);
    const digits = blank < 0 || blank - at > 10 ? '' : textOfUtf8(bytes, at, blank);
    const end = /^\d+$/.test(digits) ? at + Number(digits) : 0;
    if (end <= blank + 1 || end > bytes.length || bytes[end - 1] !== 0x0a) return undefined;
    const equals = bytes.indexOf(0x3d, blank);
    if (equals < 0 || equals >= end - 1) return undefined;
    const name = textOfUtf8(bytes, blank + 1, equals);
    if (counting.has(name)) records.set(name, textOfUtf8(bytes, equals + 1, end - 1));
    at = end;
  }
  return records;
}

/** A record that is a number of its own size; NaN where it is none. */
export function paxNumber(records: PaxRecords, name: string): number | undefined {
  const text = records.get(name);
  if (text === undefined || text === '') return undefined;
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) ? number : Number.NaN;
}
