import { DockerfileParser, type PropertyInstruction } from 'dockerfile-ast';
import { type MappedText, originSpan } from '../text/mappedText.ts';
import type { Span } from '../text/span.ts';
import type { Assignment } from './model.ts';
import { quotedWords } from './words.ts';

export interface AssignmentLine {
  readonly keyword: 'ARG' | 'ENV' | 'LABEL';
  /** The logical line, keyword included. */
  readonly line: MappedText;
  /** Where the arguments start and end in the line. */
  readonly args: Span;
  readonly escape: '\\' | '`';
}

/** Where the parts of `name=value` stand in the logical line. */
interface Parts {
  readonly span: Span;
  readonly name: Span;
  readonly value: Span | undefined;
}

/** The names and values of an ENV, LABEL or ARG. */
export function readAssignments(source: AssignmentLine): readonly Assignment[] {
  const { keyword, line } = source;
  const text = ({ start, end }: Span) => line.text.slice(start, end);
  return partsOf(source).map(({ span, name, value }) => {
    const whole = originSpan(line, span.start, span.end);
    return {
      name: keyword === 'ARG' ? text(name) : unquoted(text(name)),
      value: value && text(value),
      span: whole,
      nameSpan: originSpan(line, name.start, name.end),
      valueSpan: value ? originSpan(line, value.start, value.end) : { start: whole.end, end: whole.end },
    };
  });
}

/** The library loses its way in quotes, in escapes and in an ARG of several names; there BuildKit's rules are our own. */
function partsOf(source: AssignmentLine): readonly Parts[] {
  const args = source.line.text.slice(source.args.start, source.args.end);
  const plain = source.keyword !== 'ARG' && !/["'\\`]|[^\S \t]/.test(args);
  return plain ? plainParts(args, source) : quotedParts(args, source);
}

/**
 * The only use of dockerfile-ast: it is given one instruction at a time, where its document-wide traps (heredocs,
 * continuations, scopes) cannot spring.
 */
function plainParts(args: string, { keyword, args: { start } }: AssignmentLine): readonly Parts[] {
  const header = `${keyword} `;
  const [instruction] = DockerfileParser.parse(header + args).getInstructions();
  if (instruction === undefined || !('getProperties' in instruction)) return [];
  // Everything with this method is one.
  const properties = (instruction as PropertyInstruction).getProperties();
  const within = (range: CharacterRange) => ({
    start: range.start.character - header.length + start,
    end: range.end.character - header.length + start,
  });
  return properties.map((property) => {
    const value = property.getValueRange();
    return {
      span: within(property.getRange()),
      name: within(property.getNameRange()),
      value: value === null ? undefined : within(value),
    };
  });
}

/** An instruction on one line has no line end, so characters are offsets. */
interface CharacterRange {
  readonly start: { readonly character: number };
  readonly end: { readonly character: number };
}

function quotedParts(args: string, { keyword, args: { start }, line, escape }: AssignmentLine): readonly Parts[] {
  const words = quotedWords(args, escape).map((word) => ({ start: word.start + start, end: word.end + start }));
  const [first] = words;
  if (first === undefined) return [];
  const separator = line.text.slice(first.start, first.end).includes('=');
  // `ENV name value` of old: the name ends at the first blank, quoted or not, and the rest is the value.
  if (keyword !== 'ARG' && !separator) return [oldParts(args, start)];
  return words.map((word) => {
    const equals = line.text.indexOf('=', word.start);
    if (equals < 0 || equals >= word.end) return { span: word, name: word, value: undefined };
    return {
      span: word,
      name: { start: word.start, end: equals },
      value: { start: equals + 1, end: word.end },
    };
  });
}

function oldParts(args: string, start: number): Parts {
  const whole = { start, end: start + args.length };
  const blanks = /[\t\v\f\r ]+/.exec(args);
  if (blanks === null) return { span: whole, name: whole, value: undefined };
  const value = { start: start + blanks.index + blanks[0].length, end: whole.end };
  return { span: whole, name: { start, end: start + blanks.index }, value };
}

/** The builder takes quotes off a name as it expands it. */
function unquoted(name: string): string {
  return /^(["'])[^"'$\\`]*\1$/.test(name) ? name.slice(1, -1) : name;
}
