import type { Build, Stage } from '../../dockerfile/build.ts';
import { sourcesOf, stageNames } from '../../dockerfile/reach.ts';
import { baseSpan } from '../../dockerfile/resolve.ts';
import { advice, rule } from '../rule.ts';

export const unusedStage = rule({
  id: 'unused-stage',
  criterion: 'size-optimised',
  deciding: false,
  title: 'Every stage up to the target is used.',
  why: 'A stage that nothing is built on or copied from does not get into the image. Often the COPY --from that was meant to use it is missing.',
  ignore: 'Where the stage is built on its own with --target.',
  examples: {
    violated: ['FROM debian:12 AS build\nRUN make\nFROM debian:12-slim\nCOPY app /app\n'],
    satisfied: [
      'FROM debian:12 AS build\nRUN make\nFROM debian:12-slim\nCOPY --from=build /app /app\n',
      'FROM debian:12 AS test\nRUN make check\nFROM debian:12-slim\nCOPY app /app\n',
      'FROM debian:12 AS tool\nCMD ["tool"]\nFROM debian:12-slim\nCOPY app /app\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    for (const stage of unusedStages(build)) {
      const name = stage.name === undefined ? 'This stage' : `The stage ${stage.name}`;
      const message = `${name} is not used by what ships. Remove it, or copy from it what is needed.`;
      yield advice(stage.from.as?.span ?? baseSpan(stage.from), message);
    }
  },
});

/** What is built for its own sake. */
const onPurpose =
  /(?:^|[-_.])(?:dev\w*|tests?|testing|lint\w*|ci|docs?|documentation|checks?|verify|validate|bench\w*|debug|coverage|fmt|format|e2e|unit\w*|integration|examples?|demo|publish|export|binary|artifacts?|release|vendor\w*|update\w*|generate\w*)(?:[-_.]|$)/;

/** Several of a name are targets to choose from. */
function unusedStages(build: Build): readonly Stage[] {
  const used = usedStages(build);
  const chosen = prefixesOfChoices(build);
  const unused = build.stages.filter((stage) => {
    if (build.reachable.has(stage) || used.has(stage) || stage.index > build.target.index) return false;
    const { name = '', steps } = stage;
    if (onPurpose.test(name) || chosen.some((prefix) => name.startsWith(prefix))) return false;
    return !steps.some(({ instruction: { kind } }) => kind === 'cmd' || kind === 'entrypoint');
  });
  const named = unused.filter(({ name }) => name !== undefined);
  return named.length > 1 ? unused.filter(({ name }) => name === undefined) : unused;
}

/** Stages that any other one, shipped or not, stands on or copies from. */
function usedStages({ stages }: Build): ReadonlySet<Stage> {
  const names = stageNames(stages);
  const used = new Set<Stage>();
  for (const stage of stages) {
    if (stage.base.kind === 'stage') used.add(stage.base.stage);
    for (const step of stage.steps)
      for (const { source } of sourcesOf(step, stages, names)) if (source.kind === 'stage') used.add(source.stage);
  }
  return used;
}

/** `FROM base-${TARGETARCH}` may mean any stage of that beginning. */
function prefixesOfChoices({ stages }: Build): readonly string[] {
  const choices = stages.flatMap(({ from }) => (from.base?.raw.includes('$') ? [from.base.raw] : []));
  return [...new Set(choices.map((raw) => raw.slice(0, raw.indexOf('$')).toLowerCase()))].slice(0, mostChoices);
}

const mostChoices = 50;
