import type * as unbash from 'unbash';
import { parse } from 'unbash';
import { braceOf } from './braces.ts';
import type {
  Argument,
  Command,
  Part,
  Pipeline,
  Statement,
  SyntaxAssignment,
  SyntaxRedirection,
  SyntaxScript,
  SyntaxWord,
  VariableOperation,
} from './syntax.ts';
import { textParts, withoutLeadingTabs } from './textParts.ts';

/** The shape of a shell text. Never throws; what stands wrong is in `problems`. */
export function parseShell(text: string): SyntaxScript {
  return scriptOf(parse(text));
}

function scriptOf(script: unbash.ParsedScript): SyntaxScript {
  return {
    statements: script.commands.map(statementOf),
    problems: (script.errors ?? []).map(({ message, pos }) => ({ message, at: pos })),
    text: script.source,
  };
}

function statementOf({ command, background, pos: start, end }: unbash.Statement): Statement {
  const chain = command.type === 'AndOr' ? command.commands : [command];
  const operators = command.type === 'AndOr' ? command.operators : [];
  return { start, end, pipelines: chain.map(pipelineOf), operators, background: background === true };
}

function pipelineOf(node: unbash.PipelineNode): Pipeline {
  const { pos: start, end } = node;
  if (node.type !== 'Pipeline') return { start, end, negated: false, timed: false, commands: [commandOf(node)] };
  const has = (type: string) => node.prefixes.some((prefix) => prefix.type === type);
  return { start, end, negated: has('Negation'), timed: has('Time'), commands: node.commands.map(commandOf) };
}

const none: readonly never[] = [];
const listOf = (list: unbash.CompoundList): Statement[] => list.commands.map(statementOf);

function commandOf(node: unbash.CommandNode | unbash.CompoundList): Command {
  const { pos: start, end } = node;
  // Most commands are simple ones, and copying a record into another costs more than parsing it.
  if (node.type === 'Command') return simpleOf(node);
  if (node.type === 'TestCommand') return simple(node, [programAt('[[', start), ...testedBy(node.expression)]);
  if (node.type === 'ArithmeticCommand') return simple(node, [programAt('((', start)]);
  if (node.type === 'Function') {
    return { start, end, redirections: none, kind: 'function', name: node.name.value, body: commandOf(node.body) };
  }
  if (node.type === 'Coproc') return { ...commandOf(node.body), start, end };
  if (node.type !== 'Redirected') return compoundOf(node);
  const command = commandOf(node.command);
  return { ...command, start, end, redirections: [...command.redirections, ...node.redirects.map(redirectionOf)] };
}

type Compound = Exclude<unbash.CompoundCommand, unbash.TestCommand | unbash.ArithmeticCommand> | unbash.CompoundList;

function compoundOf(node: Compound): Command {
  const at = { start: node.pos, end: node.end, redirections: none };
  switch (node.type) {
    case 'CompoundList':
      return { ...at, kind: 'group', subshell: false, body: listOf(node) };
    case 'Subshell':
    case 'BraceGroup':
      return { ...at, kind: 'group', subshell: node.type === 'Subshell', body: listOf(node.body) };
    case 'If': {
      const branches = [node, ...node.elif].map(({ clause, then }) => ({ test: listOf(clause), body: listOf(then) }));
      return { ...at, kind: 'if', branches, otherwise: node.else === undefined ? undefined : listOf(node.else) };
    }
    case 'Case':
      return { ...at, kind: 'case', word: wordOf(node.word), branches: node.items.map(({ body }) => listOf(body)) };
    case 'While':
      return { ...at, kind: 'loop', name: undefined, words: none, test: listOf(node.clause), body: listOf(node.body) };
    case 'For':
      return { ...at, kind: 'for', name: node.name.value, words: node.wordlist?.map(wordOf), body: listOf(node.body) };
    case 'Select': {
      const words = (node.wordlist ?? []).map(wordOf);
      return { ...at, kind: 'loop', name: node.name.value, words, test: none, body: listOf(node.body) };
    }
    case 'ArithmeticFor':
      return { ...at, kind: 'loop', name: undefined, words: none, test: none, body: listOf(node.body) };
  }
}

function simple({ pos: start, end }: { pos: number; end: number }, words: SyntaxWord[]): Command {
  return { kind: 'simple', start, end, assignments: none, words, redirections: none };
}

function simpleOf({ name, prefix, suffix, pos: start, end }: unbash.Command): Command {
  const assignments: SyntaxAssignment[] = [];
  const words: Argument[] = name === undefined ? [] : [wordOf(name)];
  const redirections: SyntaxRedirection[] = [];
  for (const part of prefix) {
    if (part.type === 'Assignment') assignments.push(assignmentOf(part));
    else redirections.push(redirectionOf(part));
  }
  for (const part of suffix) {
    if (part.type === 'Word') words.push(wordOf(part));
    else if (part.type === 'Assignment') words.push(assignmentOf(part));
    else redirections.push(redirectionOf(part));
  }
  return { kind: 'simple', start, end, assignments, words, redirections };
}

function programAt(text: string, start: number): SyntaxWord {
  return { start, end: start + text.length, parts: textParts(text, start, 'none'), quoted: false, tilde: false };
}

function testedBy(expression: unbash.TestExpression): SyntaxWord[] {
  if (expression.type === 'TestUnary') return [wordOf(expression.operand)];
  if (expression.type === 'TestBinary') return [wordOf(expression.left), wordOf(expression.right)];
  if (expression.type === 'TestLogical') return expression.operands.flatMap(testedBy);
  return testedBy(expression.type === 'TestNot' ? expression.operand : expression.expression);
}

function assignmentOf({ name, append, index, value, pos: start, end }: unbash.Assignment): SyntaxAssignment {
  const at = { start, end, name, append: append === true, indexed: index !== undefined };
  if (value.type === 'Word') return { ...at, value: wordOf(value), list: undefined };
  const stretch = { start: value.pos, end: value.end };
  const whole: Part = { kind: 'unreadable', ...stretch };
  return {
    ...at,
    value: { ...stretch, parts: [whole], quoted: false, tilde: false },
    list: value.elements.map(wordOf),
  };
}

function redirectionOf(given: unbash.Redirection): SyntaxRedirection {
  const { pos: start, end, operator, descriptor: number } = given;
  const descriptor = number?.type === 'FileDescriptor' ? number.value : undefined;
  if (given.type !== 'HereDoc') {
    return { start, end, operator, descriptor, target: given.target === undefined ? undefined : wordOf(given.target) };
  }
  const { pos, text, end: bodyEnd } = given.body;
  const quoted = given.delimiter?.quoted === true;
  const read = quoted ? textParts(text, pos, 'none') : partsOf(given.body.parts, 'heredoc', text, pos);
  const parts = operator === '<<-' ? withoutLeadingTabs(read) : read;
  return {
    start,
    end,
    operator: '<<',
    descriptor,
    target: { start: pos, end: bodyEnd, parts, quoted: true, tilde: false },
  };
}

function wordOf({ text, pos: start, end, parts }: unbash.Word): SyntaxWord {
  const read = partsOf(parts, 'bare', text, start);
  return { start, end, parts: read, quoted: read.some(isQuoted), tilde: text.startsWith('~') };
}

const isQuoted = (part: Part) => (part.kind === 'text' || part.kind === 'variable') && part.quoted;

function partsOf(
  parts: readonly unbash.WordPart[] | undefined,
  escaping: 'bare' | 'double quotes' | 'heredoc',
  text: string,
  start: number,
): Part[] {
  if (parts === undefined) return textParts(text, start, escaping);
  return parts.flatMap((part) => partOf(part, escaping));
}

function partOf(part: unbash.WordPart, escaping: 'bare' | 'double quotes' | 'heredoc'): Part | Part[] {
  const { pos: start, end, text } = part;
  switch (part.type) {
    case 'Literal':
      return textParts(text, start, escaping);
    case 'SingleQuoted':
      return quotedText(part.value, start + 1, start + 1 + part.value.length, true);
    case 'AnsiCQuoted':
      return quotedText(part.value, start, end, false);
    case 'DoubleQuoted':
    case 'LocaleString': {
      const inside = part.parts.flatMap((child) => partOf(child, 'double quotes'));
      // An empty string in quotes is a word too.
      return inside.length === 0 ? quotedText('', start + 1, start + 1, true) : inside;
    }
    case 'Glob':
    case 'ExtendedGlob':
      return { kind: 'text', text, start, end, exact: true, quoted: false, glob: true };
    case 'SimpleExpansion':
      return variableOf(text.slice(1), escaping, { start, end, all: false, operation: undefined });
    case 'ParameterExpansion':
      return parameterOf(part, escaping);
    case 'CommandExpansion':
    case 'ProcessSubstitution':
      if (part.script === undefined) return { kind: 'unreadable', start, end };
      return { kind: 'script', start, end, script: scriptOf(part.script) };
    case 'BraceExpansion':
      return braceOf(partsOf(part.parts, 'bare', text.slice(1, -1), start + 1), start, end);
    case 'ArithmeticExpansion':
      return { kind: 'unreadable', start, end };
  }
}

const quotedText = (text: string, start: number, end: number, exact: boolean): Part => {
  return { kind: 'text', text, start, end, exact, quoted: true, glob: false };
};

type Expansion = { start: number; end: number; all: boolean; operation: VariableOperation | undefined };

const variableOf = (name: string, escaping: string, expansion: Expansion): Part => {
  return { kind: 'variable', name, quoted: escaping !== 'bare', ...expansion };
};

function parameterOf(part: unbash.ParameterExpansionPart, escaping: string): Part {
  const { pos: start, end, index, prefix } = part;
  const all = index?.text === '@' || index?.text === '*';
  const indirect = prefix === '!' || (index !== undefined && !all);
  const length: VariableOperation | undefined = prefix === '#' ? { kind: 'length' } : operationOf(part);
  const operation: VariableOperation | undefined = indirect ? { kind: 'unreadable' } : length;
  return variableOf(part.parameter, escaping, { start, end, all, operation });
}

function operationOf({ operation }: unbash.ParameterExpansionPart): VariableOperation | undefined {
  switch (operation?.type) {
    case undefined:
      return undefined;
    case 'Default':
      return { kind: 'default', operator: operation.operator, operand: wordOf(operation.operand) };
    case 'Remove':
      return { kind: 'remove', operator: operation.operator, pattern: wordOf(operation.operand) };
    case 'Replace': {
      const [pattern, by] = [wordOf(operation.pattern), wordOf(operation.replacement)];
      return { kind: 'replace', operator: operation.operator, pattern, by };
    }
    case 'Slice': {
      const length = operation.length === undefined ? undefined : wordOf(operation.length);
      return { kind: 'slice', from: wordOf(operation.offset), length };
    }
    case 'CaseModification':
      return operation.operand === undefined ? { kind: 'case', operator: operation.operator } : { kind: 'unreadable' };
    default:
      return { kind: 'unreadable' };
  }
}
