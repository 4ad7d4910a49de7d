import { gapFor } from './gaps.ts';
import type { HclValue } from './hcl.ts';

/** A value as text: variables with a literal value filled in, whatever else is computed a gap. */
export type BakeText = (value: HclValue) => string;

/** Texts in which these variables stand, and those of the scope around. */
export function bakeText(variables: ReadonlyMap<string, HclValue>, around?: BakeText): BakeText {
  const read = new Map<string, string>();
  let depth = 0;
  const textOf: BakeText = (value) => {
    if (value.kind === 'name') return named(value.name) ?? otherwise(value, `\${${value.name}}`);
    if (value.kind !== 'text' || value.text.length > longest) return gapFor('${...}');
    const text = value.text.replace(template, (written, expression: string) => {
      if (written.startsWith('$$')) return written.slice(1);
      const name = expression.trim();
      return named(name) ?? otherwise({ kind: 'name', name, at: value.at }, written);
    });
    return text.length > longest ? gapFor('${...}') : text;
  };
  const otherwise = (name: HclValue, written: string) => around?.(name) ?? gapFor(written);
  /** Each variable is read once; one that needs itself is not known. */
  const named = (expression: string): string | undefined => {
    const before = read.get(expression);
    if (before !== undefined) return before;
    const value = member(expression, variables);
    if (value === undefined || depth > deepest) return undefined;
    depth++;
    read.set(expression, gapFor(`\${${expression}}`));
    const text = textOf(value);
    depth--;
    read.set(expression, text);
    return text;
  };
  return textOf;
}

const longest = 1024;
const deepest = 20;
const template = /\$?\$\{([^{}]*)\}/g;

/** `TAG`, or `item.tag` of a matrix. */
function member(expression: string, variables: ReadonlyMap<string, HclValue>): HclValue | undefined {
  const [name = '', field, ...more] = expression.split('.');
  const value = variables.get(name);
  if (field === undefined || value?.kind !== 'map' || more.length > 0) return field === undefined ? value : undefined;
  return value.members.find((one) => one.name === field)?.value;
}
