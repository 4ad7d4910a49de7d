import type { Build } from '../../dockerfile/build.ts';
import type { Manager } from '../../shell/managerSyntax.ts';
import type { ShellWord } from '../../shell/script.ts';
import { remembered } from '../../text/remembered.ts';
import { type PackageCall, packageCalls } from '../packageCalls.ts';
import { type ReachableRun, reachableRuns } from '../reachable.ts';
import { type CudaVersion, glued, versionOf } from './cudaVersion.ts';

/** A version of CUDA that an installation asks for. */
export interface CudaAsked {
  readonly run: ReachableRun;
  readonly call: PackageCall;
  readonly word: ShellWord;
  /** What names it, as a reader knows it: `torch==2.1.0+cu118`, `the index cu118`. */
  readonly what: string;
  readonly version: CudaVersion;
  /** `own`: it brings that CUDA along; `needed`: it wants it from the image. */
  readonly kind: 'own' | 'needed';
  /** The part of the URL that names it, where it is an index of wheels. */
  readonly index: string | undefined;
}

/** Every version that is asked for in an installation that surely runs, the first of each call and version. */
export const cudaAsked = remembered((build: Build): readonly CudaAsked[] =>
  reachableRuns(build).flatMap((run) => packageCalls(run.script).flatMap((call) => askedBy(call, run))),
);

function askedBy(call: PackageCall, run: ReachableRun): readonly CudaAsked[] {
  const { asked, command } = call;
  if (command.conditional || (asked.action !== 'install' && asked.action !== 'env-create')) return [];
  const seen = new Set<string>();
  return [
    ...asked.sources.flatMap(indexIn),
    ...asked.packages.flatMap((word) => packageIn(word, asked.manager)),
  ].flatMap((found) => {
    const key = `${found.version.major}.${found.version.minor}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ run, call, ...found }];
  });
}

type Found = Pick<CudaAsked, 'word' | 'what' | 'version' | 'kind' | 'index'>;

const longest = 300;

function indexIn(word: ShellWord): readonly Found[] {
  const index = /\/whl\/(?:(?:nightly|test)\/)?(cu\d{2,3})(?:\/|$)/.exec((word.text ?? '').slice(0, longest))?.[1];
  if (index === undefined) return [];
  return [{ word, what: `the wheels of ${index}`, version: glued(index.slice(2)), kind: 'own', index }];
}

type Row = readonly [managers: RegExp, names: RegExp, kind: CudaAsked['kind']];

/** The first groups are the major and the minor number, or both glued together. */
const rows: readonly Row[] = [
  [/^(?:pip|uv|poetry|pdm|pipenv)$/, /\+cu(\d{2,3})\b/, 'own'],
  [/^(?:pip|uv|poetry|pdm|pipenv)$/, /^cupy-cuda(\d{2,3})x?(?![\w-])/, 'needed'],
  [/^(?:pip|uv|poetry|pdm|pipenv)$/, /^jax(?:lib)?\[[^\]]*\bcuda(\d{2})[_-]local/, 'needed'],
  [/^(?:pip|uv|poetry|pdm|pipenv)$/, /^jax(?:lib)?\[[^\]]*\bcuda(\d{2})/, 'own'],
  [
    /^(?:conda|mamba|micromamba|pixi)$/,
    /^(?:[\w./-]+::)?(?:pytorch-cuda|cudatoolkit|cuda-version|cuda-toolkit|cuda)={1,2}(\d{1,2})(?:\.(\d{1,2}))?(?![\d*])/,
    'own',
  ],
  [
    /^(?:apt|dnf|yum|microdnf|tdnf)$/,
    /^cuda-(?:toolkit|runtime|libraries|libraries-dev|nvcc|compiler|cudart|cudart-dev|minimal-build|command-line-tools)-(\d{1,2})-(\d{1,2})(?![\w-])/,
    'own',
  ],
  [/^(?:apt|dnf|yum|microdnf|tdnf)$/, /^cuda-(\d{1,2})-(\d{1,2})(?![\w-])/, 'own'],
];

function packageIn(word: ShellWord, manager: Manager): readonly Found[] {
  const { text } = word;
  if (text === undefined || text.length > longest) return [];
  for (const [managers, names, kind] of rows) {
    const [, first, second] = managers.test(manager) ? (names.exec(text) ?? []) : [];
    if (first === undefined) continue;
    return [{ word, what: text, version: versionIn(first, second), kind, index: undefined }];
  }
  return [];
}

/** `11` of cupy-cuda11x is a major number; `118`, and `92`, are both numbers in one. */
function versionIn(first: string, second: string | undefined): CudaVersion {
  const isMajor = second !== undefined || first.length === 1 || /^[1-3]\d$/.test(first);
  return isMajor ? versionOf(first, second) : glued(first);
}
