import type { Report } from '../report.ts';
import { isJudged } from './reported.ts';

/** `12 files: 9 meet contrib, 2 do not meet contrib, 1 undecided`. */
export function summaryWords({ summary, errors, subjects }: Report): string {
  const levels = new Set(subjects.filter(isJudged).map(({ level }) => level));
  const [only] = levels;
  const name = levels.size === 1 && only !== undefined ? only : 'their level';
  const counts = [
    summary.met > 0 ? `${summary.met} ${summary.met === 1 ? 'meets' : 'meet'} ${name}` : '',
    summary.notMet > 0 ? `${summary.notMet} ${summary.notMet === 1 ? 'does' : 'do'} not meet ${name}` : '',
    summary.undecided > 0 ? `${summary.undecided} undecided` : '',
    summary.ignored > 0 ? `${summary.ignored} ${summary.ignored === 1 ? 'finding' : 'findings'} ignored` : '',
    errors.length > 0 ? `${errors.length} not read` : '',
  ].filter((text) => text !== '');
  const files = `${summary.subjects} ${summary.subjects === 1 ? 'file' : 'files'}`;
  return `${files}: ${counts.join(', ') || 'nothing to check'}`;
}
