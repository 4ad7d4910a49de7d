import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../../../server/src/cli/main.ts';

/** A folder of its own with these files. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'st4sd-cli-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the program in the folder, without a process. */
export async function run(cwd: string, args: readonly string[], stdin = ''): Promise<Outcome> {
  let out = '';
  let err = '';
  const status = await main(args, {
    cwd,
    stdin: async () => stdin,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    color: false,
    width: 100,
    today: '2026-11-24',
    barWidth: undefined,
    now: () => 0,
  });
  return { status, out, err };
}
