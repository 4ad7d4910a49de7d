import { parseYaml, type YamlNode, yamlMember, yamlText } from '../text/yaml.ts';
import type { BuildFile, BuildsAt, FoundBuild } from './buildFound.ts';
import { githubValues, type Scope } from './expressions.ts';
import { folderOf } from './place.ts';
import { shellBuilds } from './shellBuilds.ts';
import { matrixRows } from './workflowMatrix.ts';
import { inputDefaults, jobOutputs, withEnv, withValues } from './workflowScope.ts';
import { type Running, runStep, type StepsRun } from './workflowStep.ts';

/** The builds of a GitHub Actions workflow: of build actions, and in the scripts of its steps. */
export function workflowBuilds({ place, text }: BuildFile): BuildsAt {
  // The file lies in .github/workflows.
  const root = folderOf(folderOf(folderOf(place)));
  const [document] = parseYaml(text).documents;
  return (reading) => (document === undefined ? [] : runJobs(document, { text, root, ...reading }));
}

const mostRuns = 200;
const mostSteps = 1000;

function runJobs(document: YamlNode, running: Omit<Running, 'folder'>): readonly FoundBuild[] {
  const values = new Map([...githubValues(running.root, running.moment), ...inputDefaults(document)]);
  let scope = withEnv(document, { env: new Map(), values });
  const jobs = yamlMember(document, 'jobs')?.value;
  const builds: FoundBuild[] = [];
  let [runs, steps] = [0, 0];
  for (const { name, value: job } of jobs?.kind === 'object' ? jobs.members : []) {
    const folder = workingDirectory(job) ?? workingDirectory(document) ?? '.';
    const outer = scope;
    for (const row of matrixRows(job)) {
      if (runs++ >= mostRuns || steps > mostSteps) return builds;
      steps += stepsOf(job).length;
      const run = runSteps(job, withEnv(job, withValues(outer, row)), { ...running, folder });
      builds.push(...run.builds, ...shellBuilds(run.scripts.flat(), running.root));
      scope = withValues(scope, jobOutputs(name, job, run.scope));
    }
  }
  return builds;
}

function runSteps(job: YamlNode, scope: Scope, running: Running): StepsRun {
  return stepsOf(job).reduce<StepsRun>((before, step) => runStep(before, step, running), {
    scope,
    builds: [],
    scripts: [],
  });
}

function stepsOf(job: YamlNode): readonly YamlNode[] {
  const steps = yamlMember(job, 'steps')?.value;
  return steps?.kind === 'array' ? steps.items.slice(0, mostSteps) : [];
}

function workingDirectory(node: YamlNode): string | undefined {
  const run = yamlMember(yamlMember(node, 'defaults')?.value, 'run')?.value;
  return yamlText(yamlMember(run, 'working-directory')?.value);
}
