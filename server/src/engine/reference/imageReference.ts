import type { Span } from '../text/span.ts';
import {
  digestProblem,
  type Problem,
  pathProblem,
  registryProblem,
  tagProblem,
  textProblem,
} from './referenceGrammar.ts';

/** An image reference as written, split by the distribution grammar. */
export interface ImageReference {
  readonly text: string;
  /** Host and port as written; undefined means the default registry. */
  readonly registry: string | undefined;
  /** The repository's path in its registry, as written: `python`, `org/app`. */
  readonly path: string;
  /** Registry and path as written, without tag and digest. */
  readonly name: string;
  readonly tag: string | undefined;
  /** `algorithm:hex`. */
  readonly digest: string | undefined;
  /** Where the parts stand in `text`. */
  readonly spans: ReferenceSpans;
}

export interface ReferenceSpans {
  readonly registry: Span | undefined;
  readonly path: Span;
  readonly name: Span;
  readonly tag: Span | undefined;
  readonly digest: Span | undefined;
}

/** The parts of a reference, or undefined where the text is none; variables must be resolved before. */
export function parseReference(text: string): ImageReference | undefined {
  const spans = split(text);
  return problemIn(text, spans) === undefined ? reference(text, spans) : undefined;
}

/** One sentence on why the text is no image reference, or undefined where it is one. */
export function referenceProblem(text: string): string | undefined {
  return problemIn(text, split(text))?.();
}

function reference(text: string, spans: ReferenceSpans): ImageReference {
  const part = (span: Span | undefined): string | undefined => span && text.slice(span.start, span.end);
  return {
    text,
    registry: part(spans.registry),
    path: text.slice(spans.path.start, spans.path.end),
    name: text.slice(spans.name.start, spans.name.end),
    tag: part(spans.tag),
    digest: part(spans.digest),
    spans,
  };
}

/** Splits without judging: a colon is a tag's only after the last slash, the first `@` begins the digest. */
function split(text: string): ReferenceSpans {
  const at = text.indexOf('@');
  const end = at < 0 ? text.length : at;
  const colon = text.indexOf(':', text.lastIndexOf('/', end) + 1);
  const nameEnd = colon < 0 || colon > end ? end : colon;
  const slash = text.indexOf('/');
  const hasRegistry = slash >= 0 && slash < nameEnd && isRegistry(text.slice(0, slash));
  return {
    registry: hasRegistry ? { start: 0, end: slash } : undefined,
    path: { start: hasRegistry ? slash + 1 : 0, end: nameEnd },
    name: { start: 0, end: nameEnd },
    tag: nameEnd < end ? { start: nameEnd + 1, end } : undefined,
    digest: at < 0 ? undefined : { start: at + 1, end: text.length },
  };
}

/** Docker takes the first part for a registry only if it looks like a host. */
function isRegistry(part: string): boolean {
  return part === 'localhost' || part.includes('.') || part.includes(':');
}

function problemIn(text: string, spans: ReferenceSpans): Problem | undefined {
  const { registry, path, tag, digest } = spans;
  return (
    textProblem(text) ??
    (registry && registryProblem(text.slice(registry.start, registry.end))) ??
    pathProblem(text.slice(path.start, path.end), text) ??
    (tag && tagProblem(text.slice(tag.start, tag.end))) ??
    (digest && digestProblem(text.slice(digest.start, digest.end)))
  );
}
