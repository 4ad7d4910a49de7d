/** A platform in the words of the OCI image index. */
export interface Architecture {
  readonly os: 'linux' | 'windows';
  readonly architecture: string;
  readonly variant: string | undefined;
  /** `os/architecture[/variant]`. */
  readonly platform: string;
}

/**
 * The names of each platform: Go's, those of `uname -m`, Debian's, and those of Docker's namespaces. Variants that say
 * no more than the architecture (`v8` of arm64, `v1` of amd64) are left out; `arm` alone means v7, as for containerd.
 */
const namesByPlatform: Readonly<Record<string, readonly string[]>> = {
  'linux/amd64': ['amd64', 'x86_64', 'x86-64', 'x64', 'amd64v1'],
  'linux/amd64/v2': ['amd64v2', 'x86_64_v2', 'x86_64-v2'],
  'linux/amd64/v3': ['amd64v3', 'x86_64_v3', 'x86_64-v3'],
  'linux/amd64/v4': ['amd64v4', 'x86_64_v4', 'x86_64-v4'],
  'linux/386': ['386', 'i386', 'i486', 'i586', 'i686', 'x86'],
  'linux/arm64': ['arm64', 'aarch64', 'arm64v8', 'armv8'],
  'linux/arm/v7': ['arm', 'arm32v7', 'armv7', 'armv7l', 'armhf'],
  'linux/arm/v6': ['arm32v6', 'armv6', 'armv6l'],
  'linux/arm/v5': ['arm32v5', 'armv5', 'armv5l', 'armel'],
  'linux/ppc64le': ['ppc64le', 'ppc64el', 'powerpc64le'],
  'linux/ppc64': ['ppc64'],
  'linux/s390x': ['s390x'],
  'linux/riscv64': ['riscv64'],
  'linux/loong64': ['loong64', 'loongarch64'],
  'linux/mips64le': ['mips64le', 'mips64el'],
  'linux/mips64': ['mips64'],
  'windows/amd64': ['winamd64'],
};

/** Every known name, longest first: a suffix `x86_64-v3` is not `v3` of something else. */
const byName: readonly (readonly [string, Architecture])[] = Object.entries(namesByPlatform)
  .flatMap(([platform, names]) => names.map((name) => [name, fromPlatform(platform)] as const))
  .sort(([a], [b]) => b.length - a.length);

const architectures = new Map(byName);

/** The platform that a word such as `x86_64`, `aarch64`, `arm32v7` names. */
export function architectureNamed(word: string): Architecture | undefined {
  return architectures.get(word.toLowerCase());
}

export interface SuffixedTag {
  readonly rest: string;
  /** The name as written. */
  readonly suffix: string;
  readonly architecture: Architecture;
}

/** Takes the architecture off the end of a tag: `1.0.0-x86_64` is `1.0.0` and `x86_64`. */
export function architectureSuffix(tag: string): SuffixedTag | undefined {
  const lower = tag.toLowerCase();
  for (const [name, architecture] of byName) {
    const end = tag.length - name.length - 1;
    if (end > 0 && lower.endsWith(name) && lower[end] === '-') {
      return { rest: tag.slice(0, end), suffix: tag.slice(end + 1), architecture };
    }
  }
  return undefined;
}

/** Reads `linux/amd64`, `linux/arm64/v8`, `x86_64`: the value of `--platform` or of an image's JSON. */
export function readPlatform(text: string): Architecture | undefined {
  const parts = text.toLowerCase().split('/');
  const [first = '', ...more] = parts;
  if (first !== 'linux' && first !== 'windows') return parts.length > 2 ? undefined : onSystem('linux', first, more[0]);
  const [architecture, variant, ...tooMuch] = more;
  return architecture === undefined || tooMuch.length > 0 ? undefined : onSystem(first, architecture, variant);
}

function onSystem(os: 'linux' | 'windows', name: string, variant: string | undefined): Architecture | undefined {
  const named = architectureNamed(variant === undefined ? name : `${name}${variant}`) ?? withVariant(name, variant);
  if (named === undefined || named.os === os) return named;
  return fromPlatform([os, ...named.platform.split('/').slice(1)].join('/'));
}

/** `arm/v7`: Docker writes 32 and the variant behind the architecture. */
function withVariant(name: string, variant: string | undefined): Architecture | undefined {
  return variant === undefined ? undefined : architectureNamed(`${name}32${variant}`);
}

function fromPlatform(platform: string): Architecture {
  const [os, architecture = '', variant] = platform.split('/');
  return { os: os === 'windows' ? 'windows' : 'linux', architecture, variant, platform };
}
