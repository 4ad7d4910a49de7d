/** A build that could happen: what the parts of a tag that are made at build time are then. */
export interface Moment {
  readonly year: number;
  /** From 1, as are days. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 40 hexadecimal digits. */
  readonly commit: string;
  /** The number of the pipeline's run. */
  readonly run: number;
}

/**
 * Builds whose dates and commits are written in every way that matters: one and two digits, all seasons, the first day
 * of a year; commits of letters and digits, of digits alone, and of digits that begin with a zero.
 */
export const sampleMoments: readonly Moment[] = [
  at([2025, 1, 1, 0, 5, 9], '0012345678987654321098765432109876543210', 1),
  at([2025, 4, 9, 8, 30, 0], '10ce81a4f2ab34cd56efab34cd56efab34cd56ef', 27),
  at([2025, 8, 31, 14, 7, 45], '7654321098765432109876543210987654321098', 108),
  at([2025, 10, 12, 19, 45, 30], '9348fe01bcde98ba76fede98ba76fede98ba76fe', 1042),
  at([2025, 12, 25, 23, 59, 59], 'abcdef01234567fedcba4567fedcba4567fedcba', 20_311),
];

function at(time: readonly [number, number, number, number, number, number], commit: string, run: number): Moment {
  const [year, month, day, hour, minute, second] = time;
  return { year, month, day, hour, minute, second, commit, run };
}

/** Variables that pipelines set: where the repository lies is known always, the rest of a moment only. */
export function pipelineVariables(root: string, moment: Moment | undefined): ReadonlyMap<string, string> {
  const folders = ['GITHUB_WORKSPACE', 'CI_PROJECT_DIR', 'TRAVIS_BUILD_DIR'].map((name) => [name, root] as const);
  if (moment === undefined) return new Map(folders);
  const { commit, run } = moment;
  const commits = ['GITHUB_SHA', 'CI_COMMIT_SHA', 'TRAVIS_COMMIT', 'GIT_COMMIT'].map((name) => [name, commit] as const);
  const runs = ['GITHUB_RUN_NUMBER', 'CI_PIPELINE_IID', 'TRAVIS_BUILD_NUMBER', 'BUILD_NUMBER'];
  const ids = ['GITHUB_RUN_ID', 'CI_PIPELINE_ID', 'CI_JOB_ID', 'TRAVIS_BUILD_ID', 'TRAVIS_JOB_ID'];
  return new Map([
    ...folders,
    ...commits,
    ['CI_COMMIT_SHORT_SHA', commit.slice(0, 8)],
    ...runs.map((name) => [name, `${run}`] as const),
    ...ids.map((name) => [name, `${4_000_000_000 + run}`] as const),
    ['GITHUB_RUN_ATTEMPT', '1'],
  ]);
}
