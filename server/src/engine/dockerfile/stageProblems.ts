import type { Build, Stage, Step } from './build.ts';
import { stagesInCircles } from './circles.ts';
import { copyProblem } from './copyProblem.ts';
import { expandWord } from './expand.ts';
import { fromProblems } from './fromProblems.ts';
import type { GlobalScope } from './globalScope.ts';
import { malformedBody, malformedWord } from './malformedWord.ts';
import type { Instruction, SyntaxProblem } from './model.ts';
import { type SourceUse, type StageNames, sourcesOf, stageNames } from './reach.ts';
import { problemsIn } from './syntaxProblems.ts';

/** What stops a build once stages and variables are resolved; some of it only where the stage is built. */
export function stageProblems(
  { dockerfile, stages, reachable }: Build,
  globals: GlobalScope,
): readonly SyntaxProblem[] {
  const { escape, text } = dockerfile;
  const names = stageNames(stages);
  const scope: Scope = { stages, names, escape, text, reachable, circles: stagesInCircles(stages, names) };
  return [
    ...globals.problems,
    ...triggersAtWork(reachable).flatMap(problemsIn),
    ...stages.flatMap((stage) => [
      ...fromProblems(stage, { globals, names, escape }),
      ...stage.steps.flatMap((step) => stepProblems(step, scope)),
    ]),
  ];
}

/** What ONBUILD holds is read in full only where it comes to work. */
function triggersAtWork(reachable: ReadonlySet<Stage>): readonly Instruction[] {
  const steps = [...reachable].flatMap((stage) => stage.steps.filter(({ trigger }) => trigger !== undefined));
  return [...new Set(steps.map(({ instruction }) => instruction))];
}

interface Scope {
  readonly stages: readonly Stage[];
  readonly names: StageNames;
  readonly escape: string;
  readonly text: string;
  readonly reachable: ReadonlySet<Stage>;
  readonly circles: ReadonlySet<Stage>;
}

function stepProblems(step: Step, scope: Scope): readonly SyntaxProblem[] {
  const built = scope.reachable.has(step.stage);
  // What ONBUILD brings is read only where the stage is built.
  if (!built && step.trigger !== undefined) return [];
  const problems = sourcesOf(step, scope.stages, scope.names).flatMap((use) => sourceProblem(use, scope) ?? []);
  const { escape, text } = scope;
  const own = built
    ? (malformedWord(step, escape) ?? malformedBody(step, text) ?? copyProblem(step, escape))
    : undefined;
  return own === undefined ? problems : [...problems, own];
}

function sourceProblem({ source, flag, name, step }: SourceUse, scope: Scope): SyntaxProblem | undefined {
  const at = (message: string) => ({ message, span: flag.span });
  if (!isAsWritten(name, scope.escape))
    return at(`${flagName(flag.name)} takes no variable: write the name of a stage.`);
  if (source.kind === 'no-such-index') return at(`There is no stage number ${source.index}.`);
  if (source.kind !== 'later') return undefined;
  const { stage } = source;
  const stops = scope.reachable.has(step.stage) || (scope.circles.has(step.stage) && scope.circles.has(stage));
  if (!stops) return undefined;
  const shown = stage.name ?? stage.index;
  return at(
    stage === step.stage
      ? `The stage ${shown} reads files of itself.`
      : `The stage ${shown} is read before it is made; put it further up.`,
  );
}

function flagName(name: string): string {
  return name === 'mount' ? 'The from of --mount' : `--${name}`;
}

function isAsWritten(name: string, escape: string): boolean {
  const expansion = expandWord(name, escape, () => ({ state: 'unset' }));
  return expansion.state === 'text' && expansion.text === name;
}
