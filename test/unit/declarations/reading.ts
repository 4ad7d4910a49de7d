import { knownBases } from '../../../server/src/engine/bases/knownBases.ts';
import { type DeclaringPlaces, declaredFor } from '../../../server/src/engine/declarations/declaredFor.ts';
import { readNeighbour } from '../../../server/src/engine/declarations/readNeighbour.ts';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import { resolveDockerfile } from '../../../server/src/engine/dockerfile/resolve.ts';
import type { Declared } from '../../../server/src/engine/facts/declared.ts';
import { factsFromBuild } from '../../../server/src/engine/facts/fromDockerfile.ts';
import type { ImageFacts } from '../../../server/src/engine/facts/imageFacts.ts';
import { readPragmas } from '../../../server/src/engine/pragmas.ts';

/** Neighbours by their paths. */
export type Files = Readonly<Record<string, string>>;

export interface Given extends Omit<DeclaringPlaces, 'pragma' | 'neighbours'> {
  readonly path?: string;
  readonly files?: Files;
}

/** The facts of a Dockerfile with what declares its image. */
export function declaredFacts(text: string, { path = 'Dockerfile', files = {}, ...places }: Given = {}): ImageFacts {
  const dockerfile = parseDockerfile(text);
  const { build } = resolveDockerfile(dockerfile, { target: undefined, buildArgs: new Map(), bases: knownBases });
  if (build === undefined) throw new Error(`nothing to build in ${text}`);
  const facts = factsFromBuild(build);
  const neighbours = Object.entries(files).flatMap(
    ([name, content]) => readNeighbour({ path: name, text: content }) ?? [],
  );
  const pragma = readPragmas(dockerfile).images;
  return { ...facts, declared: declaredFor({ path }, { ...places, pragma, neighbours }, facts) };
}

export function declared(files: Files, path = 'Dockerfile', text = 'FROM debian:13\n'): Declared {
  return declaredFacts(text, { path, files }).declared ?? { references: [], from: undefined, application: undefined };
}

/** Each reference as a line: the text, and behind it what cannot be told. */
export function references(files: Files, path?: string): readonly string[] {
  return declared(files, path).references.map(({ text, unknown = {} }) => {
    return [text, ...Object.entries(unknown).map(([part, because]) => `${part}: ${because}`)].join(' | ');
  });
}
