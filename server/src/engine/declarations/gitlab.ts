import type { MappedText } from '../text/mappedText.ts';
import { parseYaml, type YamlNode, yamlMember } from '../text/yaml.ts';
import type { BuildFile, BuildsAt } from './buildFound.ts';
import { pipelineVariables } from './moments.ts';
import { combinations, exportLine, joinedScripts, scriptLines } from './pipelineScript.ts';
import { folderOf } from './place.ts';
import { commandsOf, shellBuilds } from './shellBuilds.ts';

/** The builds in the jobs of a `.gitlab-ci.yml`, for each job with its variables. */
export function gitlabBuilds({ place, text }: BuildFile): BuildsAt {
  // The jobs start in the root of the repository, wherever the file lies.
  const folder = folderOf(place).replace(/\/\.gitlab(\/ci)?$/, '') || '/';
  const scripts = parseYaml(text).documents.flatMap((document) => joinedScripts(jobScripts(document, text)));
  return (reading) => {
    const known = pipelineVariables(folder, reading.moment);
    const variable = (name: string) => known.get(name);
    return scripts.flatMap((script) => shellBuilds(commandsOf(script, { variable, folder, ...reading }), folder));
  };
}

const keywords = new Set(
  'default include stages variables workflow image services cache before_script after_script spec'.split(' '),
);
const mostScripts = 200;
const mostRows = 20;

function jobScripts(document: YamlNode, text: string): readonly (readonly MappedText[])[] {
  if (document.kind !== 'object') return [];
  const scripts: (readonly MappedText[])[] = [];
  const shared = variablesOf(document);
  const lines = linesOf(text);
  const byName = new Map(document.members.map(({ name, value }) => [name, value]));
  for (const { name, value: job } of document.members) {
    if (keywords.has(name) || name.startsWith('.') || job.kind !== 'object') continue;
    const family = withTemplates(job, byName);
    const script = scriptOf(family, document, lines);
    if (script.length === 0) continue;
    const variables = [...shared, ...family.toReversed().flatMap(variablesOf)];
    for (const row of matrixRows(first(family, 'parallel'))) scripts.push([...variables, ...row, ...script]);
    if (scripts.length >= mostScripts) break;
  }
  return scripts;
}

type LinesOf = (node: YamlNode | undefined) => readonly MappedText[];

/** The lines of a script, read once however many jobs share it. */
function linesOf(text: string): LinesOf {
  const read = new Map<YamlNode | undefined, readonly MappedText[]>();
  return (node) => {
    const lines = read.get(node) ?? scriptLines(text, node);
    read.set(node, lines);
    return lines;
  };
}

function scriptOf(family: readonly YamlNode[], document: YamlNode, lines: LinesOf): readonly MappedText[] {
  const run = lines(first(family, 'script'));
  if (run.length === 0) return [];
  const defaults = yamlMember(document, 'default')?.value;
  const before = first([...family, ...(defaults === undefined ? [] : [defaults]), document], 'before_script');
  return [...lines(before), ...run];
}

/** The job and what it extends, the nearest first. */
function withTemplates(job: YamlNode, byName: ReadonlyMap<string, YamlNode>): readonly YamlNode[] {
  const family: YamlNode[] = [];
  const add = (node: YamlNode | undefined): void => {
    if (node?.kind !== 'object' || family.length >= mostTemplates || family.includes(node)) return;
    family.push(node);
    const names = yamlMember(node, 'extends')?.value;
    const listed = names?.kind === 'array' ? names.items : names === undefined ? [] : [names];
    // Of several templates the last wins.
    for (const name of listed.toReversed()) {
      if (name.kind === 'string') add(byName.get(name.value));
    }
  };
  add(job);
  return family;
}

const mostTemplates = 20;

function first(family: readonly YamlNode[], key: string): YamlNode | undefined {
  for (const node of family) {
    const found = yamlMember(node, key)?.value;
    if (found !== undefined && found.kind !== 'null') return found;
  }
  return undefined;
}

function variablesOf(node: YamlNode): readonly MappedText[] {
  const variables = yamlMember(node, 'variables')?.value;
  return variables === undefined ? [] : assignments(variables);
}

/** Values, or `{value, description}`. */
function assignments(variables: YamlNode): readonly MappedText[] {
  if (variables.kind !== 'object') return [];
  return variables.members.flatMap(({ name, value }) => exportLine(name, yamlMember(value, 'value')?.value ?? value));
}

/** `parallel: matrix:` is a list of maps of lists. */
function matrixRows(parallel: YamlNode | undefined): readonly (readonly MappedText[])[] {
  const matrix = yamlMember(parallel, 'matrix')?.value;
  if (matrix?.kind !== 'array') return [[]];
  return matrix.items.slice(0, mostRows).flatMap((entry) => {
    if (entry.kind !== 'object') return [];
    const lists = entry.members.map(({ name, value }) => {
      return [name, value.kind === 'array' ? value.items : [value]] as const;
    });
    return combinations(lists, mostRows).map((row) => [...row].flatMap(([name, value]) => exportLine(name, value)));
  });
}
