import { levels } from '../protocol/contributedImages.ts';
import type { Report, SubjectReport } from '../report.ts';
import { type Markup, none } from '../text/markup.ts';
import { html } from '../view/html.ts';
import { reportStyle } from '../view/reportStyle.ts';
import { reportView } from '../view/reportView.ts';
import { leftWords, marks, verdictWords } from '../view/words.ts';
import { isJudged, placeOf, type ReportedSubject } from './reported.ts';
import { summaryWords } from './summary.ts';

/** The report as one page that needs nothing beside itself: no script, no font, no network. */
export function htmlReport(report: Report): string {
  const { subjects, tool, date } = report;
  const [only] = subjects;
  const title = isSeveral(report) || only === undefined ? 'ST4SD compliance' : `ST4SD compliance of ${only.path}`;
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${{ markup: `${reportPageStyle}body { max-width: 60rem; margin: 0 auto; }\n` }}</style>
</head>
<body>
<main>
${inner(report)}</main>
<footer class="made">${tool.name} ${tool.version}, ${date}</footer>
</body>
</html>
`;
  return page.markup;
}

/** The style of a page with whole reports. */
export const reportPageStyle = `${reportStyle}
* + article { margin-top: 2.5rem; padding-top: 1.5rem; border-top: 2px solid #8884; }
.place { color: var(--quiet); }
.fix { display: block; margin-left: 1rem; }
.made { color: var(--quiet); font-size: .9em; }
@media print { article { break-before: page; } }
`;

/** The same as the body of a page that somebody else makes. */
export function reportBody(report: Report): string {
  return html`<main>
${inner(report)}</main>`.markup;
}

function inner(report: Report): Markup {
  const { subjects, errors } = report;
  return html`${isSeveral(report) ? contents(report) : none}${unread(errors)}${subjects.map(part)}`;
}

function isSeveral({ subjects, errors }: Report): boolean {
  return subjects.length + errors.length !== 1;
}

/** A row a subject, with a link to its part of the page. */
function contents(report: Report): Markup {
  const rows = report.subjects.map((subject, i) => {
    const cells = isJudged(subject) ? levels.map((level) => verdictCell(subject, level)) : html`<td></td><td></td>`;
    return html`<tr><th scope="row"><a href="#subject-${i}">${subject.path}</a></th>${cells}</tr>
`;
  });
  return html`<nav aria-label="Contents"><h1>ST4SD compliance</h1><p>${summaryWords(report)}</p>
<table><thead><tr><td></td>${levels.map((level) => html`<th scope="col">${level}</th>`)}</tr></thead><tbody>
${rows}</tbody></table></nav>
`;
}

function verdictCell(subject: SubjectReport, level: (typeof levels)[number]): Markup {
  const verdict = subject.levels[level];
  const left = leftWords(subject, level);
  return html`<td class="${verdict}"><span class="mark" aria-hidden="true">${marks[verdict]}</span> ${verdictWords[verdict]}${left === '' ? '' : ` (${left})`}</td>`;
}

function unread(errors: Report['errors']): Markup {
  if (errors.length === 0) return none;
  const items = errors.map(
    ({ path, message }) => html`<li><code>${path}</code>: ${message}</li>
`,
  );
  return html`<section><h2>Not read</h2><ul>
${items}</ul></section>
`;
}

function part(subject: ReportedSubject, index: number): Markup {
  if (isJudged(subject))
    return html`<article id="subject-${index}">${{ markup: still(reportView(subject).body) }}</article>
`;
  const items = subject.problems.map(({ range, message }) => html`<li>line ${placeOf(range).line}: ${message}</li>`);
  return html`<article id="subject-${index}"><h1>${subject.path}</h1><ul class="problems">${items}</ul></article>
`;
}

/**
 * The panel's view without what only an editor can do: links into the text and buttons that mend it become words. Its
 * sections have no names, which would be the same in every part of the page.
 */
function still(body: string): string {
  return body
    .replace(/<\/?main>/g, '')
    .replace(/ aria-label="[^"]*"/g, '')
    .replace(/<a href="#" data-jump="[^"]*" title="([^"]*)">([^<]*)<\/a>/g, '<span class="place" title="$1">$2</span>')
    .replace(/<button type="button" data-fix="\d+">([^<]*)<\/button>/g, '<span class="fix">Repair: $1</span>');
}
