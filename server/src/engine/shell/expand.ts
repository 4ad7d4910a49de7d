import { withoutBraces } from './braces.ts';
import { parameterValue } from './parameter.ts';
import type { ShellWord } from './script.ts';
import { type Source, type SourcePiece, splitMarks, unknownMark, withoutMarks } from './source.ts';
import type { Part, ScriptPart, Stretch, SyntaxWord, TextPart } from './syntax.ts';
import { joinValues, knownText, unknownText, type Value } from './value.ts';

/** What expansion needs of the shell it happens in. */
export interface Expander {
  readonly source: Source;
  /** Of a variable or a parameter (`1`, `@`, `#`, ...). */
  readonly value: (name: string) => Value;
  readonly assign: (name: string, value: Value) => void;
  /** Reads the commands of a substitution, whose output is not known. */
  readonly substitute: (part: ScriptPart) => void;
  /** Takes so many letters off what may be expanded in all; false where nothing is left. */
  readonly spend: (letters: number) => boolean;
}

/** A word that can still be read as a script of its own: `bash -c "..."`. */
export interface ExpandedWord extends ShellWord {
  readonly source: Source;
  readonly at: Stretch;
  /** Undefined where several words came of one, so that its letters have no place of their own. */
  readonly parts: readonly Part[] | undefined;
}

const maximalLength = 64 * 1024;

/** The words that one written word becomes: none, one or several. */
export function expandWord(word: SyntaxWord, expander: Expander): ExpandedWord[] {
  const [only] = word.parts;
  if (word.parts.length === 1 && only?.kind === 'text' && !expander.source.inner)
    return [plainWord(word, only, expander)];
  if (!word.parts.some(({ kind }) => kind === 'brace')) return fieldsOf(word, word.parts, expander);
  const lists = withoutBraces(word.parts) ?? [
    word.parts.map((part) => (part.kind === 'brace' ? unreadable(part) : part)),
  ];
  return lists.flatMap((parts) => fieldsOf(word, parts, expander));
}

/** The word as one, as in an assignment or a redirection, where nothing is split. */
export function expandSingle(word: SyntaxWord, expander: Expander): ExpandedWord {
  const [only] = word.parts;
  if (word.parts.length === 1 && only?.kind === 'text' && !expander.source.inner)
    return plainWord(word, only, expander);
  const field = newField();
  for (const part of word.parts) addValue(field, joined(partValue(part, expander)), part);
  return wordOf(field, word, { parts: word.parts, expander });
}

function expandValue(word: SyntaxWord, expander: Expander): Value {
  return joinValues(word.parts.map((part) => joined(partValue(part, expander))));
}

/** The letters the word gives to another shell, by the places they come from. */
export function piecesOf(word: ExpandedWord, value: (name: string) => Value): SourcePiece[] {
  const { parts, at } = word;
  if (parts === undefined) return [{ text: word.text ?? marked({ ...word }), ...at }];
  return parts.map((part) => {
    if (part.kind === 'text') return part;
    const known = part.kind === 'variable' && part.operation === undefined ? value(part.name) : unknownText();
    const { start, end } = part;
    return { text: joined(known).text ?? marked(known), start, end };
  });
}

const marked = ({ pieces, unknown }: Value) => pieces.join(unknownMark(unknown[0] ?? ''));

const noNames: readonly string[] = [];

const unreadable = ({ start, end }: Stretch): Part => ({ kind: 'unreadable', start, end });

const joined = (value: Value): Value => (value.list === undefined ? value : joinValues(value.list, ' '));

function plainWord(word: SyntaxWord, { text, quoted, glob }: TextPart, { source }: Expander): ExpandedWord {
  const { start, end, tilde, parts } = word;
  const raw = source.text.slice(start, end);
  const span = source.spanOf(start, end);
  return { raw, text, pieces: [text], span, quoted, glob, tilde, unknown: noNames, source, at: word, parts };
}

function partValue(part: Part, expander: Expander): Value {
  switch (part.kind) {
    case 'text':
      return expander.source.inner ? markedValue(part.text) : knownText(part.text);
    case 'variable':
      return charged(parameterValue(part, { ...expander, read: (word) => expandValue(word, expander) }), expander);
    case 'script':
      expander.substitute(part);
      return unknownText();
    default:
      return unknownText();
  }
}

/** What another shell left unknown in the text stays unknown. */
function markedValue(text: string): Value {
  const [first = '', ...rest] = splitMarks(text);
  if (rest.length === 0) return knownText(first);
  const pieces = [first, ...rest.filter((_, index) => index % 2 === 1)];
  return { text: undefined, pieces, unknown: rest.filter((name, index) => index % 2 === 0 && name !== '') };
}

function charged(value: Value, expander: Expander): Value {
  const letters = (value.list ?? [value]).reduce((sum, { text }) => sum + (text?.length ?? 0), 8);
  return expander.spend(letters) ? value : unknownText(value.unknown);
}

/** A word in the making. */
interface Field {
  values: Value[];
  length: number;
  quoted: boolean;
  glob: boolean;
  /** A word even where it is empty. */
  real: boolean;
}

const newField = (): Field => ({ values: [], length: 0, quoted: false, glob: false, real: false });

function addValue(field: Field, value: Value, part: Part): void {
  const quoted = (part.kind === 'text' || part.kind === 'variable') && part.quoted;
  field.values.push(value);
  field.length += value.text?.length ?? 0;
  field.quoted ||= quoted;
  field.real ||= quoted || value.text !== '';
  field.glob ||=
    !quoted && (part.kind === 'text' ? part.glob : part.kind === 'variable' && /[*?[]/.test(value.text ?? ''));
}

function fieldsOf(word: SyntaxWord, parts: readonly Part[], expander: Expander): ExpandedWord[] {
  let field = newField();
  const fields: Field[] = [field];
  const next = () => {
    field = newField();
    fields.push(field);
  };
  for (const part of parts) {
    const value = partValue(part, expander);
    const star = part.kind === 'variable' && part.quoted && part.name === '*';
    for (const [index, element] of (star ? [joined(value)] : (value.list ?? [value])).entries()) {
      if (index > 0) next();
      addSplit(part, element, { add: (piece) => addValue(field, piece, part), next });
    }
  }
  const real = fields.filter((each) => each.real);
  const whole = real.length === 1 && parts === word.parts ? parts : undefined;
  return real.map((each) => wordOf(each, word, { parts: whole, expander }));
}

function addSplit(part: Part, value: Value, { add, next }: { add: (value: Value) => void; next: () => void }): void {
  const splits = part.kind === 'variable' && !part.quoted && value.text !== undefined && /[ \t\n]/.test(value.text);
  const texts = splits ? (value.text ?? '').split(/[ \t\n]+/).map(knownText) : [value];
  for (const [index, each] of texts.entries()) {
    if (index > 0) next();
    add(each);
  }
}

function wordOf(
  { values, length, quoted, glob }: Field,
  word: SyntaxWord,
  { parts, expander: { source } }: { parts: readonly Part[] | undefined; expander: Expander },
): ExpandedWord {
  const { start, end, tilde } = word;
  const { text, pieces, unknown } = length > maximalLength ? unknownText() : joinValues([knownText(''), ...values]);
  const raw = source.text.slice(start, end);
  const span = source.spanOf(start, end);
  const at = { start, end };
  const written = source.inner ? withoutMarks(raw) : raw;
  return { raw: written, text, pieces, span, quoted, glob, tilde, unknown, source, at, parts };
}
