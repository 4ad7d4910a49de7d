import { endWithoutBlanks, skipBlanks } from '../text/blank.ts';
import type { Span } from '../text/span.ts';
import type { Directive, SyntaxProblem } from './model.ts';

export interface DirectiveReading {
  readonly directives: readonly Directive[];
  readonly escape: '\\' | '`';
  readonly problems: readonly SyntaxProblem[];
}

/** What stands before the value; only these blanks count there. */
const form = /^([a-zA-Z][a-zA-Z0-9]*)[\t\f\r ]*=/;

/**
 * The parser directives at the top of the file (BuildKit's directives.go). Reading stops at the first line that is
 * none, so a shebang, a blank line or an unknown key switches off all that follow.
 */
export function readDirectives(text: string): DirectiveReading {
  const directives: Directive[] = [];
  const problems: SyntaxProblem[] = [];
  let escape: '\\' | '`' = '\\';
  for (const { line, span } of topLines(text)) {
    const directive = readDirective(line, span);
    if (directive === undefined) break;
    if (directives.some(({ name }) => name === directive.name)) {
      problems.push({ message: `Only one ${directive.name} directive can be used.`, span });
      break;
    }
    directives.push(directive);
    const { name, value } = directive;
    const message = name === 'check' ? checkMessage(value) : name === 'escape' ? escapeMessage(value) : undefined;
    if (message !== undefined) problems.push({ message, span });
    else if (name === 'escape') escape = value === '`' ? '`' : '\\';
  }
  return { directives, escape, problems };
}

function escapeMessage(value: string): string | undefined {
  return value === '\\' || value === '`' ? undefined : `The escape character can be \\ or \`, not ${value}.`;
}

/** The options of `# check=` up to the first blank: at most three, in any order. */
function checkMessage(value: string): string | undefined {
  const [options = ''] = value.split(' ', 1);
  const [first = '', second, ...rest] = options.split(';');
  const parts = [first, second, rest.length > 0 ? rest.join(';') : undefined].filter((part) => part !== undefined);
  for (const part of parts) {
    const equals = part.indexOf('=');
    const key = (equals < 0 ? part : part.slice(0, equals)).trim();
    const isKnown = equals >= 0 && (key === 'skip' || key === 'experimental' || key === 'error');
    if (!isKnown) return `The check directive has no option ${key}; it takes skip=, error= and experimental=.`;
    const setting = part.slice(equals + 1).trim();
    if (key === 'error' && !booleans.has(setting)) return `The option error of the check directive is true or false.`;
  }
  return undefined;
}

/** As Go reads them. */
const booleans = new Set(['1', 't', 'T', 'TRUE', 'true', 'True', '0', 'f', 'F', 'FALSE', 'false', 'False']);

function readDirective(line: string, span: Span): Directive | undefined {
  if (!line.startsWith('#')) return undefined;
  const text = line.slice(skipBlanks(line, 1));
  const match = form.exec(text);
  const name = match?.[1]?.toLowerCase();
  if (match === null || (name !== 'syntax' && name !== 'escape' && name !== 'check')) return undefined;
  const value = text.slice(match[0].length);
  return value === '' ? undefined : { name, value: value.trim(), span };
}

function* topLines(text: string): Iterable<{ readonly line: string; readonly span: Span }> {
  let from = text.startsWith('\uFEFF') ? 1 : 0;
  while (from < text.length) {
    const feed = text.indexOf('\n', from);
    const lineEnd = feed < 0 ? text.length : feed;
    const start = skipBlanks(text, from, lineEnd);
    let end = lineEnd;
    while (end > start && text[end - 1] === '\r') end--;
    yield { line: text.slice(start, end), span: { start, end: endWithoutBlanks(text, start, end) } };
    from = lineEnd + 1;
  }
}
