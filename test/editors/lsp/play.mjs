import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { play } from '../scenario.mjs';

const readme = resolve(import.meta.dirname, '../../../README.md');
const repair = 'Run as user 10001 in group 0';
const dockerfile = `# st4sd level=contrib
FROM python:3.12-slim
WORKDIR /work
ENTRYPOINT ["python3"]
`;

/** Plays a person in an editor that starts the server by itself, configured as the README says below `heading`. */
export function playIn({ title, heading, program, init, args, server }) {
  const folder = mkdtempSync(join(tmpdir(), 'st4sd-editors-'));
  const file = join(folder, 'work', 'Dockerfile');
  const configuration = join(folder, init);
  const seen = join(folder, 'seen.json');
  mkdirSync(join(folder, 'work'));
  writeFileSync(file, dockerfile);
  writeFileSync(configuration, snippetBelow(heading).replaceAll('/path/to/dist/server.js', server));
  let answer = {};
  let output = '';

  const says = (text) => text.includes('Runs as root');
  const steps = [
    [
      'the editor starts the server and is done',
      () => {
        const asked = { ST4SD_FILE: file, ST4SD_SEEN: seen, ST4SD_REPAIR: repair };
        const env = { ...process.env, ...asked, HOME: folder, ...ownFolders(folder) };
        const ended = spawnSync(program, args(configuration), { cwd: folder, env, encoding: 'utf8', timeout: 60_000 });
        output = `${ended.stdout ?? ''}${ended.stderr ?? ''}`;
        answer = JSON.parse(readFileSync(seen, 'utf8'));
        assert.equal(answer.error, undefined);
      },
    ],
    ['it shows the findings', () => assert.ok(answer.before.some(says))],
    ['its menu offers the repair', () => assert.ok(answer.offered.includes(repair), answer.offered.join())],
    ['which changes the text', () => assert.match(readFileSync(file, 'utf8'), /^USER 10001:0$/m)],
    ['and takes the finding away', () => assert.ok(!answer.after.some(says))],
  ];
  return play(title, steps, { onFailure: () => console.log(output) }).finally(() => {
    if (answer.version !== undefined) console.log(`  this was ${heading} ${answer.version}`);
    rmSync(folder, { recursive: true, force: true });
  });
}

/** Nothing of the person's own is read or written. */
function ownFolders(folder) {
  const names = ['XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'XDG_CACHE_HOME'];
  return Object.fromEntries(names.map((name) => [name, join(folder, name.toLowerCase())]));
}

/** The first code block of the README below a heading: what it says is what is tested. */
function snippetBelow(heading) {
  const [, section = ''] = readFileSync(readme, 'utf8').split(`\n### ${heading}\n`);
  const block = /```\w*\n([\s\S]*?)```/.exec(section)?.[1];
  if (block === undefined) throw new Error(`The README has no code below "${heading}".`);
  return block;
}
