import { type LayerEntry, whiteout } from './entryList.ts';
import { type FileTree, type NodeOf, partsOf, type RemovedFile, resolvePath } from './fileTree.ts';
import type { LayerContents } from './readLayer.ts';
import { shownName, type TarEntry } from './tarEntry.ts';

/** What a layer brings, and what of it a later one replaces or deletes. */
export interface LayerUse {
  /** Bytes of its files. */
  readonly added: number;
  /** Bytes of its files that later layers replace or delete, by the number of the layer that does. */
  readonly wasted: ReadonlyMap<number, number>;
}

export interface Folding {
  /** Lays the next layer on top; gives a clause on what cannot be. */
  readonly add: (layer: LayerContents) => string | undefined;
  readonly files: () => number;
  readonly result: () => { readonly tree: FileTree; readonly layers: readonly LayerUse[] };
}

interface Growing extends NodeOf<Growing> {
  readonly children: Map<string, Growing> | undefined;
}

interface Fold {
  root: Growing;
  readonly removed: RemovedFile[];
  readonly uses: { added: number; readonly wasted: Map<number, number> }[];
  /** Names that lead to a file, where it is more than one. */
  readonly names: Map<Growing, number>;
  readonly mostFiles: number;
  files: number;
}

/** Lays layers on each other as container runtimes do: whiteouts count for the layers below, then the entries are laid in order. */
export function newFolding(mostFiles: number): Folding {
  const fold: Fold = {
    root: impliedFolder(0),
    removed: [],
    uses: [],
    names: new Map(),
    mostFiles,
    files: 0,
  };
  return {
    add: (layer) => addLayer(fold, layer),
    files: () => fold.files,
    result: () => ({ tree: { root: fold.root, removed: fold.removed }, layers: fold.uses }),
  };
}

/** A folder that is only named as part of a path. */
function impliedFolder(layer: number): Growing {
  const nothing = { uid: 0, gid: 0, size: 0, stored: 0, target: '', bytes: undefined, program: undefined };
  return { kind: 'folder', mode: 0o755, ...nothing, layer, children: new Map() };
}

const opaque = '.wh..wh..opq';

function addLayer(fold: Fold, { entries }: LayerContents): string | undefined {
  fold.uses.push({ added: 0, wasted: new Map() });
  for (const hiding of entries.whiteouts) {
    const parts = cleanParts(hiding);
    const name = parts?.pop();
    if (parts === undefined || name === undefined) return leadsOut(hiding);
    hide(fold, parts, name);
  }
  for (const from of entries.all()) {
    const parts = cleanParts(from.entry.name);
    if (parts === undefined) return leadsOut(from.entry.name);
    const name = parts.pop();
    if (name === undefined) setRoot(fold, from);
    if (name === undefined || name.startsWith(whiteout)) continue;
    const problem = lay(fold, parts, { name, from });
    if (problem !== undefined) return problem;
    if (fold.files > fold.mostFiles) return `the image has more than ${fold.mostFiles} files (--limit files=N)`;
  }
  return undefined;
}

function leadsOut(name: string): string {
  return `the name ${shownName(name)} leads out of the image`;
}

/** The parts of a name with `..` taken out; undefined where that leads above the root. */
function cleanParts(name: string): string[] | undefined {
  const clean: string[] = [];
  for (const part of partsOf(name)) {
    if (part !== '..') clean.push(part);
    else if (clean.pop() === undefined) return undefined;
  }
  return clean;
}

function setRoot(fold: Fold, from: LayerEntry): void {
  if (from.entry.kind === 'folder') fold.root = nodeOf(from, fold.uses.length - 1, fold.root.children);
}

/** What names the kinds of entries that are laid, others say nothing that a runtime would make. */
const kinds = {
  file: 'file',
  folder: 'folder',
  'symbolic-link': 'link',
  device: 'device',
  pipe: 'pipe',
  other: 'other',
} as const satisfies Readonly<Record<Exclude<TarEntry['kind'], 'hard-link'>, Growing['kind']>>;

function nodeOf({ entry, bytes, program }: LayerEntry, layer: number, children: Growing['children']): Growing {
  const { mode, uid, gid, size, stored, target, kind } = entry;
  const nodeKind = kind === 'hard-link' ? 'file' : kinds[kind];
  return { kind: nodeKind, mode, uid, gid, size, stored, target, bytes, program, layer, children };
}

function hide(fold: Fold, parts: readonly string[], name: string): void {
  const folder = existingFolder(fold, parts);
  if (folder === undefined) return;
  const path = `/${[...parts].join('/')}`;
  if (name === opaque) {
    for (const below of [...(folder.children?.keys() ?? [])]) remove(fold, folder, { name: below, path });
  } else if (!name.startsWith('.wh..wh.')) remove(fold, folder, { name: name.slice(whiteout.length), path });
}

/** Links on the way are followed, as the program that unpacks the layer does. */
function existingFolder(fold: Fold, parts: readonly string[]): Growing | undefined {
  const resolved = resolvePath(fold.root, parts.join('/'));
  return resolved.state === 'found' && resolved.node.children !== undefined ? resolved.node : undefined;
}

interface Laid {
  readonly name: string;
  readonly from: LayerEntry;
}

function lay(fold: Fold, parts: readonly string[], { name, from }: Laid): string | undefined {
  const { entry } = from;
  const folder = folderFor(fold, parts);
  if (typeof folder === 'string') return `${folder} on the way to ${shownName(entry.name)}`;
  const layer = fold.uses.length - 1;
  const before = folder.children?.get(name);
  if (entry.kind === 'folder' && before?.children !== undefined) {
    folder.children?.set(name, nodeOf(from, layer, before.children));
    return undefined;
  }
  const linked = entry.kind === 'hard-link' ? linkedNode(fold, from) : undefined;
  if (typeof linked === 'string') return linked;
  if (linked !== undefined && linked === before) return undefined;
  if (before !== undefined) remove(fold, folder, { name, path: `/${parts.join('/')}` });
  if (linked === undefined) {
    const use = fold.uses[layer];
    if (use !== undefined) use.added += entry.stored;
  } else fold.names.set(linked, (fold.names.get(linked) ?? 1) + 1);
  const children = entry.kind === 'folder' ? new Map<string, Growing>() : undefined;
  folder.children?.set(standalone(name), linked ?? nodeOf(from, layer, children));
  fold.files++;
  return undefined;
}

function linkedNode(fold: Fold, { entry }: LayerEntry): Growing | string {
  const parts = cleanParts(entry.target);
  if (parts === undefined) return `the link ${shownName(entry.name)} leads out of the image`;
  const found = resolvePath(fold.root, parts.join('/'), 'keep');
  if (found.state === 'found' && found.node.children === undefined) return found.node;
  return `the hard link ${shownName(entry.name)} leads to ${shownName(entry.target)}, which is no file`;
}

/** The folder of an entry, made where it is missing; or a clause on what stands in its way. */
function folderFor(fold: Fold, parts: readonly string[]): Growing | string {
  let folder = fold.root;
  for (let i = 0; i < parts.length; i++) {
    const name = parts[i] ?? '';
    const next = folder.children?.get(name);
    if (next?.children !== undefined) {
      folder = next;
      continue;
    }
    if (next?.kind === 'link') {
      const found = existingFolder(fold, parts.slice(0, i + 1));
      if (found === undefined) return `${shownName(parts.slice(0, i + 1).join('/'))} is a link to no folder`;
      folder = found;
      continue;
    }
    if (next !== undefined) return `${shownName(parts.slice(0, i + 1).join('/'))} is no folder`;
    const made = impliedFolder(fold.uses.length - 1);
    folder.children?.set(standalone(name), made);
    fold.files++;
    folder = made;
  }
  return folder;
}

/** A part of a string keeps the whole of it in memory; this is a string of its own. */
function standalone(part: string): string {
  return Reflect.apply(
    String.fromCharCode,
    undefined,
    Array.from({ length: part.length }, (_, i) => part.charCodeAt(i)),
  );
}

interface Removing {
  readonly name: string;
  /** Of the folder. */
  readonly path: string;
}

function remove(fold: Fold, folder: Growing, { name, path }: Removing): void {
  const node = folder.children?.get(name);
  if (node === undefined) return;
  folder.children?.delete(name);
  const by = fold.uses.length - 1;
  const open: Growing[] = [node];
  let lost = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    lost += waste(fold, next, by);
    if (next.children !== undefined) for (const child of next.children.values()) open.push(child);
  }
  fold.removed.push({ path: `${path === '/' ? '' : path}/${name}`, node, by, lost });
}

/** The bytes of a file are lost with its last name; gives how many those are. */
function waste(fold: Fold, node: Growing, by: number): number {
  const names = fold.names.get(node) ?? 1;
  if (names > 1) {
    fold.names.set(node, names - 1);
    return 0;
  }
  const wasted = fold.uses[node.layer]?.wasted;
  if (node.stored > 0 && wasted !== undefined) wasted.set(by, (wasted.get(by) ?? 0) + node.stored);
  return node.stored;
}
