import {
  type Check,
  type CheckOptions,
  checkDockerfile,
  checkImageJson,
  checkImageParts,
  type Problem,
} from './check.ts';
import { settingsFor } from './configuration/settingsFor.ts';
import { foreignNames } from './ignores/foreignRules.ts';
import { listedFiles } from './images/listedFiles.ts';
import { criteria, levels } from './protocol/contributedImages.ts';
import type { RuleInfo } from './rules/rule.ts';
import { applyEdits } from './text/span.ts';

/** Where the page of a rule can be read. */
export function pageAddress(ruleId: string): string {
  return `https://github.com/st4sd/st4sd-dockerfile/blob/main/server/rules/${ruleId}.md`;
}

/** The page of a rule as Markdown; every message and repair in it is what the rule really gives. */
export function rulePage(rule: RuleInfo): string {
  const { id, title, why, ignore, examples } = rule;
  return [
    `# ${id}`,
    '',
    title,
    '',
    standing(rule),
    '',
    '## Why',
    '',
    why,
    '',
    ...foundExamples(rule),
    '## As it should be',
    '',
    ...examples.satisfied.flatMap((text) => [...block(text), '']),
    '## When to ignore it',
    '',
    ignore,
    '',
    ...otherComments(rule),
  ].join('\n');
}

/** How the examples show the files of an image. */
function filesExplained({ examples }: RuleInfo): readonly string[] {
  const listed = [...examples.violated, ...examples.satisfied].some((text) => filesListed(text) !== undefined);
  const text = 'Of an image, `files` shows what its layers hold: mode, owner and group, path, and how the file starts.';
  return listed ? [text, ''] : [];
}

/** What other tools' comments ignore the rule as well. */
function otherComments({ id }: RuleInfo): readonly string[] {
  const comments = foreignNames(id).map(({ tool, name }) =>
    tool === 'hadolint' ? `\`# hadolint ignore=${name}\`` : `\`# check=skip=${name}\``,
  );
  return comments.length === 0 ? [] : [`Comments for other tools count too: ${comments.join(', ')}.`, ''];
}

function standing({ criterion, deciding }: RuleInfo): string {
  if (criterion === null) return 'Belongs to no criterion: it is about the file itself.';
  const { title, section, requirement } = criteria[criterion];
  const asked = levels.map((level) => `${requirement[level]} at ${level}`).join(', ');
  const weight = deciding ? 'A finding decides it.' : 'A finding is advice and leaves it as it is.';
  return `Criterion: **${title}** (${asked}; section "${section}" of the protocol). ${weight}`;
}

function foundExamples(rule: RuleInfo): readonly string[] {
  const { violated, undecided = [] } = rule.examples;
  const found = [...violated, ...undecided].flatMap((text) => foundExample(rule, text));
  return found.length === 0 ? [] : ['## Found', '', ...filesExplained(rule), ...found];
}

function foundExample(rule: RuleInfo, text: string): readonly string[] {
  const problems = checkExample(text)?.problems.filter((problem) => problem.rule === rule.id) ?? [];
  return [
    ...block(text),
    '',
    ...problems.flatMap((problem) => [`> ${problem.message}`, '', ...fixLines(problem, text)]),
  ];
}

function fixLines({ fixes }: Problem, text: string): readonly string[] {
  return fixes.flatMap(({ title, safe, edits }) => [
    `${title}${safe ? '' : ' (to be looked at)'}:`,
    '',
    ...block(applyEdits(text, edits)),
    '',
  ]);
}

/** What examples are judged with: a fixed day, and a team that has configured something. */
const exampleOptions: CheckOptions = {
  date: '2026-11-24',
  settings: {
    ...settingsFor(undefined, ''),
    trustedRegistries: ['docker.io', 'quay.io/st4sd'],
    maintainers: ['st4sd', 'mdlab', 'hlcs'],
    sizeBudget: 300e6,
  },
  // A context without a .dockerignore, whose scripts git keeps as plain files.
  contextFile: (path) => (path === '.dockerignore' ? undefined : { mode: 0o644 }),
};

/** The check of an example: an image's JSON where it starts with a brace or bracket, else a Dockerfile. */
export function checkExample(text: string): Check | undefined {
  if (!/^\s*[{[]/.test(text)) return checkDockerfile(text, exampleOptions);
  const files = filesListed(text);
  if (files !== undefined) {
    const part = { manifest: undefined, config: text, layers: [], files: listedFiles(files) };
    return checkImageParts([part], { kind: 'layout', references: [] }, exampleOptions);
  }
  const check = checkImageJson(text, exampleOptions);
  return 'problem' in check ? undefined : check;
}

/** The lines of `files`, which an example has beside the config of its image. */
function filesListed(text: string): readonly string[] | undefined {
  if (!text.startsWith('{"config"')) return undefined;
  const { files }: { readonly files?: readonly string[] } = JSON.parse(text);
  return files;
}

function block(text: string): readonly string[] {
  const language = /^\s*[{[]/.test(text) ? 'json' : 'dockerfile';
  const fence = text.includes('```') ? '~~~~' : '```';
  return [`${fence}${language}`, ...text.replace(/\n$/, '').split('\n'), fence];
}
