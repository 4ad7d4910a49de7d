import type { Build } from '../../dockerfile/build.ts';
import { type ModeMark, opening } from '../../facts/security/modeMark.ts';
import { modeMarks } from '../../facts/security/modeMarks.ts';
import { givenToGroup, narrowerMode, withoutWorldWrite } from '../../facts/security/narrowerMode.ts';
import { asWritten } from '../../facts/size/layerFile.ts';
import type { Span } from '../../text/span.ts';
import { type Fix, rule, violation } from '../rule.ts';
import { worldWritableOfImage } from './worldWritableOfImage.ts';

export const worldWritable = rule({
  id: 'world-writable',
  criterion: 'other-security',
  deciding: true,
  title: 'Not everybody may write to files and folders of the image.',
  why: 'A file that everybody may write to can be exchanged by any process that gets into the container, and is run by the next one. Workflows run the image in group 0, so that group 0 is all that has to be let in.',
  ignore: 'Where users of other groups have to write to a folder that holds no programs.',
  examples: {
    violated: [
      'FROM debian:13\nRUN mkdir -p /data && chmod -R 777 /data\n',
      'FROM debian:13\nRUN mkdir -p /data && chmod a+rwX /data\n',
      'FROM debian:13\nCOPY --chmod=777 run.sh /usr/local/bin/\n',
      'FROM debian:13 AS build\nRUN make -C /src install && chmod -R 777 /opt/app\nFROM debian:13\nCOPY --from=build /opt/app /opt/app\n',
      'FROM debian:13\nRUN umask 000 && make -C /src install\n',
      '{"config": {}, "files": ["0777 0:0 /data/", "0666 0:0 /data/a.csv"]}\n',
    ],
    satisfied: [
      '{"config": {}, "files": ["1777 0:0 /scratch/", "0666 0:0 /tmp/a.log"]}\n',
      'FROM debian:13\nRUN mkdir -p /data && chgrp -R 0 /data && chmod -R g=u /data\n',
      'FROM debian:13\nRUN mkdir -p /scratch && chmod 1777 /scratch\n',
      'FROM debian:13\nRUN chmod 777 install.sh && ./install.sh && rm install.sh\n',
      'FROM debian:13\nRUN chmod -R 777 /opt/app && chmod -R o-w /opt/app\n',
      'FROM debian:13\nRUN chmod -R 777 /tmp/work\n',
    ],
  },
  *check(facts) {
    const { build } = facts;
    if (build === undefined) {
      yield* worldWritableOfImage(facts);
      return;
    }
    // One command may open several paths.
    const told = new Set<number>();
    for (const mark of modeMarks(build)) {
      const at = placeOf(mark);
      if ((mark.bits & opening.worldWrite) === 0 || told.has(at.start)) continue;
      told.add(at.start);
      yield violation(at, messageOf(mark), { fixes: fixesOf(mark, build) });
    }
  },
});

function placeOf({ cause }: ModeMark): Span {
  return cause.how === 'copy' ? cause.flag.span : cause.command.span;
}

function messageOf({ path, cause }: ModeMark): string {
  const whole = asWritten(path);
  const name = whole.length > longest ? `${whole.slice(0, longest)}...` : whole;
  if (cause.how === 'umask')
    return `Under this umask every user may change what is made${path === '/' ? '' : `, ${name} for one`}. Let only group 0: umask 002.`;
  const what = cause.how === 'copy' ? `--chmod=${cause.flag.value}` : `Mode ${cause.word.raw}`;
  const group =
    cause.how === 'chmod' && cause.folder
      ? 'Let only group 0: chgrp 0, then chmod g=u'
      : 'Let only its owner and group 0';
  return `${what} lets every user change ${name}. ${group}.`;
}

const longest = 80;

function fixesOf(mark: ModeMark, { dockerfile }: Build): readonly Fix[] {
  const narrower = narrowerMode(mark, dockerfile, withoutWorldWrite);
  if (narrower === undefined) return [];
  const given = givenToGroup(mark, dockerfile);
  if (given === undefined) return [{ ...narrower, safe: false }];
  return [{ title: `${narrower.title} for group 0`, safe: false, edits: [given, ...narrower.edits] }];
}
