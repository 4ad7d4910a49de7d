import { type JsonNode, readJsonStart } from '../text/json.ts';
import { type BakeText, bakeText } from './bakeText.ts';
import type { BuildFile, BuildsAt, FoundBuild } from './buildFound.ts';
import { hasGap } from './gaps.ts';
import { type HclAttribute, type HclBlock, type HclValue, readHcl } from './hcl.ts';
import { combinations } from './pipelineScript.ts';
import { folderOf, inFolder } from './place.ts';

/** The targets of `docker-bake.hcl`. */
export function bakeHclBuilds({ place, text }: BuildFile): BuildsAt {
  const builds = targetBuilds(readHcl(text), folderOf(place));
  return () => builds;
}

/** The targets of `docker-bake.json`, which says the same in JSON. */
export function bakeJsonBuilds({ place, text }: BuildFile): BuildsAt {
  const root = readJsonStart(text);
  const builds = root?.kind === 'object' ? targetBuilds(blocksOfJson(root), folderOf(place)) : [];
  return () => builds;
}

type JsonObject = Extract<JsonNode, { kind: 'object' }>;

function blocksOfJson(root: JsonObject): readonly HclBlock[] {
  return root.members.flatMap(({ name: type, value }) => {
    if (value.kind !== 'object') return [];
    return value.members.flatMap(({ name, value: body }) => {
      return body.kind === 'object' ? [{ type, labels: [name], attributes: attributesOfJson(body) }] : [];
    });
  });
}

function attributesOfJson({ members }: JsonObject): readonly HclAttribute[] {
  return members.map(({ name, value }) => ({ name, value: valueOfJson(value) }));
}

/** JSON was read without calling itself too deep, so this ends too. */
function valueOfJson(node: JsonNode): HclValue {
  const { at } = node;
  if (node.kind === 'string') return { kind: 'text', text: node.value, at };
  if (node.kind === 'array') return { kind: 'list', items: node.items.map(valueOfJson), at };
  return node.kind === 'object' ? { kind: 'map', members: attributesOfJson(node), at } : { kind: 'other', at };
}

type Attributes = ReadonlyMap<string, HclValue>;
const mostTargets = 200;

function targetBuilds(blocks: readonly HclBlock[], folder: string): readonly FoundBuild[] {
  const variables = new Map<string, HclValue>();
  const targets = new Map<string, HclBlock>();
  for (const block of blocks) {
    const [name = ''] = block.labels;
    const value = block.attributes.find((attribute) => attribute.name === 'default')?.value;
    if (block.type === 'variable' && value !== undefined) variables.set(name, value);
    if (block.type === 'target') targets.set(name, block);
  }
  const text = bakeText(variables);
  return [...targets.values()].slice(0, mostTargets).flatMap((block) => {
    const attributes = inherited(block, targets);
    return matrixRows(attributes).map((row) => buildOf(attributes, bakeText(row, text), folder));
  });
}

/** The target's attributes over those of the targets it inherits from, of which the last wins. */
function inherited(block: HclBlock, targets: ReadonlyMap<string, HclBlock>): Attributes {
  const seen = new Set<HclBlock>();
  const layers: HclBlock[] = [];
  const add = (one: HclBlock | undefined): void => {
    if (one === undefined || seen.has(one) || seen.size >= mostTargets) return;
    seen.add(one);
    const parents = one.attributes.find(({ name }) => name === 'inherits')?.value;
    for (const parent of parents?.kind === 'list' ? parents.items : []) {
      if (parent.kind === 'text') add(targets.get(parent.text));
    }
    layers.push(one);
  };
  add(block);
  return new Map(layers.flatMap(({ attributes }) => attributes.map(({ name, value }) => [name, value] as const)));
}

function matrixRows(attributes: Attributes): readonly ReadonlyMap<string, HclValue>[] {
  const matrix = attributes.get('matrix');
  if (matrix?.kind !== 'map') return [new Map()];
  return combinations(
    matrix.members.map(({ name, value }) => [name, value.kind === 'list' ? value.items : [value]] as const),
  );
}

function buildOf(attributes: Attributes, textOf: BakeText, folder: string): FoundBuild {
  const text = (name: string, otherwise: string) => {
    const value = attributes.get(name);
    return value === undefined ? otherwise : textOf(value);
  };
  const context = text('context', '.');
  const file = text('dockerfile', 'Dockerfile');
  const inline = attributes.has('dockerfile-inline') || hasGap(context) || hasGap(file);
  const around = inline ? undefined : inFolder(folder, context);
  const place = around === undefined ? undefined : inFolder(around, file);
  const tags = attributes.get('tags');
  // A tag that is added on a condition only is one more.
  const listed = tags?.kind === 'list' ? tags.items.filter(({ kind }) => kind !== 'other') : [];
  return {
    dockerfiles: place === undefined ? [] : [place],
    references: listed.map((value) => ({ text: textOf(value), span: value.at })),
    target: attributes.has('target') ? text('target', '') : undefined,
    pushes: undefined,
  };
}
