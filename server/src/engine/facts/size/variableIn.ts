import type { Step } from '../../dockerfile/build.ts';
import type { ShellCommand } from '../../shell/script.ts';
import { get } from '../../text/persistentMap.ts';

/** Variables that a script exports before a command runs; undefined for a value that cannot be told. */
export type Exported = ReadonlyMap<string, string | undefined>;

/** What a program finds in its environment. */
export type Setting = { readonly text: string | undefined } | undefined;

/** A variable as a command meets it: given to it, exported, or from ENV and ARG; undefined where it is empty or not set. */
export function variableIn(name: string, command: ShellCommand, step: Step, exported: Exported): Setting {
  const given = command.assignments.get(name);
  if (given !== undefined) return present(given.text);
  if (exported.has(name)) return present(exported.get(name));
  const fact = get(step.before.variables, name);
  if (fact === undefined || fact.state === 'absent') return undefined;
  return present(fact.state === 'known' ? fact.value : undefined);
}

const present = (text: string | undefined): Setting => (text === '' ? undefined : { text });

/** Notes what `export NAME=value` sets. */
export function noteExports({ program, args }: ShellCommand, exported: Map<string, string | undefined>): void {
  if (program !== 'export' && program !== 'declare' && program !== 'typeset') return;
  for (const { text, pieces } of args) {
    const [first = ''] = pieces;
    const equals = first.indexOf('=');
    if (equals > 0) exported.set(first.slice(0, equals), text?.slice(equals + 1));
  }
}
