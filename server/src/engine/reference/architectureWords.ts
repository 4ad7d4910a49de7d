import { type Architecture, architectureNamed } from './architectures.ts';

/** An architecture named inside a longer text: of a file, a package, an address. */
export interface ArchitectureWord {
  /** As written: `x86_64`, `linux64`. */
  readonly name: string;
  /** Where it starts in the text. */
  readonly at: number;
  readonly architecture: Architecture;
}

/** `x86` alone may as well mean 64 bits, `arm` many things: they are left out. */
const word =
  /(?<![a-z0-9])(?:x86[_-]64(?:[_-]v[234](?![.\d]))?|amd64(?:v[1-4])?|x64|aarch64|arm64(?:v8)?|armv[5-8]l?|arm32v[567]|armhf|armel|i[3-6]86|ppc64(?:le|el)?|powerpc64le|s390x|riscv64|loong(?:arch)?64|mips64(?:le|el)?|(?:linux|lin|ubuntu|centos|glnxa)[-_]?64(?:[-_]?bit)?)(?:(?![a-z0-9])|(?=linux))/gi;

/** Text that is longer is no name that a person wrote. */
const longest = 2000;

/** The architectures that a text names, in order. */
export function architectureWords(text: string): readonly ArchitectureWord[] {
  return [...text.slice(0, longest).matchAll(word)].flatMap(({ 0: name, index }) => {
    const architecture = architectureNamed(/^(?:lin|ubuntu|centos|glnxa)/i.test(name) ? 'amd64' : name);
    return architecture === undefined ? [] : [{ name, at: index, architecture }];
  });
}

/** Whether the text names one architecture, under however many names; 386 and amd64 are of one family. */
export function onlyArchitecture(words: readonly ArchitectureWord[]): ArchitectureWord | undefined {
  const [first] = words;
  return first !== undefined && words.every((other) => familyOf(other) === familyOf(first)) ? first : undefined;
}

/** What runs on the same machines. */
export function familyOf({ architecture: { architecture } }: ArchitectureWord): string {
  return architecture === '386' ? 'amd64' : architecture;
}
