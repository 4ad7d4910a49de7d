import { compileGlob, type Glob } from '../bases/glob.ts';

/** Whether a path, relative and with slashes, matches as a whole. */
export type PathGlob = (path: string) => boolean;

/**
 * A pattern of paths: `*`, `?` and `[abc]` within a part, `**` any parts, `{a,b}` either. Takes time in proportion to
 * pattern and path. For a pattern that cannot be read, the sentence that says why.
 */
export function compilePathGlob(pattern: string): PathGlob | { readonly problem: string } {
  const problem = problemIn(pattern);
  if (problem !== undefined) return { problem };
  const choices = withoutBraces(pattern);
  if (choices === undefined) return { problem: 'The glob has too many alternatives in braces.' };
  const globs = choices.map((choice) => partsOf(choice).map((part) => (part === '**' ? '**' : compileGlob(part))));
  return (path) => {
    const parts = partsOf(path);
    return globs.some((glob) => matches(glob, parts));
  };
}

function problemIn(pattern: string): string | undefined {
  if (pattern.trim() === '') return 'An empty glob matches nothing.';
  if (/^(\/|[A-Za-z]:)/.test(pattern)) return 'A glob is relative to the folder of the configuration file.';
  if (partsOf(pattern).includes('..'))
    return 'A configuration file holds only for Dockerfiles in and below its folder.';
  if (pattern.includes('\\')) return 'The parts of a path are divided by /.';
  const shown = pattern.length > 60 ? `${pattern.slice(0, 59)}…` : pattern;
  if (isOpen(pattern, '[', ']')) return `In the glob ${shown} a [ is not closed.`;
  if (isOpen(pattern, '{', '}')) return `In the glob ${shown} a { is not closed.`;
  return /\{[^}]*\{/.test(pattern) ? `In the glob ${shown} braces stand in braces; write a glob for each.` : undefined;
}

function isOpen(pattern: string, open: string, close: string): boolean {
  return pattern.lastIndexOf(open) > pattern.lastIndexOf(close);
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

const mostChoices = 64;

/** The patterns that the braces stand for; undefined where they are too many. */
function withoutBraces(pattern: string): readonly string[] | undefined {
  let choices = [''];
  let from = 0;
  while (from < pattern.length) {
    const open = pattern.indexOf('{', from);
    const close = open < 0 ? -1 : pattern.indexOf('}', open);
    const literal = pattern.slice(from, close < 0 ? pattern.length : open);
    const words = close < 0 ? [''] : pattern.slice(open + 1, close).split(',');
    if (choices.length * words.length > mostChoices) return undefined;
    choices = choices.flatMap((start) => words.map((word) => start + literal + word));
    from = close < 0 ? pattern.length : close + 1;
  }
  return choices;
}

/** Which beginnings of the path match the glob so far, part by part of the glob. */
function matches(glob: readonly ('**' | Glob)[], path: readonly string[]): boolean {
  let reached: readonly boolean[] = path
    .map(() => false)
    .concat(false)
    .with(0, true);
  for (const part of glob) {
    let before = false;
    reached = reached.map((is, length) => {
      const here =
        part === '**' ? is || before : length > 0 && reached[length - 1] === true && part(path[length - 1] ?? '');
      before = here;
      return here;
    });
  }
  return reached.at(-1) === true;
}
