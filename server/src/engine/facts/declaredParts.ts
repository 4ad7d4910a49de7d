import { parseReference, referenceProblem } from '../reference/imageReference.ts';
import { lineNumber, linesOf } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import type { DeclarationSource, DeclaredReference } from './declared.ts';
import type { ImageFacts } from './imageFacts.ts';

/** A declared reference taken apart, whether or not it is one to the letter. */
export interface DeclaredParts {
  readonly declared: DeclaredReference;
  /** The last part of the repository; undefined where it cannot be told, or is wrong. */
  readonly name: string | undefined;
  /** One sentence on what is wrong with registry or repository. */
  readonly nameProblem: string | undefined;
  /** As written; undefined where there is none, or it cannot be told. */
  readonly tag: string | undefined;
  /** One sentence on what is wrong with the tag, or with the digest behind it. */
  readonly tagProblem: string | undefined;
  /** Where name and tag stand in the text. */
  readonly nameAt: Span;
  readonly tagAt: Span | undefined;
}

/** The declared references in which nothing is left to fill in. */
export function declaredParts({ declared }: ImageFacts): readonly DeclaredParts[] {
  return (declared?.references ?? []).flatMap((one) => (one.placeholder === undefined ? [partsOf(one)] : []));
}

function partsOf(declared: DeclaredReference): DeclaredParts {
  const { text, reference, samples, unknown } = declared;
  const { nameAt, tagAt } = places(text);
  const written = text.slice(0, nameAt.end);
  const isWhole = reference !== undefined || unknown?.name !== undefined;
  const named = reference ?? (isWhole ? undefined : parseReference(written));
  const nameProblem = isWhole || named !== undefined ? undefined : referenceProblem(written);
  const tagProblem = isWhole || nameProblem !== undefined ? undefined : referenceProblem(text);
  const tagKnown = tagProblem === undefined && samples === undefined && unknown?.tag === undefined;
  return {
    declared,
    name: named?.path.slice(named.path.lastIndexOf('/') + 1),
    nameProblem,
    tag: tagKnown && tagAt !== undefined ? text.slice(tagAt.start, tagAt.end) : undefined,
    tagProblem,
    nameAt,
    tagAt,
  };
}

/** What is made at build time may have colons and slashes of its own. */
const made = /\$\{\{[^\n]{0,300}?\}\}|\{\{[^{}\n]*\}\}|\$\([^()]*\)|\$\{[^{}]*\}/g;

/** As a reference is split: a colon is a tag's only after the last slash, the first `@` begins the digest. */
function places(written: string): Pick<DeclaredParts, 'nameAt' | 'tagAt'> {
  const text = written.replace(made, (part) => '_'.repeat(part.length));
  const at = text.indexOf('@');
  const end = at < 0 ? text.length : at;
  const start = text.lastIndexOf('/', end) + 1;
  const colon = text.indexOf(':', start);
  const nameEnd = colon < 0 || colon > end ? end : colon;
  return { nameAt: { start, end: nameEnd }, tagAt: nameEnd < end ? { start: nameEnd + 1, end } : undefined };
}

/** Where the references are declared, in words: `--image`, `.travis.yml, line 34`. */
export function placeOfDeclaration({ kind, path, span, text }: DeclarationSource): string {
  if (path !== undefined)
    return span === undefined || text === undefined ? path : `${path}, line ${lineOf(text, span)}`;
  return words.get(kind) ?? kind;
}

const words: ReadonlyMap<DeclarationSource['kind'], string> = new Map([
  ['option', '--image'],
  ['pragma', 'the pragma'],
  ['label', 'the labels'],
  ['image', 'the image'],
]);

function lineOf(text: string, { start }: Span): number {
  return lineNumber(linesOf(text), start);
}

/** ` (declared in .travis.yml, line 34)` behind what does not stand where the finding shows, else nothing. */
export function declaredElsewhere({ declared }: ImageFacts): string {
  const from = declared?.from;
  if (from === undefined || from.kind === 'pragma' || from.kind === 'image' || from.kind === 'label') return '';
  return from.kind === 'option' ? ' (given by --image)' : ` (declared in ${placeOfDeclaration(from)})`;
}
