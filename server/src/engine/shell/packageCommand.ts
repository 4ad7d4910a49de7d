import type { Manager, ManagerSyntax, PackageAction } from './managerSyntax.ts';
import type { Option } from './options.ts';
import type { ShellWord } from './script.ts';

/** What a command asks of a package manager. */
export interface PackageCommand {
  readonly manager: Manager;
  readonly action: PackageAction;
  /** As written: `install`, `env create`; empty where there is none. */
  readonly verb: string;
  /** The last word of the verb, behind which options can be added; the program's where there is none. */
  readonly verbWord: ShellWord;
  /** Names, requirements, paths and URLs, as given. */
  readonly packages: readonly ShellWord[];
  /** Files that list packages: `-r`, `--file`. */
  readonly files: readonly ShellWord[];
  /** Channels, indexes, repositories. */
  readonly sources: readonly ShellWord[];
  /** Another place to install to: `--installroot`, `--prefix`, `--target`. */
  readonly root: ShellWord | undefined;
  /** The environment's name. */
  readonly environment: ShellWord | undefined;
  readonly options: readonly Option[];
  /** The names of the options: `-y`, `--no-cache-dir`. */
  readonly flags: ReadonlySet<string>;
}

type Asked = Pick<PackageCommand, 'action' | 'verb' | 'verbWord' | 'packages'>;

/** Puts together what was asked, with what the options say by the manager's syntax. */
export function packageCommand(
  syntax: Omit<ManagerSyntax, 'verbs'>,
  options: readonly Option[],
  { action, verb, verbWord, packages }: Asked,
): PackageCommand {
  const valuesOf = (names: readonly string[] = []) => {
    return options.flatMap(({ name, value }) => (value !== undefined && names.includes(name) ? [value] : []));
  };
  return {
    manager: syntax.manager,
    action,
    verb,
    verbWord,
    packages: [...packages, ...valuesOf(syntax.packageOptions)],
    files: valuesOf(syntax.fileOptions),
    sources: valuesOf(syntax.sourceOptions),
    root: valuesOf(syntax.rootOptions).at(-1),
    environment: valuesOf(syntax.nameOptions).at(-1),
    options,
    flags: new Set(options.map(({ name }) => name)),
  };
}
