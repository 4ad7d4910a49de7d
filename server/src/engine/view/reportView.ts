import { type CriterionId, levels, requirementOf } from '../protocol/contributedImages.ts';
import type { ReportedProblem, SubjectReport } from '../report.ts';
import { type Markup, none } from '../text/markup.ts';
import { html } from './html.ts';
import { reportStyle } from './reportStyle.ts';
import { leftWords, marks, notLookedAt, requirementWords, titleOf, verdictWords } from './words.ts';

/** The report as a page body; `data-fix` numbers index `fixes`, `data-jump` names zero-based `line:character`. */
export interface ReportView {
  readonly body: string;
  readonly style: string;
  readonly fixes: ReportedProblem['fixes'];
}

type Fixes = ReportedProblem['fixes'][number][];

/** The one view of a report that the panel and the HTML format share. */
export function reportView(subject: SubjectReport): ReportView {
  const fixes: Fixes = [];
  const body = html`<main>
${heading(subject)}
${verdictMarks(subject)}
${criteriaTable(subject, fixes)}
${otherProblems(subject, fixes)}
${factList(subject)}
<footer><p>${notLookedAt}</p></footer>
</main>`;
  return { body: body.markup, style: reportStyle, fixes };
}

function heading({ path, image, target }: SubjectReport): Markup {
  const stage = target === null ? none : html` <span class="part">stage <code>${target}</code></span>`;
  const name =
    image === null
      ? html`<span class="part">no image reference declared</span>`
      : html`<span class="part"><code>${image}</code></span>`;
  return html`<header><h1>${path}</h1><p>${name}${stage}</p></header>`;
}

/** Both levels at a glance. */
function verdictMarks(subject: SubjectReport): Markup {
  const boxes = levels.map((level) => {
    const verdict = subject.levels[level];
    const asked = level === subject.level ? html` <span class="asked">judged by this level</span>` : none;
    return html`<div class="level ${verdict}"><h2>${level}${asked}</h2>
<p class="verdict"><span class="mark" aria-hidden="true">${marks[verdict]}</span> ${verdictWords[verdict]}</p>
<p class="left">${leftWords(subject, level) || 'nothing left to do'}</p></div>`;
  });
  return html`<section class="levels" aria-label="Levels">${boxes}</section>`;
}

function criteriaTable(subject: SubjectReport, fixes: Fixes): Markup {
  const rows = subject.criteria.map(({ id, verdict, evidence }) => {
    const problems = subject.problems.filter(({ criterion }) => criterion === id);
    return html`<tr class="${verdict}"><td class="mark"><span aria-hidden="true">${marks[verdict]}</span><span class="words">${verdictWords[verdict]}</span></td>
<th scope="row">${titleOf(id)}<span class="requirement">${requirementsOf(id)}</span></th>
<td>${evidence.length === 0 ? none : html`<p class="evidence">${evidence.join('; ')}</p>`}${problemList(problems, fixes)}</td></tr>
`;
  });
  return html`<section aria-label="Criteria"><table><thead><tr><td></td><th scope="col">Criterion</th><th scope="col">What was found</th></tr></thead><tbody>
${rows}</tbody></table></section>`;
}

/** What each level asks for, once where they agree. */
function requirementsOf(id: CriterionId): string {
  const words = levels.map((level) => requirementWords[requirementOf(id, level)]);
  if (new Set(words).size === 1) return `${words[0]} at both levels`;
  return levels.map((level, i) => `${level}: ${words[i]}`).join(', ');
}

function otherProblems({ problems }: SubjectReport, fixes: Fixes): Markup {
  const others = problems.filter(({ criterion }) => criterion === null);
  return others.length === 0 ? none : html`<section><h2>The file itself</h2>${problemList(others, fixes)}</section>`;
}

function problemList(problems: readonly ReportedProblem[], fixes: Fixes): Markup {
  if (problems.length === 0) return none;
  return html`<ul class="problems">${problems.map((problem) => html`<li class="${problem.severity ?? 'report'}">${problemItem(problem, fixes)}</li>`)}</ul>`;
}

function problemItem({ message, range, fixes: offered, rule }: ReportedProblem, fixes: Fixes): Markup {
  const { line, character } = range.start;
  const buttons = offered.map((fix) => {
    fixes.push(fix);
    return html`<button type="button" data-fix="${fixes.length - 1}">${fix.title}</button>`;
  });
  return html`<a href="#" data-jump="${line}:${character}" title="${rule}">line ${line + 1}</a> ${message}${buttons.length === 0 ? none : html`<span class="fixes">${buttons}</span>`}`;
}

function factList({ facts }: SubjectReport): Markup {
  const rows = Object.entries(facts).map(([name, fact]) => {
    const text =
      fact.state === 'known'
        ? valueWords(fact.value)
        : fact.state === 'absent'
          ? 'not set'
          : `cannot be told: ${fact.because}`;
    return html`<div><dt>${name}</dt><dd>${text}</dd></div>`;
  });
  return html`<section><details><summary>Facts</summary><dl>${rows}</dl></details></section>`;
}

function valueWords(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'text' in value) return String(value.text) || '(empty)';
  if (typeof value === 'object' && value !== null && 'words' in value) return JSON.stringify(value.words);
  if (typeof value === 'object' && value !== null && 'reference' in value) return String(value.reference);
  return JSON.stringify(value);
}
