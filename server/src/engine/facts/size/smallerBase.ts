import type { BaseImage } from '../../bases/baseImage.ts';
import { knownBases } from '../../bases/knownBases.ts';
import { type Slimmer, slimmerThan } from '../../bases/slimmer.ts';
import type { Build, Stage } from '../../dockerfile/build.ts';
import { baseSpan } from '../../dockerfile/resolve.ts';
import { normalise } from '../../reference/normalise.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span, TextEdit } from '../../text/span.ts';
import { scriptOf } from '../scripts.ts';

/** A smaller image than the one that the shipped stages stand on. */
export interface SmallerBase {
  /** The base as the file means it. */
  readonly base: string;
  readonly at: Span;
  readonly smaller: Slimmer;
  /** How the smaller one is named to a reader; a pattern where several tags would do. */
  readonly name: string;
  /** Compressed bytes on linux/amd64, of these images or of tags of their kind. */
  readonly bytes: number | undefined;
  readonly smallerBytes: number | undefined;
  /** What the base has that only building needs. */
  readonly brings: 'compilers and headers' | 'the Java compiler' | undefined;
  /** Names the smaller one in FROM. */
  readonly edit: TextEdit | undefined;
}

/** The nearest smaller image; undefined where none is known. */
export const smallerBase = remembered((build: Build): SmallerBase | undefined => {
  const [stage] = build.ships;
  if (stage?.base.kind !== 'image' || stage.base.reference === undefined || stage.os === 'windows') return undefined;
  const { text, image, reference } = stage.base;
  const { name, tag = '' } = normalise(reference);
  const brings = bringsFor(name, tag);
  const smaller = nearest(slimmerThan(text), brings !== undefined);
  if (smaller === undefined) return undefined;
  return {
    base: text.replace(/@.*$/, ''),
    at: baseSpan(stage.from),
    smaller,
    name:
      smaller.tag === undefined && smaller.choose[0] !== undefined
        ? `${smaller.reference}:${smaller.choose[0]}`
        : smaller.reference,
    bytes: sizeOf(image) ?? smaller.instead?.bytes,
    smallerBytes: sizeOf(knownBases(smaller.reference)) ?? smaller.size?.bytes,
    brings,
    edit: isSwap(smaller, build) ? editOf(stage, text, smaller) : undefined,
  };
});

const java = /^docker\.io\/library\/(?:eclipse-temurin|openjdk|maven|gradle)$/;
const tools =
  /^(?:docker\.io\/library\/(?:gcc|golang|rust)|docker\.io\/intel\/oneapi-\w+kit|docker\.io\/spack\/[\w.-]+|quay\.io\/pypa\/manylinux[\w.-]*|docker\.io\/rocm\/dev-[\w.-]+|mcr\.microsoft\.com\/dotnet\/sdk)$/;

/** Made on images with compilers, unless the tag says otherwise. */
const full = /^docker\.io\/library\/(?:python|node|ruby|perl|swift|haskell|erlang|elixir|buildpack-deps)$/;
const reduced = /slim|alpine|scm|curl/;

function bringsFor(name: string, tag: string): SmallerBase['brings'] {
  if (java.test(name)) return /jre/.test(tag) ? undefined : 'the Java compiler';
  const compilers = tools.test(name) || (full.test(name) && !reduced.test(tag)) || /(?:^|-)devel(?:-|$)/.test(tag);
  return compilers ? 'compilers and headers' : undefined;
}

/** Images without a shell, or with another C library, ask for more than another line. */
const demanding = /alpine|distroless|chiseled|micro|^scratch$/;

/** For a base with build tools any smaller one will do; else it has to be of the same kind, and measured. */
function nearest(all: readonly Slimmer[], withTools: boolean): Slimmer | undefined {
  const kinds: readonly string[] = withTools ? ['variant', 'multi-stage', 'successor'] : ['variant'];
  const fitting = all.filter(({ kind }) => kinds.includes(kind));
  const plain = fitting.find(({ reference }) => !demanding.test(reference));
  return plain ?? (withTools ? fitting[0] : undefined);
}

const sizeOf = (image: BaseImage | undefined) => image?.compressedSize?.get('linux/amd64');

/** Whether another name in FROM may be all it takes. */
function isSwap({ kind, caveats, reference }: Slimmer, build: Build): boolean {
  if (demanding.test(reference) || caveats.some((caveat) => caveat.includes('microdnf'))) return false;
  return kind === 'variant' || kind === 'successor' || !compiles(build);
}

/** What needs the tools of the base in the very stages that ship. */
const building =
  /^(?:make|cmake|ninja|nvcc|gcc|g\+\+|gfortran|cc|c\+\+|clang|configure|cargo|go|javac|mvn|gradle|dotnet|pip[\d.]*|python[\d.]*)$/;

function compiles({ ships, dockerfile }: Build): boolean {
  return ships.some(({ steps }) =>
    steps.some((step) => {
      const script = scriptOf(step, dockerfile.text);
      return script?.commands.some(({ program }) => building.test(program ?? '')) || (script?.unread.length ?? 0) > 0;
    }),
  );
}

/** The tag is replaced where it is written out, or gets its suffix where a variable holds it; a digest fits no other tag. */
function editOf({ base, from }: Stage, text: string, smaller: Slimmer): TextEdit | undefined {
  const written = from.base;
  if (
    written === undefined ||
    smaller.tag === undefined ||
    base.kind !== 'image' ||
    base.reference?.digest !== undefined
  )
    return undefined;
  const { tag } = base.reference ?? {};
  const sameName = base.reference !== undefined && normalise(base.reference).name === smaller.name;
  if (written.raw === text) {
    const replaced =
      sameName && tag !== undefined ? text.slice(0, text.length - tag.length) + smaller.tag : smaller.reference;
    return { span: written.span, newText: replaced };
  }
  if (!sameName || tag === undefined || !smaller.tag.startsWith(tag) || /["']/.test(written.raw)) return undefined;
  return { span: { start: written.span.end, end: written.span.end }, newText: smaller.tag.slice(tag.length) };
}
