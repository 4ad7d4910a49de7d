import type { Build } from '../../dockerfile/build.ts';
import { baseName } from '../../shell/path.ts';
import { removes } from '../../shell/removals.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import { editsText } from '../../shell/streamEdits.ts';
import { writesText } from '../../shell/written.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import { packageName } from '../buildTools.ts';
import { madeBy } from '../madePaths.ts';
import { type PackageCall, packageCalls } from '../packageCalls.ts';
import { placedFiles } from '../placedFiles.ts';
import { type ShippedRun, shippedRuns, shippedSteps } from '../shippedRuns.ts';
import { writtenFiles } from './writtenFiles.ts';

/** What the file has to do with sudo, in the stages that ship. */
export interface SudoUse {
  readonly installed: readonly { readonly call: PackageCall; readonly word: ShellWord }[];
  /** Rights that are given to others than root. */
  readonly granted: readonly { readonly at: Span; readonly withoutPassword: boolean }[];
  /** Commands that use a sudo which the file did not bring. */
  readonly used: readonly { readonly run: ShippedRun; readonly command: ShellCommand }[];
  /** Some command may use it, whoever brought it. */
  readonly needed: boolean;
}

export const sudoUse = remembered(read);

function read(build: Build): SudoUse {
  let installed: SudoUse['installed'] = [];
  const granted: SudoUse['granted'][number][] = [];
  const used: SudoUse['used'][number][] = [];
  // What the file itself brings, and may take away again, says nothing of the base.
  let brought = false;
  let needed = false;
  for (const run of shippedRuns(build)) {
    brought ||= packageCalls(run.script).some((call) => afterCall(call, []).length > 0);
    let grant: ReturnType<typeof granting>;
    for (const command of run.script.commands) {
      if (takesAway(command)) installed = [];
      // One RUN may write the same right in several ways.
      grant ??= granting(command);
      brought ||= madeBy(command, run.step).some(({ path }) => /\/s?bin\/sudo$/.test(path));
      needed ||= usesSudo(command);
      if (!brought && !command.conditional && usesSudo(command)) used.push({ run, command });
    }
    if (grant !== undefined) granted.push(grant);
    for (const call of packageCalls(run.script)) installed = afterCall(call, installed);
  }
  return { installed, granted: [...granted, ...placed(build)], used, needed };
}

const usesSudo = ({ wrappers, program }: ShellCommand) => wrappers.includes('sudo') || program === 'sudo';

const systems: ReadonlySet<string> = new Set('apt apk dnf yum microdnf tdnf zypper pacman'.split(' '));

function afterCall(call: PackageCall, installed: SudoUse['installed']): SudoUse['installed'] {
  const { action, manager, packages, root, flags } = call.asked;
  if (!systems.has(manager) || root !== undefined) return installed;
  const word = packages.find((each) => packageName(each) === 'sudo');
  if (word === undefined) return installed;
  if (action === 'remove') return [];
  return action === 'install' && !flags.has('--download-only') ? [...installed, { call, word }] : installed;
}

const takesAway = (command: ShellCommand) =>
  removes(command).some(({ path, empties }) => !empties && /^\/(?:usr\/)?bin\/sudo$/.test(path.text ?? ''));

const rightsFile = /^\/etc\/sudoers(?:\.d(?:\/|$)|$)/;
// `root ALL=(ALL) ALL` is in every such file.
const right = /^(?!root\s)[%+@\w\\$.-][^#\n=]{0,200}=[^\n]{0,200}\bALL\b/m;

function granting(command: ShellCommand): SudoUse['granted'][number] | undefined {
  for (const { file, text, word } of [...writesText(command), ...editsText(command)]) {
    const path = file.text ?? file.pieces[0] ?? '';
    if (rightsFile.test(path) && right.test(readable(text)))
      return { at: word.span, withoutPassword: /NOPASSWD/.test(text) };
  }
  return undefined;
}

/** A name that is not known is one all the same. */
const readable = (text: string) => text.replaceAll('\0', 'x').replace(/\t/g, ' ');

function placed(build: Build): SudoUse['granted'] {
  const written = shippedSteps(build)
    .flatMap((step) => writtenFiles(step, build))
    .filter(({ path, text }) => rightsFile.test(path) && right.test(text))
    .map(({ at, text }) => ({ at, withoutPassword: /NOPASSWD/.test(text) }));
  const copied = placedFiles(build)
    .filter(({ kind, path }) => kind === 'context' && rightsFile.test(path) && !/readme/i.test(baseName(path)))
    .map(({ at }) => ({ at, withoutPassword: false }));
  return [...written, ...copied];
}
