import { describe, expect, it } from 'vitest';
import { bases, facts, lines, noBases, problems, shown } from './reading.ts';

/** ENTRYPOINT and CMD of the image: words, or why there are none. */
function start(...instructions: readonly string[]): readonly unknown[] {
  const image = { entrypoint: { form: 'exec', words: ['/base'] }, command: { form: 'exec', words: ['arg'] } } as const;
  const given = bases({ base: image });
  const result = facts(lines(...instructions), { bases: (name) => (name === 'unknown' ? undefined : given(name)) });
  return [result.entrypoint, result.command].map((fact) => (fact.state === 'known' ? fact.value.words : shown(fact)));
}

describe('ENTRYPOINT and CMD', () => {
  it.each([
    ['come from the base', ['FROM base'], [['/base'], ['arg']]],
    ['CMD replaces CMD and keeps an inherited ENTRYPOINT', ['FROM base', 'CMD ["c"]'], [['/base'], ['c']]],
    ['ENTRYPOINT clears the CMD of the base', ['FROM base', 'ENTRYPOINT ["/e"]'], [['/e'], 'absent']],
    ['ENTRYPOINT keeps a CMD before it', ['FROM base', 'CMD ["c"]', 'ENTRYPOINT ["/e"]'], [['/e'], ['c']]],
    ['ENTRYPOINT keeps a CMD after it', ['FROM base', 'ENTRYPOINT ["/e"]', 'CMD ["c"]'], [['/e'], ['c']]],
    [
      'ENTRYPOINT clears the CMD of a base stage',
      ['FROM a AS p', 'CMD ["c"]', 'FROM p', 'ENTRYPOINT ["/e"]'],
      [['/e'], 'absent'],
    ],
    ['the CMD of a base stage is inherited', ['FROM a AS p', 'CMD ["c"]', 'FROM p'], ['absent', ['c']]],
    [
      'a CMD of ONBUILD is of the stage',
      ['FROM base AS p', 'ONBUILD CMD ["o"]', 'FROM p', 'ENTRYPOINT ["/e"]'],
      [['/e'], ['o']],
    ],
    ['an empty ENTRYPOINT resets both', ['FROM base', 'ENTRYPOINT []'], ['absent', 'absent']],
    ['an empty ENTRYPOINT keeps a CMD of the stage', ['FROM base', 'CMD ["c"]', 'ENTRYPOINT []'], ['absent', ['c']]],
    ['an empty CMD is a CMD', ['FROM base', 'CMD []', 'ENTRYPOINT ["/e"]'], [['/e'], 'absent']],
    [
      'the later of a kind wins',
      ['FROM a', 'CMD ["1"]', 'CMD ["2"]', 'ENTRYPOINT ["3"]', 'ENTRYPOINT ["4"]'],
      [['4'], ['2']],
    ],
    ['an unknown CMD is cleared too', ['FROM unknown', 'ENTRYPOINT ["/e"]'], [['/e'], 'absent']],
    [
      'an unknown ENTRYPOINT stays unknown',
      ['FROM unknown', 'CMD ["c"]'],
      ['unknown: unknown is not a known base', ['c']],
    ],
    ['F25: are of their stage', ['FROM a', 'CMD ["1"]', 'FROM b', 'CMD ["2"]'], ['absent', ['2']]],
    ['are not expanded', ['FROM a', 'ENV A=1', 'ENTRYPOINT ["$A"]', 'CMD ["${A}"]'], [['$A'], ['${A}']]],
  ])('%s', (_, text, expected) => expect(start(...text)).toEqual(expected));
});

describe('the shell form', () => {
  it.each([
    ['is run by /bin/sh', ['FROM a', 'CMD x -y'], ['absent', ['/bin/sh', '-c', 'x -y']]],
    ['keeps quotes and variables', ['FROM a', 'CMD "x" $Y'], ['absent', ['/bin/sh', '-c', '"x" $Y']]],
    ['F26: is run by SHELL', ['FROM a', 'SHELL ["/bin/bash", "-c"]', 'CMD x'], ['absent', ['/bin/bash', '-c', 'x']]],
    [
      'SHELL holds for what follows',
      ['FROM a', 'CMD x', 'SHELL ["/bin/bash", "-c"]'],
      ['absent', ['/bin/sh', '-c', 'x']],
    ],
    ['SHELL is inherited', ['FROM a AS p', 'SHELL ["b"]', 'FROM p', 'CMD x'], ['absent', ['b', 'x']]],
    [
      'F40: is an array in single quotes',
      ['FROM a', "ENTRYPOINT ['/run.sh']"],
      [['/bin/sh', '-c', "['/run.sh']"], 'absent'],
    ],
    ['joins continued lines', ['FROM a', 'CMD x \\', '  -y'], ['absent', ['/bin/sh', '-c', 'x   -y']]],
    [
      'may be empty',
      ['FROM a', 'ENTRYPOINT', 'CMD'],
      [
        ['/bin/sh', '-c', ''],
        ['/bin/sh', '-c', ''],
      ],
    ],
    ['of ENTRYPOINT clears CMD', ['FROM base', 'ENTRYPOINT x'], [['/bin/sh', '-c', 'x'], 'absent']],
  ])('%s', (_, text, expected) => expect(start(...text)).toEqual(expected));

  it('says what form it is', () => {
    expect(shown(facts('FROM a\nCMD x\n').command)).toMatchObject({ form: 'shell' });
    expect(shown(facts('FROM a\nCMD ["x"]\n').command)).toMatchObject({ form: 'exec' });
  });

  it('on Windows is run by cmd', () => {
    const text = lines('FROM mcr.microsoft.com/windows/nanoserver:ltsc2022', 'CMD x');
    expect(shown(facts(text).command)).toMatchObject({ words: ['cmd', '/S', '/C', 'x'] });
  });

  it('stands where it is written', () => {
    const text = 'FROM a\nCMD  x -y \n';
    const { at } = facts(text).command;
    expect(text.slice(at.start, at.end)).toBe('x -y');
  });
});

describe('HEALTHCHECK', () => {
  it.each([
    ['CMD with a command', 'HEALTHCHECK CMD curl -f http://localhost/ || exit 1', []],
    ['CMD in JSON', 'HEALTHCHECK --interval=5s CMD ["a"]', []],
    ['NONE', 'HEALTHCHECK NONE', []],
    ['in any case', 'HEALTHCHECK none', []],
    ['not CMD alone', 'HEALTHCHECK CMD', ['HEALTHCHECK CMD has no command.']],
    ['not an empty array', 'HEALTHCHECK CMD []', ['HEALTHCHECK CMD has no command.']],
    ['not NONE with more', 'HEALTHCHECK NONE a', ['HEALTHCHECK NONE takes nothing else.']],
    ['nothing else', 'HEALTHCHECK curl x', ['HEALTHCHECK takes CMD with a command, or NONE.']],
    ['not nothing', 'HEALTHCHECK', ['HEALTHCHECK takes CMD with a command, or NONE.']],
    ['no numbers', 'HEALTHCHECK CMD ["a", 1]', ['The array of HEALTHCHECK has an element that is no string.']],
  ])('takes %s', (_, text, expected) => expect(problems(`FROM a\n${text}\n`)).toEqual(expected));
});

it('what SHELL sets is unknown where it is no array', () => {
  expect(shown(facts('FROM a\nSHELL bash\n').shell)).toBe('unknown: SHELL is no JSON array of strings');
  expect(shown(facts('FROM a\nCMD x\n', { bases: noBases }).command)).toMatchObject({ words: ['/bin/sh', '-c', 'x'] });
});
