import type { Manager } from './managerSyntax.ts';
import { readOptions } from './options.ts';
import { type PackageCommand, packageCommand } from './packageCommand.ts';
import type { ShellCommand, ShellWord } from './script.ts';

interface Language {
  readonly manager: Manager;
  /** Functions that install what their strings name; ends at the parenthesis. */
  readonly calls: RegExp;
}

const r: Language = {
  manager: 'R',
  calls:
    /\b(?:install\.packages|install_(?:github|gitlab|bitbucket|version|cran|url|git|svn|local|bioc)|BiocManager::install|biocLite|pkg_install|pak|restore|p_load|install2)\s{0,20}\(/g,
};
const languages: ReadonlyMap<string, Language> = new Map<string, Language>([
  ['R', r],
  ['Rscript', r],
  ['r', r],
  ['julia', { manager: 'julia', calls: /\bPkg\.(?:add|develop|instantiate|build|update|activate)\s{0,20}\(/g }],
]);

/** `Rscript -e 'install.packages("x")'`, `R CMD INSTALL x`, `julia -e 'Pkg.add("X")'`. */
export function scriptedInstall(command: ShellCommand): PackageCommand | undefined {
  const language = languages.get(command.program ?? '');
  const [program] = command.words;
  if (language === undefined || program === undefined) return undefined;
  const { options, operands } = readOptions(command.args, { short: 'e', long: ['--eval'], ordered: true });
  const { manager } = language;
  const [first, second, ...others] = operands;
  if (first?.text === 'CMD' && second?.text === 'INSTALL') {
    const packages = others.filter(({ text }) => !text?.startsWith('-'));
    return packageCommand({ manager }, options, { action: 'install', verb: 'CMD INSTALL', verbWord: second, packages });
  }
  const found = codeIn(command).map((word) => installedBy(word, language));
  const packages = found.flatMap(({ names }) => names);
  if (!found.some(({ calls }) => calls)) return undefined;
  return packageCommand({ manager }, options, { action: 'install', verb: '', verbWord: program, packages });
}

/** The code the command is given: `-e`, a here-document, a here-string. */
export function codeIn({ args, redirections }: ShellCommand): ShellWord[] {
  const given = redirections.flatMap(({ operator, target }) => (operator.startsWith('<<') && target ? [target] : []));
  const evaluated = args.filter((_, index) => /^(?:-e|--eval)$/.test(args[index - 1]?.text ?? ''));
  return [...evaluated, ...given];
}

function installedBy(word: ShellWord, { calls }: Language): { calls: boolean; names: ShellWord[] } {
  const code = word.pieces.join('\0');
  const names: ShellWord[] = [];
  const search = new RegExp(calls);
  let some = false;
  for (let match = search.exec(code); match !== null; match = search.exec(code)) {
    some = true;
    search.lastIndex = readArguments(code, search.lastIndex, (name) => {
      const unknown = name.includes('\0');
      names.push({ ...word, text: unknown ? undefined : name, pieces: name.split('\0'), raw: name });
    });
  }
  return { calls: some, names };
}

/** Gives the strings that are no named argument, from behind the parenthesis on; the place where it closes. */
function readArguments(code: string, start: number, add: (name: string) => void): number {
  const named: boolean[] = [];
  let inNamed = false;
  let at = start;
  for (; at < code.length; at++) {
    const letter = code[at];
    if (letter === '"' || letter === "'") {
      const end = code.indexOf(letter, at + 1);
      if (end < 0) return code.length;
      if (!inNamed) add(code.slice(at + 1, end));
      at = end;
    } else if (letter === '(' || letter === '[') named.push(inNamed);
    else if (letter === ')' || letter === ']') {
      const outer = named.pop();
      if (outer === undefined) return at;
      inNamed = outer;
    } else if (letter === '=')
      inNamed = !/(?:pkgs|repo|package|name|url)\s{0,20}$/.test(code.slice(Math.max(0, at - 40), at));
    else if (letter === ',' && named.length === 0) inNamed = false;
  }
  return at;
}
