import type { RuleContext } from '../rules/rule.ts';
import { type Configuration, type ImageSettings, noConfiguration } from './configuration.ts';
import { compilePathGlob } from './pathGlob.ts';

/** What the configuration says of one Dockerfile. */
export interface SettingsInForce extends Omit<RuleContext, 'date' | 'optimised' | 'sizeBudget'>, ImageSettings {
  /** Rules that do not run. */
  readonly off: ReadonlySet<string>;
  readonly allowIgnores: boolean;
  /** The file that says so. */
  readonly file: Pick<Configuration, 'path' | 'text'> | undefined;
}

/** What holds for the Dockerfile, whose path is relative to the configuration's folder: the first glob's, else the top's. */
export function settingsFor(configuration: Configuration | undefined, path: string): SettingsInForce {
  const image = configuration?.images.find(({ glob }) => matches(glob, path));
  const { defaults, maintainers, accelerators, trustedRegistries, labels, rules, allowIgnores } =
    configuration ?? noConfiguration;
  const { glob: _, ...own } = image ?? { glob: '' };
  return {
    ...defaults,
    ...own,
    ...(own.buildArgs === undefined ? {} : { buildArgs: new Map([...(defaults.buildArgs ?? []), ...own.buildArgs]) }),
    // An empty list is one that is not written yet.
    maintainers: maintainers?.length === 0 ? undefined : maintainers,
    accelerators: accelerators ?? [],
    trustedRegistries,
    labels: labels ?? [],
    off: new Set([...rules].filter(([, state]) => state === 'off').map(([id]) => id)),
    allowIgnores: allowIgnores ?? true,
    file: configuration?.path === '' ? undefined : configuration,
  };
}

function matches(pattern: string, path: string): boolean {
  const glob = compilePathGlob(pattern);
  return typeof glob === 'function' && glob(path);
}
