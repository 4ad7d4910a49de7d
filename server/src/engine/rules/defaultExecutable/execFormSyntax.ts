import type { Instruction, Start } from '../../dockerfile/model.ts';
import { jsonForm } from '../../facts/commandLine.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { instructionOf } from '../../facts/origin.ts';
import { type Fix, rule, violation } from '../rule.ts';

export const execFormSyntax = rule({
  id: 'exec-form-syntax',
  criterion: 'default-executable',
  deciding: true,
  title: 'A CMD or ENTRYPOINT that looks like a JSON array is one.',
  why: 'Single quotes, bare words or a comma too many make the builder take the whole text for a shell command, so that a shell tries to run a program called "[".',
  ignore: 'Never: the command cannot start.',
  examples: {
    violated: [
      "FROM debian:12\nENTRYPOINT ['/run.sh']\n",
      'FROM debian:12\nCMD ["namd3", "--version",]\n',
      'FROM debian:12\nCMD [namd3, --version]\n',
    ],
    satisfied: [
      'FROM debian:12\nCMD ["namd3", "--version"]\n',
      'FROM debian:12\nCMD [ -f /etc/motd ] && cat /etc/motd\n',
    ],
  },
  *check(facts) {
    for (const instruction of startsInForce(facts)) {
      const text = instruction.args.text;
      if (!isMeantAsJson(instruction)) continue;
      const words = wordsMeant(text);
      const fixes: Fix[] =
        words === undefined
          ? []
          : [
              {
                title: `Write ${instruction.keyword} ${jsonForm(words.words)}`,
                safe: words.onlyQuotes,
                edits: [{ span: instruction.argsSpan, newText: jsonForm(words.words) }],
              },
            ];
      const write =
        words === undefined ? 'a JSON array with double quotes' : `${instruction.keyword} ${jsonForm(words.words)}`;
      yield violation(
        instruction.argsSpan,
        `${text} is no JSON array, so a shell would try to run it as it stands. Write ${write}.`,
        { fixes },
      );
    }
  },
});

/** The ENTRYPOINT and CMD instructions that are in force in the image. */
export function startsInForce({ entrypoint, command }: ImageFacts): readonly Start[] {
  return [entrypoint, command].flatMap((fact) => {
    const instruction = fact.state === 'known' ? instructionOf(fact) : undefined;
    return instruction !== undefined && isStart(instruction) ? [instruction] : [];
  });
}

function isStart(instruction: Instruction): instruction is Start {
  return instruction.kind === 'cmd' || instruction.kind === 'entrypoint';
}

/** A shell's own test `[ -f x ] && y` is none: it does not end in a bracket and has no quote behind the first. */
export function isMeantAsJson({ command, args: { text } }: Start): boolean {
  return (
    command.form === 'shell' && (/^\[\s*["'\u201C\u2018]/.test(text) || (/^\[[^\s-]/.test(text) && text.endsWith(']')))
  );
}

/** The words that a broken array was meant to hold. */
function wordsMeant(text: string): { readonly words: readonly string[]; readonly onlyQuotes: boolean } | undefined {
  const inside = /^\[(.*?),?\s*\]$/s.exec(text)?.[1];
  if (inside === undefined) return undefined;
  const words: string[] = [];
  let onlyQuotes = !/,\s*\]$/.test(text);
  const element = /\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s,"'[\]]+))\s*(,|$)/y;
  while (element.lastIndex < inside.length) {
    const match = element.exec(inside);
    if (match === null) return undefined;
    const [, double, single, bare] = match;
    if (bare !== undefined) onlyQuotes = false;
    words.push(double?.replace(/\\(.)/g, '$1') ?? single ?? bare ?? '');
  }
  return { words, onlyQuotes };
}
