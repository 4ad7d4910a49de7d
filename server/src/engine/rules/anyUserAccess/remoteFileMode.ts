import { buildUse } from '../../facts/access/buildUse.ts';
import { withChmod } from '../../facts/access/chmodFlag.ts';
import { fileModes } from '../../facts/access/fileModes.ts';
import { keepsOut, type ModeEntry } from '../../facts/access/modeEntry.ts';
import { searchPath } from '../../facts/access/searchPath.ts';
import { isStarted } from '../../facts/access/startedFiles.ts';
import { folderOf } from '../../facts/homes.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { advice, rule, violation } from '../rule.ts';

export const remoteFileMode = rule({
  id: 'remote-file-mode',
  criterion: 'any-user-access',
  deciding: true,
  title: 'A file that ADD downloads can be read and run by every user.',
  why: 'ADD gives a file from the network mode 0600 and root as owner: nobody else can even read it, and not even root can run it.',
  ignore: 'Where a script that cannot be read sets the mode.',
  examples: {
    violated: [
      'FROM debian:12\nADD https://example.org/tini-1.0 /usr/local/bin/tini\nENTRYPOINT ["tini", "--"]\n',
      'FROM debian:12\nADD https://example.org/model.pt /opt/models/\n',
    ],
    satisfied: [
      'FROM debian:12\nADD --chmod=755 https://example.org/tini-1.0 /usr/local/bin/tini\nENTRYPOINT ["tini", "--"]\n',
      'FROM debian:12\nADD https://example.org/tini-1.0 /tini\nRUN chmod +x /tini\nENTRYPOINT ["/tini", "--"]\n',
      'FROM debian:12\nRUN mkdir /opt/tool\nADD https://example.org/run.sh /opt/tool\nRUN chmod a+rx /opt/tool/run.sh\n',
      'FROM debian:12\nADD https://example.org/a-1.0.tar.gz /tmp/\nRUN tar -xzf /tmp/a-1.0.tar.gz -C /opt && rm /tmp/a-1.0.tar.gz\n',
    ],
  },
  *check(facts) {
    const { build } = facts;
    if (build === undefined || build.target.os === 'windows') return;
    for (const entry of fileModes(build)) {
      const { cause, path, mode } = entry;
      if (cause.how !== 'remote' || !keepsOut(mode)) continue;
      const run = isRun(entry, facts);
      if (!run && (buildUse(build).used(path, cause.step) || isNobodys(path, cause.source))) continue;
      const wanted = run ? '755' : '644';
      const { title, edits } = withChmod(cause.instruction, wanted);
      const name = path.endsWith('/*') ? folderOf(path) : path;
      const message = `ADD gives ${name} mode 0600, so ${run ? 'no user can run it' : 'only root can read it'}. ${title}.`;
      const fixes = [{ title, safe: true, edits }];
      yield run ? violation(cause.at, message, { fixes }) : advice(cause.at, message, { fixes });
    }
  },
});

/** Only there so that later layers are built again, or in a place where no mode would help. */
function isNobodys(path: string, source: string): boolean {
  return /^\/(?:tmp|dev|root)\/|\.exe$/.test(path) || changing.test(source);
}

/** Addresses that tell the state of a repository or give random bytes. */
const changing =
  /^https?:\/\/(?:api\.github\.com\/|(?:www\.)?random\.org\/|github\.com\/[^/]+\/[^/]+\/commits?\b|[^/]+\/api\/v\d+\/(?:projects|repos)\/.*\/(?:commits|branches|refs)\b)/;

/** What the image starts, and what lies on PATH like a program. */
function isRun({ path }: ModeEntry, facts: ImageFacts): boolean {
  if (isStarted(facts, path, { running: false })) return true;
  const onPath = searchPath(facts).folders.some((folder) => folder.path === folderOf(path));
  return onPath && !/\.(?:jar|zip|gz|xz|bz2|tgz|txt|json|ya?ml|conf|deb|rpm|whl)$/.test(path);
}
