import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import { resolveDockerfile } from '../../../server/src/engine/dockerfile/resolve.ts';
import { factsFromBuild } from '../../../server/src/engine/facts/fromDockerfile.ts';
import { bases } from './reading.ts';

/** Reads and resolves a text as for a check. */
function read(text: string): void {
  const options = { target: undefined, buildArgs: new Map<string, string>(), bases: bases() };
  const { build } = resolveDockerfile(parseDockerfile(text), options);
  if (build !== undefined) factsFromBuild(build);
}

function milliseconds(text: string): number {
  const start = performance.now();
  read(text);
  return performance.now() - start;
}

function many(count: number, line: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => line(n)).join('');
}

/** A file of about this many lines. */
type Shape = (lines: number) => string;

const shapes: Readonly<Record<string, Shape>> = {
  'plain RUNs': (n) => `FROM a\n${many(n, (i) => `RUN make part-${i}\n`)}`,
  'one giant RUN': (n) => `FROM a\nRUN a ${many(n, (i) => `\\\n  && make part-${i} `)}\n`,
  'one giant COPY': (n) => `FROM a\nCOPY ${many(n, (i) => `file-${i} \\\n`)}  /x/\n`,
  'stages, each on the one before': (n) => `FROM a AS s0\n${many(n, (i) => `FROM s${i} AS s${i + 1}\n`)}`,
  'stages, all on the first': (n) => `FROM a AS s0\n${many(n / 2, () => 'RUN x\n')}${many(n / 2, () => 'FROM s0\n')}`,
  'ENV lines': (n) => `FROM a\n${many(n, (i) => `ENV NAME_${i}=\${NAME_${i - 1}:-value}\n`)}`,
  'one ENV of many values': (n) => `FROM a\nENV ${many(n, (i) => `NAME_${i}="value ${i}" \\\n`)}  Z=z\n`,
  'one plain ENV of many values': (n) => `FROM a\nENV ${many(n, (i) => `NAME_${i}=value-${i} \\\n`)}  Z=z\n`,
  'LABEL lines': (n) => `FROM a\n${many(n, (i) => `LABEL name.${i}=value\n`)}`,
  'here-documents': (n) => `FROM a\n${many(n / 4, (i) => `RUN <<E${i}\nmake\n\nE${i}\n`)}`,
  'one here-document': (n) => `FROM a\nRUN <<E\n${many(n, () => 'make\n')}E\n`,
  'here-documents on one line': (n) =>
    `FROM a\nRUN x ${many(n / 4, (i) => `<<E${i} `)}\n${many(n / 4, (i) => `E${i}\n`)}`,
  comments: (n) => `FROM a\n${many(n, (i) => `# comment ${i}\n`)}USER 1\n`,
  'comments in an instruction': (n) => `FROM a\nRUN a \\\n${many(n, (i) => `# comment ${i}\n`)}  b\n`,
  'blank lines': (n) => `FROM a\n${'\n'.repeat(n)}USER 1\n`,
  'ARG lines with variables': (n) => `FROM a\n${many(n, (i) => `ARG A${i}=$A${i - 1}x\${B:-y}\n`)}`,
  'global ARGs': (n) => `${many(n, (i) => `ARG A${i}=\${A${i - 1}:-x}\n`)}FROM a$A1\n`,
  'COPY --from': (n) => `FROM a AS x\nFROM b\n${many(n, (i) => `COPY --from=x /a/${i} /b/\n`)}`,
  'stages that copy from all before': (n) =>
    many(n / 2, (i) => `FROM a AS s${i}\nCOPY --from=${Math.max(0, i - 1)} /a /b\n`),
  'ONBUILD lines': (n) => `FROM a AS p\n${many(n / 2, (i) => `ONBUILD ENV A${i}=1\n`)}${many(n / 2, () => 'FROM p\n')}`,
  'EXPOSE and VOLUME': (n) => `FROM a\n${many(n / 2, (i) => `EXPOSE ${i}\nVOLUME /v${i}\n`)}`,
  'WORKDIR lines': (n) => `FROM a\n${many(n, () => 'WORKDIR /a/b\n')}`,
  'flags on one line': (n) => `FROM a\nRUN ${many(n, (i) => `--mount=type=cache,target=/c${i} `)} x\n`,
  'flags without a value on one line': (n) => `FROM a\nRUN ${many(n, (i) => `--f${i} `)} x\n`,
  'a CMD array of many strings': (n) => `FROM a\nCMD [${many(n, (i) => `"word ${i}", \\\n`)} "z"]\n`,
  'variables in one word': (n) => `FROM a\nENV A=b\nUSER ${many(n, (i) => `\${A#${i}}$A`)}\n`,
  'quotes left open': (n) => `FROM a\n${many(n, () => 'ENV A="b \\\n')}`,
  'a broken brace in every line': (n) => `FROM a\n${many(n, () => 'RUN x <<E ${a:-\n')}`,
};

const small = 1_000;
const large = 10_000;
/** What is linear takes ten times as long, more where other tests take the machine; what is quadratic a hundred times. */
const most = 40;

describe('time grows with the length of the file', () => {
  it.each(Object.entries(shapes))('of %s', (_, shape) => {
    const [short, long] = [shape(small), shape(large)];
    let [fastShort, fastLong] = [milliseconds(short), Number.POSITIVE_INFINITY];
    // A machine that does other things is slow now and then, a quadratic loop always.
    for (let tries = 0; tries < 8 && fastLong > most * Math.max(fastShort, 1); tries++) {
      fastLong = Math.min(fastLong, milliseconds(long));
      fastShort = Math.min(fastShort, milliseconds(short));
    }
    expect(fastLong / Math.max(fastShort, 1)).toBeLessThanOrEqual(most);
  });
});

describe('bombs end soon', () => {
  const doubling = `FROM a\nENV A=0123456789\n${many(200, () => 'ENV A=$A$A\n')}USER $A\n`;
  const wide = `FROM a\nENV A=${'x'.repeat(60_000)}\n${many(10_000, (i) => `ENV B${i}=y$A\n`)}`;
  const stars = `FROM a\nENV V=${'a'.repeat(1000)} P=${'*a'.repeat(60)}\n${many(500, (i) => `ENV B${i}=\${V##$P*b}\${V//$P/x}\${V%%b*$P}\n`)}`;
  it.each([
    ['a variable that doubles', doubling],
    ['a long variable in many others', wide],
    ['a long variable many times in quotes', `FROM a\nENV A=${'x'.repeat(60_000)}\nENV B="${'$A'.repeat(30_000)}"\n`],
    ['braces in braces', `FROM a\nENV A=${'${a:-'.repeat(20_000)}x${'}'.repeat(20_000)}\n`],
    ['braces that do not close', `FROM a\nRUN <<E ${'${a:-'.repeat(20_000)}\n`],
    ['arrays in arrays', `FROM a\nCMD ${'['.repeat(50_000)}\nRUN ${'['.repeat(50_000)} << x\n`],
    ['patterns of many stars', stars],
    [
      'ONBUILD times stages',
      `FROM a AS p\n${many(2000, (i) => `ONBUILD ENV A${i}=1\n`)}${many(2000, () => 'FROM p\n')}`,
    ],
    [
      'stages that all copy from one another',
      many(100, (i) => `FROM a AS s${i}\n${many(100, (n) => `COPY --from=s${(i + n) % 100} /a /b\n`)}`),
    ],
    ['one line of a million blanks', `FROM a\nRUN ${' '.repeat(1_000_000)}x\n`],
    ['one line of a million escapes', `FROM a\nENV A=${'\\'.repeat(1_000_000)}\n`],
    ['one line of a million quotes', `FROM a\nENV A=${'"'.repeat(1_000_000)}\nLABEL a=${"'".repeat(1_000_001)}\n`],
    [
      'directives of a million blanks',
      `# syntax=a${' '.repeat(1_000_000)}b\n# check${' '.repeat(1_000_000)}\nFROM a\n`,
    ],
    ['a pragma of a million blanks', `FROM a\n# st4sd ignore=${' '.repeat(1_000_000)}; reason\n`],
  ])('%s', (_, text) => {
    const first = milliseconds(text);
    expect(first < 5000 ? first : milliseconds(text)).toBeLessThan(5000);
  });
});
