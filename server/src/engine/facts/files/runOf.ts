import { type FileNode, type FileTree, resolvePath } from '../../layers/fileTree.ts';
import type { Program } from '../../layers/program.ts';
import { resolvePath as absolutePath, baseName } from '../../shell/path.ts';
import { may, type OtherUser, rights } from './otherUsers.ts';

/** What becomes of starting a program as a user; `trail`: the program, what runs it, and so on. */
export type Run =
  | {
      readonly state: 'runs';
      readonly trail: readonly string[];
      /** False: what kind of program it is could not be told. */
      readonly sure: boolean;
    }
  | ClosedRun
  | {
      /** Not there, for whomever. */
      readonly state: 'missing';
      readonly trail: readonly string[];
      readonly path: string;
      readonly what: 'program' | 'interpreter' | 'loader';
    }
  | { readonly state: 'unknown' };

export interface ClosedRun {
  readonly state: 'closed';
  readonly trail: readonly string[];
  /** The first thing that stands in the way. */
  readonly path: string;
  readonly node: FileNode;
  readonly needs: 'enter' | 'run' | 'read';
}

/** Where programs are looked for, and for whom. */
export interface Search {
  readonly tree: FileTree;
  readonly user: OtherUser;
  /** The folders of PATH. */
  readonly folders: readonly string[];
}

/** Starts a program by its path or its name on PATH, as the kernel and the runtime do. */
export function runOf(word: string, directory: string, search: Search): Run {
  return find(word, directory, { ...search, trail: [], what: 'program' });
}

/** Looks whether the user may read a file that a program is given. */
export function readingOf(path: string, { tree, user }: Search): ClosedRun | undefined {
  const reached = resolvePath(tree.root, path);
  if (reached.state !== 'found') return undefined;
  const shut = reached.folders.find(({ node }) => !may(user, node, rights.run));
  if (shut !== undefined) return { state: 'closed', trail: [path], ...shut, needs: 'enter' };
  if (reached.node.kind !== 'file' || may(user, reached.node, rights.read)) return undefined;
  return { state: 'closed', trail: [path], path: reached.path, node: reached.node, needs: 'read' };
}

interface Looking extends Search {
  readonly trail: readonly string[];
  readonly what: 'program' | 'interpreter' | 'loader';
}

/** Linux follows no more. */
const mostInterpreters = 5;

function find(word: string, directory: string, looking: Looking): Run {
  if (word === '') return { state: 'unknown' };
  if (word.includes('/')) {
    const path = absolutePath(directory, word);
    return path === undefined ? { state: 'unknown' } : runFile(path, looking);
  }
  let first: Run | undefined;
  for (const folder of looking.folders) {
    const path = absolutePath(directory, `${folder}/${word}`);
    const run = path === undefined ? undefined : runFile(path, looking);
    if (run?.state === 'runs' || run?.state === 'unknown') return run;
    // What one may not run is passed over, as is what is not there.
    if (run !== undefined && (run.state === 'closed' || run.trail.length > looking.trail.length)) first ??= run;
  }
  return first ?? { state: 'missing', trail: looking.trail, path: word, what: looking.what };
}

/** What the runtime puts there is not in the image. */
const mounted = /^\/(?:proc|dev|sys|run)\//;

function runFile(path: string, looking: Looking): Run {
  const { tree, user, what } = looking;
  const reached = resolvePath(tree.root, path);
  if (mounted.test(reached.path)) return { state: 'unknown' };
  if (reached.state !== 'found') return { state: 'missing', trail: looking.trail, path, what };
  const trail = [...looking.trail, path];
  const shut = reached.folders.find(({ node }) => !may(user, node, rights.run));
  if (shut !== undefined) return { state: 'closed', trail, ...shut, needs: 'enter' };
  const { node, path: real } = reached;
  if (node.kind !== 'file') return { state: 'missing', trail: looking.trail, path, what };
  if (!may(user, node, rights.run)) return { state: 'closed', trail, path: real, node, needs: 'run' };
  const { program } = node;
  if (program === undefined || trail.length > mostInterpreters) return { state: 'runs', trail, sure: false };
  const isScript = program.kind === 'script';
  if (isScript && !may(user, node, rights.read)) return { state: 'closed', trail, path: real, node, needs: 'read' };
  return runBy(program, { ...looking, trail });
}

function runBy(program: Program, looking: Looking): Run {
  const { trail } = looking;
  if (program.kind === 'elf') {
    const { interpreter } = program;
    const own = trail.length > 1 && looking.what === 'loader';
    if (interpreter === undefined || interpreter === '' || own) return { state: 'runs', trail, sure: true };
    const loader = runFile(interpreter, { ...looking, what: 'loader' });
    return loader.state === 'runs' ? { ...loader, trail } : loader;
  }
  const [, interpreter = '', rest = ''] = /^([^ \t]*)[ \t]*([\s\S]*)$/.exec(program.line) ?? [];
  if (interpreter === '') return { state: 'runs', trail, sure: false };
  const run = runFile(absolutePath('/', interpreter) ?? interpreter, { ...looking, what: 'interpreter' });
  if (run.state !== 'runs' || baseName(interpreter) !== 'env') return run;
  const word = programOfEnv(rest);
  return word === undefined ? { ...run, sure: false } : find(word, '/', { ...looking, what: 'interpreter' });
}

/** The program that `env` runs; undefined where it is told more than that. */
function programOfEnv(rest: string): string | undefined {
  const words = rest.replace(/^(?:-S|--split-string=?)[ \t]*/, '').split(/[ \t]+/, 20);
  const word = words.find((each) => !/^\w+=/.test(each));
  return word === undefined || word === '' || word.startsWith('-') || /^PATH=/.test(rest) ? undefined : word;
}
