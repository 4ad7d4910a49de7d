import { set } from '../text/persistentMap.ts';
import { segmentsOf } from './asking.ts';
import { readAtExit } from './inner.ts';
import { at, goesOn, inFork, type Run } from './reader.ts';
import { expanderOf, readRedirections, readWords, valueIn } from './reading.ts';
import { assign, either, perhaps } from './shellState.ts';
import { runSimple } from './simple.ts';
import type { Command, Definition, For, Group, Loop, Pipeline, Simple, Statement } from './syntax.ts';
import { unknownText } from './value.ts';

/** Reads the commands of a list in the order they run. */
export function runList(statements: readonly Statement[], run: Run): void {
  for (const statement of statements) runStatement(statement, run);
}

function runStatement(statement: Statement, run: Run): void {
  const { background, pipelines } = statement;
  const within = background ? inFork(at(run, { background })) : run;
  const [only] = pipelines;
  if (only !== undefined && pipelines.length === 1) runPipeline(only, within);
  else runChain(statement, within);
}

function runChain(statement: Statement, within: Run): void {
  for (const segment of segmentsOf(statement)) {
    const inside = segment.uncertain ? at(within, { conditional: true }) : within;
    const all = () => {
      for (const pipeline of segment.pipelines) runPipeline(pipeline, inside);
    };
    if (segment.uncertain) perhaps(within.shell, all);
    else all();
  }
}

function runPipeline({ commands, timed, start, end }: Pipeline, run: Run): void {
  const { reader, place, shell, statement = place.source.spanOf(start, end) } = run;
  const own = run.statement === statement ? run : { reader, place, shell, statement };
  const within = timed ? at(own, { wrappers: [...place.wrappers, 'time'] }) : own;
  const [only] = commands;
  if (only !== undefined && commands.length === 1) runCommand(only, within);
  else runMembers(commands, within);
}

/** The commands of a pipeline, each in a shell of its own. */
function runMembers(commands: readonly Command[], within: Run): void {
  const { reader } = within;
  const id = reader.pipelines++;
  let { input } = within.place;
  for (const [index, command] of commands.entries()) {
    const before = reader.commands.length;
    runCommand(command, inFork(at(within, { pipe: { id, index, of: commands.length }, input })));
    input = reader.commands.length > before ? reader.commands.at(-1) : undefined;
  }
}

function runCommand(command: Command, run: Run): void {
  if (!goesOn(run, command)) return;
  const { shell, place } = run;
  if (command.kind === 'simple') runSimple(command, run);
  else if (command.kind === 'function') {
    shell.functions = set(shell.functions, command.name, { definition: command, source: place.source });
  } else if (command.redirections.length === 0) runCompound(command, run);
  else {
    const redirections = [...readRedirections(command.redirections, expanderOf(run)), ...place.redirections];
    runCompound(command, at(run, { redirections }));
  }
}

function runCompound(command: Exclude<Command, Simple | Definition>, run: Run): void {
  const branch = (...bodies: (readonly Statement[])[]) => {
    return () => bodies.forEach((body) => void runList(body, at(run, { conditional: true })));
  };
  switch (command.kind) {
    case 'group':
      runGroup(command, run);
      break;
    case 'if': {
      const [first, ...others] = command.branches;
      runList(first?.test ?? [], run);
      const rest = others.map(({ test, body }) => branch(test, body));
      either(run.shell, [branch(first?.body ?? []), ...rest, branch(command.otherwise ?? [])]);
      break;
    }
    case 'case':
      readWords([command.word], expanderOf(run), run);
      either(run.shell, [...command.branches.map((body) => branch(body)), branch()]);
      break;
    case 'loop':
      runLoop(command, run);
      break;
    case 'for':
      runFor(command, run);
  }
}

function runGroup({ subshell, body }: Group, run: Run): void {
  if (!subshell) runList(body, run);
  else {
    const within = inFork(at(run, { subshell }));
    runList(body, within);
    readAtExit(within);
  }
}

function runLoop({ name, words, test, body }: Loop, run: Run): void {
  readWords(words, expanderOf(run), run);
  const inside = at(run, { loop: true });
  runList(test, inside);
  if (name !== undefined) assign(run.shell, name, unknownText([name]));
  perhaps(run.shell, () => runList(body, at(inside, { conditional: true })));
}

const maximalTurns = 16;

/** A short list of known words is gone through word by word. */
function runFor({ name, words, body }: For, run: Run): void {
  const inside = at(run, { loop: true });
  const items = itemsOf(words, run);
  if (items === undefined) {
    assign(run.shell, name, unknownText([name]));
    perhaps(run.shell, () => runList(body, inside));
    assign(run.shell, name, unknownText([name]));
    return;
  }
  for (const item of items) {
    assign(run.shell, name, item);
    runList(body, inside);
  }
}

function itemsOf(words: For['words'], run: Run) {
  if (words === undefined) {
    const { positional } = run.shell;
    return positional !== undefined && positional.length <= maximalTurns ? positional : undefined;
  }
  const items = readWords(words, expanderOf(run), run);
  const known = items.length <= maximalTurns && items.every(({ text, glob }) => text !== undefined && !glob);
  return known ? items.map(valueIn) : undefined;
}
