import type { ShellCommand } from '../../shell/script.ts';
import { packageCalls } from '../packageCalls.ts';
import type { CacheName } from './caches.ts';
import type { Leftover } from './leftovers.ts';

/** Managers that need their index fetched before they install. */
const withIndex: ReadonlySet<CacheName> = new Set(['apt', 'apk', 'dnf', 'zypper']);

/** Whether a RUN fetches a package index and installs nothing from it. */
export function isLoneUpdate({ cache, calls, run, unless }: Leftover): boolean {
  if (!withIndex.has(cache) || unless !== undefined || calls.some(({ asked }) => asked.action !== 'update'))
    return false;
  const { commands } = run.script;
  const actions = new Map(packageCalls(run.script).map(({ command, asked }) => [command, asked.action]));
  const rest = commands.slice(commands.indexOf(calls[0].command) + 1);
  return rest.every((command) => {
    const action = actions.get(command);
    if (action === undefined) return isPlain(command);
    return harmless.has(action) || (action === 'other' && command.program === 'dpkg');
  });
}

const harmless: ReadonlySet<string> = new Set(['update', 'clean', 'remove']);

/** It installs no packages, whatever it does. */
const isPlain = ({ program }: ShellCommand) => program === undefined || plain.has(program);

const plain: ReadonlySet<string> = new Set(
  'rm echo printf true : set mkdir ln cp mv sed export cat tee chmod chown touch test [ ls cd wget curl gpg apt-key uname id exit sleep apt-config update-ca-certificates useradd groupadd adduser'.split(
    ' ',
  ),
);
