import type { Span } from '../text/span.ts';
import { bakeHclBuilds, bakeJsonBuilds } from './bake.ts';
import type { Budget, BuildFile, BuildsAt, FoundBuild } from './buildFound.ts';
import { composeBuilds } from './compose.ts';
import { hasGap, withoutGapLetters } from './gaps.ts';
import { gitlabBuilds } from './gitlab.ts';
import { makefileBuilds } from './makefile.ts';
import { sampleMoments } from './moments.ts';
import { type Neighbour, type NeighbourKind, neighbourKind, neighbourSearch } from './neighbour.ts';
import { placeOf } from './place.ts';
import { scriptFileBuilds } from './scriptFile.ts';
import { travisBuilds } from './travis.ts';
import { workflowBuilds } from './workflow.ts';

/** What a neighbour says of builds. It depends on nothing else, so a host keeps it until the file changes. */
export interface NeighbourBuilds {
  readonly path: string;
  readonly text: string;
  readonly kind: NeighbourKind;
  readonly builds: readonly NeighbourBuild[];
}

export interface NeighbourBuild {
  /** Absolute places that its Dockerfile may have. */
  readonly dockerfiles: readonly string[];
  readonly references: readonly NeighbourReference[];
  readonly target: string | undefined;
  readonly pushes: boolean | undefined;
}

export interface NeighbourReference {
  /** With gaps for what only the build tells. */
  readonly text: string;
  readonly span: Span;
  /** What it would be on sample days, as far as that is understood; undefined where it has no gap. */
  readonly samples: readonly string[] | undefined;
}

/** Reads a neighbour; undefined for a file of no known kind, or one that builds nothing. Never throws. */
export function readNeighbour({ path, text, place = path }: Neighbour): NeighbourBuilds | undefined {
  const kind = neighbourKind(path);
  if (kind === undefined || text.length > neighbourSearch.longest) return undefined;
  const at = readers[kind]({ place: placeOf(place), text: withoutGapLetters(text) });
  const budget = { letters: mostLetters };
  const builds = named(at({ moment: undefined, budget }));
  return builds.length === 0 ? undefined : { path, text, kind, builds: withSamples(builds, at, budget) };
}

const readers: Readonly<Record<NeighbourKind, (file: BuildFile) => BuildsAt>> = {
  compose: composeBuilds,
  'bake-hcl': bakeHclBuilds,
  'bake-json': bakeJsonBuilds,
  workflow: workflowBuilds,
  travis: travisBuilds,
  gitlab: gitlabBuilds,
  makefile: makefileBuilds,
  script: scriptFileBuilds,
};

const mostLetters = 1024 * 1024;
const mostBuilds = 500;
const mostReferences = 100;

/** The builds that give their image a name, as many as anybody has. */
function named(builds: readonly FoundBuild[]): readonly FoundBuild[] {
  return builds
    .filter(({ references }) => references.length > 0)
    .slice(0, mostBuilds)
    .map((build) => ({ ...build, references: build.references.slice(0, mostReferences) }));
}

/** The file is read once more for each sample moment; builds and references keep their order. */
function withSamples(builds: readonly FoundBuild[], at: BuildsAt, budget: Budget): readonly NeighbourBuild[] {
  const made = builds.some(({ references }) => references.some(({ text }) => hasGap(text)));
  const moments = made ? sampleMoments : [];
  const read = moments.map((moment) => named(at({ moment, budget })));
  return builds.map(({ references, ...build }, number) => ({
    ...build,
    references: references.map((reference, index) => {
      if (!hasGap(reference.text)) return { ...reference, samples: undefined };
      const samples = read.map((sample) => sample[number]?.references[index]?.text ?? reference.text);
      return { ...reference, samples: [...new Set(samples)] };
    }),
  }));
}
