import type { Span } from './span.ts';

/** Why a text cannot be read: one sentence, and where. */
export interface JsonProblem {
  readonly problem: string;
  readonly at: Span;
}

/** The sentence for an error of the parser, by its name. */
export function notJson(error: string): string {
  return `The text is not JSON: ${messages[error] ?? 'there is an unknown word'}.`;
}

const messages: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'a name in double quotes is expected',
  ValueExpected: 'a value is expected',
  ColonExpected: 'a colon is expected',
  CommaExpected: 'a comma is expected',
  CloseBraceExpected: 'the closing } is missing',
  CloseBracketExpected: 'the closing ] is missing',
  EndOfFileExpected: 'there is more text after the value',
  UnexpectedEndOfString: 'a string does not end on its line',
  UnexpectedEndOfNumber: 'a number breaks off',
  InvalidUnicode: 'a \\u needs four hexadecimal digits',
  InvalidEscapeCharacter: 'a backslash is followed by a character that cannot be escaped',
  InvalidCharacter: 'a string holds a control character',
};
