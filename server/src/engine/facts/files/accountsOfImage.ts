import { type FileTree, resolvePath } from '../../layers/fileTree.ts';
import { textOfUtf8 } from '../../layers/utf8.ts';
import { remembered } from '../../text/remembered.ts';
import { type Fact, known } from '../fact.ts';
import { accountOf, type User, uidOf } from '../user.ts';

/** An account of the image's own /etc/passwd. */
export interface ImageAccount {
  readonly name: string;
  /** As it is written there, or in /etc/shadow where that holds it. */
  readonly password: string;
  /** The file that says so. */
  readonly file: string;
  readonly uid: number;
  readonly home: string;
}

/** The accounts of an image; undefined where its /etc/passwd cannot be read. No such file means none. */
export const accountsOfImage = remembered(({ root }: FileTree): readonly ImageAccount[] | undefined => {
  const passwd = linesOf(root, '/etc/passwd');
  if (passwd === undefined) return undefined;
  const shadow = new Map((linesOf(root, '/etc/shadow') ?? []).map(([name = '', password = '']) => [name, password]));
  const seen = new Set<string>();
  return passwd.flatMap(([name = '', written = '', uid = '', , , home = '']) => {
    // The first line of a name counts.
    if (name === '' || !/^\d{1,10}$/.test(uid) || seen.has(name)) return [];
    seen.add(name);
    const hidden = written === 'x' ? shadow.get(name) : undefined;
    const password = hidden ?? written;
    return [{ name, password, file: hidden === undefined ? '/etc/passwd' : '/etc/shadow', uid: Number(uid), home }];
  });
});

function linesOf(root: FileTree['root'], path: string): readonly (readonly string[])[] | undefined {
  const found = resolvePath(root, path);
  if (found.state === 'missing') return [];
  if (found.state !== 'found' || found.node.bytes === undefined) return emptyFile(found) ? [] : undefined;
  return textOfUtf8(found.node.bytes)
    .split('\n')
    .filter((line) => line.includes(':') && !line.startsWith('#'))
    .map((line) => line.replace(/\r$/, '').split(':'));
}

function emptyFile(found: ReturnType<typeof resolvePath>): boolean {
  return found.state === 'found' && found.node.kind === 'file' && found.node.size === 0;
}

/** The user with the number that the image's own accounts give it. */
export function userOfImage(user: Fact<User>, files: FileTree | undefined): Fact<User> {
  if (files === undefined || user.state !== 'known' || uidOf(user.value) !== undefined) return user;
  const name = accountOf(user.value);
  const uid = accountsOfImage(files)?.find((account) => account.name === name)?.uid;
  return uid === undefined ? user : known({ ...user.value, uid }, user.at, user.origin);
}
