import { statSync } from 'node:fs';
import { type Checking, type DockerfileBeside, dockerfileOf } from './checkSource.ts';
import type { Source } from './sources.ts';

/** Larger files are no Dockerfiles that somebody wrote. */
const largest = 1024 ** 2;

/** The Dockerfiles among the sources, read when an image first asks for them; standard input can be read only once. */
export function dockerfilesOfCall(
  sources: readonly Source[],
  checking: () => Checking,
): () => Promise<readonly DockerfileBeside[]> {
  let read: Promise<readonly DockerfileBeside[]> | undefined;
  const readAll = async () => {
    const found: DockerfileBeside[] = [];
    for (const source of sources.filter(isSmallFile)) {
      const one = await dockerfileOf(source, checking());
      if (one !== undefined) found.push(one);
    }
    return found;
  };
  return () => {
    read ??= readAll();
    return read;
  };
}

function isSmallFile({ file }: Source): boolean {
  if (file === undefined || /\.(?:tar|gz|tgz|zst|json)$/.test(file)) return false;
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() === true && stat.size <= largest;
}
