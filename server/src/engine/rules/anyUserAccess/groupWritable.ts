import type { Build } from '../../dockerfile/build.ts';
import { linesAfter, linesBefore } from '../../dockerfile/edit.ts';
import { afterCommand, asIts } from '../../facts/access/afterCommand.ts';
import { closedHomes } from '../../facts/access/closedHomes.ts';
import { groupAccess, isGroup0 } from '../../facts/access/groupAccess.ts';
import { type WrittenFolder, writtenFolders } from '../../facts/access/writtenFolders.ts';
import { isRoot } from '../../facts/user.ts';
import { createsAccount } from '../../shell/accounts.ts';
import { advice, evidence, type Fix, rule } from '../rule.ts';
import { groupWritableOfImage } from './groupWritableOfImage.ts';

export const groupWritable = rule({
  id: 'group-writable',
  criterion: 'any-user-access',
  deciding: false,
  title: 'Group 0 may write where the application writes.',
  why: "A workflow runs the image as a user of its own in group 0. A folder that only the image's own user may write to is closed to it; with group 0 and the rights of the owner both work.",
  ignore: 'Where the application only reads the folder.',
  examples: {
    violated: [
      'FROM debian:12\nRUN useradd -u 1000 app && mkdir /data && chown -R app:app /data\nUSER 1000\n',
      'FROM debian:12\nVOLUME /data\n',
      'FROM debian:12\nWORKDIR /srv/app\nCOPY --chown=1000:1000 . .\nUSER 1000\n',
      '{"config": {"User": "1000", "WorkingDir": "/data"}, "files": ["0755 1000:1000 /data/"]}\n',
    ],
    satisfied: [
      '{"config": {"User": "1000", "WorkingDir": "/data"}, "files": ["0775 1000:0 /data/"]}\n',
      'FROM debian:12\nCOPY --chown=1000:1000 scripts /docker_entry_points\nUSER 1000\n',
      'FROM debian:12\nRUN useradd -u 1000 app && chown -R app /usr/local\nUSER 1000\n',
      'FROM debian:12\nRUN useradd -m -u 1000 app\nCOPY --chown=1000:1000 rpmmacros /home/app/.rpmmacros\nUSER 1000\n',
      'FROM debian:12\nRUN useradd -m -u 1000 app && mkdir /srv/.ssh && chown -R app:app /srv/.ssh\nUSER 1000\n',
      'FROM debian:12\nCOPY --chown=1000:1000 --chmod=777 . /srv/app\nUSER 1000\n',
      'FROM debian:12\nRUN mkdir /data && chown -R 1000:0 /data && chmod -R g=u /data\nUSER 1000\n',
      'FROM debian:12\nRUN mkdir /data && chgrp -R 0 /data && chmod -R g+rwX /data\nVOLUME /data\n',
      'FROM debian:12\nCOPY . /srv/app\nUSER 1000\n',
      'FROM debian:12\nRUN mkdir /data && chown -R root:root /data\n',
    ],
  },
  *check(facts) {
    const { build } = facts;
    if (build === undefined) {
      yield* groupWritableOfImage(facts);
      return;
    }
    const access = groupAccess(build);
    // One command opens a home to others and lets them write.
    const closed = new Set(closedHomes(facts).map(({ path }) => path));
    const found = writtenFolders(facts).filter(({ path, group }) => !access.writable(path, group) && !closed.has(path));
    const groups = new Map<string, WrittenFolder[]>();
    for (const folder of found) {
      // Volumes often stand line by line.
      const key = folder.how === 'volume' ? folder.how : `${folder.at.start}`;
      groups.set(key, [...(groups.get(key) ?? []), folder]);
    }
    for (const folders of groups.values()) {
      const [first] = folders;
      if (first !== undefined)
        yield advice(first.at, messageOf(first, folders), { fixes: fixesOf(first, folders, build) });
    }
    for (const { text, at } of access.given.slice(0, 3)) yield evidence(text, at);
  },
});

function messageOf(first: WrittenFolder, folders: readonly WrittenFolder[]): string {
  const names = folders.map(({ path }) => path).join(', ');
  const shown = names.length > 100 ? `${names.slice(0, 99)}…` : names;
  const single = folders.length === 1 && names.length <= 40;
  const commands = [...homeMade(first), ...commandsFor(folders, ({ path }) => path)];
  const own = first.command === undefined ? commands : asIts(first.command, commands);
  const write = single ? own.join(' && ') : 'chgrp -R 0 and chmod -R g=u for it';
  return `${hows[first.how](shown)}, but group 0, which a workflow runs the image with, may not write there. Add ${write}.`;
}

const hows = {
  chown: (names: string) => `${names} is for the application to write, as chown says`,
  copy: (names: string) => `${names} is for the application to write, as --chown says`,
  volume: (names: string) => `The application writes to ${names}, as VOLUME says`,
  home: (names: string) => `The application works in the home ${names}`,
} as const;

function commandsFor(folders: readonly WrittenFolder[], nameOf: (folder: WrittenFolder) => string): readonly string[] {
  const names = folders.map(nameOf).join(' ');
  const owned = folders.every(({ group }) => isGroup0(group));
  return [...(owned ? [] : [`chgrp -R 0 ${names}`]), `chmod -R g=u ${names}`];
}

/** Many distributions make no home for a new account unless told so; WORKDIR may make it, but later. */
function homeMade({ how, command, raw }: WrittenFolder): readonly string[] {
  const made = how !== 'home' || command === undefined || createsAccount(command)?.createsHome === true;
  return made ? [] : [`mkdir -p ${raw}`];
}

function fixesOf(first: WrittenFolder, folders: readonly WrittenFolder[], build: Build): readonly Fix[] {
  const { command, step, how } = first;
  if (step.trigger !== undefined) return [];
  const title = `Give group 0 the rights of the owner`;
  const closing = groupAccess(build).closedBy(first.path);
  if (closing !== undefined) {
    // What is given before it is taken again.
    const edit = afterCommand(
      closing,
      asIts(
        closing,
        commandsFor(folders, ({ path }) => path),
      ),
    );
    return edit === undefined ? [] : [{ title, safe: false, edits: [edit] }];
  }
  const commands = [...homeMade(first), ...commandsFor(folders, ({ raw }) => raw)];
  if (command !== undefined) {
    const edit = afterCommand(command, asIts(command, commands));
    return edit === undefined ? [] : [{ title, safe: false, edits: [edit] }];
  }
  const { dockerfile } = build;
  const { user } = step.before;
  if (user.state === 'unknown' || (user.state === 'known' && !isRoot(user.value))) return [];
  const make = how === 'volume' ? [`mkdir -p ${folders.map(({ raw }) => raw).join(' ')}`] : [];
  const lines = [`RUN ${[...make, ...commands].join(' && ')}`];
  const edit =
    how === 'volume'
      ? linesBefore(dockerfile, step.instruction, lines)
      : linesAfter(dockerfile, step.instruction, lines);
  return edit === undefined ? [] : [{ title, safe: false, edits: [edit] }];
}
