import type { Build, Step } from '../../dockerfile/build.ts';
import { expandIn } from '../../dockerfile/dispatch.ts';
import { cleanPath, isWithin } from '../../dockerfile/path.ts';
import { changesOwner } from '../../shell/modes.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import { get } from '../../text/persistentMap.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import { accountsMade } from '../accounts.ts';
import { pathOf } from '../homes.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { madeBy } from '../madePaths.ts';
import { placedFiles } from '../placedFiles.ts';
import { shippedRuns, shippedSteps } from '../shippedRuns.ts';
import { accountOf, isRoot } from '../user.ts';
import { buildUse } from './buildUse.ts';
import { fileModes } from './fileModes.ts';
import { keepsOut } from './modeEntry.ts';

/** A folder that the application writes to, as far as the file shows. */
export interface WrittenFolder {
  readonly path: string;
  /** As the command or the instruction names it. */
  readonly raw: string;
  /** The group it belongs to as the file says; undefined: as it was. */
  readonly group: string | undefined;
  readonly how: 'chown' | 'copy' | 'volume' | 'home';
  readonly at: Span;
  readonly step: Step;
  readonly command?: ShellCommand;
}

const most = 100;

/** Folders given to a user, volumes, and the home of the user in force. */
export const writtenFolders = remembered((facts: ImageFacts): readonly WrittenFolder[] => {
  const { build } = facts;
  if (build === undefined || build.target.os === 'windows') return [];
  const all = [...byChown(build), ...byCopy(facts, build), ...volumes(build), ...home(facts, build)]
    .filter(({ path }) => !isElsewhere(path))
    .slice(0, most);
  const paths = new Set(all.map(({ path }) => path));
  return all.filter(({ path }, i) => {
    // What holds for a folder holds for those in it.
    return all.findIndex((other) => other.path === path) === i && !foldersAbove(path).some((above) => paths.has(above));
  });
});

function foldersAbove(path: string): readonly string[] {
  const above: string[] = [];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) above.push(path.slice(0, end));
  return above;
}

/**
 * Not the application's, or for its owner alone: ssh refuses keys that a group may write. What is installed is given to
 * a user who installs more in the build; the application only reads it.
 */
const isElsewhere = (path: string) =>
  path === '/' ||
  path === '/opt' ||
  /^\/(?:usr|etc|s?bin|lib\d*)(?:\/|$)/.test(path) ||
  /\/(?:(?:mini|ana|micro|mamba)?(?:conda|mamba|forge)\d?|\.?v?env)(?:\/|$)/.test(path) ||
  /\/\.(?:ssh|gnupg)(?:\/|$)/.test(path) ||
  /[^/]\.[a-z]{2,4}$/.test(path) ||
  /^\/(?:tmp|var\/tmp|root|dev|proc|sys|run|var\/run)(?:\/|$)/.test(path);

function byChown(build: Build): readonly WrittenFolder[] {
  const folders = new Set<string>();
  const use = buildUse(build);
  return shippedRuns(build).flatMap(({ step, script }) => {
    if (step.before.workdir.state === 'known') folders.add(step.before.workdir.value);
    return script.commands.flatMap((command) => {
      for (const { path, how } of madeBy(command, step)) if (how === 'directory') folders.add(path);
      const change = changesOwner(command);
      if (change === undefined || !isGiven(change.owner, change.word)) return [];
      return change.paths.flatMap((word): WrittenFolder[] => {
        const path = word.glob ? undefined : pathOf(word, command, step);
        if (
          path === undefined ||
          change.picked ||
          !(change.recursive || folders.has(path)) ||
          use.removed(path, command)
        )
          return [];
        return [
          {
            path,
            raw: word.raw,
            group: groupOf(change.group, change.word),
            how: 'chown',
            at: command.span,
            step,
            command,
          },
        ];
      });
    });
  });
}

/** To somebody else than root; an owner that cannot be told is somebody. */
function isGiven(owner: string | undefined, word: ShellWord | undefined): boolean {
  if (owner !== undefined) return owner !== 'root' && owner !== '0';
  const [first = ''] = word?.pieces ?? [];
  return word !== undefined && word.text === undefined && !first.startsWith(':') && !/^(?:root|0):/.test(first);
}

function groupOf(group: string | undefined, word: ShellWord | undefined): string | undefined {
  return group ?? (word?.raw.includes(':') === true ? '?' : undefined);
}

/** Where the application is started; what is copied elsewhere is its program, or what it is built from. */
function byCopy({ workdir }: ImageFacts, build: Build): readonly WrittenFolder[] {
  if (workdir.state !== 'known') return [];
  return placedFiles(build).flatMap(({ step, instruction, path, tree }): WrittenFolder[] => {
    const flag = instruction.flags.find(({ name }) => name === 'chown');
    const expansion = expandIn(step.before, flag?.value ?? '', build.dockerfile.escape);
    const text = expansion.state === 'text' ? expansion.text : (flag?.value ?? '');
    const [owner = '', group = owner] = text.split(':');
    if (
      flag === undefined ||
      !tree ||
      !isWithin(path, workdir.value) ||
      /\/\.[^/]+$/.test(path) || // `~/.rpmmacros`: settings
      /\/s?bin(?:\/|$)/.test(path) ||
      owner === '' ||
      owner === 'root' ||
      owner === '0'
    )
      return [];
    return [{ path, raw: path, group, how: 'copy', at: flag.span, step }];
  });
}

/** On a base that is not known the folder may be there already, with modes of its own. */
function volumes(build: Build): readonly WrittenFolder[] {
  const root = build.ships[0]?.base;
  if (root?.kind !== 'scratch' && (root?.kind !== 'image' || root.image === undefined)) return [];
  const { escape } = build.dockerfile;
  return shippedSteps(build).flatMap((step) => {
    const { instruction, before } = step;
    if (instruction.kind !== 'volume') return [];
    return instruction.words.flatMap(({ raw, span }): WrittenFolder[] => {
      const expansion = expandIn(before, raw, escape);
      if (expansion.state !== 'text' || !expansion.text.startsWith('/')) return [];
      return [{ path: cleanPath(expansion.text), raw, group: undefined, how: 'volume', at: span, step }];
    });
  });
}

/** Where the image itself says that it is used: by HOME or WORKDIR. A home that keeps others out is another matter. */
function home({ user, workdir }: ImageFacts, build: Build): readonly WrittenFolder[] {
  if (user.state !== 'known' || isRoot(user.value)) return [];
  const account = accountsMade(build).findLast(({ name }) => name === accountOf(user.value));
  const path = account?.home;
  if (account === undefined || path === undefined || !path.startsWith('/')) return [];
  const set = get(build.target.after.environment, 'HOME');
  const used =
    (set?.state === 'known' && set.value === path) || (workdir.state === 'known' && isWithin(path, workdir.value));
  const closed = fileModes(build).some((entry) => entry.path === path && keepsOut(entry.mode));
  if (!used || closed) return [];
  const { at, step, command } = account;
  return [{ path, raw: path, group: '?', how: 'home', at, step, command }];
}
