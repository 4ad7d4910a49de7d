import { architectureNamed } from '../../reference/architectures.ts';
import { type ArchitectureWord, architectureWords, onlyArchitecture } from '../../reference/architectureWords.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import { architectureOfName, knownTextOf } from './architectureText.ts';

/** Compilers and libraries for another machine, which are there on any. */
const cross =
  /-cross(?:[:=]|$)|^crossbuild-|^(?:gcc|g\+\+|gfortran|binutils|cpp|clang|libc6|libstdc\+\+|linux-libc)[\w.+]*-(?:dev-)?[\w-]*(?:linux-gnu|linux-musl|mingw)|mingw|^qemu|^musl|^ovmf|^seabios|^u-boot/i;

/** 32-bit libraries, which Debian and Red Hat have beside 64-bit x86 alone. */
const of32Bits = /^(?:lib32[a-z]|lib\w+32-|(?:gcc|g\+\+|gfortran)(?:-\d+)?-multilib|wine32)/;

/** The architecture that a package is there for alone. */
export function foreignPackage(text: string): ArchitectureWord | undefined {
  if (cross.test(text)) return undefined;
  const amd64 = of32Bits.test(text) ? architectureNamed('amd64') : undefined;
  return amd64 === undefined ? architectureOfName(text) : { name: text, at: 0, architecture: amd64 };
}

/** `deb [arch=amd64] ...` written into a list of packages. */
export function fixedSource({
  program,
  args,
  pipe,
  redirections,
}: ShellCommand): { readonly word: ShellWord; readonly architecture: ArchitectureWord } | undefined {
  const isWritten = redirections.length > 0 || pipe.index < pipe.of - 1 || program === 'add-apt-repository';
  if (!isWritten || !/^(?:echo|printf|add-apt-repository)$/.test(program ?? '')) return undefined;
  const listed = source.exec(args.map(knownTextOf).join(' '))?.[1];
  const architecture = listed === undefined ? undefined : onlyArchitecture(architectureWords(listed));
  const word = args.find((each) => knownTextOf(each).includes('arch='));
  return architecture === undefined || word === undefined ? undefined : { word, architecture };
}

const source = /\bdeb(?:-src)?\s+\[[^\]]{0,500}?\barch=([\w,-]+)/;
