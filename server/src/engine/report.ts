import type { Check, Problem } from './check.ts';
import type { ConfigurationProblem } from './configuration/shapeProblems.ts';
import type { DeclarationSource } from './facts/declared.ts';
import type { Fact } from './facts/fact.ts';
import type { CommandLine, ImageFacts } from './facts/imageFacts.ts';
import { isRoot } from './facts/user.ts';
import {
  type CriterionId,
  type Level,
  requirementOf,
  type Severity,
  severityOf,
} from './protocol/contributedImages.ts';
import { isVersioned } from './reference/versioned.ts';
import type { Mask } from './secrets/mask.ts';
import { type Lines, linesOf, type Range, rangeAt } from './text/lines.ts';
import { levelVerdict } from './verdicts.ts';

/** The JSON report, version 1: a fixed shape that people script against. */
export interface Report {
  readonly version: 1;
  readonly tool: { readonly name: 'st4sd-check'; readonly version: string };
  readonly date: string;
  readonly level: Level | null;
  readonly subjects: readonly (SubjectReport | ConfigurationReport)[];
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  readonly summary: {
    readonly subjects: number;
    readonly met: number;
    readonly notMet: number;
    readonly undecided: number;
    readonly ignored: number;
  };
}

type ReportedFact<T> =
  | { readonly state: 'known'; readonly value: T }
  | { readonly state: 'absent' }
  | { readonly state: 'unknown'; readonly because: string };

export interface ReportedProblem {
  readonly rule: string;
  readonly criterion: CriterionId | null;
  readonly finding: 'violated' | 'undecided';
  readonly deciding: boolean;
  readonly severity: Severity | null;
  readonly message: string;
  readonly range: Range;
  readonly fixes: readonly {
    readonly title: string;
    readonly safe: boolean;
    readonly edits: readonly { readonly range: Range; readonly newText: string }[];
  }[];
  /** Only on findings that a comment ignores. */
  readonly ignored?: true;
  /** Only where the comment says why: the criterion is judged without the finding. */
  readonly waived?: string;
}

/** A configuration file with its problems, as a subject of the report; it counts for nothing. */
export interface ConfigurationReport {
  readonly path: string;
  readonly kind: 'configuration';
  readonly problems: readonly ReportedProblem[];
}

export type SubjectReport = ReturnType<typeof reportSubject>;

/** The subject as the JSON report shows it. */
export function reportSubject(check: Check, path: string) {
  const { mask } = check;
  const lines = linesOf(check.text);
  const images = check.images.map(mask.text);
  const buildable = !check.problems.some(({ rule }) => rule === 'syntax');
  return {
    path,
    kind: check.kind,
    target: check.target === undefined ? null : mask.text(check.target),
    image: images.find(isVersioned) ?? images[0] ?? null,
    images,
    imageFrom: check.imageFrom === undefined ? null : reportSource(check.imageFrom, path, lines),
    configuration: check.configuration?.path ?? null,
    level: check.level,
    facts: reportFacts(check.facts, mask),
    levels: {
      contrib: levelVerdict('contrib', check.criteria, buildable),
      gold: levelVerdict('gold', check.criteria, buildable),
    },
    criteria: check.criteria.map(({ id, verdict, evidence }) => ({
      id,
      requirement: requirementOf(id, check.level),
      verdict,
      evidence,
    })),
    problems: check.problems.map((problem) => reportProblem(shownFixes(problem, mask), check.level, lines)),
  };
}

function reportSource({ kind, path: other, span, text }: DeclarationSource, path: string, lines: Lines) {
  if (span === undefined) return { kind, path: other || null, range: null };
  if (other === undefined || other === '') return { kind, path, range: rangeAt(lines, span) };
  return { kind, path: other, range: text === undefined ? null : rangeAt(linesOf(text), span) };
}

/** A configuration file as the JSON report shows it, where it has problems. */
export function reportConfiguration(
  problems: readonly ConfigurationProblem[],
  { path, text }: { readonly path: string; readonly text: string },
): ConfigurationReport {
  const lines = linesOf(text);
  return {
    path,
    kind: 'configuration',
    problems: problems.map((problem) => reportProblem(configurationProblem(problem), 'contrib', lines)),
  };
}

/** A problem of a configuration file, as those of other subjects are. */
export function configurationProblem({ at, message, fixes }: ConfigurationProblem): Problem {
  return { rule: 'configuration', criterion: null, finding: 'violated', deciding: false, at, message, fixes };
}

/** What is worth a line in a report, and no mark in the text. */
const onlyInReports: ReadonlySet<string> = new Set(['unused-stage']);

/** How the problem shows in an editor at the level; undefined: in reports only. */
export function problemSeverity(problem: Problem, level: Level): Severity | undefined {
  const { criterion, rule, finding, deciding, ignore } = problem;
  if (ignore !== undefined || onlyInReports.has(rule)) return undefined;
  if (criterion !== null) return severityOf(requirementOf(criterion, level), { finding, deciding });
  if (rule === 'syntax') return 'error';
  return rule === 'configuration' ? 'warning' : 'information';
}

/** A repair that writes a secret down again is for who makes it: a report must neither show it nor change it. */
function shownFixes(problem: Problem, { text }: Mask): Problem {
  const shown = problem.fixes.filter(({ edits }) => edits.every(({ newText }) => text(newText) === newText));
  return { ...problem, fixes: shown };
}

function reportProblem(problem: Problem, level: Level, lines: Lines): ReportedProblem {
  const { rule, criterion, finding, deciding, message, fixes, ignore } = problem;
  return {
    rule,
    criterion,
    finding,
    deciding,
    severity: problemSeverity(problem, level) ?? null,
    message,
    range: rangeAt(lines, problem.at),
    fixes: fixes.map(({ title, safe, edits }) => ({
      title,
      safe,
      edits: edits.map(({ span, newText }) => ({ range: rangeAt(lines, span), newText })),
    })),
    ...(ignore === undefined ? {} : { ignored: true }),
    ...(ignore?.reason === undefined ? {} : { waived: ignore.reason }),
  };
}

const unread = { state: 'unknown', because: 'the file could not be read' } as const;

function reportFacts(facts: ImageFacts | undefined, mask: Mask) {
  const hidden = (text: string) => mask.text(text);
  const values = (map: ReadonlyMap<string, string>) =>
    Object.fromEntries([...map].map(([name, value]) => [mask.text(name), mask.value(name, value)]));
  const line = ({ form, words }: CommandLine) => ({ form, words: words.map(hidden) });
  const of = <T, R>(fact: Fact<T> | undefined, value: (known: T) => R) => reportFact(fact, value, mask);
  return {
    user: of(facts?.user, (user) => ({ text: hidden(user.text), root: isRoot(user) })),
    entrypoint: of(facts?.entrypoint, line),
    command: of(facts?.command, line),
    workdir: of(facts?.workdir, hidden),
    shell: of(facts?.shell, (words) => words.map(hidden)),
    base: of(facts?.base, ({ reference, digest }) => ({ reference: hidden(reference), digest: digest ?? null })),
    environment: of(facts?.environment, values),
    labels: of(facts?.labels, values),
    platforms: of(facts?.platforms, (platforms) => platforms),
    size: of(facts?.size, ({ compressed, uncompressed }) => ({
      compressed: compressed ?? null,
      uncompressed: uncompressed ?? null,
    })),
  };
}

function reportFact<T, R>(fact: Fact<T> | undefined, value: (known: T) => R, mask: Mask): ReportedFact<R> {
  if (fact === undefined) return unread;
  if (fact.state === 'known') return { state: 'known', value: value(fact.value) };
  return fact.state === 'absent' ? { state: 'absent' } : { state: 'unknown', because: mask.text(fact.because) };
}
