/** The contributed-images protocol (ADR 5) as data: criteria, levels, and what each level asks. */

export const levels = ['contrib', 'gold'] as const;
export type Level = (typeof levels)[number];
export type Requirement = 'required' | 'recommended' | 'optional';

interface CriterionEntry {
  readonly title: string;
  /** The section of the protocol that asks for it. */
  readonly section: string;
  readonly requirement: Readonly<Record<Level, Requirement>>;
}

const naming = 'Tag and Image Name Requirements';
const table = 'Image Contribution Criteria';

export const criteria = {
  'image-name': {
    title: 'Image name follows the convention',
    section: naming,
    requirement: { contrib: 'required', gold: 'required' },
  },
  'unique-tag': {
    title: 'Unique semantic-version tag',
    section: naming,
    requirement: { contrib: 'required', gold: 'required' },
  },
  'non-root': {
    title: 'Runs as a user other than root',
    section: table,
    requirement: { contrib: 'required', gold: 'required' },
  },
  'any-user-access': {
    title: 'Executable or environment is usable by any non-root user',
    section: 'Image Executable',
    requirement: { contrib: 'required', gold: 'required' },
  },
  'default-executable': {
    title: 'Has a default executable',
    section: 'Image Executable',
    requirement: { contrib: 'recommended', gold: 'required' },
  },
  'stable-base': { title: 'Stable base', section: table, requirement: { contrib: 'optional', gold: 'required' } },
  'size-optimised': { title: 'Size optimised', section: table, requirement: { contrib: 'optional', gold: 'required' } },
  'optimised-application': {
    title: 'Optimised application',
    section: table,
    requirement: { contrib: 'optional', gold: 'required' },
  },
  'other-security': { title: 'Other security', section: table, requirement: { contrib: 'optional', gold: 'required' } },
  'multi-arch': {
    title: 'Several architectures',
    section: table,
    requirement: { contrib: 'optional', gold: 'recommended' },
  },
  maintenance: {
    title: 'Maintainer and provenance can be seen',
    section: 'Access & Maintenance',
    requirement: { contrib: 'optional', gold: 'recommended' },
  },
} as const satisfies Record<string, CriterionEntry>;

export type CriterionId = keyof typeof criteria;

/** In the order of the protocol's table. */
export const criterionIds = Object.keys(criteria) as readonly CriterionId[];

/** What the level asks of the criterion. */
export function requirementOf(criterion: CriterionId, level: Level): Requirement {
  return criteria[criterion].requirement[level];
}

export type Verdict = 'met' | 'not-met' | 'undecided' | 'not-applicable';
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** How a finding shows in an editor, by what the level asks; undefined: in the report only. */
export function severityOf(
  requirement: Requirement,
  { finding, deciding }: { readonly finding: 'violated' | 'undecided'; readonly deciding: boolean },
): Severity | undefined {
  const row = severities[requirement];
  if (finding === 'undecided') return row.undecided;
  return deciding ? row.deciding : row.advising;
}

interface SeverityRow {
  readonly deciding: Severity;
  readonly advising: Severity;
  readonly undecided: Severity | undefined;
}

const severities: Readonly<Record<Requirement, SeverityRow>> = {
  required: { deciding: 'error', advising: 'warning', undecided: 'information' },
  recommended: { deciding: 'warning', advising: 'information', undecided: 'hint' },
  optional: { deciding: 'hint', advising: 'hint', undecided: undefined },
};
