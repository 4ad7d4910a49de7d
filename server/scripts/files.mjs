// The Dockerfiles below a folder, for measuring.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const dockerfileName = /^(Dockerfile|Containerfile)(\..+)?$|\.([Dd]ockerfile)$/;

/** Name and text of every Dockerfile below the folder, sorted. */
export function readDockerfiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && dockerfileName.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}
