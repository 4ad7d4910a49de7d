import type { Build, Step } from '../../dockerfile/build.ts';
import { installs } from '../../shell/packages.ts';
import type { ShellCommand } from '../../shell/script.ts';
import { get } from '../../text/persistentMap.ts';
import { pathOf } from '../homes.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { shippedRuns } from '../shippedRuns.ts';
import { homeInstall } from './homeInstalls.ts';
import { searchPath } from './searchPath.ts';

/** A conda environment that a RUN of the image installs to. */
export interface CondaEnvironment {
  /** `base` where none is named; undefined where a file names it. */
  readonly name: string | undefined;
  readonly prefix: string | undefined;
  readonly command: ShellCommand;
  readonly step: Step;
}

const managers = new Set(['conda', 'mamba', 'micromamba']);

export function condaEnvironments(facts: ImageFacts): readonly CondaEnvironment[] {
  const { build } = facts;
  if (build === undefined) return [];
  const root = rootPrefix(facts, build);
  return shippedRuns(build).flatMap(({ step, script }) => {
    let active = namedByShell(step);
    return script.commands.flatMap((command): CondaEnvironment[] => {
      active = activatedName(command) ?? active;
      const call = installs(command);
      if (call === undefined || !managers.has(call.manager)) return [];
      const { action, environment, root: given } = call;
      if (action !== 'install' && action !== 'env-create' && action !== 'env-update') return [];
      if (given !== undefined) return [{ name: undefined, prefix: pathOf(given, command, step), command, step }];
      if (environment !== undefined) {
        const name = environment.text;
        return [{ name, prefix: name === undefined ? undefined : prefixOf(name, root), command, step }];
      }
      if (action === 'install' || active !== undefined) {
        const name = active ?? 'base';
        return [{ name, prefix: prefixOf(name, root), command, step }];
      }
      return [{ name: undefined, prefix: undefined, command, step }];
    });
  });
}

/** `SHELL ["conda", "run", "-n", "x", ...]`, and what micromamba's own shell takes. */
function namedByShell({ before }: Step): string | undefined {
  const words = before.shell.state === 'known' ? before.shell.value : [];
  const at = words.findIndex((word) => word === '-n' || word === '--name');
  const named = get(before.variables, 'ENV_NAME');
  return words.includes('run') && at > 0 ? words[at + 1] : named?.state === 'known' ? named.value : undefined;
}

/** The environment that the commands after this one install to. */
export function activatedName({ program = '', args: [verb, word] }: ShellCommand): string | undefined {
  if (program === 'source' || program === '.') {
    const own = verb?.text === 'activate' || verb?.text?.endsWith('/bin/activate');
    return own === true ? word?.text : undefined;
  }
  return managers.has(program) && verb?.text === 'activate' ? (word?.text ?? 'base') : undefined;
}

/** Where the environment of a name lies. */
export function prefixOf(name: string, root: string | undefined): string | undefined {
  if (name.startsWith('/')) return name.replace(/\/$/, '');
  if (root === undefined) return undefined;
  return name === 'base' ? root : `${root}/envs/${name}`;
}

const variables = ['MAMBA_ROOT_PREFIX', 'CONDA_DIR', 'CONDA_HOME', 'CONDA_ROOT', 'CONDA_PATH'];

/** Where conda itself lies: by a variable of that purpose, by PATH, or by its installer. */
export function rootPrefix(facts: ImageFacts, build: Build): string | undefined {
  for (const name of variables) {
    const fact = get(build.target.after.variables, name);
    if (fact?.state === 'known' && fact.value.startsWith('/')) return fact.value.replace(/\/$/, '');
  }
  for (const { path } of searchPath(facts).folders) {
    const found = /^(\/[^:]*(?:conda|forge|mamba)\w{0,10})\/(?:bin|condabin)$/.exec(path)?.[1];
    if (found !== undefined) return found;
  }
  return byInstaller(build);
}

function byInstaller(build: Build): string | undefined {
  for (const { step, script } of shippedRuns(build)) {
    for (const command of script.commands) {
      const install = homeInstall({ command, step, exported: new Map() });
      if (install?.what === 'The installer of conda') return install.folder;
    }
  }
  return undefined;
}
