import { endWithoutBlanks, skipBlanks } from '../text/blank.ts';
import { joinMapped, type MappedText, mappedSlice, originOf } from '../text/mappedText.ts';
import type { Span } from '../text/span.ts';
import { type DirectiveReading, readDirectives } from './directives.ts';
import { heredocsOf } from './heredoc.ts';
import { holdsHeredocs } from './keyword.ts';
import type { Comment, Heredoc, SyntaxProblem } from './model.ts';

/** An instruction as the builder's line reader gives it: nothing in it is read yet. */
export interface Line {
  readonly line: MappedText;
  readonly span: Span;
  readonly heredocs: readonly Heredoc[];
  readonly comments: readonly Comment[];
}

export interface Scan extends DirectiveReading {
  readonly lines: readonly Line[];
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
  readonly breaksOff: boolean;
}

/** Splits a Dockerfile into instructions as BuildKit's parser.go does, in one pass. Never throws. */
export function scan(text: string): Scan {
  const reader = newReader(text);
  while (reader.position < text.length) readInstruction(reader);
  return {
    ...reader.directives,
    lines: reader.lines,
    comments: reader.allComments,
    problems: [...reader.directives.problems, ...reader.problems],
    breaksOff: reader.breaksOff,
  };
}

// Nearly every instruction has none: they share one empty list.
const noHeredocs: readonly Heredoc[] = [];
const noComments: readonly Comment[] = [];

interface Reader {
  readonly text: string;
  readonly directives: DirectiveReading;
  readonly lines: Line[];
  readonly allComments: Comment[];
  readonly problems: SyntaxProblem[];
  position: number;
  /** Comments waiting for the next instruction; a bare `#` drops them. */
  comments: Comment[];
  breaksOff: boolean;
  /** A line too long was met; one is enough to tell. */
  tooLong: boolean;
}

function newReader(text: string): Reader {
  const directives = readDirectives(text);
  return {
    text,
    directives,
    lines: [],
    allComments: [],
    problems: [],
    position: text.startsWith('\uFEFF') ? 1 : 0,
    comments: [],
    breaksOff: false,
    tooLong: false,
  };
}

/** Reads from one line on to the end of the instruction that starts there, if one does. */
function readInstruction(reader: Reader): void {
  const first = nextLine(reader);
  const start = skipBlanks(reader.text, first.start, first.end);
  if (start === first.end) return;
  if (reader.text[start] === '#') {
    keepComment(reader, { start, end: first.end });
    return;
  }
  const parts: MappedText[] = [];
  const rest = addLine(reader, parts, { start, end: first.end });
  const end = rest.continues ? readContinuations(reader, parts, rest.end) : rest.end;
  const line = joinMapped(parts);
  if (skipBlanks(line.text, 0) === line.text.length) {
    reader.problems.push({ message: 'There is no instruction on this line.', span: { start, end } });
    return;
  }
  const { heredocs, end: last } = readHeredocs(reader, line, end);
  const comments = reader.comments.length === 0 ? noComments : reader.comments;
  reader.lines.push({ line, span: { start, end: last }, heredocs, comments });
  if (comments !== noComments) reader.comments = [];
}

/** Gives the end of the last line that belongs to the instruction. */
function readContinuations(reader: Reader, parts: MappedText[], end: number): number {
  let last = end;
  while (reader.position < reader.text.length) {
    const line = nextLine(reader);
    const start = skipBlanks(reader.text, line.start, line.end);
    if (reader.text[start] === '#' && start < line.end) {
      reader.allComments.push(commentAt(reader.text, { start, end: line.end }));
      continue;
    }
    if (start === line.end) continue;
    const added = addLine(reader, parts, line);
    last = added.end;
    if (!added.continues) return last;
  }
  reader.breaksOff = true;
  return last;
}

/** Adds a line without its continuation character. */
function addLine(
  reader: Reader,
  parts: MappedText[],
  line: Span,
): { readonly end: number; readonly continues: boolean } {
  const escape = reader.directives.escape;
  let end = line.end;
  while (end > line.start && (reader.text[end - 1] === ' ' || reader.text[end - 1] === '\t')) end--;
  const continues =
    end > line.start && reader.text[end - 1] === escape && (end - 1 === line.start || reader.text[end - 2] !== escape);
  parts.push(mappedSlice(reader.text, { start: line.start, end: continues ? end - 1 : line.end }));
  return { end: continues ? end : line.end, continues };
}

function readHeredocs(reader: Reader, line: MappedText, end: number): { heredocs: readonly Heredoc[]; end: number } {
  if (!line.text.includes('<<') || !holdsHeredocs(line.text)) return { heredocs: noHeredocs, end };
  let last = end;
  const heredocs = heredocsOf(line.text).map((opening) => {
    const bodyStart = reader.position;
    const terminator = findTerminator(reader, opening);
    if (terminator === undefined) {
      const at = { start: originOf(line, 0), end };
      reader.problems.push({ message: `The here-document ${opening.name} has no line that ends it.`, span: at });
      reader.breaksOff = true;
    }
    const found = terminator ?? { start: reader.text.length, end: reader.text.length };
    last = found.end;
    return { ...opening, body: { start: Math.min(bodyStart, found.start), end: found.start }, terminator: found };
  });
  return { heredocs, end: last };
}

function findTerminator(reader: Reader, { name, stripTabs }: { name: string; stripTabs: boolean }): Span | undefined {
  while (reader.position < reader.text.length) {
    const line = nextLine(reader);
    let start = line.start;
    if (stripTabs) while (start < line.end && reader.text[start] === '\t') start++;
    if (line.end - start === name.length && reader.text.startsWith(name, start)) return line;
  }
  return undefined;
}

/** The next line without its line end; only a line feed ends a line, carriage returns before it do not count. */
function nextLine(reader: Reader): Span {
  const start = reader.position;
  const feed = reader.text.indexOf('\n', start);
  let end = feed < 0 ? reader.text.length : feed;
  reader.position = feed < 0 ? reader.text.length : feed + 1;
  if (!reader.tooLong && isTooLong(reader.text.slice(start, reader.position))) {
    reader.tooLong = true;
    reader.problems.push({
      message: 'The line is longer than the builder reads (65,535 bytes).',
      span: { start, end },
    });
  }
  while (end > start && reader.text[end - 1] === '\r') end--;
  return { start, end };
}

const mostBytes = 65_536;

/** Whether line and line end have more bytes than the builder's buffer; without a line end it needs one to spare. */
function isTooLong(line: string): boolean {
  const most = line.endsWith('\n') ? mostBytes : mostBytes - 1;
  if (line.length * 3 <= most) return false;
  let bytes = 0;
  for (let i = 0; i < line.length && bytes <= most; i++) {
    const code = line.charCodeAt(i);
    // The two halves of a surrogate pair make four bytes together.
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return bytes > most;
}

function keepComment(reader: Reader, span: Span): void {
  if (reader.directives.directives.some((directive) => directive.span.start === span.start)) return;
  const comment = commentAt(reader.text, span);
  reader.allComments.push(comment);
  if (comment.text === '' && !comment.indented) reader.comments = [];
  else reader.comments.push(comment);
}

function commentAt(text: string, span: Span): Comment {
  const start = skipBlanks(text, span.start + 1, span.end);
  const end = endWithoutBlanks(text, start, span.end);
  const indented = span.start > 0 && text[span.start - 1] !== '\n' && text[span.start - 1] !== '\uFEFF';
  return { text: text.slice(start, end), span, textSpan: { start, end }, indented };
}
