import type { ImageFacts } from '../facts/imageFacts.ts';
import type { CriterionId } from '../protocol/contributedImages.ts';
import type { Span, TextEdit } from '../text/span.ts';

/** A mechanical repair. Safe: keeps the meaning or is plainly wanted. Otherwise the user should look. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

/** What a rule found at a place of the subject's text: no severity and no level, those are the protocol's. */
export interface Finding {
  readonly finding: 'violated' | 'undecided';
  /** Whether it decides the criterion, or only advises. */
  readonly deciding: boolean;
  readonly at: Span;
  /** One sentence: what is so, where it comes from, what to write instead. */
  readonly message: string;
  readonly fixes: readonly Fix[];
  /** Only worth saying while nothing that decides the criterion is violated. */
  readonly doubt?: true;
}

/** A fact that speaks for the criterion, for the report. */
export interface Evidence {
  readonly finding: 'evidence';
  /** The place that says so, whose line the report adds; none where it is not in the subject's text. */
  readonly at?: Span;
  readonly text: string;
}

/** The criterion cannot apply to this subject. */
export interface NotApplicable {
  readonly finding: 'not-applicable';
  readonly text: string;
}

/** The rule had nothing to judge for want of a fact that another rule already asks for: the criterion is undecided. */
export interface Unjudged {
  readonly finding: 'unjudged';
  /** Which fact, for the report. */
  readonly text: string;
}

export type Outcome = Finding | Evidence | NotApplicable | Unjudged;

export interface Examples {
  readonly violated: readonly string[];
  readonly undecided?: readonly string[];
  readonly satisfied: readonly string[];
}

/** What a reader is told of a rule. */
export interface RuleInfo {
  readonly id: string;
  readonly criterion: CriterionId | null;
  /** The kind of most of its findings; a single finding may differ. */
  readonly deciding: boolean;
  /** What must hold, one sentence. */
  readonly title: string;
  readonly why: string;
  /** When it is right to ignore it. */
  readonly ignore: string;
  /** Dockerfiles, or image JSON where the text starts with a brace or a bracket. */
  readonly examples: Examples;
}

/** What a rule is given beside the facts: the day of the report, and what the team has configured. */
export interface RuleContext {
  /** YYYY-MM-DD; the day that ends of life are judged at. */
  readonly date: string;
  /** Maintainer ids that are agreed on; undefined: any will do. */
  readonly maintainers: readonly string[] | undefined;
  /** Accelerator words beyond the built-in ones. */
  readonly accelerators: readonly string[];
  readonly trustedRegistries: readonly string[] | undefined;
  /** Label keys that an image has to carry. */
  readonly labels: readonly string[];
  /** Attested optimisations. */
  readonly optimised: readonly string[];
  /** Bytes of the compressed layers. */
  readonly sizeBudget: number | undefined;
}

/** Nothing is configured, and no day is known: nothing has ended. */
export const nothingConfigured: RuleContext = {
  date: '0000-00-00',
  maintainers: undefined,
  accelerators: [],
  trustedRegistries: undefined,
  labels: [],
  optimised: [],
  sizeBudget: undefined,
};

export interface Rule extends RuleInfo {
  readonly check: (facts: ImageFacts, context: RuleContext) => Iterable<Outcome>;
}

type Options = { readonly fixes?: readonly Fix[] };

/** A rule as a value; `violation`, `advice` and `undecided` make what its check yields. */
export function rule(definition: Rule): Rule {
  return definition;
}

/** A finding that decides the criterion. */
export function violation(at: Span, message: string, { fixes = [] }: Options = {}): Finding {
  return { finding: 'violated', deciding: true, at, message, fixes };
}

/** A finding that leaves the criterion as it is. */
export function advice(at: Span, message: string, { fixes = [] }: Options = {}): Finding {
  return { finding: 'violated', deciding: false, at, message, fixes };
}

/** A fact that the criterion needs is not known; the message says which, why, and what would settle it. */
export function undecided(at: Span, message: string, { fixes = [] }: Options = {}): Finding {
  return { finding: 'undecided', deciding: true, at, message, fixes };
}

/** The same for a part that cannot be read, which matters only while nothing else of the criterion is violated. */
export function doubt(at: Span, message: string): Finding {
  return { ...undecided(at, message), doubt: true };
}

/** Leaves the criterion undecided without a finding of its own. */
export function unjudged(text: string): Unjudged {
  return { finding: 'unjudged', text };
}

/** Speaks for the criterion in the report. */
export function evidence(text: string, at?: Span): Evidence {
  return at === undefined ? { finding: 'evidence', text } : { finding: 'evidence', text, at };
}
