import { type MappedText, originSpan, sliceMapped } from '../text/mappedText.ts';
import { readAtExit, readSource } from './inner.ts';
import { interpreterLine } from './interpreter.ts';
import { isShell, withOption } from './invocation.ts';
import { baseName } from './path.ts';
import { limits, newReader, type Run, topPlace } from './reader.ts';
import { noOptions, type Script, type ShellCommand, type ShellWord, type Surroundings } from './script.ts';
import { newShell } from './shellState.ts';
import { documentSource } from './source.ts';
import type { Statement, Stretch } from './syntax.ts';
import { parseShell } from './unbashAdapter.ts';
import { runList } from './walk.ts';

/** The commands a shell runs for the text of a RUN, in order, with what could not be read. Never throws. */
export function readScript(text: MappedText, surroundings: Surroundings): Script {
  const reader = newReader(surroundings, runList);
  const shell = newShell(surroundings, noOptions);
  const run: Run = { reader, place: topPlace(documentSource(text)), shell, statement: undefined };
  const refusal = refusalOf(text.text);
  if (refusal !== undefined) reader.unread.push({ kind: 'limit', because: refusal, span: originSpan(text) });
  else readTop(text, run);
  return { commands: reader.commands, unread: reader.unread, options: shell.options };
}

function readTop(text: MappedText, run: Run): void {
  const { reader, place } = run;
  const { statements, problems } = parseShell(text.text);
  const body = onlyHeredoc(statements);
  if (body !== undefined) readBody(sliceMapped(text, body.start, body.end), run);
  else {
    const [problem] = problems;
    if (problem !== undefined) {
      const span = place.source.spanOf(problem.at, problem.at + 1);
      reader.unread.push({ kind: 'syntax', because: problem.message, span });
    }
    reader.list(statements, run);
    readAtExit(run);
  }
}

function readBody(body: MappedText, run: Run): void {
  const [program, ...options] = interpreterLine(body.text).map(baseName);
  if (program !== undefined && !isShell(program)) run.reader.commands.push(foreign(body, program, run));
  else {
    const option = options.find((word) => /^-\w/.test(word));
    if (option !== undefined) run.shell.options = withOption(run.shell.options, option, undefined);
    readSource(documentSource(body), run);
  }
}

/** The body of `RUN <<EOF`, which is itself the script. */
function onlyHeredoc(statements: readonly Statement[]): Stretch | undefined {
  const command = statements.length === 1 ? statements[0]?.pipelines[0]?.commands[0] : undefined;
  if (command?.kind !== 'simple' || command.words.length > 0 || command.assignments.length > 0) return undefined;
  const [redirection, ...more] = command.redirections;
  return redirection?.operator === '<<' && more.length === 0 ? redirection.target : undefined;
}

/** A body that another interpreter runs, as one command. */
function foreign(body: MappedText, program: string, { shell }: Run): ShellCommand {
  const span = originSpan(body);
  const word: ShellWord = {
    raw: program,
    text: program,
    pieces: [program],
    span: originSpan(body, 0, Math.max(0, body.text.indexOf('\n'))),
    quoted: false,
    glob: false,
    tilde: false,
    unknown: [],
  };
  return {
    program,
    words: [word],
    args: [],
    assignments: new Map(),
    redirections: [],
    wrappers: [],
    asUser: undefined,
    span,
    statement: span,
    conditional: false,
    loop: false,
    subshell: false,
    inFunction: undefined,
    background: false,
    pipe: { id: 0, index: 0, of: 1 },
    input: undefined,
    substitution: false,
    directory: shell.directory,
    options: shell.options,
  };
}

const maximalOpenings = 4000;

/** Texts that no one writes, and on which the parser takes its time. */
function refusalOf(text: string): string | undefined {
  if (text.length > limits.body) return 'the script is longer than 256 KiB';
  let openings = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // ` ( and <
    if (code === 0x60 || code === 0x28 || code === 0x3c) openings++;
  }
  return openings > maximalOpenings ? 'the script has too many parts inside one another' : undefined;
}
