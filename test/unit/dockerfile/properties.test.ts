import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDockerfile } from '../../../server/src/engine/check.ts';
import type { Dockerfile, Instruction } from '../../../server/src/engine/dockerfile/model.ts';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import { resolveDockerfile } from '../../../server/src/engine/dockerfile/resolve.ts';
import type { ImageFacts } from '../../../server/src/engine/facts/imageFacts.ts';
import { readPragmas } from '../../../server/src/engine/pragmas.ts';
import type { Span } from '../../../server/src/engine/text/span.ts';
import { fixtureTexts } from './fixtureTexts.ts';
import { bases, facts, problems } from './reading.ts';

const fixture = fc.constantFrom(...fixtureTexts);

const snippets = [
  ...[
    '\\',
    '\\\n',
    '`',
    '"',
    "'",
    '$',
    '${',
    '}',
    '<<E\n',
    '\nE\n',
    '<<-',
    '#',
    '\n#\n',
    '# escape=`\n',
    '\n',
    '\r\n',
    ' ',
    '\t',
  ],
  ...[
    '--from=x ',
    '--from=0 ',
    '--',
    '=',
    '[',
    ']',
    '["a"]',
    '[1]',
    ',',
    '\uFEFF',
    '\u00a0',
    '\0',
    '😀',
    '\ud83d',
    '$A',
    '${A:-b}',
  ],
  ...[
    '${A#*',
    'FROM ',
    '\nFROM x AS y\n',
    '\nARG A\n',
    '\nENV A=1 B=$A\n',
    '\nUSER $A\n',
    '\nONBUILD ',
    '\nCMD x\n',
    '\nRUN ',
    '\nCOPY a b\n',
  ],
];

interface Mutation {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(400),
  remove: fc.oneof(fc.constant(0), fc.nat(12)),
  insert: fc.oneof(fc.constant(''), fc.constantFrom(...snippets), fc.string({ maxLength: 6 })),
});

/** A fixture, or two, with pieces put in and taken out. */
const broken = fc
  .tuple(fixture, fc.option(fixture, { nil: '' }), fc.array(mutation, { minLength: 1, maxLength: 6 }))
  .map(([first, second, mutations]) =>
    mutations.reduce((text, { at, remove, insert }) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + insert + text.slice(place + remove);
    }, first + second),
  );

function spansOf(instruction: Instruction): readonly Span[] {
  const { span, keywordSpan, argsSpan, flags, heredocs, comments } = instruction;
  const shared = [
    ...[span, keywordSpan, argsSpan],
    ...flags.flatMap((flag) => [flag.span, flag.valueSpan]),
    ...heredocs.flatMap(({ body, terminator }) => [body, terminator]),
    ...comments.flatMap((comment) => [comment.span, comment.textSpan]),
  ];
  return [...shared, ...wordsOf(instruction).map((word) => word.span), ...triggerSpans(instruction)];
}

function triggerSpans(instruction: Instruction): readonly Span[] {
  return instruction.kind === 'onbuild' && instruction.trigger !== undefined ? spansOf(instruction.trigger) : [];
}

interface Written {
  readonly raw: string;
  readonly span: Span;
}

/** Everything of an instruction that stands somewhere as it is written. */
function wordsOf(instruction: Instruction): readonly Written[] {
  const isJson = instruction.args.text.startsWith('[');
  if ('values' in instruction) {
    return instruction.values.flatMap(({ value, valueSpan }) =>
      value === undefined ? [] : [{ raw: value, span: valueSpan }],
    );
  }
  if (instruction.kind === 'from') return [instruction.base, instruction.as].filter((word) => word !== undefined);
  if ('sources' in instruction && !isJson) {
    return [...instruction.sources, ...(instruction.destination === undefined ? [] : [instruction.destination])];
  }
  if (instruction.kind === 'expose' || (instruction.kind === 'volume' && !isJson)) return instruction.words;
  return [{ raw: instruction.args.text, span: instruction.argsSpan }];
}

function everySpan({ directives, comments, instructions, problems: found }: Dockerfile): readonly Span[] {
  const own = [...directives, ...found].map(({ span }) => span);
  return [...own, ...comments.flatMap(({ span, textSpan }) => [span, textSpan]), ...instructions.flatMap(spansOf)];
}

describe('whatever is done to a file', () => {
  it('reading it never throws, and every span lies in it', () => {
    fc.assert(
      fc.property(broken, (text) => {
        const dockerfile = parseDockerfile(text);
        const { problems: found } = resolveDockerfile(dockerfile, {
          target: undefined,
          buildArgs: new Map(),
          bases: bases(),
        });
        const pragmas = readPragmas(dockerfile).all.map(({ valueSpan }) => valueSpan);
        for (const { start, end } of [...everySpan(dockerfile), ...found.map(({ span }) => span), ...pragmas]) {
          expect(start >= 0 && start <= end && end <= text.length).toBe(true);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('words without continuation stand there letter by letter', () => {
    fc.assert(
      fc.property(broken, (text) => {
        for (const instruction of parseDockerfile(text).instructions) {
          for (const { raw, span } of wordsOf(instruction)) {
            const written = text.slice(span.start, span.end);
            if (!written.includes('\n')) expect(written).toBe(raw);
          }
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('instructions follow one another and do not overlap', () => {
    fc.assert(
      fc.property(broken, (text) => {
        const spans = parseDockerfile(text).instructions.map(({ span }) => span);
        for (const [i, span] of spans.entries()) expect(span.start).toBeGreaterThanOrEqual(spans[i - 1]?.end ?? 0);
      }),
      { numRuns: 500 },
    );
  });

  it('the whole check gives an answer', () => {
    fc.assert(
      fc.property(broken, (text) => {
        expect(checkDockerfile(text).kind).toBe('dockerfile');
      }),
      { numRuns: 150 },
    );
  });

  it('any text at all is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseDockerfile(text).text).toBe(text);
      }),
    );
  });
});

/** What the facts say, without the places. */
function meaning(text: string): unknown {
  const plain = (value: unknown): unknown => (value instanceof Map ? [...value] : value);
  const of = (fact: { readonly state: string; readonly value?: unknown; readonly because?: string }) => {
    return fact.state === 'known' ? plain(fact.value) : (fact.because ?? fact.state);
  };
  const {
    user,
    entrypoint,
    command,
    workdir,
    shell,
    base,
    environment,
    labels,
    platforms,
    ports,
    volumes,
  }: ImageFacts = facts(text);
  return [
    ...[user, entrypoint, command, workdir, shell, base],
    ...[environment, labels, platforms, ports, volumes],
  ].map(of);
}

/** Fixtures that end where an instruction ends, so that something can be put between their lines. */
const whole = fixtureTexts.filter((text) => !text.endsWith('\\') && !text.includes('\r'));

/** Where the lines of the second and later instructions start. */
function starts(text: string): readonly number[] {
  const spans = parseDockerfile(text).instructions.slice(1);
  return spans.map(({ span }) => text.lastIndexOf('\n', span.start) + 1);
}

describe('no fact changes', () => {
  it.each(whole)('with CRLF: %j', (text) => {
    expect(meaning(text.replaceAll('\n', '\r\n'))).toEqual(meaning(text));
  });

  it.each(whole)('with keywords in lower case: %j', (text) => {
    let lower = text;
    for (const { keywordSpan } of parseDockerfile(text).instructions) {
      const { start, end } = keywordSpan;
      lower = lower.slice(0, start) + lower.slice(start, end).toLowerCase() + lower.slice(end);
    }
    expect(meaning(lower)).toEqual(meaning(text));
  });

  it.each(whole)('with comments and blank lines between instructions: %j', (text) => {
    let longer = text;
    for (const start of starts(text).toReversed())
      longer = `${longer.slice(0, start)}\n  \n# hello \\\n${longer.slice(start)}`;
    expect(meaning(longer)).toEqual(meaning(text));
    expect(problems(longer)).toEqual([]);
  });

  it.each(whole)('with keywords continued on the next line: %j', (text) => {
    const { escape, instructions } = parseDockerfile(text);
    let flowed = text;
    for (const { keywordSpan } of instructions.toReversed()) {
      const place = keywordSpan.end;
      flowed = `${flowed.slice(0, place)} ${escape}\n# c\n\n${flowed.slice(place)}`;
    }
    expect(meaning(flowed)).toEqual(meaning(text));
  });

  it.each(whole)('with a stage that nothing uses: %j', (text) => {
    const [place = 0] = parseDockerfile(text).instructions.flatMap(({ kind, span }) =>
      kind === 'from' ? [span.start] : [],
    );
    // Sources by number count the stages.
    const renumbered = text.replaceAll('--from=0', '--from=1');
    const extra = 'FROM other:9 AS never-used\nUSER 77\nENV UNUSED=1\nENTRYPOINT ["unused"]\n';
    expect(meaning(renumbered.slice(0, place) + extra + renumbered.slice(place))).toEqual(meaning(text));
  });
});
