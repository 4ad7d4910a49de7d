import type { JsonProblem } from './jsonProblem.ts';

/** Far more than any image document has. */
const maximumNesting = 200;

/**
 * The first bracket that is nested too deep or closes what is not open, or the first comment: what a parser that calls
 * itself for every bracket must not be given. Up to that place the brackets of the text are paired.
 */
export function nestingProblem(text: string): JsonProblem | undefined {
  const expected: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    const at = i;
    if (character === '"') i = endOfString(text, i);
    else if (character === '/') return problemAt(at, 'The text is not JSON: comments are not allowed.');
    else if (character === '{' || character === '[') {
      if (expected.length === maximumNesting) return problemAt(at, 'The JSON is nested too deep to be an image.');
      expected.push(character === '{' ? '}' : ']');
    } else if ((character === '}' || character === ']') && expected.pop() !== character) {
      return problemAt(at, `The text is not JSON: nothing is open that ${character} could close.`);
    }
  }
  return undefined;
}

function problemAt(start: number, problem: string): JsonProblem {
  return { problem, at: { start, end: start + 1 } };
}

/** The place of the closing quote, or the end of the line for a string that does not end on it. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const character = text[i];
    if (character === '\\') i++;
    else if (character === '"' || character === '\n' || character === '\r') return i;
  }
  return text.length;
}
