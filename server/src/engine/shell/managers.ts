import { languageManagers } from './languageManagers.ts';
import type { ManagerSyntax } from './managerSyntax.ts';
import { pythonManagers } from './pythonManagers.ts';
import { systemManagers } from './systemManagers.ts';

const byProgram: ReadonlyMap<string, ManagerSyntax> = new Map(
  Object.entries({ ...systemManagers, ...pythonManagers, ...languageManagers }),
);

/** The syntax of the manager with this name of a program, `pip3.11` and the like included. */
export function managerOf(program: string): ManagerSyntax | undefined {
  return byProgram.get(/^pip[23]?(?:\.\d{1,2})?$/.test(program) ? 'pip' : program);
}
