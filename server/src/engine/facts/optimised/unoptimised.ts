import type { Build } from '../../dockerfile/build.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import { type ReachableRun, reachableRuns } from '../reachable.ts';
import { type CmakeCall, cmakeCalls } from './cmakeCalls.ts';
import { choosesType } from './cmakeProjects.ts';
import { type CompilerFlags, compilerFlags, levelIn, optimises } from './compilerFlags.ts';

/** A build that is told not to optimise, or is not told to. */
export type Unoptimised =
  | { readonly kind: 'level'; readonly at: Span; readonly variable: string | undefined; readonly ships: boolean }
  | { readonly kind: 'debug'; readonly at: Span; readonly word: ShellWord; readonly type: string }
  | { readonly kind: 'option'; readonly at: Span; readonly option: string }
  | { readonly kind: 'no-type'; readonly at: Span; readonly call: CmakeCall };

/** All of them, in the order of the file; what may not run tells nothing. */
export const unoptimised = remembered((build: Build): readonly Unoptimised[] => {
  const all = [...levels(build), ...cmake(build), ...reachableRuns(build).flatMap(options)];
  return all.sort((a, b) => a.at.start - b.at.start);
});

/** `-O0` for a compiler, or in a variable that is not set to another level by a command of its own. */
function levels(build: Build): readonly Unoptimised[] {
  return compilerFlags(build).flatMap((flags) => {
    const level = flags.conditional ? undefined : levelIn(flags);
    if (level?.text !== '-O0' || isForDebug(flags)) return [];
    return [{ kind: 'level' as const, at: level.at, variable: flags.variable, ships: flags.ships }];
  });
}

/** Flags of debug builds alone, and of what is no compiler's. */
const isForDebug = ({ variable = '' }: CompilerFlags) => /DEBUG|TEST|COVERAGE/i.test(variable);

function cmake(build: Build): readonly Unoptimised[] {
  const flagged = compilerFlags(build).some((flags) => flags.command === undefined && optimises(flags));
  return cmakeCalls(build).flatMap((call): readonly Unoptimised[] => {
    const { buildType: type, command, program } = call;
    if (command.conditional) return [];
    if (type.state === 'set')
      return /^debug$/i.test(type.value)
        ? [{ kind: 'debug', at: type.word.span, word: type.word, type: type.value }]
        : [];
    if (
      type.state !== 'none' ||
      flagged ||
      isOptimised(call, build) ||
      treesWithType(build).has(treeOf(call)) ||
      choosesType(call)
    )
      return [];
    return [{ kind: 'no-type', at: program.span, call }];
  });
}

/** Flags given to the call itself optimise without a type. */
function isOptimised({ command }: CmakeCall, build: Build): boolean {
  return (byCommand(build).get(command) ?? []).some(optimises);
}

const byCommand = remembered((build: Build) => {
  const all = new Map<ShellCommand, CompilerFlags[]>();
  for (const flags of compilerFlags(build)) {
    if (flags.command === undefined) continue;
    const known = all.get(flags.command);
    if (known === undefined) all.set(flags.command, [flags]);
    else known.push(flags);
  }
  return all;
});

/** The trees that some call gives a type: what one call has set stays in the cache for the next. */
const treesWithType = remembered(
  (build: Build): ReadonlySet<string> =>
    new Set(cmakeCalls(build).flatMap((call) => (call.buildType.state === 'none' ? [] : [treeOf(call)]))),
);

/** The stage and the folder that is configured; without `-B` the folder that it is called in. */
function treeOf({ run, command }: CmakeCall): string {
  const at = command.args.findIndex(({ text }) => text?.startsWith('-B') === true);
  const folder = command.args[at]?.text === '-B' ? command.args[at + 1]?.text : command.args[at]?.text?.slice(2);
  return `${run.stage.index} ${command.directory ?? '?'} ${folder ?? ''}`;
}

const configure: ReadonlySet<string> = new Set(['configure', 'Configure']);

function options({ script }: ReachableRun): readonly Unoptimised[] {
  return script.commands.flatMap(({ program, args, conditional }) => {
    if (conditional || !configure.has(program ?? '')) return [];
    const word = args.find(({ text }) =>
      /^--(?:disable-optimi[sz]ation|enable-optimi[sz]ation=no)s?$/.test(text ?? ''),
    );
    return word === undefined ? [] : [{ kind: 'option' as const, at: word.span, option: word.text ?? word.raw }];
  });
}
