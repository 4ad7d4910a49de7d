import { type FileNode, type FileTree, walkTree } from '../../layers/fileTree.ts';
import { remembered } from '../../text/remembered.ts';
import { knownValue } from '../fact.ts';
import type { ImageFacts } from '../imageFacts.ts';
import type { CacheName } from '../size/caches.ts';
import { ownLayers } from './ownLayers.ts';

/** A cache or index of package managers that the files of an image hold. */
export interface LeftInImage {
  readonly cache: CacheName;
  readonly folders: readonly [string, ...string[]];
  readonly bytes: number;
  /** Number of the layer that holds most of it. */
  readonly layer: number;
}

interface Row {
  readonly cache: CacheName;
  /** The folder, by the whole path or by its end. */
  readonly folder: RegExp;
  /** Below it, what is of such a cache; all where nothing is said. */
  readonly only?: RegExp;
  /** Below it, what every system has or needs. */
  readonly except?: RegExp;
}

const locks = /(?:^|\/)(?:\.?lock|[\w.-]+\.(?:lock|pid)|CACHEDIR\.TAG|\.gitkeep)$/;

/** Where they lie by default, as the tools themselves leave them; a home may be anywhere. */
const table: readonly Row[] = [
  { cache: 'apt', folder: /^\/var\/lib\/apt\/lists$/, except: locks },
  { cache: 'apt', folder: /^\/var\/cache\/apt$/, only: /\.(?:deb|bin)$/ },
  { cache: 'apk', folder: /^\/(?:var\/cache\/apk|etc\/apk\/cache)$/, except: locks },
  {
    cache: 'dnf',
    folder: /^\/var\/cache\/(?:dnf|yum|libdnf5|tdnf)$/,
    // `clean all` leaves them.
    except: /\.pid$|(?:^|\/)(?:expired_repos\.json|tempfiles\.json|last_makecache|lock)$/,
  },
  // What is installed, which zypper reads anew whatever was cleaned.
  { cache: 'zypper', folder: /^\/var\/cache\/zypp$/, except: /^solv\/@System\// },
  { cache: 'pip', folder: /\/\.cache\/pip$/, except: /^selfcheck\// },
  // Unpacked packages mostly are further names of files of an environment.
  { cache: 'conda', folder: /\/pkgs$/, only: /^[^/]+\.(?:conda|tar\.bz2)$|^cache\/[\w-]+\.(?:json|solv)$/ },
  { cache: 'npm', folder: /\/\.npm\/_cacache$/ },
  { cache: 'npm', folder: /\/\.cache\/yarn$/ },
];

/** Folders with the last part of a row's, so that few paths are compared with the table. */
const lastParts = new Set('lists apt apk cache dnf yum libdnf5 tdnf zypp pip pkgs _cacache yarn'.split(' '));

/** What the image's own layers leave of them in the end; undefined where its files are not known. */
export const leftInImage = remembered((facts: ImageFacts): readonly LeftInImage[] | undefined => {
  const tree = facts.files && knownValue(facts.files);
  if (tree === undefined) return undefined;
  const found = new Map<CacheName, { folders: string[]; readonly byLayer: Map<number, number> }>();
  const { first } = ownLayers(facts);
  for (const [path, node, row] of cacheFolders(tree)) {
    const byLayer = bytesBelow(node, row, first);
    if (byLayer.size === 0) continue;
    const one = found.get(row.cache) ?? { folders: [] as string[], byLayer: new Map<number, number>() };
    found.set(row.cache, one);
    one.folders.push(path);
    for (const [layer, bytes] of byLayer) one.byLayer.set(layer, (one.byLayer.get(layer) ?? 0) + bytes);
  }
  return [...found].flatMap(
    ([
      cache,
      {
        folders: [folder, ...more],
        byLayer,
      },
    ]) => {
      if (folder === undefined) return [];
      const bytes = [...byLayer.values()].reduce((sum, some) => sum + some, 0);
      const [[layer] = [0]] = [...byLayer].sort(([, a], [, b]) => b - a);
      return [{ cache, folders: [folder, ...more] as const, bytes, layer }];
    },
  );
});

function* cacheFolders({ root }: FileTree): Iterable<readonly [string, FileNode, Row]> {
  for (const [path, node] of walkTree(root)) {
    if (node.children === undefined || !lastParts.has(path.slice(path.lastIndexOf('/') + 1))) continue;
    const row = table.find(({ folder }) => folder.test(path));
    if (row !== undefined) yield [path, node, row];
  }
}

/** By layer; a file of several names in there counts once. */
function bytesBelow(folder: FileNode, { only, except }: Row, first: number): ReadonlyMap<number, number> {
  const byLayer = new Map<number, number>();
  const seen = new Set<FileNode>();
  for (const [path, node] of walkTree(folder)) {
    const { kind, layer, stored } = node;
    const name = path.slice(1);
    if (kind !== 'file' || stored === 0 || layer < first || seen.has(node)) continue;
    if (only?.test(name) === false || except?.test(name) === true) continue;
    seen.add(node);
    byLayer.set(layer, (byLayer.get(layer) ?? 0) + stored);
  }
  return byLayer;
}
