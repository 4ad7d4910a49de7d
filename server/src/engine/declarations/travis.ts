import { joinMapped, type MappedText, mappedAt } from '../text/mappedText.ts';
import { parseYaml, type YamlNode, yamlMember } from '../text/yaml.ts';
import { mappedScalar } from '../text/yamlScalar.ts';
import type { BuildFile, BuildsAt } from './buildFound.ts';
import { pipelineVariables } from './moments.ts';
import { exportLine, joinedScripts, scriptLines } from './pipelineScript.ts';
import { folderOf } from './place.ts';
import { commandsOf, shellBuilds } from './shellBuilds.ts';

/** The builds in the scripts of a `.travis.yml`, for each job with its variables. */
export function travisBuilds({ place, text }: BuildFile): BuildsAt {
  const folder = folderOf(place);
  const [document] = parseYaml(text).documents;
  const scripts = document === undefined ? [] : joinedScripts(jobs(document, text));
  return (reading) => {
    const known = pipelineVariables(folder, reading.moment);
    const variable = (name: string) => known.get(name);
    return scripts.flatMap((script) => shellBuilds(commandsOf(script, { variable, folder, ...reading }), folder));
  };
}

const phases = [
  'before_install',
  'install',
  'before_script',
  'script',
  'after_success',
  'before_deploy',
  'after_deploy',
];
const mostJobs = 64;

/** The lines that each job runs. */
function jobs(document: YamlNode, text: string): readonly (readonly MappedText[])[] {
  const { shared, rows } = environment(yamlMember(document, 'env')?.value, text);
  const script = (job: YamlNode | undefined) =>
    [
      ...phases.map((phase) => (yamlMember(job, phase) ?? yamlMember(document, phase))?.value),
      deployScript(document),
    ].flatMap((lines) => scriptLines(text, lines));
  const listed = ['jobs', 'matrix'].flatMap((key) =>
    items(yamlMember(yamlMember(document, key)?.value, 'include')?.value),
  );
  const included = listed.flatMap((job) => {
    const own = environment(yamlMember(job, 'env')?.value, text);
    const alternatives = own.rows.length === 0 ? [[]] : own.rows;
    return alternatives.map((row) => [...shared, ...own.shared, ...row, ...script(job)]);
  });
  const plain = rows.length === 0 && included.length > 0 ? [] : rows.length === 0 ? [[]] : rows;
  return [...plain.map((row) => [...shared, ...row, ...script(undefined)]), ...included].slice(0, mostJobs);
}

function deployScript(document: YamlNode): YamlNode | undefined {
  return yamlMember(yamlMember(document, 'deploy')?.value, 'script')?.value;
}

interface Environment {
  readonly shared: readonly MappedText[];
  /** One a job. */
  readonly rows: readonly (readonly MappedText[])[];
}

/** `env` is a list of jobs, a map of variables, or has both under `global` and `matrix` or `jobs`. */
function environment(node: YamlNode | undefined, text: string): Environment {
  const part = (name: string) => yamlMember(node, name)?.value;
  const [global, matrix] = [part('global'), part('matrix') ?? part('jobs')];
  if (global !== undefined || matrix !== undefined) {
    return { shared: items(global).flatMap((item) => assignments(item, text)), rows: rowsOf(matrix, text) };
  }
  return node?.kind === 'object'
    ? { shared: assignments(node, text), rows: [] }
    : { shared: [], rows: rowsOf(node, text) };
}

function rowsOf(node: YamlNode | undefined, text: string): Environment['rows'] {
  return items(node).map((item) => assignments(item, text));
}

/** `A=b C="d e"`, or a map. */
function assignments(node: YamlNode, text: string): readonly MappedText[] {
  if (node.kind === 'object') return node.members.flatMap(({ name, value }) => exportLine(name, value));
  if (node.kind !== 'string') return [];
  return [joinMapped([mappedAt('export ', node.at.start), mappedScalar(text, node)])];
}

/** The items of a list; anything else is a list of itself. */
function items(node: YamlNode | undefined): readonly YamlNode[] {
  if (node === undefined || node.kind === 'null') return [];
  return node.kind === 'array' ? node.items : [node];
}
