import type { Check } from '../check.ts';
import type { Span } from '../text/span.ts';
import { completeFrom } from './completeFrom.ts';
import { completePragma } from './completePragma.ts';
import { completeUser } from './completeUser.ts';
import type { Proposal } from './proposal.ts';

interface Completing {
  /** The check of the text, which is asked for only where there may be something to say there. */
  readonly check: (place: 'pragma' | 'instruction') => Check | undefined;
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** Nobody writes longer lines of these by hand. */
const longest = 500;

const pragmaForm = /^[ \t]*#[ \t]*st4sd[ \t]+(.*)$/;
const fromForm = /^[ \t]*from[ \t]+(?:--\S+[ \t]+)*([^\s-]\S*|)$/i;
const userForm = /^[ \t]*user[ \t]+(\S*)$/i;

/** What can stand at the offset, in the places that are ours: pragmas, FROM and USER. Never throws. */
export function completeDockerfile(text: string, offset: number, { check, date }: Completing): readonly Proposal[] {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const before = text.slice(start, offset);
  if (before.length > longest) return [];
  const pragma = pragmaForm.exec(before);
  if (pragma !== null) {
    const found = check('pragma');
    const isComment = found?.dockerfile?.comments.some(({ span }) => start <= span.start && span.start < offset);
    return found !== undefined && isComment === true
      ? completePragma(found, { before: pragma[1] ?? '', end: offset })
      : [];
  }
  const kind = fromForm.test(before) ? 'from' : userForm.test(before) ? 'user' : undefined;
  if (kind === undefined) return [];
  const found = check('instruction');
  if (found === undefined || !startsHere(found, kind, { start, end: offset })) return [];
  const [, written = ''] = (kind === 'from' ? fromForm : userForm).exec(before) ?? [];
  const rest = /^[^\s#]*/.exec(text.slice(offset, offset + longest))?.[0] ?? '';
  const at = { start: offset - written.length, end: offset + rest.length };
  return kind === 'from' ? completeFrom(found, { written, at, date }) : completeUser(found, { written, at });
}

/** The line may be one of a here-document or of a longer instruction: then it only looks like one. */
function startsHere({ dockerfile }: Check, kind: 'from' | 'user', { start, end }: Span): boolean {
  return (dockerfile?.instructions ?? []).some(
    (one) => one.kind === kind && start <= one.span.start && one.span.start < end,
  );
}
