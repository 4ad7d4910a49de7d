import type { ShellWord } from '../../shell/script.ts';
import { packageName } from '../buildTools.ts';
import type { PackageCall } from '../packageCalls.ts';

/** A package that another one only recommends, and that builds are often in need of. */
export interface NeededRecommend {
  readonly name: string;
  /** The package that recommends it, as it is asked for. */
  readonly of: ShellWord;
  /** It is small and wanted wherever the other is; else it is a matter of what is built. */
  readonly always: boolean;
}

interface Row {
  readonly name: string;
  readonly of: RegExp;
  /** These are it, bring it, or stand in for it. */
  readonly given: RegExp;
  readonly always: boolean;
}

/** By the Recommends fields of Debian and Ubuntu. */
const rows: readonly Row[] = [
  {
    name: 'ca-certificates',
    of: /^(?:git|git-core|curl|wget|nodejs|libcurl[34]\w*)$/,
    given: /^(?:ca-certificates.*|python3?-pip|software-properties-common|(?:default|openjdk-\d+)-(?:jre|jdk).*)$/,
    always: true,
  },
  {
    name: 'libc6-dev',
    of: /^(?:gcc|gfortran)(?:-\d+)?$/,
    given: /^(?:build-essential|g\+\+.*|clang.*|.*-dev)$/,
    always: true,
  },
  { name: 'xauth', of: /^xvfb$/, given: /^(?:xauth|xorg)$/, always: true },
  { name: 'make', of: /^cmake$/, given: /^(?:make|ninja-build|build-essential|dpkg-dev)$/, always: false },
  {
    name: 'build-essential',
    of: /^python3?-pip$/,
    given: /^(?:build-essential|(?:gcc|g\+\+|clang).*)$/,
    always: false,
  },
  { name: 'r-base-dev', of: /^r-base(?:-core)?$/, given: /^r-base-dev$/, always: false },
  { name: 'libopenmpi-dev', of: /^openmpi-bin$/, given: /^libopenmpi-dev$/, always: false },
  { name: 'libmpich-dev', of: /^mpich$/, given: /^libmpich-dev$/, always: false },
];

/** Asked of the calls of apt one after another: what each would miss without the packages that its own recommend. */
export function neededRecommends(): (call: PackageCall) => readonly NeededRecommend[] {
  const open = new Set(rows);
  return ({ asked }) => {
    const words = asked.packages.flatMap((of) => {
      const name = packageName(of);
      return name === undefined ? [] : [{ of, name }];
    });
    for (const row of open) if (words.some(({ name }) => row.given.test(name))) open.delete(row);
    return [...open].flatMap((row) => {
      const found = words.find(({ name }) => row.of.test(name));
      if (found === undefined) return [];
      // The next call finds it there, by its name or by the recommendation.
      if (row.always) open.delete(row);
      return [{ name: row.name, of: found.of, always: row.always }];
    });
  };
}
