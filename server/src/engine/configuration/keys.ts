import type { levels } from '../protocol/contributedImages.ts';
import { documentedRules } from '../rules/all.ts';
import { compilePathGlob } from './pathGlob.ts';
import type { Key, RecordShape, Shape, TextShape } from './shape.ts';

const levelWords: Readonly<Record<(typeof levels)[number], string>> = {
  contrib: 'What every contributed image has to meet.',
  gold: 'What an official image has to meet as well.',
};

const onOff = { kind: 'choice', values: { on: 'The rule runs.', off: 'The rule does not run.' } } as const;

function text(what: string, proposals?: readonly string[]): TextShape {
  return proposals === undefined ? { kind: 'text', what } : { kind: 'text', what, proposals };
}

const reference = text('an image reference');

/** Keys that hold for one image: at the top for all, under `images` for those that a glob names. */
const imageKeys: readonly Key[] = [
  {
    name: 'level',
    shape: { kind: 'choice', values: levelWords },
    description:
      'Level to judge by. A comment in the Dockerfile wins over it, and it wins over what the registry path of the image tells.',
    default: null,
  },
  {
    name: 'target',
    shape: text('the name of a stage'),
    description: 'The stage that is built as the image; the last one where nothing is said.',
    default: null,
  },
  {
    name: 'buildArgs',
    shape: { kind: 'map', name: { what: 'the name of a build argument' }, value: text('a text') },
    description: 'Build arguments, as the build gives them.',
    default: {},
  },
  {
    name: 'optimised',
    shape: {
      kind: 'texts',
      item: text('what it is optimised with', [
        'mkl',
        'openblas',
        'fftw',
        'oneapi',
        'cuda',
        'rocm',
        'sycl',
        'simd',
        'none',
      ]),
    },
    description:
      'What the application is optimised with, where the Dockerfile does not show it. Reported as declared; `none`: it computes nothing.',
    default: [],
  },
  {
    name: 'sizeBudget',
    shape: { kind: 'size' },
    description: 'What the compressed layers of the image may weigh: bytes, or a size such as 500MB or 1.5GiB.',
    default: null,
  },
];

const image: Shape = {
  kind: 'record',
  short: 'reference',
  keys: [
    { name: 'reference', shape: reference, description: 'The reference the image is pushed as.', default: null },
    ...imageKeys,
  ],
};

const base: Shape = {
  kind: 'record',
  keys: [
    {
      name: 'user',
      shape: text('a user', ['root']),
      description: 'The user in the config of the base: root, 1000, app, 1000:0.',
      default: null,
    },
    {
      name: 'entrypoint',
      shape: { kind: 'command' },
      description: 'The ENTRYPOINT of the base; [] where it is known to have none.',
      default: null,
    },
    {
      name: 'cmd',
      shape: { kind: 'command' },
      description: 'The CMD of the base; [] where it is known to have none.',
      default: null,
    },
  ],
};

const switchable = documentedRules.filter(({ id }) => id !== 'syntax');

/** Every key of `.st4sd.yaml`: the only list there is. */
export const configurationKeys: RecordShape & { readonly keys: readonly Key[] } = {
  kind: 'record',
  keys: [
    ...imageKeys.slice(0, 1),
    {
      name: 'images',
      shape: {
        kind: 'map',
        name: { what: 'a glob of Dockerfiles', problem: globProblem },
        value: image,
      },
      description:
        'References of the images, by globs of their Dockerfiles relative to this file. The first glob that matches counts.',
      default: {},
    },
    {
      name: 'maintainers',
      shape: { kind: 'texts', item: text('a maintainer id', ['st4sd', 'mdlab', 'hlcs']) },
      description: 'Maintainer ids that image names may end in. Any, where none is listed.',
      default: [],
    },
    {
      name: 'accelerators',
      shape: { kind: 'texts', item: text('an accelerator') },
      description: 'Accelerators that image names may tell, beside those known everywhere such as gpu, cuda, mpi.',
      default: [],
    },
    ...imageKeys.slice(1),
    {
      name: 'bases',
      shape: { kind: 'map', name: { what: 'a reference, or a glob of references' }, value: base },
      description: 'What base images have that are in no table: user, entrypoint, cmd.',
      default: {},
    },
    {
      name: 'trustedRegistries',
      shape: {
        kind: 'texts',
        item: text('a registry, a repository, or a glob of them', ['docker.io', 'quay.io/st4sd']),
      },
      description: 'Registries and repositories that bases may come from. Any, where the key is missing.',
      default: [],
    },
    {
      name: 'labels',
      shape: {
        kind: 'texts',
        item: text(
          'a label key',
          ['authors', 'title', 'version', 'source', 'licenses', 'revision', 'created', 'documentation'].map(
            (key) => `org.opencontainers.image.${key}`,
          ),
        ),
      },
      description: 'Keys of labels that every image has to carry.',
      default: [],
    },
    {
      name: 'rules',
      shape: {
        kind: 'map',
        name: {
          what: 'a rule',
          known: new Map(switchable.map(({ id, title }) => [id, title])),
          problem: (id) => (id === 'syntax' ? 'What stops the build cannot be switched off.' : undefined),
        },
        value: onOff,
      },
      description: 'Rules that do not run. A criterion that a rule decides is then undecided at best.',
      default: {},
    },
    {
      name: 'allowIgnores',
      shape: { kind: 'switch' },
      description: 'Whether comments in Dockerfiles may ignore findings.',
      default: true,
    },
    {
      name: 'registry',
      shape: {
        kind: 'choice',
        values: {
          off: 'Nothing is asked of a registry.',
          on: 'Registries may be asked, where the user allows it too.',
        },
      },
      description:
        'Whether registries are asked about images. on counts only together with the option or setting of the user.',
      default: 'off',
      setting: false,
    },
  ],
};

function globProblem(pattern: string): string | undefined {
  const glob = compilePathGlob(pattern);
  return typeof glob === 'function' ? undefined : glob.problem;
}
