/** A file beside a Dockerfile that may describe how it is built. */
export interface Neighbour {
  /** As the report names it. */
  readonly path: string;
  readonly text: string;
  /** Its absolute path, where the host knows it and `path` is another. */
  readonly place?: string | undefined;
}

/** Where to look for neighbours of a Dockerfile. */
export interface NeighbourSearch {
  /** Patterns of file names, `*` for any letters, in the Dockerfile's folder and in every folder above it up to the root. */
  readonly upward: readonly string[];
  /** Patterns of paths from the root of the repository, or of the workspace. */
  readonly root: readonly string[];
  /** Bytes; a longer file is left out. */
  readonly longest: number;
  /** Files; the rest is left out. */
  readonly most: number;
}

/** The neighbours worth reading, the same for every Dockerfile. */
export const neighbourSearch: NeighbourSearch = {
  upward: [
    ...['compose.yaml', 'compose.yml', 'compose.*.yaml', 'compose.*.yml'],
    ...['docker-compose.yaml', 'docker-compose.yml', 'docker-compose.*.yaml', 'docker-compose.*.yml'],
    ...['docker-bake.hcl', 'docker-bake.json', 'docker-bake.*.hcl', 'docker-bake.*.json'],
    ...['Makefile', 'makefile', 'GNUmakefile', '*.mk'],
    ...['.travis.yml', '.gitlab-ci.yml', '*.sh'],
  ],
  root: [
    ...['.github/workflows/*.yml', '.github/workflows/*.yaml', '.gitlab/*.yml', '.gitlab/ci/*.yml'],
    ...['ci/*.sh', '.ci/*.sh', '.ci/run', 'scripts/*.sh', 'docker/*.sh'],
  ],
  longest: 256 * 1024,
  most: 64,
};

/** What kind of file a path names, of those that are read. */
export type NeighbourKind =
  | 'compose'
  | 'bake-hcl'
  | 'bake-json'
  | 'workflow'
  | 'travis'
  | 'gitlab'
  | 'makefile'
  | 'script';

export function neighbourKind(path: string): NeighbourKind | undefined {
  const given = path.replaceAll('\\', '/');
  const name = given.slice(given.lastIndexOf('/') + 1);
  return kinds.find(([pattern, { whole }]) => pattern.test(whole ? given : name))?.[1].kind;
}

const kinds: readonly (readonly [RegExp, { readonly kind: NeighbourKind; readonly whole?: boolean }])[] = [
  [/(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/, { kind: 'workflow', whole: true }],
  [/^(docker-)?compose(\.[\w.-]+)?\.ya?ml$/, { kind: 'compose' }],
  [/^docker-bake(\.[\w.-]+)?\.hcl$/, { kind: 'bake-hcl' }],
  [/^docker-bake(\.[\w.-]+)?\.json$/, { kind: 'bake-json' }],
  [/^\.travis\.ya?ml$/, { kind: 'travis' }],
  [/(^|\/)\.gitlab\/(ci\/)?[^/]+\.ya?ml$/, { kind: 'gitlab', whole: true }],
  [/^\.gitlab-ci[\w.-]*\.ya?ml$/, { kind: 'gitlab' }],
  [/^(GNUm|[Mm])akefile$|\.mk$/, { kind: 'makefile' }],
  [/\.sh$|^run$/, { kind: 'script' }],
];
