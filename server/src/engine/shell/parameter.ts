import type { Expander } from './expand.ts';
import { matchedLength, parsePattern } from './pattern.ts';
import type { SyntaxWord, VariableOperation, VariablePart } from './syntax.ts';
import { joinValues, knownText, listValue, unknownText, type Value } from './value.ts';

/** An expander that reads the words inside `${...}` too. */
type Reading = Expander & { readonly read: (word: SyntaxWord) => Value };

/** The value of `$V`, `${V}` and `${V<operation>}`; a list where it gives several words. */
export function parameterValue(part: VariablePart, expander: Reading): Value {
  const value = expander.value(part.name);
  const { operation } = part;
  if (operation === undefined) return part.all || part.name === '@' || part.name === '*' ? value : scalar(value);
  if (operation.kind === 'default') return defaulted(operation, { part, value, expander });
  if (operation.kind === 'length' && part.all) return counted(value);
  if (value.list !== undefined && (part.all || part.name === '@')) return sublist(operation, value);
  if (value.text === undefined) return unknownText(value.unknown);
  return changed(operation, value.text, expander) ?? unknownText([part.name]);
}

const scalar = (value: Value): Value => {
  if (value.list === undefined) return value;
  const { text, pieces, unknown } = value;
  return { text, pieces, unknown };
};

function counted({ list, unknown }: Value): Value {
  return list === undefined ? unknownText(unknown) : knownText(`${list.length}`);
}

/** `${@:2}`, with a plain number; nothing else is read. */
function sublist(operation: VariableOperation, { list = [], unknown }: Value): Value {
  const from = operation.kind === 'slice' && operation.length === undefined ? plainNumber(operation.from) : undefined;
  return from === undefined ? unknownText(unknown) : listValue(list.slice(Math.max(0, from - 1)));
}

type Default = Extract<VariableOperation, { kind: 'default' }>;

function defaulted(
  { operator, operand }: Default,
  { part, value, expander }: { part: VariablePart; value: Value; expander: Reading },
): Value {
  if (value.text === undefined && value.list === undefined) return unknownText(value.unknown);
  const missing = value.unset === true || (operator.startsWith(':') && value.text === '');
  if (operator.endsWith('+')) return missing ? knownText('') : expander.read(operand);
  if (!missing) return part.all ? value : scalar(value);
  if (operator.endsWith('?')) return knownText('');
  const given = expander.read(operand);
  if (operator.endsWith('=')) expander.assign(part.name, given);
  return given;
}

function changed(operation: VariableOperation, text: string, expander: Reading): Value | undefined {
  switch (operation.kind) {
    case 'remove':
      return removed(operation, text, expander);
    case 'replace':
      return replaced(operation, text, expander);
    case 'case':
      return knownText(recased(operation.operator, text));
    case 'length':
      return knownText(`${text.length}`);
    case 'slice': {
      const from = plainNumber(operation.from);
      const length = operation.length === undefined ? text.length : plainNumber(operation.length);
      if (from === undefined || length === undefined) return undefined;
      return knownText(text.slice(from, from + length));
    }
    default:
      return undefined;
  }
}

function recased(operator: string, text: string): string {
  const change = (letters: string) => (operator.startsWith('^') ? letters.toUpperCase() : letters.toLowerCase());
  return operator.length === 2 ? change(text) : change(text.slice(0, 1)) + text.slice(1);
}

function removed(
  { operator, pattern: word }: Extract<VariableOperation, { kind: 'remove' }>,
  text: string,
  expander: Reading,
): Value | undefined {
  const pattern = patternText(word, expander);
  const tokens = pattern === undefined ? undefined : parsePattern(pattern);
  if (tokens === undefined || !expander.spend(tokens.length * text.length)) return undefined;
  const fromEnd = operator.startsWith('%');
  const match = fromEnd ? matchedLength(tokens.toReversed(), reversed(text)) : matchedLength(tokens, text);
  if (match === undefined) return knownText(text);
  const length = operator.length === 2 ? match.most : match.least;
  return knownText(fromEnd ? text.slice(0, text.length - length) : text.slice(length));
}

// By units, not by letters: the pattern is reversed the same way.
const reversed = (text: string) => text.split('').reverse().join('');

/** Literal patterns only. */
function replaced(
  { operator, pattern: word, by }: Extract<VariableOperation, { kind: 'replace' }>,
  text: string,
  expander: Reading,
): Value | undefined {
  const pattern = patternText(word, expander);
  const replacement = expander.read(by).text;
  if (pattern === undefined || replacement === undefined || /(?<!\\)[*?[]/.test(pattern)) return undefined;
  const literal = pattern.replace(/\\(.)/gs, '$1');
  if (literal === '') return knownText(text);
  if (operator === '//') {
    const parts = text.split(literal);
    return expander.spend(parts.length * replacement.length) ? knownText(parts.join(replacement)) : undefined;
  }
  if (operator === '/#') return knownText(text.startsWith(literal) ? replacement + text.slice(literal.length) : text);
  const at = operator === '/%' ? (text.endsWith(literal) ? text.length - literal.length : -1) : text.indexOf(literal);
  return knownText(at < 0 ? text : text.slice(0, at) + replacement + text.slice(at + literal.length));
}

/** The pattern with a backslash before every letter that stands for itself though it is special. */
function patternText(word: SyntaxWord, expander: Reading): string | undefined {
  const parts: string[] = [];
  for (const part of word.parts) {
    if (part.kind === 'brace') return undefined;
    const { text } = expander.read({ ...word, parts: [part] });
    if (text === undefined) return undefined;
    const literal = part.kind !== 'text' ? part.kind !== 'variable' || part.quoted : part.quoted;
    parts.push(literal ? text.replace(/[*?[\\]/g, '\\$&') : text);
  }
  return parts.join('');
}

function plainNumber(word: SyntaxWord): number | undefined {
  const { text } = joinValues(word.parts.map((part) => (part.kind === 'text' ? knownText(part.text) : unknownText())));
  return text !== undefined && /^ ?\d{1,6}$/.test(text) ? Number(text) : undefined;
}
