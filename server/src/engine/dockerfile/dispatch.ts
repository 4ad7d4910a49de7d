import { absent, type Fact, known, type Origin, unknown } from '../facts/fact.ts';
import type { CommandLine } from '../facts/imageFacts.ts';
import { get, type PersistentMap, set } from '../text/persistentMap.ts';
import type { Span } from '../text/span.ts';
import type { State } from './build.ts';
import { expandWord } from './expand.ts';
import type { Arg, CommandForm, Env, Instruction, Label, Listing, Setting, Start } from './model.ts';
import { resolvePath } from './path.ts';
import type { Expansion, Lookup } from './variable.ts';

/** What the stage's instructions share. */
export interface StageContext {
  readonly escape: string;
  readonly os: 'linux' | 'windows';
  readonly globals: Lookup;
  readonly buildArgs: ReadonlyMap<string, string>;
  /** A CMD was met in this stage, an ONBUILD trigger's included: an ENTRYPOINT then keeps it. */
  commandSeen: boolean;
}

/** The state after the instruction, as BuildKit's dispatch functions change it. RUN and COPY change files only. */
export function dispatch(state: State, instruction: Instruction, context: StageContext): State {
  switch (instruction.kind) {
    case 'user':
      return { ...state, user: userAfter(state, instruction, context) };
    case 'workdir':
      return { ...state, workdir: workdirAfter(state, instruction, context) };
    case 'env':
      return withEnvironment(state, assigned(state, instruction, context.escape));
    case 'arg':
      return withArguments(state, instruction, context);
    case 'label':
      return { ...state, labels: setAll(state.labels, assigned(state, instruction, context.escape)) };
    case 'shell':
      return { ...state, shell: shellAfter(instruction.words, instruction) };
    case 'cmd':
      context.commandSeen = true;
      return { ...state, command: startAfter(state, instruction, context.os) };
    case 'entrypoint':
      return entrypointAfter(state, instruction, context);
    case 'healthcheck':
      return { ...state, healthcheck: healthcheckAfter(state, instruction.command, { instruction, os: context.os }) };
    case 'expose':
      return { ...state, ports: withAll(state.ports, listed(state, instruction, context).flatMap(blankSeparated)) };
    case 'volume':
      return { ...state, volumes: withAll(state.volumes, listed(state, instruction, context)) };
    default:
      return state;
  }
}

/** What the variable stands for in this state. */
export function lookupIn(state: State): Lookup {
  return (name) => {
    const fact = get(state.variables, name);
    if (fact === undefined || fact.state === 'absent') {
      return state.open === undefined
        ? { state: 'unset' }
        : { state: 'unknown', because: `${name} is not set in the file and ${state.open}` };
    }
    return fact.state === 'known' ? { state: 'set', value: fact.value } : { state: 'unknown', because: fact.because };
  };
}

/** The text expanded with the variables of the state. */
export function expandIn(state: State, text: string, escape: string): Expansion {
  return expandWord(text, escape, lookupIn(state));
}

/** What the builder puts in front of a shell form. */
export function shellOf(state: State, os: 'linux' | 'windows'): readonly string[] {
  if (state.shell.state === 'known') return state.shell.value;
  return os === 'windows' ? ['cmd', '/S', '/C'] : ['/bin/sh', '-c'];
}

function originOfInstruction(instruction: Instruction): Origin {
  return { kind: 'instruction', instruction };
}

function userAfter(state: State, instruction: Setting, { escape }: StageContext): State['user'] {
  const expansion = expandIn(state, instruction.args.text, escape);
  if (expansion.state !== 'text') return unknown(reasonOf(expansion), instruction.argsSpan, settleVariable);
  return known({ text: expansion.text, literal: true }, instruction.argsSpan, originOfInstruction(instruction));
}

const settleVariable = 'Give its value under "buildArgs" in .st4sd.yaml, or with --build-arg.';

function reasonOf(expansion: Exclude<Expansion, { state: 'text' }>): string {
  return expansion.state === 'unknown' ? expansion.because : expansion.problem;
}

function workdirAfter(state: State, instruction: Setting, { escape, os }: StageContext): Fact<string> {
  const expansion = expandIn(state, instruction.args.text, escape);
  const at = instruction.argsSpan;
  if (expansion.state !== 'text') return unknown(reasonOf(expansion), at, settleVariable);
  const path = os === 'windows' ? expansion.text.replaceAll('\\', '/').replace(/^[a-z]:/i, '') : expansion.text;
  if (path.startsWith('/')) return known(resolvePath('/', path), at, originOfInstruction(instruction));
  if (state.workdir.state === 'unknown') return state.workdir;
  const current = state.workdir.state === 'known' ? state.workdir.value : '/';
  return known(resolvePath(current, path), at, originOfInstruction(instruction));
}

type Entry = readonly [name: string, fact: Fact<string>];

/** What ENV and LABEL set; all values of one statement are expanded with what held before it. */
function assigned(state: State, instruction: Env | Label, escape: string): readonly Entry[] {
  const origin = originOfInstruction(instruction);
  return instruction.values.flatMap(({ name: written, value, valueSpan }): Entry[] => {
    if (value === undefined || written === '') return [];
    const name = nameIn(state, written, escape);
    return name === undefined ? [] : [[name, valueFact(state, value, { at: valueSpan, origin, escape })]];
  });
}

function valueFact(
  state: State,
  value: string,
  { at, origin, escape }: { readonly at: Span; readonly origin: Origin; readonly escape: string },
): Fact<string> {
  const expansion = expandIn(state, value, escape);
  return expansion.state === 'text'
    ? known(expansion.text, at, origin)
    : unknown(reasonOf(expansion), at, settleVariable);
}

function setAll(map: PersistentMap<Fact<string>>, entries: readonly Entry[]): PersistentMap<Fact<string>> {
  return entries.reduce((result, [name, fact]) => set(result, name, fact), map);
}

/** The builder expands the names of ENV and LABEL too; one that cannot be told is left out. */
function nameIn(state: State, written: string, escape: string): string | undefined {
  const expansion = expandIn(state, written, escape);
  return expansion.state === 'text' ? expansion.text : undefined;
}

function withEnvironment(state: State, entries: readonly Entry[]): State {
  return {
    ...state,
    environment: setAll(state.environment, entries),
    variables: setAll(state.variables, entries),
  };
}

/** Build argument, else the stage's default, else the global value; an ARG without any leaves the variable as it is. */
function withArguments(state: State, instruction: Arg, { escape, globals, buildArgs }: StageContext): State {
  let variables = state.variables;
  for (const { name, value, span, valueSpan } of instruction.values) {
    const given = buildArgs.get(name);
    const fromGlobal = globals(name);
    const origin = originOfInstruction(instruction);
    if (given !== undefined) variables = set(variables, name, known(given, span, origin));
    else if (value !== undefined) {
      const fact =
        name === '' ? undefined : valueFact({ ...state, variables }, value, { at: valueSpan, origin, escape });
      if (fact !== undefined) variables = set(variables, name, fact);
    } else if (fromGlobal.state === 'set') variables = set(variables, name, known(fromGlobal.value, span, origin));
    else if (fromGlobal.state === 'unknown')
      variables = set(variables, name, unknown(fromGlobal.because, span, settleVariable));
    else if (get(variables, name) === undefined) {
      variables = set(variables, name, unknown(`the build argument ${name} has no default`, span, settleVariable));
    }
  }
  return { ...state, variables };
}

function shellAfter(words: readonly string[] | undefined, instruction: Instruction): State['shell'] {
  if (words === undefined) return unknown('SHELL is no JSON array of strings', instruction.span);
  return words.length === 0
    ? absent(instruction.argsSpan, originOfInstruction(instruction))
    : known(words, instruction.argsSpan, originOfInstruction(instruction));
}

function startAfter(state: State, instruction: Start, os: 'linux' | 'windows'): Fact<CommandLine> {
  const line = lineOf(state, instruction.command, os);
  const at = instruction.argsSpan;
  return line.words.length === 0
    ? absent(at, originOfInstruction(instruction))
    : known(line, at, originOfInstruction(instruction));
}

function lineOf(state: State, command: CommandForm, os: 'linux' | 'windows'): CommandLine {
  if (command.form === 'exec') return command;
  return { form: 'shell', words: [...shellOf(state, os), command.text.text] };
}

/** ENTRYPOINT, even an empty one, clears a CMD that came from the base. */
function entrypointAfter(state: State, instruction: Start, context: StageContext): State {
  const entrypoint = startAfter(state, instruction, context.os);
  if (context.commandSeen) return { ...state, entrypoint };
  return { ...state, entrypoint, command: absent(instruction.argsSpan, originOfInstruction(instruction)) };
}

function healthcheckAfter(
  state: State,
  command: CommandForm | undefined,
  { instruction, os }: { readonly instruction: Instruction; readonly os: 'linux' | 'windows' },
): Fact<CommandLine> {
  const origin = originOfInstruction(instruction);
  if (command === undefined) return absent(instruction.argsSpan, origin);
  return known(lineOf(state, command, os), instruction.argsSpan, origin);
}

function listed(state: State, { words }: Listing, { escape }: StageContext): readonly string[] {
  return words.flatMap(({ raw }) => {
    const expansion = expandIn(state, raw, escape);
    return expansion.state === 'text' && expansion.text !== '' ? [expansion.text] : [];
  });
}

function withAll(map: PersistentMap<true>, texts: readonly string[]): PersistentMap<true> {
  return texts.reduce((result, text) => set(result, text, true), map);
}

/** A variable of EXPOSE may hold several ports. */
function blankSeparated(ports: string): readonly string[] {
  return ports.split(/\s+/).filter((port) => port !== '');
}
