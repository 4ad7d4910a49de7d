import type { FileNode } from '../../layers/fileTree.ts';

/** A user that the image was not made for. */
export interface OtherUser {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

/** In no group that an image is made for. */
const outsider: OtherUser = { uid: 65534, gid: 65534, name: 'uid 65534' };

/** As clusters run images: a number that nobody knows beforehand, in group 0. */
export const inGroup0: OtherUser = { uid: 1000660000, gid: 0, name: 'uid 1000660000 in group 0' };

/** Who has to be able to use an image. */
export const otherUsers: readonly OtherUser[] = [outsider, inGroup0];

export const rights = { read: 4, write: 2, run: 1 } as const;

/** Whether the mode gives the user all these rights (added up); for a folder, `run` is to enter it. */
export function may(
  { uid, gid }: OtherUser,
  { mode, ...owner }: Pick<FileNode, 'mode' | 'uid' | 'gid'>,
  asked: number,
) {
  const shift = owner.uid === uid ? 6 : owner.gid === gid ? 3 : 0;
  return ((mode >> shift) & asked) === asked;
}

/** Those of whom something holds, for a message. */
export function whoOf(users: readonly OtherUser[]): string {
  if (users.length === otherUsers.length) return 'other users';
  return users[0] === inGroup0 ? 'other users of group 0' : 'users outside group 0';
}
