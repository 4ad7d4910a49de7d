import type { Dockerfile } from '../../dockerfile/model.ts';
import type { TextEdit } from '../../text/span.ts';
import type { SkippedCheckAt } from './skippedChecks.ts';
import { withoutAssignment, withoutCommand, withoutOption } from './withoutWords.ts';

/** How to do without what leaves a check out. */
export interface SkipFix {
  readonly title: string;
  readonly edit: TextEdit;
}

/** Takes away the option, the setting or the variable; undefined where that is not done by cutting. */
export function skipFix({ shown, place, by, assignment }: SkippedCheckAt, dockerfile: Dockerfile): SkipFix | undefined {
  const title = `Remove ${shown.length > longest ? 'it' : shown}`;
  const edit =
    assignment !== undefined
      ? withoutAssignment(place.step, assignment, dockerfile)
      : by?.check.kind === 'option'
        ? withoutOption(by.check.words, /^-[a-z]$/.test(shown) ? shown[1] : undefined, dockerfile)
        : by?.check.kind === 'setting'
          ? withoutCommand(place, by.command, dockerfile)
          : undefined;
  return edit && { title, edit };
}

const longest = 60;
