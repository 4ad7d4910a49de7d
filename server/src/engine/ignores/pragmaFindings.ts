import type { Comment, Dockerfile } from '../dockerfile/model.ts';
import type { Pragma } from '../pragmas.ts';
import { levels } from '../protocol/contributedImages.ts';
import { nearest } from '../reference/nearest.ts';
import { configuration } from '../rules/file/configuration.ts';
import { advice, type Fix } from '../rules/rule.ts';
import { lineNumber, linesOf } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import type { OwnFinding } from './applyIgnores.ts';
import { rulesOfForeign } from './foreignRules.ts';
import type { Ignore, IgnoredRule } from './readIgnores.ts';

/** The keys of a `# st4sd` comment; those but `ignore` say one thing for the whole file. */
export const pragmaKeys = ['ignore', 'image', 'level', 'target'] as const;

interface Judging {
  readonly dockerfile: Dockerfile;
  readonly pragmas: readonly Pragma[];
  readonly ignores: readonly Ignore[];
  readonly ruleIds: ReadonlySet<string>;
}

/** What is wrong with the `# st4sd` comments of the file. */
export function pragmaFindings({ dockerfile, pragmas, ignores, ruleIds }: Judging): readonly OwnFinding[] {
  const own = ignores.filter(({ from }) => from === 'st4sd');
  return [
    ...dockerfile.comments.flatMap((comment) => withoutEquals(comment, ruleIds)),
    ...pragmas.flatMap(formFindings),
    ...repeated(pragmas, dockerfile.text),
    ...pragmas.flatMap((pragma) => valueFindings(pragma, dockerfile)),
    ...own.flatMap(({ rules }) => rules.flatMap((rule) => ruleFindings(rule, ruleIds))),
    ...own.filter(({ where }) => where.kind === 'misplaced').map(({ at }) => finding(at, misplaced)),
  ];
}

const misplaced = 'An ignore for a stage stands above its FROM.';

function finding(at: Span, message: string, fixes: readonly Fix[] = []): OwnFinding {
  return { rule: configuration, outcome: advice(at, message, { fixes }) };
}

const colonForm = /^st4sd:?[ \t]+(?:(?:stage|global)[ \t]+)?ignore[: \t]+([a-z][a-z-]*)/;

/** `ignore rule` and `ignore: rule` say nothing; prose that starts with our name is left alone. */
function withoutEquals({ text, textSpan }: Comment, ruleIds: ReadonlySet<string>): readonly OwnFinding[] {
  const id = colonForm.exec(text)?.[1];
  if (id === undefined || !ruleIds.has(id)) return [];
  return [finding(textSpan, `This ignores nothing as it is written. Write st4sd ignore=${id}; reason= and why.`)];
}

function formFindings({ key, value, valueSpan, comment }: Pragma): readonly OwnFinding[] {
  const keySpan = { start: valueSpan.start - 1 - key.length, end: valueSpan.start - 1 };
  if (!pragmaKeys.some((known) => known === key)) return [unknownKey(key, keySpan)];
  if (value === '') return [finding(keySpan, `${key}= has no value.`)];
  const written = comment.text.slice(valueSpan.start - comment.textSpan.start);
  const semicolon = written.indexOf(';');
  const rest = semicolon < 0 ? '' : written.slice(semicolon + 1).trim();
  if (rest === '' || rest.startsWith('reason=')) return [];
  const start = comment.textSpan.end - rest.length;
  return [
    finding({ start, end: comment.textSpan.end }, 'After the semicolon stands reason= and why; this is not read.'),
  ];
}

function unknownKey(key: string, at: Span): OwnFinding {
  const close = nearest(key, pragmaKeys);
  const known = close === undefined ? `there are ${listed(pragmaKeys)}` : `the nearest is ${close}`;
  return finding(at, `There is no ${key}= in a st4sd comment; ${known}.`, replacedBy(close, at));
}

function replacedBy(text: string | undefined, span: Span): readonly Fix[] {
  if (text === undefined) return [];
  return [{ title: `Write ${text}`, safe: false, edits: [{ span, newText: text }] }];
}

/** Of a key given twice the last counts. */
function repeated(pragmas: readonly Pragma[], text: string): readonly OwnFinding[] {
  if (pragmas.length < 2) return [];
  const lines = linesOf(text);
  const last = new Map(pragmas.map((pragma) => [pragma.key, pragma]));
  return pragmas.flatMap((pragma) => {
    const { key, valueSpan, value } = pragma;
    const other = last.get(key);
    const isSingle = key !== 'ignore' && pragmaKeys.some((known) => known === key);
    if (!isSingle || value === '' || other === undefined || other === pragma) return [];
    const line = lineNumber(lines, other.valueSpan.start);
    return [finding(valueSpan, `${key}= is given again in line ${line}, and the last one counts.`)];
  });
}

function valueFindings({ key, value, valueSpan }: Pragma, { instructions }: Dockerfile): readonly OwnFinding[] {
  if (value === '') return [];
  if (key === 'level' && !levels.some((level) => level === value)) {
    const message = `There is no level ${value}; the levels are ${listed(levels)}.`;
    return [finding(valueSpan, message, replacedBy(nearest(value, levels), valueSpan))];
  }
  if (key !== 'target') return [];
  const stages = instructions.flatMap((one) => (one.kind === 'from' ? [one.as?.raw.toLowerCase()] : []));
  const asked = value.toLowerCase();
  if (stages.length === 0 || stages.includes(asked) || (/^\d+$/.test(asked) && Number(asked) < stages.length))
    return [];
  const close = nearest(
    asked,
    stages.filter((name) => name !== undefined),
  );
  const message = `No stage is called ${value}${close === undefined ? '' : `; the nearest is ${close}`}.`;
  return [finding(valueSpan, message, replacedBy(close, valueSpan))];
}

function ruleFindings({ id, at }: IgnoredRule, ruleIds: ReadonlySet<string>): readonly OwnFinding[] {
  if (id === 'syntax') return [finding(at, 'What stops the build cannot be ignored.')];
  if (ruleIds.has(id)) return [];
  const [own] = [...rulesOfForeign('hadolint', id), ...rulesOfForeign('buildkit', id)];
  if (own !== undefined) return [finding(at, `Here ${id} is called ${own}.`, replacedBy(own, at))];
  const close = nearest(id, ruleIds);
  const known = close === undefined ? '' : `; the nearest is ${close}`;
  return [finding(at, `There is no rule ${id}${known}.`, replacedBy(close, at))];
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
