const pressable = 'a, button, summary';

/** Runs a change of the page and puts the focus back: on the same thing, else on what took its place. */
export function keepFocus(report: HTMLElement, change: () => void): void {
  const before = document.activeElement ?? report;
  const position = [...report.querySelectorAll(pressable)].indexOf(before);
  const words = before.textContent;
  change();
  if (position < 0) return;
  const now = [...report.querySelectorAll<HTMLElement>(pressable)];
  const same =
    now[position]?.textContent === words ? now[position] : now.find(({ textContent }) => textContent === words);
  const next = same ?? now[Math.min(position, now.length - 1)] ?? report;
  next.focus({ preventScroll: same !== undefined });
}
