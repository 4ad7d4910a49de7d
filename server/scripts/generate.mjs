// Writes what is made from the code: the pages of the rules, the table of rules in the README and the schema of
// `.st4sd.yaml`.
// `--check` writes nothing and fails where something is out of date.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEngine } from './engine.mjs';
import { root } from './prepare.mjs';

const { documentedRules, rulePage, criteria, configurationSchema } = await loadEngine([
  `export { documentedRules } from './server/src/engine/rules/all.ts';`,
  `export { rulePage } from './server/src/engine/pages.ts';`,
  `export { criteria } from './server/src/engine/protocol/contributedImages.ts';`,
  `export { configurationSchema } from './server/src/engine/configuration/schema.ts';`,
]);
const check = process.argv.includes('--check');
const pages = join(root, 'server/rules');
const stale = [];

mkdirSync(pages, { recursive: true });
for (const rule of documentedRules) put(join(pages, `${rule.id}.md`), rulePage(rule));
for (const file of readdirSync(pages)) {
  if (documentedRules.some(({ id }) => `${id}.md` === file)) continue;
  stale.push(`server/rules/${file}`);
  if (!check) rmSync(join(pages, file));
}
put(join(root, 'server/st4sd.schema.json'), `${JSON.stringify(configurationSchema(), null, 2)}\n`);
put(join(root, 'README.md'), withTable(readFileSync(join(root, 'README.md'), 'utf8')));

if (check && stale.length > 0) {
  console.error(`Out of date, run npm run generate:\n${stale.join('\n')}`);
  process.exitCode = 1;
}

function put(file, text) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  stale.push(file.slice(root.length));
  if (!check) writeFileSync(file, text);
}

function withTable(readme) {
  const rows = documentedRules.map(({ id, criterion, deciding, title }) => {
    const of = criterion === null ? 'the file itself' : criteria[criterion].title;
    return `| [${id}](server/rules/${id}.md) | ${of} | ${deciding ? 'decides' : 'advises'} | ${title} |`;
  });
  const table = ['| rule | criterion | | what must hold |', '|---|---|---|---|', ...rows].join('\n');
  return readme.replace(/(<!-- rules -->\n)[\s\S]*?(\n<!-- \/rules -->)/, (_, start, end) => start + table + end);
}
