import type { Manager } from '../shell/managerSyntax.ts';
import type { ShellWord } from '../shell/script.ts';

/** How much a package is there for building alone: a compiler or headers, or a small tool that is often at hand for other reasons. */
export type BuildTool = 'heavy' | 'light';

interface Names {
  readonly heavy: RegExp;
  readonly light: RegExp;
}

const light =
  /^(?:make|g?make|ninja|ninja-build|samurai|meson|scons|autoconf(?:-archive|\d*)|automake|autotools-dev|libtool(?:-bin)?|pkg-?conf(?:ig)?|pkgconf-pkg-config|bison|flex|byacc|nasm|yasm|ccache|swig\d*|m4|patch)$/;

const debian: Names = {
  heavy:
    /^(?:build-essential|(?:gcc|g\+\+|gfortran|cpp|gnat|clang|llvm|clang-tools|rustc|cargo|golang|gcc-multilib|g\+\+-multilib)(?:-\d[\d.]*)?|(?:gcc|g\+\+|gfortran)(?:-\d+)?-[\w-]+-linux-gnu\w*|cmake(?:-curses-gui|-qt-gui)?|golang-go|dpkg-dev|debhelper|devscripts|rust-all|maven|ant|gradle|(?:default|openjdk-\d+)-jdk(?:-headless)?|r-base-dev|linux-headers-.*|nvidia-cuda-toolkit|cuda-(?:toolkit|compiler|nvcc|minimal-build|command-line-tools|.*-dev)-[\d-]+|intel-(?:oneapi-(?:compiler|hpckit|basekit)[\w.-]*|hpckit|basekit)|bazel|[\w.+-]+-dev)$/,
  light,
};

const redHat: Names = {
  heavy:
    /^(?:gcc|gcc-(?:c\+\+|gfortran|objc)|clang\d*|llvm\d*|cmake\d?|rpm-build|rpmdevtools|redhat-rpm-config|kernel-headers|rust|cargo|golang|maven|ant|(?:dev|gcc-)toolset-\d+(?:-.*)?|[\w.+-]+-devel|@?(?:c-)?develop(?:ment|er)[- ]tools|@c-development|@?devel_(?:basis|C_C\+\+)|cuda-(?:toolkit|compiler|nvcc|minimal-build)-[\d-]+|intel-(?:oneapi-(?:compiler|hpckit|basekit)[\w.-]*|hpckit|basekit))$/i,
  light,
};

const alpine: Names = {
  heavy:
    /^(?:build-base|alpine-sdk|gcc|g\+\+|gfortran|clang\d*|llvm\d*|cmake|linux-headers|rust|cargo|go|openjdk\d+(?:-jdk)?|maven|apache-ant|[\w.+-]+-dev)$/,
  light,
};

const conda: Names = {
  heavy:
    /^(?:(?:gcc|gxx|g\+\+|gfortran|clang|clangxx)(?:_[\w-]+)?|(?:c-|cxx-|fortran-)?compilers?|cmake|cudatoolkit-dev|cuda-(?:nvcc|compiler|toolkit)|rust|go|openjdk-devel)$/,
  light: /^(?:make|ninja|autoconf|automake|libtool|pkg-config)$/,
};

const byManager: Partial<Record<Manager, Names>> = {
  apt: debian,
  dnf: redHat,
  yum: redHat,
  microdnf: redHat,
  tdnf: redHat,
  zypper: redHat,
  apk: alpine,
  conda,
  mamba: conda,
  micromamba: conda,
};

/** Packages of a development kit that programs run with, by what they hold beside the compilers. */
const runtimes: readonly (readonly [kit: RegExp, runtime: string, language: string])[] = [
  [/^(default|openjdk-\d+)-jdk(-headless)?$/, '$1-jre$2', 'Java'],
  [/^(openjdk\d+)(?:-jdk)?$/, '$1-jre', 'Java'],
  [/^cuda-toolkit-(\d+-\d+)$/, 'cuda-libraries-$1', 'CUDA'],
];

/** What is enough to run the programs that a development kit has built; undefined for other packages. */
export function runtimeOf(name: string): { readonly runtime: string; readonly language: string } | undefined {
  for (const [kit, runtime, language] of runtimes) {
    if (kit.test(name)) return { runtime: name.replace(kit, runtime), language };
  }
  return undefined;
}

const longest = 100;

/** What a package that this manager installs is for; undefined for one that programs need to run, as far as its name tells. */
export function buildToolIn(manager: Manager, word: ShellWord): BuildTool | undefined {
  const names = byManager[manager];
  const name = packageName(word);
  if (names === undefined || name === undefined) return undefined;
  if (names.heavy.test(name)) return 'heavy';
  return names.light.test(name) ? 'light' : undefined;
}

/** The name without version, channel, architecture and release: `zlib1g-dev:amd64=1:1.2` is `zlib1g-dev`. */
export function packageName({ text }: ShellWord): string | undefined {
  if (text === undefined || text.length > longest) return undefined;
  const plain = text
    .replace(/^.*::/, '')
    .replace(/[=<>~!].*$/, '')
    .replace(/:[a-z0-9]+$/, '')
    .replace(/\/[\w-]+$/, '')
    .replace(/\.(?:x86_64|i686|aarch64|noarch|ppc64le)$/, '');
  return plain === '' ? undefined : plain;
}
