import { levels } from '../protocol/contributedImages.ts';
import type { SubjectReport } from '../report.ts';
import { leftWords, marks, notLookedAt, requirementWords, titleOf, verdictWords } from './words.ts';

/** The report on one subject as Markdown, for issues, pull requests and editors without a panel. */
export function markdownReport(subject: SubjectReport): string {
  const { path, image, target, criteria, problems } = subject;
  const lines = [
    `# ${plain(path)}`,
    '',
    [image === null ? 'no image reference declared' : code(image), target === null ? '' : `stage ${code(target)}`]
      .filter((text) => text !== '')
      .join(', '),
    '',
    ...levels.map((level) => {
      const left = leftWords(subject, level);
      return `- **${level}**: ${verdictWords[subject.levels[level]]}${left === '' ? '' : ` (${left})`}`;
    }),
    '',
    `| | Criterion | ${subject.level} | What was found |`,
    '|---|---|---|---|',
    ...criteria.map(({ id, verdict, requirement, evidence }) => {
      const found = [
        ...evidence,
        ...problems.filter(({ criterion }) => criterion === id).map(({ message }) => message),
      ];
      return `| ${marks[verdict]} | ${titleOf(id)} | ${requirementWords[requirement]} | ${plain(found.join(' '))} |`;
    }),
    '',
    ...problems.map(({ message, range, rule }) => `- line ${range.start.line + 1}: ${plain(message)} (${code(rule)})`),
    ...(problems.length === 0 ? [] : ['']),
    notLookedAt,
  ];
  return `${lines.join('\n')}\n`;
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

function plain(text: string): string {
  return text.replace(/[\\|<>*_[\]`]/g, (char) => `\\${char}`).replace(/\s+/g, ' ');
}
