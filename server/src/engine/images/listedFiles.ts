import { type FileNode, type FileTree, partsOf } from '../layers/fileTree.ts';
import type { Program } from '../layers/program.ts';

interface Growing extends FileNode {
  readonly children: Map<string, Growing> | undefined;
}

/**
 * The files of an image from a listing, for examples. A line is `0755 0:0 /opt/app/` for a folder,
 * `0755 0:0 /opt/run #!/bin/sh` for a file with its content (`ELF /lib/ld.so` for a program with its loader), and
 * `/bin -> usr/bin` for a link. Folders above need no line of their own.
 */
export function listedFiles(lines: readonly string[]): FileTree {
  const root = nodeOf('folder', { mode: 0o755, owner: '0:0', content: '' });
  for (const line of lines) {
    const [, target] = line.split(' -> ');
    const [, mode, owner = '0:0', path, content = ''] =
      /^(?:([0-7]{3,4}) (\d+:\d+) )?(\/\S*)(?: ([\s\S]*))?$/.exec(line) ?? [];
    if (path === undefined) continue;
    const kind = target !== undefined ? 'link' : path.endsWith('/') ? 'folder' : 'file';
    place(root, path, nodeOf(kind, { mode: Number.parseInt(mode ?? '777', 8), owner, content, target }));
  }
  return { root, removed: [] };
}

function place(root: Growing, path: string, node: Growing): void {
  const parts = partsOf(path);
  const name = parts.pop();
  let here = root;
  for (const part of parts) {
    const next = here.children?.get(part) ?? nodeOf('folder', { mode: 0o755, owner: '0:0', content: '' });
    here.children?.set(part, next);
    here = next;
  }
  const before = name === undefined ? undefined : here.children?.get(name);
  if (name !== undefined)
    here.children?.set(name, { ...node, children: node.children && (before?.children ?? node.children) });
}

interface Listed {
  readonly mode: number;
  readonly owner: string;
  readonly content: string;
  readonly target?: string | undefined;
}

function nodeOf(kind: FileNode['kind'], { mode, owner, content, target = '' }: Listed): Growing {
  const [uid = 0, gid = 0] = owner.split(':').map(Number);
  const size = content.length;
  return {
    ...{ kind, mode, uid, gid, size, stored: size, target, layer: 0, program: programIn(content) },
    bytes: kind === 'file' ? Uint8Array.from(content, (letter) => letter.charCodeAt(0)) : undefined,
    children: kind === 'folder' ? new Map() : undefined,
  };
}

function programIn(content: string): Program | undefined {
  if (content.startsWith('#!')) return { kind: 'script', line: content.slice(2) };
  const [, loader] = /^ELF ?(.*)$/.exec(content) ?? [];
  return loader === undefined
    ? undefined
    : { kind: 'elf', machine: 62, interpreter: loader === '' ? undefined : loader };
}
