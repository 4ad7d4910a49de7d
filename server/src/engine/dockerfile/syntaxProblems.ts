import type { Span } from '../text/span.ts';
import { readJsonForm } from './commandForm.ts';
import { flagProblem } from './flagProblem.ts';
import { openingOf } from './heredoc.ts';
import { readKeyword } from './keyword.ts';
import type { Arg, Env, Instruction, Label, Onbuild, SyntaxProblem } from './model.ts';

/** What stops a build and can be seen without resolving stages or variables, in the order of the file. */
export function problemsOf(text: string, instructions: readonly Instruction[]): readonly SyntaxProblem[] {
  const first = instructions[0];
  if (first === undefined)
    return [{ message: 'The file has no instruction; a Dockerfile starts with FROM.', span: firstLine(text) }];
  const firstStage = instructions.findIndex(({ kind }) => kind === 'from');
  const early = instructions.slice(0, firstStage < 0 ? undefined : firstStage).find(({ kind }) => kind !== 'arg');
  const problems = instructions.flatMap(problemsIn);
  if (firstStage < 0) {
    problems.push({
      message: 'The file has no FROM, so there is no image to build.',
      span: (early ?? first).keywordSpan,
    });
  } else if (early !== undefined && early.kind !== 'unread') {
    problems.push({
      message: `${early.keyword} stands before the first FROM, where only ARG may stand.`,
      span: early.keywordSpan,
    });
  }
  return problems.sort((a, b) => a.span.start - b.span.start);
}

function firstLine(text: string): Span {
  const feed = text.indexOf('\n');
  return { start: 0, end: feed < 0 ? text.length : feed };
}

/** What is wrong with an instruction by itself. */
export function problemsIn(instruction: Instruction): SyntaxProblem[] {
  const { keywordSpan, argsSpan } = instruction;
  const problems: SyntaxProblem[] = [];
  const flag = flagProblem(instruction);
  if (flag !== undefined) problems.push(flag);
  const message = messageFor(instruction);
  const atKeyword = instruction.kind === 'unread' || argsSpan.start === argsSpan.end;
  if (message !== undefined) problems.push({ message, span: atKeyword ? keywordSpan : argsSpan });
  return problems;
}

const jsonKinds = new Set(['run', 'cmd', 'entrypoint', 'shell', 'volume', 'copy', 'add']);
const needArguments = new Set([
  'arg',
  'env',
  'label',
  'user',
  'workdir',
  'stopsignal',
  'maintainer',
  'volume',
  'expose',
]);

function messageFor(instruction: Instruction): string | undefined {
  const { kind, keyword, args } = instruction;
  if (needArguments.has(kind) && isEmpty(instruction)) return `${keyword} has no value.`;
  const inArray = arrayMessage(instruction);
  if (inArray !== undefined) return inArray;
  switch (instruction.kind) {
    case 'unread':
      return `${keyword} is no Dockerfile instruction.`;
    case 'from':
      return fromMessage(args.text);
    case 'env':
    case 'label':
      return emptyName(instruction) ?? valueless(instruction);
    case 'arg':
      return emptyName(instruction);
    case 'copy':
    case 'add':
      return copyMessage(keyword, instruction.destination?.raw);
    case 'volume':
      return instruction.words.some(({ raw }) => raw.trim() === '') ? 'VOLUME has a path that is empty.' : undefined;
    case 'shell':
      return instruction.words?.length ? undefined : 'SHELL takes a JSON array of strings with a program in it.';
    case 'healthcheck':
      return healthcheckMessage(args.text);
    case 'onbuild':
      return onbuildMessage(instruction);
    default:
      return undefined;
  }
}

function isEmpty(instruction: Instruction): boolean {
  return instruction.args.text === '' || (instruction.kind === 'volume' && instruction.words.length === 0);
}

function fromMessage(args: string): string | undefined {
  const words = args === '' ? [] : args.split(/[\t\v\f\r ]+/);
  if (words.length === 0) return 'FROM names no base image.';
  if (words.length !== 1 && !(words.length === 3 && words[1]?.toLowerCase() === 'as')) {
    return 'FROM takes one image, or an image followed by AS and a name.';
  }
  const name = words[2];
  if (name === undefined || /^[a-z][a-z0-9\-_.]*$/.test(name.toLowerCase())) return undefined;
  return `${name} is no stage name: it starts with a letter and has letters, digits, -, _ and . only.`;
}

function arrayMessage({ kind, keyword, args }: Instruction): string | undefined {
  if (!jsonKinds.has(kind) || readJsonForm(args.text).kind !== 'other-elements') return undefined;
  return `The array of ${keyword} has an element that is no string.`;
}

function emptyName({ keyword, values }: Arg | Env | Label): string | undefined {
  return values.some(({ name }) => name === '') ? `${keyword} has a name that is empty.` : undefined;
}

function valueless(instruction: Instruction): string | undefined {
  if (instruction.kind !== 'env' && instruction.kind !== 'label') return undefined;
  const bare = instruction.values.find(({ value }) => value === undefined)?.name;
  return bare === undefined ? undefined : `${instruction.keyword} has ${bare} without a value; write ${bare}=value.`;
}

function copyMessage(keyword: string, destination: string | undefined): string | undefined {
  if (destination === undefined) return `${keyword} needs a source and a destination.`;
  return openingOf(destination) === undefined ? undefined : `The destination of ${keyword} cannot be a here-document.`;
}

function healthcheckMessage(args: string): string | undefined {
  const { keyword, rest } = readKeyword(args);
  const json = readJsonForm(args.slice(rest));
  if (json.kind === 'other-elements') return 'The array of HEALTHCHECK has an element that is no string.';
  const isEmpty = rest === args.length || (json.kind === 'strings' && json.words.length === 0);
  if (keyword === 'NONE') return isEmpty ? undefined : 'HEALTHCHECK NONE takes nothing else.';
  if (keyword !== 'CMD') return 'HEALTHCHECK takes CMD with a command, or NONE.';
  return isEmpty ? 'HEALTHCHECK CMD has no command.' : undefined;
}

/** Of a trigger the builder reads only the form here; the rest stops the builds on top of the image. */
function onbuildMessage({ args, trigger }: Onbuild): string | undefined {
  if (args.text === '') return 'ONBUILD has no instruction.';
  if (trigger === undefined) return 'ONBUILD cannot hold ONBUILD.';
  if (['FROM', 'MAINTAINER', 'ONBUILD'].includes(trigger.keyword)) return `ONBUILD cannot hold ${trigger.keyword}.`;
  return valueless(trigger) ?? arrayMessage(trigger);
}
