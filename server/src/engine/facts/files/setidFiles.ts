import { withoutUsr } from '../../bases/families.ts';
import { familiesTable } from '../../bases/familiesTable.ts';
import { type FileTree, walkTree } from '../../layers/fileTree.ts';
import { baseName } from '../../shell/path.ts';
import { familyOfFiles } from './familyOfFiles.ts';
import { becomesRoot, setidOfPackages } from './setidPackages.ts';

/** A file of an image with the setuid or setgid bit that its distribution's base does not bring. */
export interface SetidFile {
  readonly path: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** A package of a distribution brings it. */
  readonly packaged: boolean;
  readonly becomesRoot: boolean;
}

const setid = 0o6000;

/** The setuid and setgid files beyond those of the distribution. */
export function setidFiles(tree: FileTree): readonly SetidFile[] {
  const own = ownFiles(tree);
  const found: SetidFile[] = [];
  for (const [path, { kind, mode, uid, gid }] of walkTree(tree.root)) {
    // Nobody can run one without x bits; setgid without x of the group is a lock.
    const runs = ((mode & 0o4000) !== 0 && (mode & 0o111) !== 0) || ((mode & 0o2000) !== 0 && (mode & 0o010) !== 0);
    if (kind !== 'file' || (mode & setid) === 0 || !runs || own.has(withoutUsr(path))) continue;
    const name = baseName(path);
    const packaged = setidOfPackages.has(name) && /^\/(?:usr\/)?(?:s?bin|lib(?:64|exec)?)\//.test(path);
    found.push({ path, mode, uid, gid, packaged, becomesRoot: becomesRoot.has(name) });
  }
  return found;
}

/** Those of the family; of all families where it is not known or its list may lack some. */
function ownFiles(tree: FileTree): ReadonlySet<string> {
  const setuid = familyOfFiles(tree)?.setuid;
  if (setuid?.complete === true) return new Set(setuid.files.keys());
  const all = Object.values(familiesTable.families).flatMap((family) => Object.keys(family.setuid?.files ?? {}));
  return new Set(all.map(withoutUsr));
}
