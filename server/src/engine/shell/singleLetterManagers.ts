import type { Manager, PackageAction } from './managerSyntax.ts';
import { hasOption, type OptionTable, readOptions } from './options.ts';
import { type PackageCommand, packageCommand } from './packageCommand.ts';
import type { ShellWord } from './script.ts';

/** `dpkg -i x.deb`. */
export function byDpkg(program: ShellWord, args: readonly ShellWord[]): PackageCommand {
  const read = readOptions(args, { long: ['--root', '--admindir', '--instdir', '--add-architecture', '--log'] });
  const install = hasOption(read, '-i', '--install', '--unpack', '--configure');
  const remove = hasOption(read, '-r', '--remove', '-P', '--purge');
  return byLetters({ manager: 'dpkg', rootOptions: ['--root'] }, { program, read }, asked({ install, remove }));
}

/** `rpm -ivh x.rpm`. */
export function byRpm(program: ShellWord, args: readonly ShellWord[]): PackageCommand {
  const read = readOptions(args, { short: 'r', long: ['--root', '--prefix', '--dbpath', '--define', '--relocate'] });
  const asks = hasOption(read, '-q', '--query', '-V', '--verify');
  const install = !asks && hasOption(read, '-i', '--install', '-U', '--upgrade', '-F', '--freshen');
  const remove = !asks && hasOption(read, '-e', '--erase');
  return byLetters(
    { manager: 'rpm', rootOptions: ['--root', '-r', '--prefix'] },
    { program, read },
    asked({ install, remove }),
  );
}

const pacman: OptionTable = {
  short: 'rb',
  long: ['--root', '--dbpath', '--cachedir', '--config', '--arch', '--ignore', '--overwrite'],
};

/** `pacman -Syu x`. */
export function byPacman(program: ShellWord, args: readonly ShellWord[]): PackageCommand {
  const read = readOptions(args, pacman);
  const sync = hasOption(read, '-S', '--sync');
  const clean = sync && hasOption(read, '-c', '--clean');
  const install = hasOption(read, '-U', '--upgrade') || (sync && read.operands.length > 0);
  const upgrade = sync && hasOption(read, '-u', '--sysupgrade');
  const update = sync && hasOption(read, '-y', '--refresh');
  const remove = hasOption(read, '-R', '--remove');
  const action = asked({ clean, install, upgrade, update, remove });
  return byLetters({ manager: 'pacman', rootOptions: ['-r', '--root'] }, { program, read }, action);
}

/** The first of these that is asked. */
function asked(actions: Partial<Record<PackageAction, boolean>>): PackageAction {
  const order = ['clean', 'install', 'upgrade', 'update', 'remove'] as const;
  return order.find((action) => actions[action] === true) ?? 'other';
}

function byLetters(
  syntax: { readonly manager: Manager; readonly rootOptions: readonly string[] },
  { program, read }: { program: ShellWord; read: ReturnType<typeof readOptions> },
  action: PackageAction,
): PackageCommand {
  return packageCommand(syntax, read.options, { action, verb: '', verbWord: program, packages: read.operands });
}
