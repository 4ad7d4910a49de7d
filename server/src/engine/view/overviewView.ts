import { levels } from '../protocol/contributedImages.ts';
import { type Markup, none } from '../text/markup.ts';
import { html } from './html.ts';
import type { OverviewRow } from './overviewRow.ts';
import { overviewStyle, reportStyle } from './reportStyle.ts';
import { marks, notLookedAt, verdictWords } from './words.ts';

/** A file of the overview: how it stands, or why that is not known. */
export interface OverviewEntry {
  readonly path: string;
  readonly row: OverviewRow | { readonly unread: string };
}

export interface Overview {
  readonly entries: readonly OverviewEntry[];
  /** How many files there are; more than the entries where the check was stopped. */
  readonly total: number;
}

interface OverviewPage {
  readonly body: string;
  readonly style: string;
  /** The counts in one line. */
  readonly summary: string;
}

/**
 * Many files in one table, as a page body. `data-open` holds the entry's index, and behind it the zero-based
 * `:line:character` where there is a place to go to; `data-again` asks for the whole check once more.
 */
export function overviewView({ entries, total }: Overview): OverviewPage {
  const rows = entries
    .map(({ path, row }, index) => ({ path, row, index }))
    .sort((a, b) => rankOf(a.row) - rankOf(b.row) || (a.path < b.path ? -1 : 1));
  const summary = countWords(entries);
  const body = html`<main>
<header><h1>ST4SD compliance of the workspace</h1><p>${summary}</p></header>
${entries.length < total ? html`<p class="stopped">Stopped after ${entries.length} of ${total} files: the others were not looked at.</p>` : none}
<section aria-label="Dockerfiles"><table class="overview" role="table"><thead><tr role="row">${headings.map((heading) => html`<th scope="col" role="columnheader">${heading}</th>`)}</tr></thead><tbody>
${rows.map(tableRow)}</tbody></table></section>
<p><button type="button" data-again="">Check again</button></p>
<footer><p>${notLookedAt}</p></footer>
</main>`;
  return { body: body.markup, style: reportStyle + overviewStyle, summary };
}

const headings = ['Dockerfile', ...levels, 'To go', 'What is missing first'];

const ranks = { 'not-met': 1, undecided: 2, met: 3 } as const;

/** What needs a hand stands on top. */
function rankOf(row: OverviewEntry['row']): number {
  return 'unread' in row ? 0 : ranks[row.levels[row.level]];
}

function countWords(entries: readonly OverviewEntry[]): string {
  if (entries.length === 0) return 'No file was checked.';
  const count = (rank: number) => entries.filter(({ row }) => rankOf(row) === rank).length;
  const parts = [
    [count(ranks.met), 'met'],
    [count(ranks['not-met']), 'not met'],
    [count(ranks.undecided), 'cannot be told'],
    [count(0), 'not read'],
  ] as const;
  const words = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return `${entries.length} ${entries.length === 1 ? 'file' : 'files'}, each by its level: ${words.join(', ')}`;
}

/** The roles are written out: in a narrow panel the style makes the rows blocks, and those are no rows by themselves. */
function tableRow({ path, row, index }: OverviewEntry & { readonly index: number }): Markup {
  const name = html`<th scope="row" role="rowheader"><a href="#" data-open="${index}">${path}</a></th>`;
  if ('unread' in row) return html`<tr role="row">${name}<td role="cell" colspan="4">${row.unread}</td></tr>\n`;
  const verdicts = levels.map((level) => {
    const verdict = row.levels[level];
    const asked = level === row.level ? ' asked' : '';
    return html`<td role="cell" class="verdict ${verdict}${asked}" data-level="${level}"><span class="mark" aria-hidden="true">${marks[verdict]}</span> ${verdictWords[verdict]}</td>`;
  });
  return html`<tr role="row">${name}${verdicts}<td role="cell">${row.left || 'nothing'} <span class="by">at ${row.level}</span></td><td role="cell">${obstacle(row.first, index)}</td></tr>
`;
}

function obstacle(first: OverviewRow['first'], index: number): Markup {
  if (first === undefined) return none;
  const { message, at } = first;
  if (at === undefined) return html`${message}`;
  return html`<a href="#" data-open="${index}:${at.line}:${at.character}">line ${at.line + 1}</a> ${message}`;
}
