import type { BaseLookup } from './bases/baseImage.ts';
import { knownBases } from './bases/knownBases.ts';
import type { Dockerfile, SyntaxProblem } from './dockerfile/model.ts';
import { parseDockerfile } from './dockerfile/parse.ts';
import { resolveDockerfile } from './dockerfile/resolve.ts';
import { factsFromBuild } from './facts/fromDockerfile.ts';
import { factsFromImageJson } from './facts/fromImage.ts';
import type { ImageFacts, SubjectKind } from './facts/imageFacts.ts';
import { type Pragmas, readPragmas } from './pragmas.ts';
import type { Level } from './protocol/contributedImages.ts';
import { allRules } from './rules/all.ts';
import type { Fix, Outcome, Rule, RuleContext } from './rules/rule.ts';
import type { Span } from './text/span.ts';
import { type CriterionVerdict, judge } from './verdicts.ts';

/** What a host is asked for, beside the subject itself. */
export interface CheckOptions {
  /** Judge by this level, whatever the file says. */
  readonly level?: Level | undefined;
  /** Judge by this level where the file says none. */
  readonly defaultLevel?: Level | undefined;
  readonly target?: string | undefined;
  /** The reference the image will be pushed as. */
  readonly image?: string | undefined;
  readonly buildArgs?: ReadonlyMap<string, string>;
  /** YYYY-MM-DD to judge ends of life at; without it nothing has ended. */
  readonly date?: string | undefined;
  /** What is known of outside images; the built-in table where nothing is given. */
  readonly bases?: BaseLookup;
}

/** Where the references of the image were declared. */
export interface ImageSource {
  readonly kind: 'option' | 'pragma' | 'image';
  /** In the subject's own text. */
  readonly at?: Span;
}

/** A finding with the rule that made it; `rule` is `syntax` where the builder could not read the file. */
export interface Problem {
  readonly rule: string;
  readonly criterion: Rule['criterion'];
  readonly finding: 'violated' | 'undecided';
  readonly deciding: boolean;
  readonly at: Span;
  readonly message: string;
  readonly fixes: readonly Fix[];
}

/** Everything that was found out about one subject. Independent of editors, files and formats. */
export interface Check {
  readonly kind: SubjectKind;
  readonly text: string;
  readonly level: Level;
  /** Where the file itself sets the level. */
  readonly levelAt: Span | undefined;
  /** Whether the file carries a `# st4sd` comment. */
  readonly configured: boolean;
  readonly dockerfile: Dockerfile | undefined;
  readonly facts: ImageFacts | undefined;
  /** Name of the target stage, or its number as text. */
  readonly target: string | undefined;
  readonly images: readonly string[];
  readonly imageFrom: ImageSource | undefined;
  readonly criteria: readonly CriterionVerdict[];
  readonly problems: readonly Problem[];
}

/** Checks a Dockerfile. Never throws on any text. */
export function checkDockerfile(text: string, options: CheckOptions = {}): Check {
  const dockerfile = parseDockerfile(text);
  const pragmas = readPragmas(dockerfile);
  const resolution = resolveDockerfile(dockerfile, {
    target: options.target ?? pragmas.target,
    buildArgs: options.buildArgs ?? new Map(),
    bases: options.bases ?? knownBases,
  });
  const facts = resolution.build === undefined ? undefined : factsFromBuild(resolution.build);
  const stage = resolution.build?.target;
  return finish({
    kind: 'dockerfile',
    text,
    level: options.level ?? pragmas.level ?? options.defaultLevel ?? 'contrib',
    levelAt: pragmas.levelAt,
    configured: pragmas.all.length > 0,
    dockerfile,
    facts,
    target: stage === undefined ? undefined : (stage.name ?? String(stage.index)),
    ...declaredImages(options.image, pragmas, facts),
    syntax: [...dockerfile.problems, ...resolution.problems],
    context: contextOf(options),
  });
}

/** Checks an image's JSON document; a text that is none gives the problem instead. Never throws on any text. */
export function checkImageJson(
  text: string,
  options: CheckOptions = {},
): Check | { readonly problem: string; readonly at: Span } {
  const facts = factsFromImageJson(text);
  if ('problem' in facts) return facts;
  return finish({
    kind: facts.kind,
    text,
    level: options.level ?? options.defaultLevel ?? 'contrib',
    levelAt: undefined,
    configured: false,
    dockerfile: undefined,
    facts,
    target: undefined,
    ...declaredImages(options.image, undefined, facts),
    syntax: [],
    context: contextOf(options),
  });
}

type Finishing = Omit<Check, 'criteria' | 'problems'> & {
  readonly syntax: readonly SyntaxProblem[];
  readonly context: RuleContext;
};

function contextOf({ date }: CheckOptions): RuleContext {
  return {
    date: date ?? '0000-00-00',
    maintainers: undefined,
    accelerators: [],
    trustedRegistries: undefined,
    labels: [],
    optimised: [],
    sizeBudget: undefined,
  };
}

function finish({ syntax, context, ...subject }: Finishing): Check {
  const outcomes = subject.facts === undefined ? [] : outcomesOf(subject.facts, context);
  const problems = outcomes.flatMap(({ rule, outcome }) => problemOf(rule, outcome));
  return {
    ...subject,
    criteria: judge(outcomes, { text: subject.text, readable: subject.facts !== undefined, rules: allRules }),
    problems: [...syntax.map(syntaxProblem), ...problems].sort(
      (a, b) => a.at.start - b.at.start || a.at.end - b.at.end,
    ),
  };
}

export interface RuleOutcome {
  readonly rule: Rule;
  readonly outcome: Outcome;
}

function outcomesOf(facts: ImageFacts, context: RuleContext): readonly RuleOutcome[] {
  return allRules.flatMap((rule) => [...rule.check(facts, context)].map((outcome) => ({ rule, outcome })));
}

function problemOf({ id, criterion }: Rule, outcome: Outcome): readonly Problem[] {
  if (outcome.finding === 'evidence' || outcome.finding === 'not-applicable') return [];
  return [{ rule: id, criterion, ...outcome }];
}

function syntaxProblem({ message, span }: SyntaxProblem): Problem {
  return { rule: 'syntax', criterion: null, finding: 'violated', deciding: true, at: span, message, fixes: [] };
}

function declaredImages(
  option: string | undefined,
  pragmas: Pragmas | undefined,
  facts: ImageFacts | undefined,
): { images: readonly string[]; imageFrom: ImageSource | undefined } {
  if (option !== undefined) return { images: [option], imageFrom: { kind: 'option' } };
  const [first] = pragmas?.images ?? [];
  if (pragmas !== undefined && first !== undefined) {
    const last = pragmas.images.at(-1) ?? first;
    const at = { start: first.span.start, end: last.span.end };
    return { images: pragmas.images.map(({ reference }) => reference), imageFrom: { kind: 'pragma', at } };
  }
  const own = facts?.references ?? [];
  return { images: own, imageFrom: own.length === 0 ? undefined : { kind: 'image' } };
}
