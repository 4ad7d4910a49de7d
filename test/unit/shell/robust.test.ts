import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createsAccounts } from '../../../server/src/engine/shell/accounts.ts';
import { unpacks } from '../../../server/src/engine/shell/archives.ts';
import { checksOut, downloads, verifiesChecksum } from '../../../server/src/engine/shell/downloads.ts';
import { makes } from '../../../server/src/engine/shell/files.ts';
import { changesMode, changesOwner, setsUmask } from '../../../server/src/engine/shell/modes.ts';
import { installs } from '../../../server/src/engine/shell/packages.ts';
import { readScript } from '../../../server/src/engine/shell/readScript.ts';
import { removes } from '../../../server/src/engine/shell/removals.ts';
import { runsDownloaded } from '../../../server/src/engine/shell/runsDownloaded.ts';
import type { Script, ShellWord } from '../../../server/src/engine/shell/script.ts';
import { turnsSignaturesOff } from '../../../server/src/engine/shell/signatureOff.ts';
import { turnsTlsOff } from '../../../server/src/engine/shell/tlsOff.ts';
import { joinMapped, mappedSlice } from '../../../server/src/engine/text/mappedText.ts';
import type { Span } from '../../../server/src/engine/text/span.ts';
import { bodies } from './bodies.ts';
import { read } from './read.ts';

const seam = ' \\\n  # note\n';

/** Reads a body as if a continuation stood in it, and gives the document it stands in. */
function inDocument(body: string, cut: number): { script: Script; document: string } {
  const document = `RUN ${body.slice(0, cut)}${seam}${body.slice(cut)}`;
  const second = { start: 4 + cut + seam.length, end: document.length };
  const text = joinMapped([mappedSlice(document, { start: 4, end: 4 + cut }), mappedSlice(document, second)]);
  const variable = (name: string) => (name.length % 2 === 0 ? `${name} value` : undefined);
  return { script: readScript(text, { variable, directory: '/w' }), document };
}

function spansOf(script: Script): Span[] {
  const ofWord = ({ span }: ShellWord) => span;
  return [
    ...script.unread.map(({ span }) => span),
    ...script.commands.flatMap(({ span, statement, words, redirections, assignments }) => [
      span,
      statement,
      ...words.map(ofWord),
      ...redirections.flatMap(({ target }) => (target === undefined ? [] : [target.span])),
      ...[...assignments.values()].map(ofWord),
    ]),
  ];
}

function askEverything(script: Script): void {
  runsDownloaded(script);
  for (const command of script.commands) {
    for (const ask of [createsAccounts, unpacks, checksOut, downloads, verifiesChecksum, makes, changesMode])
      ask(command);
    for (const ask of [changesOwner, setsUmask, installs, removes, turnsSignaturesOff, turnsTlsOff]) ask(command);
  }
}

const bits = [
  '"',
  "'",
  '`',
  '$(',
  '${',
  '$',
  ')',
  '}',
  '(',
  '{',
  '\\',
  '\n',
  '|',
  '&&',
  '||',
  ';',
  '<<E',
  '<<<',
  '<(',
  '> ',
  '#',
  '*',
  '[',
  ']]',
  '~',
  '=',
  '\0',
  '\uE000',
  '\uE001',
  '\uD800',
  'é',
  ' if ',
  ' done ',
  ' esac ',
  '{a,b}',
  '{1..9}',
  'bash -c "',
  'eval ',
];
const mutation = fc.record({
  at: fc.nat(400),
  length: fc.nat(12),
  put: fc.constantFrom('', ...bits),
  copy: fc.boolean(),
});

function mutated(body: string, changes: readonly { at: number; length: number; put: string; copy: boolean }[]): string {
  return changes.reduce((text, { at, length, put, copy }) => {
    const from = at % (text.length + 1);
    const taken = text.slice(from, from + length);
    return text.slice(0, from) + put + (copy ? taken + taken : '') + text.slice(from + length);
  }, body);
}

describe('any text', () => {
  it('is read without a throw, with all places inside the document', () => {
    const input = fc.tuple(fc.constantFrom(...bodies), fc.array(mutation, { maxLength: 6 }), fc.nat(400));
    fc.assert(
      fc.property(input, ([body, changes, cut]) => {
        const text = mutated(body, changes);
        const { script, document } = inDocument(text, cut % (text.length + 1));
        for (const { start, end } of spansOf(script)) {
          if (!(start >= 4 && start <= end && end <= document.length))
            throw new Error(`${start}..${end} of ${document.length}`);
        }
        askEverything(script);
      }),
      { numRuns: 1000 },
    );
  });

  it('cut short keeps the commands before the cut', () => {
    for (const body of bodies.filter((text) => !/[({<`]|if|case|while|for|trap/.test(text))) {
      const { commands } = read(body);
      const whole = commands.slice(0, -1).map(({ program }) => program);
      expect(
        read(`${body} && "`)
          .commands.map(({ program }) => program)
          .slice(0, whole.length),
      ).toEqual(whole);
    }
  });

  it('gives the commands of realistic bodies', () => {
    for (const body of bodies) {
      const script = read(body);
      expect(script.commands.length, body).toBeGreaterThan(0);
      expect(
        script.unread.filter(({ kind }) => kind === 'syntax' || kind === 'limit'),
        body,
      ).toEqual([]);
      askEverything(script);
    }
  });
});

describe('time', () => {
  const shapes: Record<string, (count: number) => string> = {
    words: (count) => `echo ${'word '.repeat(count)}`,
    commands: (count) => 'a b && '.repeat(count / 4),
    lines: (count) => 'a b\n'.repeat(count / 4),
    variables: (count) => `V=1; echo ${'$V '.repeat(count)}`,
    'one word of variables': (count) => `echo ${'$V'.repeat(count)}`,
    escapes: (count) => `echo "${'\\"'.repeat(count)}"`,
    assignments: (count) => 'A=$A; '.repeat(count / 4),
    directories: (count) => 'cd x; '.repeat(count / 4),
    pipes: (count) => 'a|'.repeat(count / 4),
    wrappers: (count) => 'sudo '.repeat(count),
    finds: (count) => `find ${'-exec find '.repeat(count / 4)}`,
    groups: (count) => `${'('.repeat(count / 32)}a${')'.repeat(count / 32)}`,
    substitutions: (count) => '$('.repeat(count / 32),
    braces: (count) => `echo ${'{a,'.repeat(count)}`,
    brackets: (count) => `echo ${'*?[a]'.repeat(count)}`,
    functions: (count) => `${'f() { f; f; }; '.repeat(count / 16)}f`,
    branches: (count) => `if a; then b; ${'elif c; then V=1; '.repeat(count / 16)}fi`,
    scripts: (count) => `bash -c "${'a $V; '.repeat(count / 16)}"`,
  };
  const time = (text: string, turns: number) => {
    const times = Array.from({ length: turns }, () => {
      const start = performance.now();
      askEverything(read(text));
      return performance.now() - start;
    });
    return Math.max(0.2, Math.min(...times));
  };

  // Twenty times the text may take longer than twenty times the time, because the garbage collector then has work to
  // do; what grows with the square would take four hundred times.
  it.each(Object.entries(shapes))('grows with the text: %s', (_, make) => {
    const ratio = () => time(make(32_000), 1) / time(make(1600), 3);
    const first = ratio();
    // A busy machine may disturb one measurement.
    expect(first < 250 ? first : ratio()).toBeLessThan(250);
  });
});
