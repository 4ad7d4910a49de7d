import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedRuns } from '../../../server/src/engine/facts/shippedRuns.ts';
import { allRules } from '../../../server/src/engine/rules/all.ts';
import { applyEdits } from '../../../server/src/engine/text/span.ts';
import { factsOf, findings, outcomes } from './judging.ts';

const rules = allRules.filter(({ criterion }) => criterion === 'any-user-access');

const words = [
  '/root',
  '/root/x',
  '~',
  '~/.local',
  '$HOME/x',
  '/opt/a',
  '/usr/local/bin/a',
  '*',
  '$X',
  '"',
  "'",
  '\\\n',
  '<<E',
  '\nE\n',
  'https://e.org/a',
  '--chmod=700',
  '--chown=a:0',
  '--from=a',
  'chmod',
  '700',
  'u+x',
  '-R',
  'chown',
  'a:a',
  'useradd',
  '-m',
  'pip install --user',
  'conda activate',
  'conda run -n a',
  'echo',
  '>>',
  '~/.bashrc',
  'umask 077',
  'rm -rf',
  'mv',
  'ln -s',
  '&&',
  '||',
  ';',
  '|',
  '(',
  ')',
  '{',
  '}',
  'export PATH=',
  '\0',
  '\uD800',
  '[',
  ']',
  ',',
];
const keywords = [
  'FROM debian:12',
  'FROM a AS b',
  'RUN',
  'COPY',
  'ADD',
  'ENV PATH=',
  'WORKDIR',
  'VOLUME',
  'USER',
  'CMD',
  'ENTRYPOINT',
  'SHELL',
  'ONBUILD RUN',
  'ARG',
];
const line = fc.tuple(fc.constantFrom(...keywords), fc.array(fc.constantFrom(...words), { maxLength: 8 }));
const dockerfile = fc
  .array(line, { maxLength: 12 })
  .map(
    (lines) =>
      `FROM mambaorg/micromamba:2.0.5 AS a\n${lines.map(([key, rest]) => `${key} ${rest.join(' ')}`).join('\n')}\n`,
  );

describe('the rules of any-user-access', () => {
  it('take any text, and fix it in place', () => {
    fc.assert(
      fc.property(dockerfile, (text) => {
        for (const rule of rules) {
          for (const { at, message, fixes } of findings(rule, text, { files: { x: 0o644 } })) {
            expect(at.start).toBeLessThanOrEqual(at.end);
            expect(at.end).toBeLessThanOrEqual(text.length);
            expect(message).toMatch(/\.$/);
            for (const { edits } of fixes) expect(applyEdits(text, edits)).not.toBe(text);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  const much = 1000;
  const numbered = (line: (index: number) => string) => Array.from({ length: much }, (_, i) => line(i)).join('');
  const repeated = (text: string, head = 'FROM debian:12\n') => head + text.repeat(much);
  it.each([
    ['chmod', repeated('RUN chmod 700 /opt/a$RANDOM && chmod -R 700 /opt/b\n')],
    ['chmod of paths of their own', `FROM debian:12\n${numbered((i) => `RUN chmod 700 /opt/${i}\n`)}`],
    ['COPY', `FROM debian:12\n${numbered((i) => `COPY a${i} /root/a${i}\n`)}`],
    [
      'COPY --from',
      repeated(
        'COPY --from=a /etc/profile.d/x.sh /etc/profile.d/x.sh\n',
        `FROM debian:12 AS a\n${'RUN echo "conda activate a" >> /etc/profile.d/x.sh\n'.repeat(200)}FROM debian:12\n`,
      ),
    ],
    ['ENV PATH', repeated('ENV PATH=/root/a:$PATH\n')],
    ['stages', numbered((i) => `FROM ${i === 0 ? 'debian:12' : `s${i - 1}`} AS s${i}\nRUN chmod 700 /a\n`)],
    ['chown', repeated('RUN chown -R a:a /d/e && chgrp -R 0 /f && chmod -R g=u /f\n')],
    ['activations', repeated('RUN echo "conda activate a" >> ~/.bashrc\n')],
    [
      'environments',
      repeated('RUN conda create -n a b && conda activate a\n', 'FROM continuumio/miniconda3:24.7.1-0\n'),
    ],
    ['one long RUN', `FROM debian:12\nRUN true${' && chmod 700 /opt/a && pip install --user x'.repeat(much)}\n`],
    [
      'one long word',
      `FROM debian:12\nRUN echo "${'a:'.repeat(200_000)}" >> ~/.bashrc\nCMD ["${'/root/'.repeat(2000)}"]\n`,
    ],
    ['prefixes', `FROM debian:12\n${numbered((i) => `RUN ./configure --prefix=/root/x${i}\n`)}`],
    ['copied scripts', `FROM debian:12\n${numbered((i) => `COPY a${i}.sh /s/\nRUN /t${i}.sh\n`)}`],
    ['one deep path', `FROM debian:12\nRUN make -C /${'a/'.repeat(2000)}\nCOPY a /root/${'b/'.repeat(2000)}\n`],
  ])('stay quick with many of them: %s', (_, text) => {
    const facts = factsOf(text);
    // The scripts are read once, whoever asks first.
    expect(facts.build && shippedRuns(facts.build).length).toBeDefined();
    const start = performance.now();
    for (const rule of rules) outcomes(rule, facts);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
