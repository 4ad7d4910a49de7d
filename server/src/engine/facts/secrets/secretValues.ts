import type { Build, Step } from '../../dockerfile/build.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import { shownOfToken, type Token, tokensIn } from '../../secrets/tokens.ts';
import { originSpan } from '../../text/mappedText.ts';
import type { Span } from '../../text/span.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { reachableStages } from '../reachable.ts';

/** A secret that is written out. */
export interface SecretValue {
  readonly kind: string;
  /** The start that tells its kind; empty where there is none to show. */
  readonly start: string;
  readonly at: Span;
  /** The instruction that has it; in an image's config what it belongs to. */
  readonly where: string;
  readonly ships: boolean;
}

/** The secrets of a known form that a Dockerfile has in an instruction that the image needs, and in its global arguments. */
export function secretValues(build: Build): readonly SecretValue[] {
  const { dockerfile, stages } = build;
  const first = stages[0]?.from.index ?? 0;
  const found = new Map<number, SecretValue>();
  const note = (instruction: Instruction, ships: boolean) => {
    for (const value of inInstruction(instruction, dockerfile.text)) {
      if (!found.has(value.at.start)) found.set(value.at.start, { ...value, ships });
    }
  };
  for (const instruction of dockerfile.instructions.slice(0, first)) note(instruction, false);
  for (const { stage, ships } of reachableStages(build)) {
    note(stage.from, ships);
    for (const { instruction } of stage.steps satisfies readonly Step[]) note(instruction, ships);
  }
  return [...found.values()];
}

function inInstruction(
  { line, heredocs, keyword }: Instruction,
  document: string,
): readonly Omit<SecretValue, 'ships'>[] {
  const inLine = tokensIn(line.text).map((token) => {
    return told(token, { at: originSpan(line, token.start, token.end), text: line.text, where: keyword, document });
  });
  const inBodies = heredocs.flatMap(({ body }) => {
    const text = document.slice(body.start, body.end);
    return tokensIn(text).map((token) => {
      const at = { start: body.start + token.start, end: body.start + token.end };
      return told(token, { at, text, where: keyword, document });
    });
  });
  return [...inLine, ...inBodies];
}

interface Telling {
  readonly at: Span;
  /** What the token stands in. */
  readonly text: string;
  readonly where: string;
  readonly document: string;
}

/** A key of many lines is shown by its first. */
function told({ kind, start }: Token, { at, text, where, document }: Telling): Omit<SecretValue, 'ships'> {
  const feed = document.slice(at.start, at.end).search(/\r?\n/);
  const end = feed > 0 ? at.start + feed : at.end;
  return { kind, start: startOf(kind, text.slice(start, start + shownOfToken)), at: { start: at.start, end }, where };
}

function startOf(kind: string, start: string): string {
  return /password|private key|webhook/.test(kind) ? '' : start;
}

/** The same of an image's config. */
export function secretValuesOfImage({ environment, labels, entrypoint, command }: ImageFacts): readonly SecretValue[] {
  const found: SecretValue[] = [];
  const note = (text: string, where: string, at: Span) => {
    for (const token of tokensIn(text)) found.push({ ...told(token, { at, text, where, document: '' }), ships: true });
  };
  for (const [fact, what] of [
    [environment, 'variable'],
    [labels, 'label'],
  ] as const) {
    if (fact.state !== 'known') continue;
    for (const [name, value] of fact.value) note(value, `${what} ${name}`, fact.at);
  }
  for (const [fact, what] of [
    [entrypoint, 'entry point'],
    [command, 'command'],
  ] as const) {
    if (fact.state === 'known') note(fact.value.words.join(' '), what, fact.at);
  }
  return found;
}
