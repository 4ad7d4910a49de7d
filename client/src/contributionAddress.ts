/** Where an application is proposed to ST4SD: an issue with the label that the team looks for. */
const newIssue = 'https://github.com/st4sd/overview/issues/new';
const label = 'contribute-application';

/** What opens on Windows may be no longer than 2081 characters. */
const longest = 2000;

const cutNote = '\n\n(Shortened here. Replace this by the whole report, which is on the clipboard.)\n';

interface Contribution {
  readonly title: string;
  /** The report as Markdown. */
  readonly report: string;
}

/** The address of the filled-in form, with as many whole lines of the report as an address may hold. */
export function contributionAddress({ title, report }: Contribution): {
  readonly address: string;
  readonly isShortened: boolean;
} {
  const addressOf = (body: string) => {
    const query = new URLSearchParams({ labels: label, title: shortened(title), body });
    return `${newIssue}?${query}`;
  };
  const whole = addressOf(report);
  if (whole.length <= longest) return { address: whole, isShortened: false };
  const room = longest - addressOf(cutNote).length;
  const lines: string[] = [];
  let used = 0;
  for (const line of report.split('\n')) {
    used += new URLSearchParams({ '': `${line}\n` }).toString().length - 1;
    if (used > room) break;
    lines.push(line);
  }
  return { address: addressOf(lines.join('\n').trimEnd() + cutNote), isShortened: true };
}

/** A title must leave room for something below it, whatever the image is called; in characters, not halves of them. */
function shortened(title: string): string {
  const characters = [...title];
  return characters.length <= 100 ? title : `${characters.slice(0, 99).join('')}…`;
}
