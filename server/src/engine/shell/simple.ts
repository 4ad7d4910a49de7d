import { get } from '../text/persistentMap.ts';
import { runBuiltin } from './builtins.ts';
import { type Call, emit } from './call.ts';
import { callsOfFind, withItems } from './find.ts';
import { freshShell, note, readShell, readText, shown } from './inner.ts';
import { programOf } from './program.ts';
import { at, inFork, limits, type Run } from './reader.ts';
import { expanderOf, readAssignment, readRedirections, readWords, valueIn } from './reading.ts';
import type { ShellFunction } from './shellState.ts';
import type { Simple, Statement, SyntaxRedirection } from './syntax.ts';
import { peel } from './wrappers.ts';

/** Reads a simple command: what it assigns, what it runs, and what it does to the shell. */
export function runSimple(command: Simple & { readonly redirections: readonly SyntaxRedirection[] }, run: Run): void {
  const expander = expanderOf(run);
  const written = readWords(command.words, expander, run);
  // Assignments before a command hold for it alone.
  const own = written.length > 0 && command.assignments.length > 0 ? inFork(run) : run;
  const ownExpander = own === run ? expander : expanderOf(own);
  const given = command.assignments.map((each) => [each.name, readAssignment(each, ownExpander, own)] as const);
  const redirections = readRedirections(command.redirections, expander);
  if (written.length === 0 && redirections.length === 0) return;
  const peeled = peel(written);
  const { wrappers, asUser, script, items, login } = peeled;
  const words = items === undefined ? peeled.words : withItems(peeled, run.place.input);
  const assignments = given.length === 0 ? peeled.assignments : [...given, ...peeled.assignments];
  const span = run.place.source.spanOf(command.start, command.end);
  const program = programOf(words[0]);
  runCall({ words, wrappers, assignments, asUser, script, items, login, redirections, span, program }, run);
}

function runCall(call: Call, run: Run): void {
  const { program, words, script } = call;
  if (script !== undefined && readText(script, call, { run, ...freshShell, positional: words })) return;
  const body = program === undefined || words[0]?.text !== program ? undefined : get(run.shell.functions, program);
  if (body !== undefined) runFunction(body, call, run);
  else if (!readShell(call, run)) runOther(call, run);
}

function runOther(call: Call, run: Run): void {
  emit(call, run);
  if (call.program === 'find') runFound(call, run);
  else if (call.program === undefined || /\.(?:ba|k|z)?sh$/.test(call.program)) noteUnknown(call, run);
  else runBuiltin(call, run);
}

/** A program that is not known, or a file of commands. */
function noteUnknown(call: Call, run: Run): void {
  const [file] = call.words;
  if (file === undefined) return;
  const kind = call.program === undefined ? 'program' : 'script';
  const because = kind === 'program' ? `what ${shown(file)} runs is not known` : `${shown(file)} is not seen`;
  note(run, call, { kind, because, file });
}

function runFound(call: Call, run: Run): void {
  const depth = run.place.depth + 1;
  if (depth > limits.depth) return;
  for (const found of callsOfFind(call)) runCall(found, at(run, { loop: true, depth }));
}

function runFunction({ definition, source }: ShellFunction, call: Call, run: Run): void {
  const { place, shell } = run;
  const depth = place.depth + 1;
  if (depth > limits.depth) {
    note(run, call, { kind: 'limit', because: `${definition.name} calls itself` });
    return;
  }
  const { positional } = shell;
  const { start, end, body } = definition;
  const redirections = [...call.redirections, ...place.redirections];
  const pipelines = [{ start, end, negated: false, timed: false, commands: [body] }];
  const statement: Statement = { start, end, pipelines, operators: [], background: false };
  shell.positional = call.words.slice(1).map(valueIn);
  run.reader.list([statement], at(run, { source, redirections, depth, inFunction: definition.name }));
  shell.positional = positional;
}
