import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

interface Rules {
  readonly folder: string;
  readonly matcher: Ignore;
}

/** The `.gitignore` files in force in a folder, the outermost first. */
export type IgnoreRules = readonly Rules[];

/**
 * The rules that a folder is under from outside: those of its parents up to the top of the repository. None where they
 * leave out the folder itself, since somebody has asked for it by name.
 */
export function outerRules(folder: string): IgnoreRules {
  const rules = parentsInRepository(folder).reduce<IgnoreRules>((outer, parent) => withOwnRules(parent, outer), []);
  return rules.some((rule) => isIgnored(folder, true, [rule])) ? [] : rules;
}

/** The rules with those of the folder's own `.gitignore`; one that cannot be read leaves nothing out. */
export function withOwnRules(folder: string, outer: IgnoreRules): IgnoreRules {
  try {
    const text = readFileSync(join(folder, '.gitignore'), 'utf8');
    return [...outer, { folder, matcher: ignore({ ignorecase: hasCaselessNames }).add(text) }];
  } catch {
    return outer; // most folders have none
  }
}

const hasCaselessNames = process.platform === 'win32' || process.platform === 'darwin';

/** Whether git would leave the path out: the innermost file that has a matching line decides. */
export function isIgnored(path: string, isFolder: boolean, rules: IgnoreRules): boolean {
  for (const { folder, matcher } of [...rules].reverse()) {
    const inside = relative(folder, path).split(sep).join('/');
    const { ignored, unignored } = matcher.test(isFolder ? `${inside}/` : inside);
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** The folders above, the outermost first; empty outside of a repository and at its top. */
export function parentsInRepository(folder: string): readonly string[] {
  const parents: string[] = [];
  let current = folder;
  while (!existsSync(join(current, '.git'))) {
    const parent = dirname(current);
    if (parent === current) return [];
    parents.unshift(parent);
    current = parent;
  }
  return parents;
}
