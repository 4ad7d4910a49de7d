import type { Build } from '../../dockerfile/build.ts';
import { expandIn } from '../../dockerfile/dispatch.ts';
import type { Assignment } from '../../dockerfile/model.ts';
import { verifiesChecksum } from '../../shell/downloads.ts';
import type { ShellCommand } from '../../shell/script.ts';
import { type SkippedCheck, type SkipTable, textSkips, variableSkips } from '../../shell/skippedChecks.ts';
import type { Span } from '../../text/span.ts';
import { type ReachableStep, reachableSteps } from '../reachable.ts';
import { writtenFiles } from './writtenFiles.ts';

/** A place of the file where a check is left out. */
export interface SkippedCheckAt {
  readonly at: Span;
  readonly shown: string;
  readonly place: ReachableStep;
  /** A check sum or a signature is looked at afterwards, in the same RUN. */
  readonly verified: boolean;
  /** Where a command does it. */
  readonly by?: { readonly command: ShellCommand; readonly check: SkippedCheck };
  /** Where ENV or ARG does it. */
  readonly assignment?: Assignment;
}

interface Asking {
  readonly table: SkipTable;
  readonly asks: (command: ShellCommand) => SkippedCheck | undefined;
}

/** Everywhere in the reachable stages that the check is left out: in commands, variables and files that are written. */
export function skippedChecks(build: Build, asking: Asking): readonly SkippedCheckAt[] {
  return reachableSteps(build).flatMap((place) => {
    const { instruction } = place.step;
    if (instruction.kind === 'run') return inCommands(place, asking);
    if (instruction.kind === 'env' || instruction.kind === 'arg')
      return instruction.values.flatMap((assignment) => inVariable(place, assignment, { build, asking }));
    return writtenFiles(place.step, build).flatMap(({ path, text, at }) => {
      const shown = textSkips(path, text, asking.table);
      return shown === undefined ? [] : [{ at, shown, place, verified: false }];
    });
  });
}

/** The body of a function and of a loop stands once, a variable for all commands that it is given to. */
function inCommands(place: ReachableStep, { asks }: Asking): readonly SkippedCheckAt[] {
  const found = new Map<number, SkippedCheckAt>();
  const commands = place.script?.commands ?? [];
  const lastCheck = commands.findLastIndex(verifiesChecksum);
  for (const [index, command] of commands.entries()) {
    const check = asks(command);
    const at = check?.words[0].span;
    if (check === undefined || at === undefined || found.has(at.start)) continue;
    found.set(at.start, { at, shown: check.shown, place, verified: index < lastCheck, by: { command, check } });
  }
  return [...found.values()];
}

function inVariable(
  place: ReachableStep,
  assignment: Assignment,
  { build, asking }: { readonly build: Build; readonly asking: Asking },
): readonly SkippedCheckAt[] {
  const { name, value, span } = assignment;
  if (value === undefined || !asking.table.variables.has(name)) return [];
  const expansion = expandIn(place.step.before, value, build.dockerfile.escape);
  if (expansion.state !== 'text' || !variableSkips(name, expansion.text, asking.table)) return [];
  return [{ at: span, shown: `${name}=${expansion.text}`, place, verified: false, assignment }];
}
