import { knownBases } from './bases/knownBases.ts';
import type { CheckOptions } from './check.ts';
import { basesFrom } from './configuration/basesFrom.ts';
import type { Configuration } from './configuration/configuration.ts';
import { overlaid } from './configuration/overlaid.ts';
import { readConfiguration } from './configuration/readConfiguration.ts';
import { settingsFor } from './configuration/settingsFor.ts';
import type { ConfigurationProblem } from './configuration/shapeProblems.ts';
import { readNeighbour } from './declarations/readNeighbour.ts';
import type { Surroundings } from './surroundings.ts';

/** How a host reads what stands around a Dockerfile. */
export interface AroundOptions {
  /** Where the Dockerfile is, as the surroundings name places. */
  readonly place: string;
  readonly surroundings: Surroundings;
  /** The editor's settings, which `.st4sd.yaml` wins over. */
  readonly settings: Configuration;
  /** A folder of strangers: what it says of bases is not believed. */
  readonly trusted: boolean;
  /** What the report calls a place. */
  readonly shown: (place: string) => string;
  /** The absolute path of a place: names of folders decide which Dockerfile a build file speaks of. */
  readonly absolute: (place: string) => string;
}

export interface Around {
  readonly options: Pick<CheckOptions, 'path' | 'place' | 'settings' | 'bases' | 'neighbours'>;
  /** The configuration file, where it has problems or is no YAML at all. */
  readonly configuration:
    | { readonly path: string; readonly text: string; readonly problems: readonly ConfigurationProblem[] }
    | { readonly path: string; readonly unreadable: string }
    | undefined;
}

/** What the configuration and the build files around a Dockerfile say of it. */
export function aroundDockerfile(options: AroundOptions): Around {
  const { place, surroundings, settings, trusted, shown, absolute } = options;
  const file = surroundings.configuration;
  const read = file === undefined ? undefined : readConfiguration(file.text, shown(file.path));
  const own = read === undefined || 'problem' in read ? undefined : read.configuration;
  const believed = own === undefined || trusted ? own : { ...own, bases: [] };
  const configuration = overlaid(believed, settings);
  const folder = (file?.path ?? place).replace(/[^/]*$/, '');
  return {
    options: {
      path: shown(place),
      place: absolute(place),
      settings: settingsFor(configuration, place.startsWith(folder) ? place.slice(folder.length) : place),
      bases: basesFrom(configuration, knownBases),
      neighbours: surroundings.neighbours.flatMap(
        ({ path, text }) => readNeighbour({ path: shown(path), text, place: absolute(path) }) ?? [],
      ),
    },
    configuration: file === undefined ? undefined : told(shown(file.path), file.text, read),
  };
}

function told(
  path: string,
  text: string,
  read: ReturnType<typeof readConfiguration> | undefined,
): Around['configuration'] {
  if (read === undefined) return undefined;
  return 'problem' in read ? { path, unreadable: read.problem } : { path, text, problems: read.problems };
}
