// The only script of our pages: shows what it is sent, says what was pressed, keeps its place.

import { keepFocus } from './keepFocus.ts';
import type { FromPage, PageState, Place, ShowReport } from './messages.ts';

interface EditorApi {
  readonly postMessage: (message: FromPage) => void;
  readonly getState: () => PageState | undefined;
  readonly setState: (state: PageState) => void;
}

declare function acquireVsCodeApi(): EditorApi;

const pressable = '[data-jump],[data-fix],[data-open],[data-again],[data-do]';
const editor = acquireVsCodeApi();
const report = element('report');
const spoken = element('spoken');
const uri = document.body.dataset.uri ?? '';
let lastSpoken = '';

window.addEventListener('message', ({ data }: MessageEvent<ShowReport>) => {
  const isFirst = report.childElementCount === 0;
  const kept = isFirst ? editor.getState() : stateNow();
  keepFocus(report, () => {
    report.innerHTML = data.body;
    if (kept?.uri === uri) restore(kept);
  });
  if (!isFirst && data.spoken !== lastSpoken) spoken.textContent = data.spoken;
  lastSpoken = data.spoken;
  keep();
});

// On the document, so that the page survives a new body; the editor's own handling of `#` links stands on the window.
document.addEventListener('click', (event) => {
  const pressed = event.target instanceof Element ? event.target.closest(pressable) : null;
  if (!(pressed instanceof HTMLElement)) return;
  event.preventDefault();
  event.stopPropagation();
  editor.postMessage(messageOf(pressed.dataset));
});
document.addEventListener('toggle', keep, true);
document.addEventListener('scrollend', keep);

editor.postMessage({ kind: 'ready' });

function messageOf({ jump, fix, open, do: whole }: DOMStringMap): FromPage {
  if (whole === 'export' || whole === 'contribute') return { kind: whole };
  if (fix !== undefined) return { kind: 'fix', index: Number(fix) };
  if (jump !== undefined) return { kind: 'jump', ...placeOf(jump) };
  if (open === undefined) return { kind: 'again' };
  const [index = '', ...place] = open.split(':');
  return { kind: 'open', index: Number(index), at: place.length === 0 ? undefined : placeOf(place.join(':')) };
}

function placeOf(text: string): Place {
  const [line = 0, character = 0] = text.split(':').map(Number);
  return { line, character };
}

function stateNow(): PageState {
  const open = [...report.querySelectorAll('details[open] > summary')].map(({ textContent }) => textContent ?? '');
  return { uri, scroll: window.scrollY, open };
}

function keep(): void {
  if (report.childElementCount > 0) editor.setState(stateNow());
}

function restore({ scroll, open }: PageState): void {
  for (const summary of report.querySelectorAll('details > summary')) {
    summary.parentElement?.toggleAttribute('open', open.includes(summary.textContent ?? ''));
  }
  window.scrollTo(0, scroll);
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}`);
  return found;
}
