import { describe, expect, it } from 'vitest';
import { groupWritable } from '../../../server/src/engine/rules/anyUserAccess/groupWritable.ts';
import { nonRootUser } from '../../../server/src/engine/rules/nonRoot/nonRootUser.ts';
import { findings, firstFix, fixed, found, messages, outcomes } from './judging.ts';

const table: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
  ['chown', 'FROM debian:12\nRUN mkdir /d && chown -R a:a /d\n', ['advice "chown -R a:a /d"']],
  ['chown of a folder that is made here', 'FROM debian:12\nRUN mkdir /d && chown a /d\n', ['advice "chown a /d"']],
  ['chown of a file', 'FROM debian:12\nRUN chown a /d\n', []],
  ['chown to an unknown user', 'FROM debian:12\nARG U\nRUN chown -R $U:$U /d\n', ['advice "chown -R $U:$U /d"']],
  ['chown to root', 'FROM debian:12\nRUN chown -R root:root /d && chown -R 0:0 /e\n', []],
  ['chown of a group alone', 'FROM debian:12\nRUN chown -R :a /d\n', []],
  ['chown of a path that is not known', 'FROM debian:12\nARG D\nRUN chown -R a:a $D\n', []],
  ['chown of what find picks', 'FROM debian:12\nRUN find /d -name "*.log" -exec chown a:a {} +\n', []],
  ['chown of keys', 'FROM debian:12\nRUN chown -R a:a /d/.ssh\n', []],
  ['chown in /tmp', 'FROM debian:12\nRUN chown -R a:a /tmp/x\n', []],
  ['chown of what is removed', 'FROM debian:12\nRUN chown -R a:a /d\nRUN rm -rf /d\n', []],
  ['chgrp and chmod', 'FROM debian:12\nRUN chown -R a:a /d && chgrp -R 0 /d && chmod -R g=u /d\n', []],
  ['chown to group 0 and chmod', 'FROM debian:12\nRUN chown -R 1000:0 /d && chmod -R g+w /d\n', []],
  [
    'chown to group root, not writable',
    'FROM debian:12\nRUN chown -R 1000:root /d\n',
    ['advice "chown -R 1000:root /d"'],
  ],
  ['chown of the user alone, writable', 'FROM debian:12\nRUN chown -R 1000 /d && chmod -R 775 /d\n', []],
  [
    'writable for its own group',
    'FROM debian:12\nRUN chown -R a:a /d && chmod -R 775 /d\n',
    ['advice "chown -R a:a /d"'],
  ],
  ['writable for all', 'FROM debian:12\nRUN chown -R a:a /d && chmod -R 777 /d\n', []],
  ['of a folder above', 'FROM debian:12\nRUN chown -R a:a /d/e && chgrp -R 0 /d && chmod -R g+rwX /d\n', []],
  ['by a script of Jupyter', 'FROM debian:12\nRUN chown -R a:a /d && fix-permissions /d\n', []],
  [
    'of a path that is not known',
    'FROM debian:12\nARG D\nRUN chown -R a:a /d && chgrp -R 0 $D && chmod -R g=u $D\n',
    [],
  ],
  ['in another stage', 'FROM debian:12 AS b\nRUN chown -R a:a /d\nFROM debian:12\n', []],
  ['VOLUME', 'FROM debian:12\nVOLUME /d\n', ['advice "/d"']],
  ['VOLUME line by line', 'FROM debian:12\nVOLUME /d\nVOLUME ["/e", "/f"]\n', ['advice "/d"']],
  ['VOLUME of a variable', 'FROM debian:12\nENV D=/d\nVOLUME $D\n', ['advice "$D"']],
  ['VOLUME that is opened', 'FROM debian:12\nRUN mkdir /d && chgrp 0 /d && chmod g+w /d\nVOLUME /d\n', []],
  [
    'a right that a later chmod takes again',
    'FROM debian:12\nRUN mkdir /d && chown -R a:0 /d && chmod -R g=u /d\nRUN chmod -R 755 /d\n',
    ['advice "chown -R a:0 /d"'],
  ],
  ['COPY --chown of what the build reads', 'FROM debian:12\nCOPY --chown=a:a . /src\n', []],
  ['the folder of installed programs', 'FROM debian:12\nRUN useradd a && chown -R a /opt/conda /usr/local\n', []],
  [
    'a folder in one that is told',
    'FROM debian:12\nRUN useradd a && mkdir -p /d/e && chown -R a /d && chown -R a /d/e\n',
    ['advice "chown -R a /d"'],
  ],
  ['a volume of a base that is not known', 'FROM registry.example/base:1\nVOLUME /data\n', []],
  ['COPY --chown of a folder', 'FROM debian:12\nWORKDIR /d\nCOPY --chown=a:a . /d\n', ['advice "--chown=a:a"']],
  ['COPY --chown of a file', 'FROM debian:12\nCOPY --chown=a:a x.py /d/\n', []],
  ['COPY --chown to root', 'FROM debian:12\nCOPY --chown=root:root . /d\n', []],
  ['HOME of the user', 'FROM ubuntu:20.04\nRUN useradd -m a\nUSER a\nENV HOME=/home/a\n', ['advice "useradd -m a"']],
  ['HOME that nothing uses', 'FROM ubuntu:20.04\nRUN useradd -m a\nUSER a\n', []],
  [
    'a closed home is asked for once',
    'FROM ubuntu:24.04\nRUN useradd -m a && chown -R a /home/a && mkdir /d && chown a /d\nVOLUME /home/a\nUSER a\nWORKDIR /home/a\n',
    ['advice "chown a /d"'],
  ],
  [
    'HOME that is closed is the matter of another rule',
    'FROM debian:13\nRUN useradd -m a\nUSER a\nWORKDIR /home/a\n',
    [],
  ],
];

describe('group-writable', () => {
  it.each(table)('%s', (_, text, expected) => {
    expect(found(groupWritable, text)).toEqual(expected);
    expect(found(groupWritable, text.replaceAll('\n', '\r\n'))).toHaveLength(expected.length);
  });

  it.each([
    [
      'a home that useradd may not make',
      'FROM ubuntu:14.04\nRUN useradd a\nWORKDIR /home/a\nUSER a\n',
      'Add mkdir -p /home/a && ',
    ],
    ['sudo', 'FROM debian:12\nRUN sudo chown -R a:a /d\n', 'Add sudo chgrp -R 0 /d && sudo chmod -R g=u /d.'],
  ])('asks for commands that work: %s', (_, text, expected) => {
    expect(messages(groupWritable, text)).toEqual([expect.stringContaining(expected)]);
  });

  it('reports what speaks for the criterion', () => {
    const text = 'FROM debian:12\nRUN mkdir /d && chgrp -R 0 /d && chmod -R g=u /d\n';
    expect(outcomes(groupWritable, text)).toEqual([
      {
        finding: 'evidence',
        text: 'chgrp -R 0 /d',
        at: { start: text.indexOf('chgrp'), end: text.indexOf(' && chmod') },
      },
    ]);
  });

  it('says what is so, and what to write', () => {
    expect(findings(groupWritable, 'FROM debian:12\nVOLUME /d\n')[0]?.message).toBe(
      'The application writes to /d, as VOLUME says, but group 0, which a workflow runs the image with, may not write there. Add chgrp -R 0 /d && chmod -R g=u /d.',
    );
  });

  it.each([
    [
      'FROM debian:12\nRUN mkdir /d && chown -R a:a /d && make\n',
      'chown -R a:a /d && chgrp -R 0 /d && chmod -R g=u /d && make',
    ],
    ['FROM debian:12\nENV D=/d\nRUN chown -R 1000:0 $D\n', 'chown -R 1000:0 $D && chmod -R g=u $D\n'],
    [
      'FROM debian:12\nRUN useradd a\nWORKDIR /home/a\nUSER a\n',
      'RUN useradd a && mkdir -p /home/a && chgrp -R 0 /home/a && chmod -R g=u /home/a\n',
    ],
    [
      'FROM ubuntu:20.04\nRUN useradd -m a\nWORKDIR /home/a\nUSER a\n',
      'RUN useradd -m a && chgrp -R 0 /home/a && chmod -R g=u /home/a\n',
    ],
    ['FROM debian:12\nVOLUME /d\n', 'RUN mkdir -p /d && chgrp -R 0 /d && chmod -R g=u /d\nVOLUME /d\n'],
    [
      'FROM debian:12\nRUN mkdir /d && chown -R a:a /d\nRUN chmod -R 755 /d\n',
      'RUN chmod -R 755 /d && chgrp -R 0 /d && chmod -R g=u /d\n',
    ],
    [
      'FROM debian:12\nWORKDIR /d\nCOPY --chown=a:a . /d\n',
      'COPY --chown=a:a . /d\nRUN chgrp -R 0 /d && chmod -R g=u /d\n',
    ],
  ])('is mended in %j', (text, expected) => {
    const after = fixed(groupWritable, text);
    expect(after).toContain(expected);
    expect(found(groupWritable, after ?? '')).toEqual([]);
  });

  it('offers no fix that the user in force could not run', () => {
    expect(fixed(groupWritable, 'FROM debian:12\nUSER 1000\nVOLUME /d\n')).toBeUndefined();
    expect(fixed(groupWritable, 'FROM debian:12\nRUN for i in 1 2; do chown -R a:a /d; done\n')).toBeUndefined();
  });
});

describe('the fix of non-root-user', () => {
  const safe = (text: string) => firstFix(nonRootUser, text)?.safe;

  it('is safe where nothing speaks against another user', () => {
    expect(safe('FROM debian:12\nCOPY a /usr/local/bin/a\nCMD ["a"]\n')).toBe(true);
    expect(safe('FROM debian:12\nRUN rm -rf /root/.cache\nCMD ["a"]\n')).toBe(true);
    expect(safe('FROM debian:12\nRUN useradd -u 1000 a && mkdir /d && chown -R a:a /d\n')).toBe(true);
  });

  it.each([
    'FROM debian:12\nWORKDIR /root\n',
    'FROM debian:12\nENV HOME=/root\n',
    'FROM debian:12\nCOPY --chmod=700 a /usr/local/bin/a\nCMD ["a"]\n',
    'FROM debian:12\nADD https://e.org/a /usr/local/bin/a\n',
    'FROM debian:12\nRUN echo "module load a" >> ~/.bashrc\n',
    'FROM debian:12\nVOLUME /d\n',
    'FROM debian:12\nRUN chown -R www-data /var/www\n',
    'FROM debian:12\nEXPOSE 80\n',
    'FROM debian:12\nENTRYPOINT ["gosu", "a", "b"]\n',
    'FROM debian:12\nRUN apt-get update && apt-get install -y gosu\nCOPY run.sh /\nENTRYPOINT ["/run.sh"]\n',
    'FROM alpine:3.22\nRUN apk add --no-cache su-exec\nCOPY run.sh /\nENTRYPOINT ["/run.sh"]\n',
    'FROM debian:12\nRUN wget -O /usr/local/bin/gosu https://e.org/gosu\nENTRYPOINT ["/run.sh"]\n',
    'FROM debian:12\nONBUILD RUN pip install .\n',
  ])('is not safe with %j', (text) => {
    expect(safe(text)).toBe(false);
  });
});
