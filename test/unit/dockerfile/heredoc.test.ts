import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import { lines, list, problems, user } from './reading.ts';

/** Name, body and traits of every here-document of the file. */
function heredocs(text: string): readonly string[] {
  return parseDockerfile(text).instructions.flatMap((instruction) =>
    instruction.heredocs.map(({ name, fileDescriptor, expand, stripTabs, body }) => {
      const traits = [fileDescriptor, expand ? '$' : '', stripTabs ? '-' : ''].join('');
      return `${traits} ${name}: ${JSON.stringify(text.slice(body.start, body.end))}`;
    }),
  );
}

describe('here-documents', () => {
  it.each([
    ['of RUN', 'RUN <<EOF\na\nb\nEOF\n', ['0$ EOF: "a\\nb\\n"']],
    ['of COPY', 'COPY <<a.txt /x/\nhi\na.txt\n', ['0$ a.txt: "hi\\n"']],
    ['of ADD', 'ADD <<a /x\nhi\na\n', ['0$ a: "hi\\n"']],
    ['behind ONBUILD', 'ONBUILD RUN <<E\nx\nE\n', ['0$ E: "x\\n"']],
    ['in the middle of a command', 'RUN cat <<E | sh\nx\nE\n', ['0$ E: "x\\n"']],
    ['with a file descriptor', 'RUN cat 3<<E\nx\nE\n', ['3$ E: "x\\n"']],
    ['with blanks before the name', 'RUN cat << E\nx\nE\n', ['0$ E: "x\\n"']],
    ['with tabs that do not count', 'RUN <<-E\n\tx\n\t\tE\nUSER 1\n', ['0$- E: "\\tx\\n"']],
    ['with tabs that do', 'RUN <<E\n\tE\nE\n', ['0$ E: "\\tE\\n"']],
    ['whose terminator has blanks before it', 'RUN <<-E\n  E\nE\n', ['0$- E: "  E\\n"']],
    ['whose terminator has something behind it', 'RUN <<E\nE \nE\n', ['0$ E: "E \\n"']],
    ['with an empty body', 'RUN <<E\nE\n', ['0$ E: ""']],
    ['with blank lines and comments in the body', 'RUN <<E\n\n# x\n\\\nE\n', ['0$ E: "\\n# x\\n\\\\\\n"']],
    ['of two names', 'COPY <<A <<B /x/\na\nA\nb\nB\n', ['0$ A: "a\\n"', '0$ B: "b\\n"']],
    ['of two names, one with tabs', 'RUN <<-A <<B\n\tA\n\tB\nB\n', ['0$- A: ""', '0$ B: "\\tB\\n"']],
    ['of one name twice', 'RUN <<A <<A\na\nA\nb\nA\n', ['0$ A: "a\\n"', '0$ A: "b\\n"']],
    ['behind a continuation', 'RUN a \\\n  <<E\nx\nE\n', ['0$ E: "x\\n"']],
    ['behind flags', 'RUN --mount=type=cache,target=/c <<E\nx\nE\n', ['0$ E: "x\\n"']],
    ['in a file with CRLF', 'RUN <<E\r\nx\r\nE\r\nUSER 1\r\n', ['0$ E: "x\\r\\n"']],
    ['with the terminator at the end of the file', 'RUN <<E\nx\nE', ['0$ E: "x\\n"']],
    ['with a name in double quotes', 'RUN <<"E"\nx\nE\n', ['0 E: "x\\n"']],
    ['with a name in single quotes', "RUN <<'E F'\nx\nE F\n", ['0 E F: "x\\n"']],
    ['with a name quoted in part', 'RUN <<E"O"F\nx\nEOF\n', ['0 EOF: "x\\n"']],
    // The builder counts quotes only, so an escape does not keep variables from being expanded.
    ['with an escaped name', 'RUN <<-\\EOT\nx\nEOT\n', ['0$- EOT: "x\\n"']],
    ['with a variable as its name', 'RUN <<$E\nx\n$E\n', ['0$ $E: "x\\n"']],
  ])('%s', (_, text, expected) => expect(heredocs(text)).toEqual(expected));

  it.each([
    ['quoted text', 'RUN echo "<<E"\nUSER 1\n'],
    ['text in the middle of quotes', 'RUN echo "see <<EOF for help"\nUSER 1\n'],
    ['text in single quotes', "RUN echo 'a <<E b'\nUSER 1\n"],
    ['glued to a command', 'RUN cat<<E\nUSER 1\n'],
    ['three angles', 'RUN cat <<<E\nUSER 1\n'],
    ['angles without a name', 'RUN cat <<-\nUSER 1\n'],
    ['a shift in arithmetic', 'RUN echo $((1<<2))\nUSER 1\n'],
    ['escaped', 'RUN echo \\<<E\nUSER 1\n'],
    ['JSON', 'RUN ["cat", "<<E"]\nUSER 1\n'],
    ['JSON of COPY', 'COPY ["<<E", "/x"]\nUSER 1\n'],
    ['another instruction', 'LABEL a=<<E\nUSER 1\n'],
    ['CMD', 'CMD cat <<E\nUSER 1\n'],
    ['a line with a quote left open', "RUN echo it's <<E\nUSER 1\n"],
    ['a name with braces', 'RUN <<${E:-x}\nUSER 1\n'],
  ])('none is %s', (_, text) => {
    expect(heredocs(text)).toEqual([]);
    expect(list(text)).toHaveLength(2);
  });

  it('bodies are no instructions', () => {
    expect(list(lines('FROM a', 'RUN 3<<E', 'USER root', 'E', 'USER 1'))).toEqual(['FROM a', 'RUN 3<<E', 'USER 1']);
    expect(user(lines('FROM a', 'USER 1', 'RUN cat << E', 'USER root', 'E'))).toBe('known: 1');
  });

  it('what follows a terminator at once is read', () => {
    expect(list(lines('RUN <<E', 'x', 'E', 'USER 1', 'COPY <<F /x', 'y', 'F', '# c', 'USER 2'))).toEqual([
      'RUN <<E',
      'USER 1',
      'COPY <<F /x',
      'USER 2',
    ]);
  });

  it('without a terminator stop the build, once', () => {
    expect(problems('FROM a\nRUN <<E\nx\nUSER 1\n')).toEqual(['The here-document E has no line that ends it.']);
    expect(heredocs('RUN <<E\nx\n')).toEqual(['0$ E: "x\\n"']);
  });

  it('are no sources of a COPY', () => {
    const copy = parseDockerfile('COPY <<E b /x\nE\n').instructions[0];
    expect(copy?.kind === 'copy' && copy.sources.map(({ raw }) => raw)).toEqual(['b']);
  });

  it('are no destination either', () => {
    expect(problems('FROM a\nCOPY b <<E\nE\n')).toEqual(['The destination of COPY cannot be a here-document.']);
  });

  it('spans are those of the terminator and the body', () => {
    const text = 'RUN <<-E\n\tx\n\tE\n';
    const [heredoc] = parseDockerfile(text).instructions[0]?.heredocs ?? [];
    expect(text.slice(heredoc?.terminator.start, heredoc?.terminator.end)).toBe('\tE');
    expect(text.slice(heredoc?.body.start, heredoc?.body.end)).toBe('\tx\n');
  });
});

describe('variables in the files that COPY writes', () => {
  it.each([
    ['operators of another shell stop the build', '<<E', 'a=${b//c}', ['COPY cannot be read: / is missing.']],
    ['arrays too', '<<E', '${#a[@]}', ['COPY cannot be read: the builder knows no a in a substitution.']],
    ['quotes left open do not', '<<E', "it's $a", []],
    ['nor anything where the name is quoted', '<<"E"', '${a//b}', []],
  ])('%s', (_, opening, body, expected) => {
    expect(problems(lines('FROM a', `COPY ${opening} /x`, body, 'E'))).toEqual(expected);
  });

  it('those of a RUN are the shell own business', () => {
    expect(problems(lines('FROM a', 'RUN <<E', '${a//b}', 'E'))).toEqual([]);
  });
});
