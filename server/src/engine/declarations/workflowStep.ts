import type { ShellCommand } from '../shell/script.ts';
import { mappedAt } from '../text/mappedText.ts';
import { type YamlNode, type YamlString, yamlMember, yamlText } from '../text/yaml.ts';
import { mappedScalar } from '../text/yamlScalar.ts';
import { actionBuild, actionOutputs } from './buildActions.ts';
import type { FoundBuild, Reading } from './buildFound.ts';
import { evaluated, evaluatedMapped, type Scope } from './expressions.ts';
import { hasGap } from './gaps.ts';
import { pipelineVariables } from './moments.ts';
import { inFolder } from './place.ts';
import { commandsOf, isWorthReading } from './shellBuilds.ts';
import { writtenForLater } from './stepOutputs.ts';
import { withEnv, withValues } from './workflowScope.ts';

/** What the steps of a job have done so far. */
export interface StepsRun {
  readonly scope: Scope;
  /** Of actions. */
  readonly builds: readonly FoundBuild[];
  /** Of the scripts, which share their images. */
  readonly scripts: readonly (readonly ShellCommand[])[];
}

/** Where steps run. */
export interface Running extends Reading {
  /** Of the workflow file. */
  readonly text: string;
  readonly root: string;
  /** Of scripts that name none, relative to the root. */
  readonly folder: string;
}

export function runStep(before: StepsRun, step: YamlNode, running: Running): StepsRun {
  const scope = withEnv(step, before.scope);
  const id = yamlText(yamlMember(step, 'id')?.value);
  const uses = yamlText(yamlMember(step, 'uses')?.value);
  const script = yamlMember(step, 'run')?.value;
  if (uses !== undefined)
    return runAction(before, uses, { id, scope, inputs: yamlMember(step, 'with')?.value, running });
  if (script?.kind !== 'string') return before;
  const folder = yamlText(yamlMember(step, 'working-directory')?.value) ?? running.folder;
  return runScript(before, script, { id, scope, running: { ...running, folder } });
}

interface Step {
  readonly id: string | undefined;
  readonly scope: Scope;
  readonly running: Running;
}

function runAction(
  before: StepsRun,
  uses: string,
  { id, scope, inputs, running }: Step & { readonly inputs: YamlNode | undefined },
): StepsRun {
  const input = (name: string) => {
    const node = yamlMember(inputs, name)?.value;
    if (node?.kind === 'string') return evaluatedMapped(mappedScalar(running.text, node), scope);
    const text = yamlText(node);
    return text === undefined || node === undefined ? undefined : mappedAt(text, node.at.start);
  };
  const [action = ''] = uses.toLowerCase().split('@');
  const build = actionBuild(action, input, running.root);
  const outputs = actionOutputs(action, input, running.moment);
  return {
    ...before,
    scope: withValues(
      before.scope,
      outputs.map(([name, value]) => [outputName(id, name), value] as const),
    ),
    builds: build === undefined ? before.builds : [...before.builds, build],
  };
}

function runScript(before: StepsRun, script: YamlString, { id, scope, running }: Step): StepsRun {
  const { text, root, moment, budget } = running;
  if (!isWorthReading(script.value) || budget.letters < script.value.length) return before;
  const directory = evaluated(running.folder, scope);
  const folder = (hasGap(directory) ? undefined : inFolder(root, directory)) ?? root;
  const known = pipelineVariables(root, moment);
  const variable = (name: string) => scope.env.get(name) ?? known.get(name);
  const commands = commandsOf(evaluatedMapped(mappedScalar(text, script), scope), { variable, folder, moment, budget });
  if (commands.length === 0) return before;
  const { env, outputs } = writtenForLater(commands);
  const later = { ...before.scope, env: new Map([...before.scope.env, ...env]) };
  return {
    ...before,
    scope: withValues(
      later,
      outputs.map(([name, value]) => [outputName(id, name), value] as const),
    ),
    scripts: [...before.scripts, commands],
  };
}

function outputName(id = '', name: string): string {
  return `steps.${id}.outputs.${name}`.toLowerCase();
}
