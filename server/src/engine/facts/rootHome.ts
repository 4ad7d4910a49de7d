import type { Build, Step } from '../dockerfile/build.ts';
import { expandIn } from '../dockerfile/dispatch.ts';
import { isWithin } from '../dockerfile/path.ts';
import { get } from '../text/persistentMap.ts';
import { scriptOf } from './scripts.ts';

const rootHome = '/root';

/** Whether the path lies in the home of root, which nobody else may enter. */
export function isInRootHome(path: string): boolean {
  return isWithin(rootHome, path);
}

/** Whether something of the shipped image seems to live in root's home: a sign, not yet a finding. */
export function usesRootHome(build: Build): boolean {
  const { target, ships } = build;
  const { workdir, entrypoint, command, variables } = target.after;
  if (workdir.state === 'known' && isInRootHome(workdir.value)) return true;
  const lines = [entrypoint, command].flatMap((fact) => (fact.state === 'known' ? fact.value.words : []));
  const settings = ['PATH', 'HOME', 'LD_LIBRARY_PATH', 'PYTHONPATH'].flatMap((name) => {
    const fact = get(variables, name);
    return fact?.state === 'known' ? fact.value.split(':') : [];
  });
  if ([...lines, ...settings].some((word) => word.includes(`${rootHome}/`) || word === rootHome)) return true;
  return ships.some((stage) => stage.steps.some((step) => copiesThere(step, build) || installsThere(step, build)));
}

function copiesThere({ instruction, before }: Step, { dockerfile: { escape } }: Build): boolean {
  if (instruction.kind !== 'copy' && instruction.kind !== 'add') return false;
  const expansion = expandIn(before, instruction.destination?.raw ?? '', escape);
  return expansion.state === 'text' && isInRootHome(expansion.text);
}

const removers = new Set(['rm', 'find', 'rmdir']);

function installsThere(step: Step, { dockerfile }: Build): boolean {
  const commands = scriptOf(step, dockerfile.text)?.commands ?? [];
  return commands.some(
    ({ program, args, redirections }) =>
      !removers.has(program ?? '') &&
      [...args, ...redirections.flatMap(({ target }) => target ?? [])].some(
        ({ text, tilde }) => tilde || (text !== undefined && /(^|[=:])\/root(\/|$)/.test(text)),
      ),
  );
}
