/** An entry of a tar file that a test makes; what is not given is what a plain file has. */
export interface Made {
  readonly name: string;
  readonly type?: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly target?: string;
  readonly content?: string | Uint8Array;
  /** Where it is to be another than the content's. */
  readonly size?: number;
  /** PAX records before it. */
  readonly pax?: Readonly<Record<string, string>>;
  /** Written as old GNU tar does, with names in entries of their own. */
  readonly gnu?: boolean;
  /** Bytes that are put over the header, by place; the checksum is made afterwards. */
  readonly patch?: Readonly<Record<number, string | Uint8Array>>;
}

export function tarOf(...entries: readonly Made[]): Buffer {
  return Buffer.concat([...entries.map(made), Buffer.alloc(1024)]);
}

/** Without the empty blocks at the end. */
export function openTarOf(...entries: readonly Made[]): Buffer {
  return Buffer.concat(entries.map(made));
}

export const folder = (name: string, more: Partial<Made> = {}): Made => ({ name, type: '5', mode: 0o755, ...more });
export const link = (name: string, target: string, more: Partial<Made> = {}): Made => ({
  name,
  type: '2',
  target,
  ...more,
});
export const hardLink = (name: string, target: string): Made => ({ name, type: '1', target });

function made(entry: Made): Buffer {
  const content = Buffer.from(entry.content ?? '');
  const before: Buffer[] = [];
  if (entry.pax !== undefined) before.push(plain({ name: 'pax', type: 'x' }, paxOf(entry.pax)));
  if (entry.gnu && entry.name.length > 100)
    before.push(plain({ name: '././@LongLink', type: 'L', gnu: true }, Buffer.from(`${entry.name}\0`)));
  if (entry.gnu && (entry.target ?? '').length > 100)
    before.push(plain({ name: '././@LongLink', type: 'K', gnu: true }, Buffer.from(`${entry.target}\0`)));
  return Buffer.concat([...before, plain(entry, content)]);
}

function plain(entry: Made, content: Buffer): Buffer {
  const header = Buffer.alloc(512);
  header.write(entry.name.slice(0, 100), 0);
  header.write(octal(entry.mode ?? 0o644, 7), 100);
  header.write(octal(entry.uid ?? 0, 7), 108);
  header.write(octal(entry.gid ?? 0, 7), 116);
  header.write(octal(entry.size ?? content.length, 11), 124);
  header.write(octal(0, 11), 136);
  header.write(entry.type ?? '0', 156);
  header.write((entry.target ?? '').slice(0, 100), 157);
  header.write(entry.gnu ? 'ustar  \0' : 'ustar\x0000', 257, 'latin1');
  for (const [at, bytes] of Object.entries(entry.patch ?? {})) Buffer.from(bytes as string).copy(header, Number(at));
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, 148, 'latin1');
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

function paxOf(records: Readonly<Record<string, string>>): Buffer {
  return Buffer.concat(
    Object.entries(records).map(([name, value]) => {
      const rest = Buffer.byteLength(` ${name}=${value}\n`);
      let length = rest + 1;
      while (String(length).length + rest !== length) length = String(length).length + rest;
      return Buffer.from(`${length} ${name}=${value}\n`);
    }),
  );
}

function octal(number: number, digits: number): string {
  return number.toString(8).padStart(digits, '0').slice(-digits);
}
