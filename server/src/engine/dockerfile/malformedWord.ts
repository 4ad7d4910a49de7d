import type { Span } from '../text/span.ts';
import type { Step } from './build.ts';
import { expandIn, lookupIn } from './dispatch.ts';
import { expandUnquoted } from './expand.ts';
import type { Assignment, Instruction, SyntaxProblem } from './model.ts';

/** What expansion can stumble over; most instructions hold none of it. */
const mayBeMalformed = /["$'\\`]/;

/** The first word of an instruction that the builder cannot expand, or the first body of a here-document. */
export function malformedWord({ instruction, before }: Step, escape: string): SyntaxProblem | undefined {
  if (!mayBeMalformed.test(instruction.line.text)) return undefined;
  for (const { raw, span } of wordsOf(instruction)) {
    const expansion = expandIn(before, raw, escape);
    if (expansion.state === 'malformed') return problemAt(instruction, expansion.problem, span);
  }
  return undefined;
}

/** The same for the files that a COPY or ADD writes from here-documents: quotes mean nothing in them. */
export function malformedBody({ instruction, before }: Step, text: string): SyntaxProblem | undefined {
  if (instruction.kind !== 'copy' && instruction.kind !== 'add') return undefined;
  for (const { body, expand } of instruction.heredocs) {
    const expansion = expand ? expandUnquoted(text.slice(body.start, body.end), lookupIn(before)) : undefined;
    if (expansion?.state === 'malformed') return problemAt(instruction, expansion.problem, body);
  }
  return undefined;
}

function problemAt({ keyword }: Instruction, problem: string, span: Span): SyntaxProblem {
  return { message: `${keyword} cannot be read: ${problem}.`, span };
}

interface Expanded {
  readonly raw: string;
  readonly span: Span;
}

function wordsOf(instruction: Instruction): readonly Expanded[] {
  switch (instruction.kind) {
    case 'user':
    case 'workdir':
    case 'stopsignal':
      return [{ raw: instruction.args.text, span: instruction.argsSpan }];
    case 'env':
    case 'label':
      return instruction.values.flatMap((value) => [{ raw: value.name, span: value.nameSpan }, ...valueOf(value)]);
    case 'arg':
      return instruction.values.flatMap(valueOf);
    case 'copy':
    case 'add':
      return [
        ...flagsOf(instruction),
        ...instruction.sources,
        ...(instruction.destination ? [instruction.destination] : []),
      ];
    case 'expose':
    case 'volume':
      return instruction.words;
    default:
      return [];
  }
}

function valueOf({ value, valueSpan }: Assignment): readonly Expanded[] {
  return value === undefined ? [] : [{ raw: value, span: valueSpan }];
}

const expandedFlags = new Set(['chown', 'chmod', 'checksum']);

function flagsOf({ flags }: Instruction): readonly Expanded[] {
  return flags.flatMap(({ name, value, valueSpan }) =>
    value !== undefined && expandedFlags.has(name) ? [{ raw: value, span: valueSpan }] : [],
  );
}
