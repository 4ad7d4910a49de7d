import { withChmod } from '../../facts/access/chmodFlag.ts';
import { fileModes } from '../../facts/access/fileModes.ts';
import { isStarted } from '../../facts/access/startedFiles.ts';
import { rule, violation } from '../rule.ts';

export const heredocMode = rule({
  id: 'heredoc-mode',
  criterion: 'any-user-access',
  deciding: true,
  title: 'A script that COPY writes from a here-document can be run.',
  why: 'COPY <<EOF makes a file of mode 0644. The kernel does not start it, whoever asks, unless an interpreter is named in front of it.',
  ignore: 'Where a script that cannot be read sets the mode.',
  examples: {
    violated: ['FROM debian:12\nCOPY <<EOF /run.sh\n#!/bin/sh\nexec namd3 "$@"\nEOF\nENTRYPOINT ["/run.sh"]\n'],
    satisfied: [
      'FROM debian:12\nCOPY --chmod=755 <<EOF /run.sh\n#!/bin/sh\nexec namd3 "$@"\nEOF\nENTRYPOINT ["/run.sh"]\n',
      'FROM debian:12\nCOPY <<EOF /run.sh\nexec namd3 "$@"\nEOF\nENTRYPOINT ["sh", "/run.sh"]\n',
      'FROM debian:12\nCOPY <<EOF /run.sh\n#!/bin/sh\nEOF\nRUN chmod +x /run.sh\nCMD ["/run.sh"]\n',
    ],
  },
  *check(facts) {
    for (const { cause, path, mode } of facts.build === undefined ? [] : fileModes(facts.build)) {
      if (cause.how !== 'heredoc' || (mode & 0o001) !== 0 || !isStarted(facts, path, { running: true })) continue;
      const { title, edits } = withChmod(cause.instruction, '755');
      const message = `The image starts ${path}, but COPY writes a here-document with mode 0644, which nobody can run. ${title}.`;
      yield violation(cause.at, message, { fixes: [{ title, safe: true, edits }] });
    }
  },
});
