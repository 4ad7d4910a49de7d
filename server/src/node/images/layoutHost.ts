import { createReadStream, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageHost } from '../../engine/images/imageHost.ts';
import { nodeTools, readAhead } from './tools.ts';

/** The files of an OCI layout in a folder. */
export function layoutHost(folder: string): ImageHost {
  return {
    kind: 'layout',
    size: (name) => {
      // What an image says its files are called leads nowhere else.
      if (name.split('/').some((part) => part === '..' || part === '') || name.includes('\0')) return undefined;
      const stat = statSync(join(folder, name), { throwIfNoEntry: false });
      return stat?.isFile() === true ? stat.size : undefined;
    },
    read: (name) => readFile(join(folder, name)),
    stream: async (names, use) => {
      for (const name of names) {
        const file = createReadStream(join(folder, name), { highWaterMark: readAhead });
        try {
          await use(name, file);
        } finally {
          file.destroy();
        }
      }
    },
    ...nodeTools,
  };
}
