import type { Check, Problem } from './check.ts';
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
import { type Lines, linesOf, type Range, rangeAt } from './text/lines.ts';
import { levelVerdict } from './verdicts.ts';

/** The JSON report, version 1: a fixed shape that people script against. */
export interface Report {
  readonly version: 1;
  readonly tool: { readonly name: 'st4sd-check'; readonly version: string };
  readonly date: string;
  readonly level: Level | null;
  readonly subjects: readonly SubjectReport[];
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
}

export type SubjectReport = ReturnType<typeof reportSubject>;

/** The subject as the JSON report shows it. */
export function reportSubject(check: Check, path: string) {
  const lines = linesOf(check.text);
  const buildable = !check.problems.some(({ rule }) => rule === 'syntax');
  return {
    path,
    kind: check.kind,
    target: check.target ?? null,
    image: check.images.find(isVersioned) ?? check.images[0] ?? null,
    images: check.images,
    imageFrom:
      check.imageFrom === undefined
        ? null
        : {
            kind: check.imageFrom.kind,
            path: check.imageFrom.at === undefined ? null : path,
            range: check.imageFrom.at === undefined ? null : rangeAt(lines, check.imageFrom.at),
          },
    configuration: null,
    level: check.level,
    facts: reportFacts(check.facts),
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
    problems: check.problems.map((problem) => reportProblem(problem, check.level, lines)),
  };
}

/** How the problem shows in an editor at the level; undefined: in reports only. */
export function problemSeverity({ criterion, rule, finding, deciding }: Problem, level: Level): Severity | undefined {
  if (criterion !== null) return severityOf(requirementOf(criterion, level), { finding, deciding });
  return rule === 'syntax' ? 'error' : 'information';
}

function reportProblem(problem: Problem, level: Level, lines: Lines): ReportedProblem {
  const { rule, criterion, finding, deciding, message, fixes } = problem;
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
  };
}

const unread = { state: 'unknown', because: 'the file could not be read' } as const;

function reportFacts(facts: ImageFacts | undefined) {
  return {
    user: reportFact(facts?.user, (user) => ({ text: user.text, root: isRoot(user) })),
    entrypoint: reportFact(facts?.entrypoint, commandLine),
    command: reportFact(facts?.command, commandLine),
    workdir: reportFact(facts?.workdir, (path) => path),
    shell: reportFact(facts?.shell, (words) => words),
    base: reportFact(facts?.base, ({ reference, digest }) => ({ reference, digest: digest ?? null })),
    environment: reportFact(facts?.environment, (map) => Object.fromEntries(map)),
    labels: reportFact(facts?.labels, (map) => Object.fromEntries(map)),
    platforms: reportFact(facts?.platforms, (platforms) => platforms),
    size: reportFact(facts?.size, ({ compressed, uncompressed }) => ({
      compressed: compressed ?? null,
      uncompressed: uncompressed ?? null,
    })),
  };
}

function commandLine({ form, words }: CommandLine) {
  return { form, words };
}

function reportFact<T, R>(fact: Fact<T> | undefined, value: (known: T) => R): ReportedFact<R> {
  if (fact === undefined) return unread;
  if (fact.state === 'known') return { state: 'known', value: value(fact.value) };
  return fact.state === 'absent' ? { state: 'absent' } : { state: 'unknown', because: fact.because };
}
