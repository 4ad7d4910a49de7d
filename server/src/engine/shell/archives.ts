import { hasOption, type Option, optionValue, readOptions } from './options.ts';
import type { ShellCommand, ShellWord } from './script.ts';

/** An archive that a command unpacks. */
export interface Unpacked {
  /** Undefined for the standard input. */
  readonly archive: ShellWord | undefined;
  /** Where to; undefined for the working directory. */
  readonly directory: ShellWord | undefined;
  /** The archive is there afterwards; `gunzip` takes it away. */
  readonly keepsArchive: boolean;
}

const tar = {
  short: 'fCbFgHIKLNTVX',
  long: [
    ...[
      '--file',
      '--directory',
      '--exclude',
      '--strip-components',
      '--strip',
      '--transform',
      '--xform',
      '--owner',
      '--group',
    ],
    ...[
      '--mode',
      '--use-compress-program',
      '--exclude-from',
      '--files-from',
      '--warning',
      '--blocking-factor',
      '--format',
    ],
  ],
};

const decompressors = new Set(['gunzip', 'bunzip2', 'unxz', 'unlzma', 'unzstd', 'uncompress', 'lunzip']);
const compressors = new Set(['gzip', 'pigz', 'bzip2', 'pbzip2', 'xz', 'zstd', 'lzma', 'lz4', 'brotli']);

/** What `tar -x`, `unzip`, `gunzip`, `7z x` and the like unpack. */
export function unpacks(command: ShellCommand): Unpacked | undefined {
  const { program, args } = command;
  if (program === 'tar' || program === 'bsdtar' || program === 'gtar') return byTar(args);
  if (program === 'unzip') {
    const { options, operands } = readOptions(args, { short: 'dPx' });
    if (options.some(({ name }) => ['-l', '-t', '-Z', '-p', '-c'].includes(name))) return undefined;
    return operands[0] && { archive: operands[0], directory: valueIn(options, '-d'), keepsArchive: true };
  }
  if (program === '7z' || program === '7za' || program === '7zr' || program === 'p7zip') return bySevenZip(args);
  if (program === 'dpkg-deb' || program === 'dpkg') return byDpkg(args);
  if (program === 'unsquashfs') {
    const { options, operands } = readOptions(args, { short: 'dfp', long: ['-dest'], oneDash: true });
    return operands[0] && { archive: operands[0], directory: valueIn(options, '-dest', '-d'), keepsArchive: true };
  }
  return byDecompressor(command);
}

const valueIn = (options: readonly Option[], ...names: string[]) => optionValue({ options, operands: [] }, ...names);

function byTar(args: readonly ShellWord[]): Unpacked | undefined {
  const [first, ...rest] = args;
  const bundle = first?.text !== undefined && /^[a-zA-Z]+$/.test(first.text) ? first.text : undefined;
  const { options, operands } = readOptions(bundle === undefined ? args : rest, tar);
  const read = { options, operands };
  const extracts = bundle?.includes('x') ?? hasOption(read, '-x', '--extract', '--get');
  if (!extracts) return undefined;
  // Letters without a dash take their values from the words behind, in order.
  const valued = [...(bundle ?? '')].filter((letter) => tar.short.includes(letter));
  const bundled = (letter: string) => (valued.includes(letter) ? operands[valued.indexOf(letter)] : undefined);
  const archive = bundled('f') ?? optionValue(read, '-f', '--file');
  const directory = bundled('C') ?? optionValue(read, '-C', '--directory');
  return { archive: archive?.text === '-' ? undefined : archive, directory, keepsArchive: true };
}

function bySevenZip(args: readonly ShellWord[]): Unpacked | undefined {
  const [verb, archive] = args.filter(({ text }) => !text?.startsWith('-'));
  if ((verb?.text !== 'x' && verb?.text !== 'e') || archive === undefined) return undefined;
  const directory = readOptions(args, { short: 'opmt' }).options.find(({ name }) => name === '-o')?.value;
  return { archive, directory, keepsArchive: true };
}

function byDpkg(args: readonly ShellWord[]): Unpacked | undefined {
  const read = readOptions(args, {});
  const [archive, directory] = read.operands;
  const extracts = hasOption(read, '-x', '--extract', '-X', '--vextract', '-R', '--raw-extract');
  return extracts && archive !== undefined ? { archive, directory, keepsArchive: true } : undefined;
}

function byDecompressor({ program = '', args }: ShellCommand): Unpacked | undefined {
  const read = readOptions(args, { short: 'STo', long: ['--suffix', '--threads'] });
  const [archive] = read.operands;
  const decompresses =
    decompressors.has(program) || (compressors.has(program) && hasOption(read, '-d', '--decompress'));
  if (!decompresses || archive === undefined || archive.text === '-') return undefined;
  const keepsArchive = hasOption(read, '-k', '--keep', '-c', '--stdout', '--to-stdout') || program.includes('zstd');
  return { archive, directory: undefined, keepsArchive };
}
