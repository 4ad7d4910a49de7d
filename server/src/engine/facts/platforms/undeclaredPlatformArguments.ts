import type { Build, Stage, Step } from '../../dockerfile/build.ts';
import { lookupIn } from '../../dockerfile/dispatch.ts';
import { expandUnquoted, expandWord } from '../../dockerfile/expand.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import type { Lookup } from '../../dockerfile/variable.ts';
import { get } from '../../text/persistentMap.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import { platformArguments } from '../fromArguments.ts';
import { scriptSeeing } from '../scripts.ts';
import { linuxStages } from './oneArchitecture.ts';

/** An automatic argument that a stage uses and does not declare: it is empty there. */
export interface UndeclaredPlatformArgument {
  readonly name: string;
  readonly stage: Stage;
  readonly step: Step;
  readonly at: Span;
}

/** The first use of each in each reachable stage. */
export const undeclaredPlatformArguments = remembered((build: Build): readonly UndeclaredPlatformArgument[] =>
  linuxStages(build).flatMap((stage) => inStage(stage, build)),
);

const mention = new RegExp(`\\b(?:${[...platformArguments].join('|')})\\b`);

function inStage(stage: Stage, { dockerfile }: Build): readonly UndeclaredPlatformArgument[] {
  const found = new Map<string, UndeclaredPlatformArgument>();
  for (const step of stage.steps) {
    const { span } = step.instruction;
    if (!mention.test(dockerfile.text.slice(span.start, span.end))) continue;
    for (const name of namesUsed(step, dockerfile.text, dockerfile.escape)) {
      if (found.has(name) || get(step.before.variables, name) !== undefined) continue;
      found.set(name, { name, stage, step, at: placeOf(name, step.instruction, dockerfile.text) });
    }
  }
  return [...found.values()];
}

/** The automatic arguments whose value the builder or the shell of a RUN asks for. */
function namesUsed(step: Step, document: string, escape: string): ReadonlySet<string> {
  const { instruction, before } = step;
  const names = new Set<string>();
  const note = (name: string) => void (platformArguments.has(name) && names.add(name));
  const lookup: Lookup = (name) => {
    note(name);
    return lookupIn(before)(name);
  };
  for (const flag of instruction.flags) {
    if (flag.name !== 'from' && flag.value !== undefined) expandWord(flag.value, escape, lookup);
  }
  if (instruction.kind === 'run') for (const name of namesInScript(step, document)) names.add(name);
  else if (expanded.has(instruction.kind)) expandWord(instruction.args.text, escape, lookup);
  if (instruction.kind === 'copy' || instruction.kind === 'add') {
    for (const { expand, body } of instruction.heredocs) {
      if (expand) expandUnquoted(document.slice(body.start, body.end), lookup);
    }
  }
  return names;
}

/** What is sourced or read from a text that is not known may set them itself. */
function namesInScript(step: Step, document: string): ReadonlySet<string> {
  const names = new Set<string>();
  const script = scriptSeeing(step, document, (name, usual) => {
    if (platformArguments.has(name)) names.add(name);
    return usual;
  });
  return script?.unread.some(({ kind }) => maySet.has(kind)) === true ? new Set() : names;
}

const maySet: ReadonlySet<string> = new Set(['sourced', 'eval', 'syntax', 'limit']);

/** What the builder puts variables into; RUN, CMD and ENTRYPOINT are the shell's, and ONBUILD another file's. */
const expanded: ReadonlySet<Instruction['kind']> = new Set<Instruction['kind']>([
  ...(['arg', 'env', 'label', 'copy', 'add', 'volume', 'expose'] as const),
  ...(['user', 'workdir', 'stopsignal'] as const),
]);

/** Where the name stands after a dollar sign, else the keyword. */
function placeOf(name: string, { span, keywordSpan }: Instruction, document: string): Span {
  const text = document.slice(span.start, span.end);
  const found = new RegExp(`\\$(?:\\{[#!]?)?(${name})\\b`, 'd').exec(text)?.indices?.[1];
  return found === undefined ? keywordSpan : { start: span.start + found[0], end: span.start + found[1] };
}
