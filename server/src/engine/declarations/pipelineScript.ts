import { joinMapped, type MappedText, mappedAt, originOf } from '../text/mappedText.ts';
import { type YamlNode, type YamlString, yamlText } from '../text/yaml.ts';
import { mappedScalar } from '../text/yamlScalar.ts';

/** The strings of a script, which may be one, or a list of strings and lists. */
export function stringsIn(node: YamlNode | undefined, depth = 10): readonly YamlString[] {
  if (node?.kind === 'string') return [node];
  return node?.kind === 'array' && depth > 0 ? node.items.flatMap((item) => stringsIn(item, depth - 1)) : [];
}

/** The lines of a script one after the other, as one shell reads them. */
export function scriptLines(document: string, node: YamlNode | undefined): readonly MappedText[] {
  return stringsIn(node).map((line) => mappedScalar(document, line));
}

function joinedLines(lines: readonly MappedText[]): MappedText {
  return joinMapped(lines.flatMap((line) => [line, mappedAt('\n', originOf(line, line.text.length))]));
}

const mostLetters = 1024 * 1024;

/** The scripts of the jobs, up to a bound: jobs share lines, so that there may be much more of them than of the file. */
export function joinedScripts(jobs: readonly (readonly MappedText[])[]): readonly MappedText[] {
  const scripts: MappedText[] = [];
  let letters = 0;
  for (const lines of jobs) {
    letters += lines.reduce((sum, { text }) => sum + text.length, 0);
    if (letters > mostLetters) break;
    scripts.push(joinedLines(lines));
  }
  return scripts;
}

/** A line that sets a variable to a value, in which other variables may stand. */
export function exportLine(name: string, node: YamlNode): readonly MappedText[] {
  const value = yamlText(node);
  if (value === undefined || !/^[A-Za-z_]\w*$/.test(name)) return [];
  const text = `export ${name}="${value.replace(/["\\`]/g, '\\$&')}"`;
  return [mappedAt(text, node.at.start)];
}

/** Every way to choose one value of each list, up to a bound. */
export function combinations<T>(
  lists: readonly (readonly [string, readonly T[]])[],
  most = 64,
): readonly ReadonlyMap<string, T>[] {
  let rows: readonly ReadonlyMap<string, T>[] = [new Map()];
  for (const [name, values] of lists) {
    if (values.length === 0) continue;
    rows = rows.flatMap((row) => values.map((value) => new Map([...row, [name, value]]))).slice(0, most);
  }
  return rows;
}
