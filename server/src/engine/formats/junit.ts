import { levels } from '../protocol/contributedImages.ts';
import type { Report, ReportedProblem, SubjectReport } from '../report.ts';
import { type Markup, none } from '../text/markup.ts';
import { requirementWords, titleOf, verdictWords } from '../view/words.ts';
import { plainPath } from './path.ts';
import { isJudged, placeOf, type ReportedSubject } from './reported.ts';
import { declaration, xml } from './xml.ts';

export interface JunitOptions {
  /** What cannot be told fails where it is required, as it does for the exit status. */
  readonly strict?: boolean;
}

/** The report as JUnit results: a suite a subject, a case a criterion, in the shape that Ant, Jenkins and GitLab read. */
export function junitReport(report: Report, { strict = false }: JunitOptions = {}): string {
  const suites = [
    ...report.subjects.map((subject) => ({
      path: subject.path,
      properties: propertiesOf(subject),
      cases: casesOf(subject, strict),
    })),
    ...report.errors.map(({ path, message }) => ({ path, properties: [], cases: [unread(message)] })),
  ];
  const document = xml`<testsuites>
${suites.map((suite, id) => suiteElement(suite, { id, date: report.date }))}</testsuites>
`;
  return declaration + document.markup;
}

interface Case {
  readonly name: string;
  readonly result: 'passed' | 'failure' | 'error' | 'skipped';
  readonly message: string;
  /** The criterion, or what else has failed. */
  readonly type: string;
  readonly text: string;
}

interface Suite {
  readonly path: string;
  readonly properties: readonly (readonly [name: string, value: string])[];
  readonly cases: readonly Case[];
}

/** The schema of Ant asks for every one of these attributes and elements, in this order. */
function suiteElement(
  { path, properties, cases }: Suite,
  { id, date }: { readonly id: number; readonly date: string },
): Markup {
  const name = plainPath(path);
  const count = (result: Case['result']) => cases.filter((one) => one.result === result).length;
  return xml`<testsuite name="${name}" package="st4sd" id="${id}" tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}" time="0" timestamp="${date}T00:00:00" hostname="localhost">
<properties>
${properties.map(([key, value]) => xml`<property name="${key}" value="${value}"/>\n`)}</properties>
${cases.map((one) => caseElement(one, name))}<system-out></system-out>
<system-err></system-err>
</testsuite>
`;
}

function caseElement({ name, result, message, type, text }: Case, path: string): Markup {
  return xml`<testcase name="${name}" classname="${path}" time="0">${resultElement(result, xml`message="${message}"`, { type, text })}</testcase>
`;
}

function resultElement(result: Case['result'], message: Markup, { type, text }: Pick<Case, 'type' | 'text'>): Markup {
  if (result === 'passed') return none;
  if (result === 'skipped') return xml`<skipped ${message}/>`;
  const name: Markup = { markup: result };
  return xml`<${name} ${message} type="${type}">${text}</${name}>`;
}

function propertiesOf(subject: ReportedSubject): Suite['properties'] {
  if (!isJudged(subject)) return [];
  const verdicts = levels.map((level) => [level, verdictWords[subject.levels[level]]] as const);
  return [['level', subject.level], ['image', subject.image ?? ''], ['target', subject.target ?? ''], ...verdicts];
}

function casesOf(subject: ReportedSubject, strict: boolean): readonly Case[] {
  const own = fileCase(subject);
  if (!isJudged(subject)) return [own];
  return [...subject.criteria.map((criterion) => criterionCase(subject, criterion, strict)), own];
}

function criterionCase(
  { path, level, problems }: SubjectReport,
  criterion: SubjectReport['criteria'][number],
  strict: boolean,
): Case {
  const { id, verdict, requirement, evidence } = criterion;
  const mine: readonly ReportedProblem[] = problems.filter((problem) => problem.criterion === id);
  const asked = requirement === 'required' ? '' : `${requirementWords[requirement]} at ${level}; `;
  const wanting = verdict === 'not-met' || verdict === 'undecided';
  const [first] = mine.filter(({ deciding }) => deciding);
  const why = wanting ? (first?.message ?? evidence.join('; ')) : evidence.join('; ');
  return {
    name: `${titleOf(id)} (${id})`,
    result: resultOf(verdict, { required: requirement === 'required', strict }),
    message: `${asked}${verdictWords[verdict]}${why === '' ? '' : `: ${why}`}`,
    type: id,
    text: mine.map((problem) => problemLine(path, problem)).join('\n'),
  };
}

function resultOf(
  verdict: SubjectReport['criteria'][number]['verdict'],
  { required, strict }: { readonly required: boolean; readonly strict: boolean },
): Case['result'] {
  if (verdict === 'met') return 'passed';
  if (required && (verdict === 'not-met' || (strict && verdict === 'undecided'))) return 'failure';
  return 'skipped';
}

/** What belongs to no criterion: mostly, that the file cannot be built. A configuration file never fails the run. */
function fileCase(subject: ReportedSubject): Case {
  const problems = subject.problems.filter(({ criterion }) => criterion === null);
  const [first] = problems.filter(({ severity }) => severity === 'error');
  const failed = isJudged(subject) && first !== undefined;
  return {
    name: 'The file itself',
    result: failed ? 'failure' : 'passed',
    message: first?.message ?? '',
    type: 'file',
    text: problems.map((problem) => problemLine(subject.path, problem)).join('\n'),
  };
}

function problemLine(path: string, { range, message, rule, ignored, waived }: ReportedProblem): string {
  const { line, column } = placeOf(range);
  const standing = ignored !== true ? '' : waived === undefined ? ', ignored without a reason' : `, waived: ${waived}`;
  return `${plainPath(path)}:${line}:${column}: ${message} (${rule}${standing})`;
}

function unread(message: string): Case {
  return { name: 'Can be read', result: 'error', message, type: 'not-read', text: message };
}
