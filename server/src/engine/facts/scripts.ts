import type { Stage, Step } from '../dockerfile/build.ts';
import { lookupIn, shellOf } from '../dockerfile/dispatch.ts';
import type { Run } from '../dockerfile/model.ts';
import { shellKind, shellOptions } from '../shell/interpreter.ts';
import { readScript } from '../shell/readScript.ts';
import { noOptions, type Script, type Surroundings } from '../shell/script.ts';
import { joinMapped, type MappedText, mappedAt, mappedSlice } from '../text/mappedText.ts';
import { remembered } from '../text/remembered.ts';
import type { Span } from '../text/span.ts';
import { isRoot } from './user.ts';

const scriptsOf = remembered((_: Stage) => new Map<Step, Script>());

/** What a RUN does, read once however many rules ask; undefined for other instructions. */
export function scriptOf(step: Step, document: string): Script | undefined {
  const { instruction } = step;
  if (instruction.kind !== 'run') return undefined;
  const read = scriptsOf(step.stage);
  const script = read.get(step) ?? scriptOfRun(step, instruction, { document, surroundings: surroundingsOf(step) });
  read.set(step, script);
  return script;
}

/** What a RUN does where some variables are seen otherwise than they are: a question of its own, not kept. */
export function scriptSeeing(
  step: Step,
  document: string,
  variable: (name: string, usual: string | undefined) => string | undefined,
): Script | undefined {
  const { instruction } = step;
  if (instruction.kind !== 'run') return undefined;
  const usual = surroundingsOf(step);
  const surroundings = { ...usual, variable: (name: string) => variable(name, usual.variable(name)) };
  return scriptOfRun(step, instruction, { document, surroundings });
}

interface Reading {
  readonly document: string;
  readonly surroundings: Surroundings;
}

function scriptOfRun(step: Step, run: Run, { document, surroundings }: Reading): Script {
  if (run.command.form === 'exec') return inExecForm(run.command.words, run.argsSpan, surroundings);
  const shell = shellOf(step.before, step.stage.os);
  if (shellKind(shell) !== 'posix') {
    return {
      commands: [],
      unread: [{ kind: 'script', because: `${shell[0] ?? 'its shell'} is not read`, span: run.argsSpan }],
      options: noOptions,
    };
  }
  return readScript(withHeredocs(run, document), { ...surroundings, options: shellOptions(shell) });
}

/** The text the shell is given: the logical line, and the here-documents behind it as they stand in the file. */
function withHeredocs({ args, heredocs }: Run, document: string): MappedText {
  const [first] = heredocs;
  const last = heredocs.at(-1);
  if (first === undefined || last === undefined) return args;
  return joinMapped([args, mappedSlice(document, { start: first.body.start - 1, end: last.terminator.end })]);
}

function surroundingsOf({ before, stage }: Step): Surroundings {
  const isRootHere = before.user.state === 'absent' || (before.user.state === 'known' && isRoot(before.user.value));
  const home = isRootHere && stage.os === 'linux' ? '/root' : undefined;
  const lookup = lookupIn(before);
  return {
    variable: (name) => {
      const variable = lookup(name);
      if (variable.state === 'set') return variable.value;
      if (name === 'HOME') return home;
      return variable.state === 'unset' && !ofTheShell.test(name) ? '' : undefined;
    },
    directory: before.workdir.state === 'known' ? before.workdir.value : undefined,
  };
}

/** Variables that a shell sets itself. */
const ofTheShell =
  /^(PWD|OLDPWD|HOSTNAME|RANDOM|UID|EUID|USER|LOGNAME|SHELL|IFS|OPTARG|OPTIND|PPID|LINENO|SECONDS|BASH.*|_)$/;

/** A JSON form runs one program: its words are quoted for the reader, and all of it stands at the array's place. */
function inExecForm(words: readonly string[], at: Span, surroundings: Surroundings): Script {
  const text = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  const script = readScript(mappedAt(text, at.start), surroundings);
  return {
    ...script,
    commands: script.commands.map((command) => ({
      ...command,
      span: at,
      statement: at,
      words: command.words.map((word) => ({ ...word, span: at })),
      args: command.args.map((word) => ({ ...word, span: at })),
    })),
    unread: script.unread.map((part) => ({ ...part, span: at })),
  };
}
