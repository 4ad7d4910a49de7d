import { type ExpandedWord, type Expander, expandSingle, expandWord } from './expand.ts';
import { goesOn, type Run } from './reader.ts';
import type { Redirection } from './script.ts';
import { assign, forked, variableValue } from './shellState.ts';
import { fixedSource } from './source.ts';
import type { Argument, ScriptPart, SyntaxAssignment, SyntaxRedirection } from './syntax.ts';
import { joinValues, listValue, unknownText, type Value } from './value.ts';

/** Expands words as this shell does where it stands; what runs in `$(...)` is read on the way. */
export function expanderOf(run: Run): Expander {
  const { reader, place, shell } = run;
  return {
    source: place.source,
    value: (name) => variableValue(shell, name, reader.surroundings),
    assign: (name, value) => assign(shell, name, value),
    substitute: (part) => readSubstitution(part, run),
    spend: (letters) => {
      reader.letters -= letters;
      return reader.letters > 0;
    },
  };
}

/** The words after expansion; an assignment among them is made and stays one word. */
export function readWords(words: readonly Argument[], expander: Expander, run: Run): ExpandedWord[] {
  const read: ExpandedWord[] = [];
  for (const word of words) {
    const fields = 'name' in word ? [declared(word, expander, run)] : expandWord(word, expander);
    run.reader.steps -= fields.length;
    if (run.reader.steps < 0 && !goesOn(run, word)) break;
    for (const field of fields) read.push(field);
  }
  return read;
}

function declared(assignment: SyntaxAssignment, expander: Expander, run: Run): ExpandedWord {
  const { start, end, name } = assignment;
  const value = readAssignment(assignment, expander, run);
  const [first = '', ...others] = value.pieces;
  const text = value.text === undefined ? undefined : `${name}=${value.text}`;
  const { source } = run.place;
  const raw = source.text.slice(start, end);
  return {
    ...value,
    raw,
    text,
    pieces: [`${name}=${first}`, ...others],
    span: source.spanOf(start, end),
    parts: undefined,
  };
}

/** A redirection whose text can still be read as a script. */
export interface ReadRedirection extends Redirection {
  readonly target: ExpandedWord | undefined;
}

export function readRedirections(redirections: readonly SyntaxRedirection[], expander: Expander): ReadRedirection[] {
  return redirections.map(({ operator, descriptor, target }) => {
    return { operator, descriptor, target: target === undefined ? undefined : expandSingle(target, expander) };
  });
}

/** Lets the shell hold what is assigned, and gives the word for it. */
export function readAssignment(assignment: SyntaxAssignment, expander: Expander, { shell }: Run): ExpandedWord {
  const { name, append, value: word, list, indexed } = assignment;
  const value = expandSingle(word, expander);
  const elements = list?.flatMap((element) => expandWord(element, expander).map(valueIn));
  const given = elements === undefined ? valueIn(value) : listValue(elements);
  assign(shell, name, indexed ? unknownText([name]) : append ? appended(expander.value(name), given) : given);
  return value;
}

function appended(before: Value, given: Value): Value {
  if (before.list === undefined || given.list === undefined) return joinValues([before, given]);
  return listValue([...before.list, ...given.list]);
}

/** A word's value, for a variable to hold. */
export function valueIn({ text, pieces, unknown }: ExpandedWord): Value {
  return { text, pieces, unknown };
}

function readSubstitution({ script, start, end }: ScriptPart, run: Run): void {
  const { reader, place, shell, statement } = run;
  const at = { start, end };
  const span = place.source.spanOf(start, end);
  const source = script.text === undefined ? place.source : fixedSource(place.source, script.text, at);
  const outside = { substitution: true, pipe: undefined, input: undefined, redirections: [] };
  const inside = { ...place, ...outside, source };
  for (const { message } of script.problems) reader.unread.push({ kind: 'syntax', because: message, span });
  reader.list(script.statements, { reader, place: inside, shell: forked(shell), statement: statement ?? span });
}
