import type { Build } from '../../dockerfile/build.ts';
import { type Option, readOptions } from '../../shell/options.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import { get } from '../../text/persistentMap.ts';
import { remembered } from '../../text/remembered.ts';
import { type ReachableRun, reachableRuns } from '../reachable.ts';

/** A call of CMake that configures a project. */
export interface CmakeCall {
  readonly run: ReachableRun;
  readonly command: ShellCommand;
  readonly program: ShellWord;
  /** The entries of the cache it sets, by name; the last of a name counts. */
  readonly entries: ReadonlyMap<string, CacheEntry>;
  readonly buildType: BuildType;
  /** A word of it cannot be told, or a file sets more: other entries may be there. */
  readonly open: boolean;
}

export interface CacheEntry {
  /** Undefined where it cannot be told. */
  readonly value: string | undefined;
  readonly word: ShellWord;
}

/** `elsewhere`: a preset, a toolchain file, a variable, a generator of several types, or what cannot be read may set it. */
export type BuildType =
  | { readonly state: 'set'; readonly value: string; readonly word: ShellWord }
  | { readonly state: 'elsewhere' }
  | { readonly state: 'none' };

/** Every call that configures, in the order of the file. */
export const cmakeCalls = remembered((build: Build): readonly CmakeCall[] =>
  reachableRuns(build).flatMap((run) => run.script.commands.flatMap((command) => callOf(command, run) ?? [])),
);

const programs: ReadonlySet<string> = new Set(['cmake', 'cmake3', 'ccmake']);

/** With these it builds, installs, asks or runs a script. */
const otherModes =
  /^(?:--build|--install|--open|-P|-E|--version|-version|--help.*|-h|--workflow|--find-package|--system-information|-N|--list-presets.*|-L[AH]*)$/;

/** Files and options that may set the type, or make it a matter of the build. */
const elsewhere: ReadonlySet<string> = new Set(['-C', '--preset', '--toolchain']);
const several = /Multi-Config|Xcode|Visual Studio/;

function callOf(command: ShellCommand, run: ReachableRun): CmakeCall | undefined {
  const [program] = command.words;
  if (program === undefined || !programs.has(command.program ?? '')) return undefined;
  if (command.args.length === 0 || command.args.some(({ text }) => otherModes.test(text ?? ''))) return undefined;
  const { options } = readOptions(command.args, {
    short: 'DUSBCGAT',
    long: ['--preset', '--toolchain', '--log-level'],
  });
  const entries = entriesOf(options);
  const buildType = buildTypeOf({ command, options, entries, run });
  const open = command.args.some(mayBeOption) || options.some(({ name }) => elsewhere.has(name));
  return { run, command, program, entries, buildType, open };
}

/** `-D X=1`, `-DX:BOOL=1`; `-UX` and a name without value set nothing. */
function entriesOf(options: readonly Option[]): ReadonlyMap<string, CacheEntry> {
  const entries = new Map<string, CacheEntry>();
  for (const { name, value } of options) {
    if (name !== '-D' || value === undefined) continue;
    const start = value.text ?? value.pieces[0] ?? '';
    const key = /^([\w.+-]{1,100})(?::\w{1,20})?=/.exec(start);
    if (key?.[1] !== undefined) entries.set(key[1], { value: value.text?.slice(key[0].length), word: value });
  }
  return entries;
}

interface Calling {
  readonly command: ShellCommand;
  readonly options: readonly Option[];
  readonly entries: ReadonlyMap<string, CacheEntry>;
  readonly run: ReachableRun;
}

function buildTypeOf({ command, options, entries, run }: Calling): BuildType {
  const entry = entries.get('CMAKE_BUILD_TYPE');
  if (entry !== undefined) {
    if (entry.value === undefined) return { state: 'elsewhere' };
    return entry.value === '' ? { state: 'none' } : { state: 'set', value: entry.value, word: entry.word };
  }
  if (entries.has('CMAKE_TOOLCHAIN_FILE') || entries.has('CMAKE_CONFIGURATION_TYPES')) return { state: 'elsewhere' };
  if (options.some(({ name, value }) => elsewhere.has(name) || (name === '-G' && several.test(value?.text ?? ''))))
    return { state: 'elsewhere' };
  // A word that cannot be told may be any option.
  if (command.args.some(mayBeOption)) return { state: 'elsewhere' };
  const given = command.assignments.has('CMAKE_BUILD_TYPE') || command.assignments.has('CMAKE_TOOLCHAIN_FILE');
  const set = ['CMAKE_BUILD_TYPE', 'CMAKE_TOOLCHAIN_FILE'].some(
    (name) => get(run.step.before.environment, name)?.state === 'known',
  );
  return given || set ? { state: 'elsewhere' } : { state: 'none' };
}

function mayBeOption({ text, pieces, quoted }: ShellWord): boolean {
  if (text !== undefined) return false;
  const start = pieces[0] ?? '';
  return !quoted && (start === '' || start === '-D' || /^-D\w*$/.test(start));
}
