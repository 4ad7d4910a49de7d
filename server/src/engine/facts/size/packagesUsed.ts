import type { Step } from '../../dockerfile/build.ts';
import { unpacks } from '../../shell/archives.ts';
import { isShell } from '../../shell/invocation.ts';
import { installs } from '../../shell/packages.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import { clearedPath, clears } from './clearedPath.ts';
import { isPackage, keyOf, type LayerFile } from './layerFile.ts';

interface PackageUse {
  readonly file: LayerFile;
  /** What names it. */
  readonly word: ShellWord;
}

/** The archives, packages and installers among the files that a command unpacks, installs or runs. */
export function packagesUsed(command: ShellCommand, step: Step, files: readonly LayerFile[]): readonly PackageUse[] {
  const packages = files.filter(isPackage);
  if (packages.length === 0) return [];
  const named = namedBy(command).flatMap((word) => {
    const key = keyOf(word, command, step);
    return key === undefined ? [] : [{ word, path: { ...clearedPath(key), glob: word.glob } }];
  });
  return packages.flatMap((file) => {
    const depth = file.path.split('/').length - 1;
    const use = named.find(({ path }) => path.parts.length === depth && clears(path, file.path));
    return use === undefined ? [] : [{ file, word: use.word }];
  });
}

const mostWords = 100;
const readers: ReadonlySet<string> = new Set(['rpm2cpio', 'ar', 'alien', 'gdebi']);

/** The words that may name one. */
function namedBy(command: ShellCommand): readonly ShellWord[] {
  const { words, args, program } = command;
  const unpacked = unpacks(command);
  if (unpacked !== undefined) return unpacked.archive === undefined ? [] : [unpacked.archive];
  const asked = installs(command);
  if (asked !== undefined) return asked.action === 'install' ? asked.packages.slice(0, mostWords) : [];
  if (isShell(program ?? '') || readers.has(program ?? '')) return args.slice(0, 4);
  return words.slice(0, 1);
}
