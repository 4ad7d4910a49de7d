import type { Build } from '../dockerfile/build.ts';
import { baseSpan } from '../dockerfile/resolve.ts';
import type { DeclarationSource, Declared, DeclaredReference } from '../facts/declared.ts';
import type { ImageFacts } from '../facts/imageFacts.ts';
import type { Span } from '../text/span.ts';
import { applicationOf } from './application.ts';
import { declaredByBuilds } from './byBuilds.ts';
import { declaredByLabels } from './byLabels.ts';
import { writtenReference } from './declaredReference.ts';
import { placeOf } from './place.ts';
import type { NeighbourBuilds } from './readNeighbour.ts';

/** The Dockerfile whose image's name is asked for. */
export interface DeclaringSubject {
  /** As the report names it. */
  readonly path: string;
  /** Its absolute path, where the host knows it and `path` is another; then neighbours need theirs too. */
  readonly place?: string | undefined;
}

/** A reference that the configuration gives for the Dockerfile. */
export interface ConfiguredReference {
  readonly reference: string;
  readonly path: string;
  readonly text: string;
  readonly span: Span | undefined;
}

/** Places that may declare the reference, beside the Dockerfile's own labels. */
export interface DeclaringPlaces {
  /** `--image`. */
  readonly option?: string | undefined;
  /** `# st4sd image=`, each reference of it. */
  readonly pragma?: readonly { readonly reference: string; readonly span: Span }[];
  readonly configured?: ConfiguredReference | undefined;
  readonly neighbours?: readonly NeighbourBuilds[];
}

/** The references that the image of a Dockerfile will be pushed as: those of the first place that has any. */
export function declaredFor(
  { path, place = path }: DeclaringSubject,
  places: DeclaringPlaces,
  facts: ImageFacts | undefined,
): Declared {
  const build = facts?.build;
  const at = build === undefined ? { start: 0, end: 0 } : baseSpan(build.target.from);
  const found =
    byAuthor(places, at) ??
    declaredByBuilds(places.neighbours ?? [], { place: placeOf(place), stages: stageNames(build), at }) ??
    (build === undefined ? undefined : declaredByLabels(build));
  return { references: found?.references ?? [], from: found?.from, application: applicationOf(path) };
}

function stageNames(build: Build | undefined): readonly string[] {
  if (build === undefined) return [];
  const { name, index } = build.target;
  return name === undefined ? [`${index}`] : [name, `${index}`];
}

/** The references that an image itself carries, or that it is looked at by; they show at its platform. */
export function declaredByImage(facts: ImageFacts, option: string | undefined): Declared {
  const { at } = facts.platforms;
  const texts = option === undefined ? facts.references : [option];
  const references = texts.map((text) => writtenReference(text, { at, editable: false }));
  const kind = option === undefined ? 'image' : 'option';
  return { references, from: texts.length === 0 ? undefined : { kind }, application: undefined };
}

interface Found {
  readonly references: readonly DeclaredReference[];
  readonly from: DeclarationSource;
}

function byAuthor({ option, pragma = [], configured }: DeclaringPlaces, at: Span): Found | undefined {
  const elsewhere = { at, editable: false };
  if (option !== undefined) return { references: [writtenReference(option, elsewhere)], from: { kind: 'option' } };
  const [first] = pragma;
  if (first !== undefined) {
    const references = pragma.map(({ reference, span }) => writtenReference(reference, { at: span, editable: true }));
    const span = { start: first.span.start, end: (pragma.at(-1) ?? first).span.end };
    return { references, from: { kind: 'pragma', span } };
  }
  if (configured === undefined) return undefined;
  const { reference, path, text, span } = configured;
  const from = { kind: 'configuration', path, text, ...(span === undefined ? {} : { span }) } as const;
  return { references: [writtenReference(reference, elsewhere)], from };
}
