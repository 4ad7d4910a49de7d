import type { Span } from '../text/span.ts';
import type { Redirection, ShellCommand, Surroundings, Unread } from './script.ts';
import { forked, type Shell } from './shellState.ts';
import type { Source } from './source.ts';
import type { Statement, Stretch } from './syntax.ts';

/** A script while it is read: what was found, and what may still be spent on it. */
export interface Reader {
  readonly surroundings: Surroundings;
  readonly commands: ShellCommand[];
  readonly unread: Unread[];
  steps: number;
  letters: number;
  pipelines: number;
  /** It was noted that the rest is not read. */
  exhausted: boolean;
  /** Reads a list of commands; what reads a single one calls it for the lists inside. */
  readonly list: (statements: readonly Statement[], run: Run) => void;
}

/** What reads a part of a script has at hand: the script, where the part stands, and the shell that runs it. */
export interface Run {
  readonly reader: Reader;
  readonly place: Place;
  readonly shell: Shell;
  /** Undefined at the top, where each list element is one. */
  readonly statement: Span | undefined;
}

/** Where in a script a command stands. */
export interface Place
  extends Pick<
    ShellCommand,
    | 'conditional'
    | 'loop'
    | 'subshell'
    | 'inFunction'
    | 'background'
    | 'substitution'
    | 'wrappers'
    | 'asUser'
    | 'assignments'
    | 'input'
  > {
  readonly source: Source;
  /** Undefined outside a pipeline of several commands. */
  readonly pipe: ShellCommand['pipe'] | undefined;
  /** Of the groups around it. */
  readonly redirections: readonly Redirection[];
  /** How deep scripts, substitutions and functions are inside one another. */
  readonly depth: number;
}

export const limits = {
  depth: 8,
  commands: 20_000,
  steps: 400_000,
  letters: 4 * 1024 * 1024,
  body: 256 * 1024,
} as const;

const nothing: Place['assignments'] = new Map();

export function newReader(surroundings: Surroundings, list: Reader['list']): Reader {
  return {
    surroundings,
    commands: [],
    unread: [],
    steps: limits.steps,
    letters: limits.letters,
    pipelines: 0,
    exhausted: false,
    list,
  };
}

export function topPlace(source: Source): Place {
  return {
    source,
    pipe: undefined,
    input: undefined,
    redirections: [],
    conditional: false,
    loop: false,
    subshell: false,
    inFunction: undefined,
    background: false,
    substitution: false,
    wrappers: [],
    asUser: undefined,
    assignments: nothing,
    depth: 0,
  };
}

/** The same, at a place that differs in this. */
export function at({ reader, place, shell, statement }: Run, difference: Partial<Place>): Run {
  return { reader, place: { ...place, ...difference }, shell, statement };
}

/** The same, in a shell of its own. */
export function inFork({ reader, place, shell, statement }: Run): Run {
  return { reader, place, shell: forked(shell), statement };
}

/** Takes a step; false, with a note once, where the script is longer than is read. */
export function goesOn({ reader, place, statement }: Run, { start, end }: Stretch): boolean {
  reader.steps--;
  if (reader.steps > 0 && reader.commands.length < limits.commands) return true;
  if (!reader.exhausted) {
    const span = statement ?? place.source.spanOf(start, end);
    reader.unread.push({ kind: 'limit', because: 'the script is too long', span });
  }
  reader.exhausted = true;
  return false;
}
