// `npm run survey -- FOLDER [--level gold] [--list RULE]`: how often each rule finds something over a folder of Dockerfiles.
import { parseArgs } from 'node:util';
import { loadEngine } from './engine.mjs';
import { readDockerfiles } from './files.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { level: { type: 'string', default: 'contrib' }, list: { type: 'string' } },
});
const [folder] = positionals;
if (folder === undefined) throw new Error('Name a folder of Dockerfiles.');

const date = new Date().toISOString().slice(0, 10);

const { checkDockerfile, problemSeverity, levelVerdict, linesOf, lineNumber } = await loadEngine([
  `export { checkDockerfile } from './server/src/engine/check.ts';`,
  `export { problemSeverity } from './server/src/engine/report.ts';`,
  `export { levelVerdict } from './server/src/engine/verdicts.ts';`,
  `export { linesOf, lineNumber } from './server/src/engine/text/lines.ts';`,
]);

const rules = new Map();
const verdicts = new Map();
const criteria = new Map();
const files = readDockerfiles(folder);
for (const { path, text } of files) {
  const check = checkDockerfile(text, { level: values.level, date });
  const buildable = !check.problems.some(({ rule }) => rule === 'syntax');
  count(verdicts, levelVerdict(values.level, check.criteria, buildable));
  for (const { id, verdict } of check.criteria) count(criteria, `${id} ${verdict}`);
  for (const problem of check.problems) {
    const severity = problemSeverity(problem, check.level) ?? 'report only';
    count(rules, `${problem.rule.padEnd(26)} ${problem.finding.padEnd(10)} ${severity}`);
    if (values.list !== undefined && (values.list === problem.rule || values.list === 'all'))
      list(path, check, problem);
  }
}

console.log(`${files.length} files at ${values.level}`);
for (const table of [verdicts, criteria, rules]) {
  console.log('');
  for (const [key, number] of [...table].sort()) console.log(`${String(number).padStart(6)}  ${key}`);
}

function count(map, key) {
  map.set(key, (map.get(key) ?? 0) + 1);
}

function list(path, { text }, { at, message, rule, fixes }) {
  const line = lineNumber(linesOf(text), at.start);
  console.log(`${path}:${line}  ${rule}  ${message}`);
  console.log(`    ${text.split('\n')[line - 1]?.trim().slice(0, 140)}`);
  if (fixes.length > 0) console.log(`    fix${fixes[0].safe ? ' (safe)' : ''}: ${fixes[0].title}`);
}
