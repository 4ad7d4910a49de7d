import type { Start } from '../../dockerfile/model.ts';
import { jsonForm } from '../../facts/commandLine.ts';
import { hasShell } from '../../facts/stageShell.ts';
import { readScript } from '../../shell/readScript.ts';
import { advice, type Fix, rule, violation } from '../rule.ts';
import { isMeantAsJson, startsInForce } from './execFormSyntax.ts';

export const execForm = rule({
  id: 'exec-form',
  criterion: 'default-executable',
  deciding: false,
  title: 'CMD and ENTRYPOINT are JSON arrays.',
  why: 'A shell form puts a shell between the container and the program: signals do not reach the program, and a stage without a shell cannot start it at all.',
  ignore: 'Where the shell is wanted, say it with SHELL; the finding is silent then.',
  examples: {
    violated: [
      'FROM debian:12\nCMD namd3 --version\n',
      'FROM scratch\nCOPY namd3 /namd3\nENTRYPOINT /namd3\n',
      'FROM debian:12\nCMD exec namd3 "$OPTIONS"\n',
    ],
    satisfied: [
      'FROM debian:12\nCMD ["namd3", "--version"]\n',
      'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nCMD namd3 --version\n',
      'FROM debian:12\nHEALTHCHECK CMD curl -f http://localhost/ || exit 1\nCMD ["a"]\n',
    ],
  },
  *check(facts) {
    const { build, shell } = facts;
    if (build === undefined) return;
    const shellHere = hasShell(build);
    for (const instruction of startsInForce(facts)) {
      if (instruction.command.form === 'exec' || isMeantAsJson(instruction)) continue;
      const fixes = jsonFix(instruction);
      const write = fixes[0]?.title ?? `Write ${instruction.keyword} as a JSON array.`;
      if (shellHere === false) {
        yield violation(
          instruction.argsSpan,
          `${instruction.keyword} needs a shell to start and the stage has none. ${sentence(write)}`,
          { fixes },
        );
      } else if (shell.state !== 'known') {
        yield advice(
          instruction.argsSpan,
          `${instruction.keyword} starts a shell that starts the program, so signals do not reach it. ${sentence(write)}`,
          { fixes },
        );
      }
    }
  },
});

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

/** Only a plain program with plain words means the same without a shell. */
function jsonFix({ command, keyword, argsSpan }: Start): readonly Fix[] {
  if (command.form !== 'shell') return [];
  const { commands, unread } = readScript(command.text, { variable: () => undefined, directory: undefined });
  const [only, second] = commands;
  if (only === undefined || second !== undefined || unread.length > 0 || only.program === undefined) return [];
  const plain = only.redirections.length === 0 && only.assignments.size === 0 && !only.background && !only.conditional;
  const words = only.words.flatMap(({ text, glob, tilde }) => (text === undefined || glob || tilde ? [] : [text]));
  const wrapped = only.wrappers.some((wrapper) => wrapper !== 'exec');
  if (!plain || wrapped || builtins.has(only.program) || words.length !== only.words.length || words.length === 0)
    return [];
  return [
    { title: `Write ${keyword} ${jsonForm(words)}`, safe: true, edits: [{ span: argsSpan, newText: jsonForm(words) }] },
  ];
}

/** What only a shell can do. */
const builtins = new Set([
  'cd',
  'source',
  '.',
  'export',
  'set',
  'eval',
  'exec',
  'ulimit',
  'umask',
  'alias',
  'read',
  'trap',
  'wait',
  'exit',
  'unset',
  'type',
  'shift',
  'local',
  'return',
  'bg',
  'fg',
  'jobs',
]);
