import type { Build } from '../../dockerfile/build.ts';
import type { ShellWord } from '../../shell/script.ts';
import { remembered } from '../../text/remembered.ts';
import { type PackageCall, packageCalls } from '../packageCalls.ts';
import { type ReachableRun, reachableRuns } from '../reachable.ts';

/** An installation that asks for the variant without an accelerator. */
export interface CpuBuild {
  readonly run: ReachableRun;
  readonly word: ShellWord;
  /** `tensorflow-cpu`, `the wheels of the cpu index`. */
  readonly what: string;
}

/** Every such installation that surely runs, the first word of each call. */
export const cpuBuilds = remembered((build: Build): readonly CpuBuild[] =>
  reachableRuns(build).flatMap((run) =>
    packageCalls(run.script).flatMap((call) => {
      const found = call.command.conditional ? undefined : cpuIn(call);
      return found === undefined ? [] : [{ run, ...found }];
    }),
  ),
);

const python: ReadonlySet<string> = new Set(['pip', 'uv', 'poetry', 'pdm', 'pipenv']);
const conda: ReadonlySet<string> = new Set(['conda', 'mamba', 'micromamba', 'pixi']);

function cpuIn({ asked }: PackageCall): Pick<CpuBuild, 'word' | 'what'> | undefined {
  const { action, manager, packages, sources } = asked;
  if (action !== 'install' && action !== 'env-create') return undefined;
  if (python.has(manager)) {
    const index = sources.find(({ text = '' }) => /\/whl\/(?:(?:nightly|test)\/)?cpu(?:\/|$)/.test(text));
    if (index !== undefined && isFirstSource(asked, index)) return { word: index, what: 'the wheels of the cpu index' };
    const word = packages.find(({ text = '' }) =>
      /^(?:tensorflow-cpu|intel-tensorflow)(?![\w-])|^jax\[cpu\]|^torch\w*={2,3}[\w.]+\+cpu\b/.test(text),
    );
    return word && { word, what: word.text ?? word.raw };
  }
  const names = /^(?:[\w./-]+::)?(?:cpuonly|pytorch-cpu|tensorflow-cpu|pytorch-mutex=\*=cpu)(?![\w-])/;
  const word = conda.has(manager) ? packages.find(({ text = '' }) => names.test(text)) : undefined;
  return word && { word, what: word.text ?? word.raw };
}

/** With a second index beside it the wheels may be those of the other. */
function isFirstSource({ sources }: PackageCall['asked'], index: ShellWord): boolean {
  return sources.every((source) => source === index || !/\/whl\/(?:nightly\/)?cu\d/.test(source.text ?? ''));
}
