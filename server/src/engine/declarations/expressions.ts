import type { MappedText } from '../text/mappedText.ts';
import { gapFor } from './gaps.ts';
import { replaced } from './madeText.ts';
import type { Moment } from './moments.ts';

/** What the names in `${{ ... }}` stand for where a step of a workflow runs. */
export interface Scope {
  readonly env: ReadonlyMap<string, string>;
  /** Everything else by its whole name in small letters: `matrix.app`, `steps.meta.outputs.tags`, `github.sha`. */
  readonly values: ReadonlyMap<string, string>;
}

/** A text with its expressions evaluated; what is not known is a gap. */
export function evaluated(text: string, scope: Scope): string {
  return text.replace(expression, (written, inner: string) => valueOf(inner, scope) ?? gapFor(written));
}

/** The same for a text that knows its place. */
export function evaluatedMapped(text: MappedText, scope: Scope): MappedText {
  return replaced(text, expression, ([written, inner = '']) => valueOf(inner, scope) ?? gapFor(written));
}

/** What GitHub tells every run. */
export function githubValues(root: string, moment: Moment | undefined): ReadonlyMap<string, string> {
  const place = new Map([['github.workspace', root]]);
  if (moment === undefined) return place;
  const { commit, run } = moment;
  return new Map([
    ...place,
    ['github.sha', commit],
    ['github.run_number', `${run}`],
    ['github.run_id', `${4_000_000_000 + run}`],
    ['github.run_attempt', '1'],
  ]);
}

const expression = /\$\{\{((?:[^{}'\n]|'[^'\n]{0,300}'|\}(?!\})){0,500})\}\}/g;

function valueOf(inner: string, { env, values }: Scope): string | undefined {
  const name = inner.trim().replace(/\[\s*'([\w-]+)'\s*\]/g, '.$1');
  const [, literal] = /^'((?:[^']|'')*)'$/.exec(name) ?? [];
  if (literal !== undefined) return literal.replaceAll("''", "'");
  if (/^env\./i.test(name)) return env.get(name.slice('env.'.length));
  return values.get(name.toLowerCase());
}
