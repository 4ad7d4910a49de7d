import { DockerfileParser } from 'dockerfile-ast';
import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import { linesOf, positionAt } from '../../../server/src/engine/text/lines.ts';
import { fixtureTexts } from './fixtureTexts.ts';

function ours(text: string): readonly string[] {
  const lines = linesOf(text);
  return parseDockerfile(text).instructions.map(
    ({ keyword, span }) => `${keyword} ${positionAt(lines, span.start).line}`,
  );
}

function library(text: string): readonly string[] {
  return DockerfileParser.parse(text)
    .getInstructions()
    .map((instruction) => `${instruction.getKeyword()} ${instruction.getRange().start.line}`);
}

/** Where dockerfile-ast and the builder, whom we follow, read a file differently. */
const differences: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  [
    'a here-document with a file descriptor is none',
    'RUN cat 3<<E\nUSER root\nE\n',
    ['RUN 0'],
    ['RUN 0', 'USER 1', 'E 2'],
  ],
  ['a here-document with a blank is none', 'RUN cat << E\nUSER root\nE\n', ['RUN 0'], ['RUN 0', 'USER 1', 'E 2']],
  ['quoted text is a here-document', 'RUN echo "see <<EOF"\nUSER 1\n', ['RUN 0', 'USER 1'], ['RUN 0']],
  [
    'tabs of one here-document count for the next',
    'RUN <<-A <<B\nx\n\tA\n\tB\nUSER 1\nB\nUSER 2\n',
    ['RUN 0', 'USER 6'],
    ['RUN 0', 'USER 4', 'B 5', 'USER 6'],
  ],
  [
    'an unknown directive does not end the directives',
    '# a=b\n# escape=`\nRUN x `\nUSER 1\n',
    ['RUN 2', 'USER 3'],
    ['RUN 2'],
  ],
  ['a lone escape is an instruction', '\\\nUSER 1\n', ['USER 1'], ['\\ 0', 'USER 1']],
];

describe('dockerfile-ast', () => {
  const known = new Set<string>([
    'FROM a\nRUN cat 3<<A - << B\nx\nA\ny\nB\nCMD z\n',
    'FROM a\nRUN echo "see <<EOF for help"\nUSER 1001\n',
    'FROM a\n\\\nUSER 1\nCMD a\\\nb\\\n\nc\n',
  ]);

  it.each(fixtureTexts.filter((text) => !known.has(text)))('reads as we do: %j', (text) => {
    expect(library(text)).toEqual(ours(text));
  });

  it.each(differences)('reads otherwise than the builder: %s', (_, text, expected, theirs) => {
    expect(ours(text)).toEqual(expected);
    expect(library(text)).toEqual(theirs);
  });

  it('differs in no fixture but the listed', () => {
    expect(fixtureTexts.filter((text) => known.has(text))).toHaveLength(known.size);
  });
});
