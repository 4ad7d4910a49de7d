import { type YamlNode, yamlMember } from '../text/yaml.ts';
import { combinations } from './pipelineScript.ts';
import { valueText } from './workflowScope.ts';

/** The values of one run of a job, by whole names: `matrix.app`. */
export type MatrixRow = ReadonlyMap<string, string>;

const mostRows = 64;

/** The combinations of a job's matrix, and what `include` adds: to those it agrees with, or as one of its own. */
export function matrixRows(job: YamlNode): readonly MatrixRow[] {
  const matrix = yamlMember(yamlMember(job, 'strategy')?.value, 'matrix')?.value;
  if (matrix?.kind !== 'object') return [new Map()];
  const lists = matrix.members.flatMap(({ name, value }) => {
    const isList = name !== 'include' && name !== 'exclude' && value.kind === 'array';
    return isList ? [[name, value.items] as const] : [];
  });
  const listed = lists.length === 0 ? [] : combinations(lists, mostRows).map(rowOf);
  const include = yamlMember(matrix, 'include')?.value;
  const entries = include?.kind === 'array' ? include.items.slice(0, mostRows).map(rowOfMap) : [];
  const rows = entries.reduce<readonly MatrixRow[]>((before, entry) => included(before, entry, listed.length), listed);
  return rows.length === 0 ? [new Map()] : rows;
}

function rowOf(row: ReadonlyMap<string, YamlNode>): MatrixRow {
  return new Map([...row].flatMap(([name, value]) => valuesIn(name, value)));
}

function rowOfMap(node: YamlNode): MatrixRow {
  const members = node.kind === 'object' ? node.members : [];
  return new Map(members.flatMap(({ name, value }) => valuesIn(name, value)));
}

/** Rows made by `include` itself are not extended by the next one. */
function included(rows: readonly MatrixRow[], entry: MatrixRow, original: number): readonly MatrixRow[] {
  const agrees = (row: MatrixRow, at: number) =>
    at < original && [...entry].every(([name, value]) => (row.get(name) ?? value) === value);
  if (!rows.some(agrees)) return [...rows, entry];
  return rows.map((row, at) => (agrees(row, at) ? new Map([...row, ...entry]) : row));
}

/** `matrix.app`, and `matrix.app.name` of a map. */
function valuesIn(name: string, value: YamlNode, depth = 3): readonly (readonly [string, string])[] {
  const text = valueText(value);
  if (text !== undefined) return [[`matrix.${name}`.toLowerCase(), text]];
  if (value.kind !== 'object' || depth === 0) return [];
  return value.members.flatMap((member) => valuesIn(`${name}.${member.name}`, member.value, depth - 1));
}
