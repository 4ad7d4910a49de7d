import { remembered } from '../text/remembered.ts';
import type { ManagerSyntax } from './managerSyntax.ts';
import { managerOf } from './managers.ts';
import { readOptions } from './options.ts';
import { type PackageCommand, packageCommand } from './packageCommand.ts';
import { baseName } from './path.ts';
import type { ShellCommand, ShellWord } from './script.ts';
import { scriptedInstall } from './scriptedInstall.ts';
import { byDpkg, byPacman, byRpm } from './singleLetterManagers.ts';

/** Reads a call of a package manager; undefined for any other command. */
export function installs(command: ShellCommand): PackageCommand | undefined {
  const { program } = command;
  if (program === undefined) return undefined;
  return isManager(program) ? called(command) : scriptedInstall(command);
}

/** Many rules ask of the same call. */
const called = remembered((command: ShellCommand): PackageCommand | undefined => {
  const [first, ...args] = command.words;
  if (command.program === undefined || first === undefined) return undefined;
  return read(command.program, first, args) ?? scriptedInstall(command);
});

const python = /^(?:python|pypy)[23]?(?:\.\d{1,2})?$/;
const byLetters = new Set(['dpkg', 'rpm', 'pacman']);

function isManager(program: string): boolean {
  return managerOf(program) !== undefined || byLetters.has(program) || python.test(program);
}

function read(program: string, word: ShellWord, args: readonly ShellWord[]): PackageCommand | undefined {
  const syntax = managerOf(program);
  if (syntax !== undefined) return byVerb(syntax, word, args);
  if (program === 'dpkg') return byDpkg(word, args);
  if (program === 'rpm') return byRpm(word, args);
  if (program === 'pacman') return byPacman(word, args);
  if (python.test(program)) return byPython(args);
  return undefined;
}

/** `python -m pip ...`, `python setup.py install`. */
function byPython(args: readonly ShellWord[]): PackageCommand | undefined {
  const { options, operands } = readOptions(args, { short: 'mcWX', ordered: true });
  const module = options.find(({ name }) => name === '-m')?.value;
  if (module?.text !== undefined) {
    const next = args.findIndex((arg) => arg === module || arg.span.end === module.span.end);
    return read(module.text, module, args.slice(next + 1));
  }
  const [file, verb, ...rest] = operands;
  if (baseName(file?.text ?? '') !== 'setup.py' || verb === undefined || file === undefined) return undefined;
  const action = verb.text === 'install' || verb.text === 'develop' ? 'install' : 'other';
  const given = readOptions(rest, { long: ['--prefix', '--root', '--home'] });
  return packageCommand({ manager: 'setuptools', rootOptions: ['--prefix', '--root'] }, given.options, {
    action,
    verb: verb.text ?? verb.raw,
    verbWord: verb,
    packages: [file],
  });
}

function byVerb(syntax: ManagerSyntax, program: ShellWord, args: readonly ShellWord[]): PackageCommand {
  const plain = syntax.flagsOnly !== undefined && args.some(({ text }) => text === syntax.flagsOnly);
  const { options, operands } = readOptions(args, plain ? { ...syntax, short: '' } : syntax);
  const [one, two] = operands;
  const double = two?.text === undefined ? undefined : syntax.verbs.get(`${one?.text}_${two.text}`);
  const single = syntax.verbs.get(one?.text ?? '');
  const implied = double === undefined && single === undefined ? syntax.otherwise : undefined;
  const used = operands.slice(0, implied !== undefined ? 0 : double === undefined ? 1 : 2);
  return packageCommand(syntax, options, {
    action: double ?? single ?? implied ?? 'other',
    verb: used.map(({ text, raw }) => text ?? raw).join(' '),
    verbWord: used.at(-1) ?? program,
    packages: operands.slice(used.length),
  });
}
