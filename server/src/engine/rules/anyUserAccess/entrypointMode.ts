import { withChmod } from '../../facts/access/chmodFlag.ts';
import { fileModes } from '../../facts/access/fileModes.ts';
import { isStarted } from '../../facts/access/startedFiles.ts';
import { rule, violation } from '../rule.ts';

export const entrypointMode = rule({
  id: 'entrypoint-mode',
  criterion: 'any-user-access',
  deciding: true,
  title: 'A script that the image starts may be run where it lies in the build context.',
  why: 'COPY takes the mode along that the file has on disk. Without its x bit the container stops at once with "permission denied".',
  ignore: 'Where the file that is built from has another mode than the one seen here.',
  examples: {
    violated: ['FROM debian:12\nCOPY run.sh /run.sh\nENTRYPOINT ["/run.sh"]\n'],
    satisfied: [
      'FROM debian:12\nCOPY --chmod=755 run.sh /run.sh\nENTRYPOINT ["/run.sh"]\n',
      'FROM debian:12\nCOPY run.sh /run.sh\nRUN chmod +x /run.sh\nENTRYPOINT ["/run.sh"]\n',
      'FROM debian:12\nCOPY run.sh /run.sh\nENTRYPOINT ["sh", "/run.sh"]\n',
    ],
  },
  *check(facts) {
    const { build, contextFile } = facts;
    if (build === undefined || contextFile === undefined) return;
    for (const { cause, path, mode } of fileModes(build)) {
      if (cause.how !== 'context' || (mode & 0o111) !== 0 || !isStarted(facts, path, { running: true })) continue;
      const file = contextFile(cause.source);
      if (file === undefined || (file.mode & 0o111) !== 0) continue;
      const { title, edits } = withChmod(cause.instruction, '755');
      const message = `The image starts ${path}, but ${cause.source} has no x bit on disk and gets none here. ${title}.`;
      yield violation(cause.at, message, { fixes: [{ title, safe: true, edits }] });
    }
  },
});
