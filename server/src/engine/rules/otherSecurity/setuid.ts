import type { Build } from '../../dockerfile/build.ts';
import { reachableSteps } from '../../facts/reachable.ts';
import { type ModeMark, opening } from '../../facts/security/modeMark.ts';
import { modeMarks } from '../../facts/security/modeMarks.ts';
import { narrowerMode, withoutSetId } from '../../facts/security/narrowerMode.ts';
import { withoutCommand } from '../../facts/security/withoutWords.ts';
import { asWritten } from '../../facts/size/layerFile.ts';
import { type Fix, rule, violation } from '../rule.ts';
import { setuidOfImage } from './setuidOfImage.ts';

export const setuid = rule({
  id: 'setuid',
  criterion: 'other-security',
  deciding: true,
  title: 'No program runs as another user than the one who starts it.',
  why: 'A program with the setuid or setgid bit runs with the rights of its owner or group, most often root: a fault in it makes whoever starts it root. Clusters that run workflows switch these bits off, so that the program fails there.',
  ignore: 'Where the program is made for it and the image runs on clusters that allow it.',
  examples: {
    violated: [
      'FROM debian:13\nCOPY app /usr/local/bin/\nRUN chmod u+s /usr/local/bin/app\n',
      'FROM debian:13\nRUN make -C /src install && chmod 4755 /usr/local/bin/app\n',
      'FROM debian:13\nCOPY --chmod=4755 app /usr/local/bin/app\n',
      'FROM debian:13\nRUN chmod 2755 /usr/local/bin/app\n',
      '{"config": {}, "files": ["4755 0:0 /usr/local/bin/app ELF"]}\n',
    ],
    satisfied: [
      '{"config": {}, "files": ["0644 0:0 /etc/os-release ID=debian", "4755 0:0 /usr/bin/su ELF"]}\n',
      'FROM debian:13\nCOPY app /usr/local/bin/\nRUN chmod 755 /usr/local/bin/app\n',
      'FROM debian:13\nRUN mkdir /data && chmod g+s /data\n',
      'FROM debian:13\nRUN chmod u+s /usr/local/bin/app && /usr/local/bin/app && rm /usr/local/bin/app\n',
      'FROM debian:13\nRUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +\n',
    ],
  },
  *check(facts) {
    const { build } = facts;
    if (build === undefined) {
      yield* setuidOfImage(facts);
      return;
    }
    const told = new Set<number>();
    for (const mark of modeMarks(build)) {
      const { cause, path, bits } = mark;
      if ((bits & (opening.setuid | opening.setgid)) === 0 || cause.how === 'umask') continue;
      const at = cause.how === 'copy' ? cause.flag.span : cause.command.span;
      if (told.has(at.start)) continue;
      told.add(at.start);
      const what = cause.how === 'copy' ? `--chmod=${cause.flag.value}` : `Mode ${cause.word.raw}`;
      const whose = (bits & opening.setuid) === 0 ? 'group' : 'owner';
      const message = `${what} makes ${asWritten(path)} run with the rights of its ${whose}, whoever starts it. Leave the bit out.`;
      yield violation(at, message, { fixes: fixesOf(mark, build) });
    }
  },
});

function fixesOf(mark: ModeMark, build: Build): readonly Fix[] {
  const { cause } = mark;
  const narrower = narrowerMode(mark, build.dockerfile, withoutSetId);
  if (narrower !== undefined) return [{ ...narrower, safe: false }];
  if (cause.how !== 'chmod' || !/^[ugoa]*\+s$/.test(cause.word.raw)) return [];
  const place = reachableSteps(build).find(({ step }) => step === cause.step);
  const edit = place && withoutCommand(place, cause.command, build.dockerfile);
  return edit === undefined ? [] : [{ title: `Remove chmod ${cause.word.raw}`, safe: false, edits: [edit] }];
}
