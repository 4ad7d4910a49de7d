import { levels } from '../protocol/contributedImages.ts';
import type { Span } from '../text/span.ts';
import { parseYaml, type YamlNode, type YamlObject, yamlMember, yamlText } from '../text/yaml.ts';
import type { Configuration, ConfiguredBase, ImageSettings } from './configuration.ts';
import { configurationKeys } from './keys.ts';
import { compilePathGlob } from './pathGlob.ts';
import { type ConfigurationProblem, mostEntries, shapeProblems, sizeIn } from './shapeProblems.ts';

export interface ReadConfiguration {
  readonly configuration: Configuration;
  readonly problems: readonly ConfigurationProblem[];
}

/** Reads a `.st4sd.yaml`; a text that is no YAML gives the problem instead. Never throws on any text. */
export function readConfiguration(
  text: string,
  path: string,
): ReadConfiguration | { readonly problem: string; readonly at: Span } {
  const { documents, problems } = parseYaml(text);
  const [broken] = problems;
  if (broken !== undefined) return { ...broken, at: visible(broken.at, text) };
  const [root, second] = documents;
  if (root === undefined) return { configuration: configurationOf(undefined, { text, path }), problems: [] };
  return {
    configuration: configurationOf(root, { text, path }),
    problems: [...rootProblems(root), ...(second === undefined ? [] : [oneOnly(second)])]
      .slice(0, mostProblems)
      .map((problem) => ({ ...problem, at: visible(problem.at, text) })),
  };
}

const mostProblems = 100;

/** A place without width, or of blanks, shows at the last character before it that can be seen, else at the first. */
function visible({ start, end }: Span, text: string): Span {
  if (text.slice(start, end).trim() !== '') return { start, end };
  const before = text.slice(0, start).trimEnd().length;
  const at = before > 0 ? before - 1 : text.length - text.trimStart().length;
  return { start: Math.min(at, text.length), end: Math.min(at + 1, text.length) };
}

function rootProblems(root: YamlNode): readonly ConfigurationProblem[] {
  return shapeProblems(root, configurationKeys, {
    name: 'The file',
    nameAt: { start: root.at.start, end: root.at.start + 1 },
  });
}

function oneOnly({ at: { start } }: YamlNode): ConfigurationProblem {
  return { message: 'Only the first document of the file is read.', at: { start, end: start + 1 }, fixes: [] };
}

function configurationOf(
  root: YamlNode | undefined,
  file: { readonly text: string; readonly path: string },
): Configuration {
  const of = (name: string) => yamlMember(root, name)?.value;
  const rules = entriesOf(of('rules')).flatMap(([id, value]): [string, 'off' | 'on'][] => {
    const word = yamlText(value);
    return word === 'off' || word === 'on' ? [[id, word]] : [];
  });
  const allowIgnores = of('allowIgnores');
  const registry = yamlText(of('registry'));
  return {
    ...file,
    defaults: imageSettings(root),
    images: entriesOf(of('images')).flatMap(([glob, value]) => imagesOf(glob, value)),
    ...present('maintainers', textsOf(of('maintainers'))),
    ...present('accelerators', textsOf(of('accelerators'))),
    bases: entriesOf(of('bases')).map(([name, value]) => baseOf(name, { value, source: file.path })),
    ...present('trustedRegistries', textsOf(of('trustedRegistries'))),
    ...present('labels', textsOf(of('labels'))),
    rules: new Map(rules),
    ...present('allowIgnores', allowIgnores?.kind === 'boolean' ? allowIgnores.value : undefined),
    ...present('registry', registry === 'off' || registry === 'on' ? registry : undefined),
  };
}

/** A field with its value, or no field: nothing was said. */
function present<K extends string, const T>(key: K, value: T | undefined): { readonly [P in K]?: T } {
  // A computed key of a literal type is widened to string.
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: T });
}

function imageSettings(node: YamlNode | undefined): Omit<ImageSettings, 'reference'> {
  const of = (name: string) => yamlMember(node, name)?.value;
  const budget = of('sizeBudget');
  const given = of('buildArgs');
  return {
    ...levelOf(of('level')),
    ...present('target', yamlText(of('target'))),
    ...present('buildArgs', given?.kind === 'object' ? new Map(textEntries(given)) : undefined),
    ...present('optimised', textsOf(of('optimised'))),
    ...present('sizeBudget', budget && sizeIn(budget)),
  };
}

function levelOf(node: YamlNode | undefined): Pick<ImageSettings, 'level' | 'levelAt'> {
  const level = levels.find((one) => one === yamlText(node));
  return node === undefined || level === undefined ? {} : { level, levelAt: node.at };
}

function imagesOf(glob: string, value: YamlNode): Configuration['images'] {
  if ('problem' in compilePathGlob(glob)) return [];
  const node = value.kind === 'object' ? yamlMember(value, 'reference')?.value : value;
  const reference = yamlText(node)?.trim();
  if (node === undefined || reference === undefined || reference === '') return [{ glob, ...imageSettings(value) }];
  return [{ glob, reference, referenceAt: node.at, ...imageSettings(value) }];
}

function baseOf(
  name: string,
  { value, source }: { readonly value: YamlNode; readonly source: string },
): ConfiguredBase {
  const of = (key: string) => yamlMember(value, key)?.value;
  const command = (node: YamlNode | undefined) => textsOf(node) ?? yamlText(node);
  return { name, user: yamlText(of('user')), entrypoint: command(of('entrypoint')), cmd: command(of('cmd')), source };
}

function textsOf(node: YamlNode | undefined): readonly string[] | undefined {
  if (node?.kind !== 'array') return undefined;
  return node.items.slice(0, mostEntries).flatMap((item) => yamlText(item) ?? []);
}

function textEntries(node: YamlObject): readonly (readonly [string, string])[] {
  return entriesOf(node).flatMap(([name, value]) => {
    const text = yamlText(value);
    return text === undefined ? [] : [[name, text] as const];
  });
}

/** The values by name: of several the last, and what `<<` brings only where the map itself has none. */
function entriesOf(node: YamlNode | undefined): readonly (readonly [string, YamlNode])[] {
  if (node?.kind !== 'object') return [];
  const members = node.members.slice(0, mostEntries);
  const merged = members.filter(({ name }) => name === '<<').flatMap(({ value }) => mergedEntries(value));
  const own = members.filter(({ name }) => name !== '<<').map(({ name, value }) => [name, value] as const);
  return [...new Map([...merged, ...own])];
}

function mergedEntries(value: YamlNode): readonly (readonly [string, YamlNode])[] {
  return value.kind === 'array' ? value.items.toReversed().flatMap(entriesOf) : entriesOf(value);
}
