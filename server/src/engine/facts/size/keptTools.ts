import type { Build } from '../../dockerfile/build.ts';
import type { Script, ShellWord } from '../../shell/script.ts';
import { remembered } from '../../text/remembered.ts';
import { type BuildTool, buildToolIn, packageName } from '../buildTools.ts';
import { type PackageCall, packageCalls } from '../packageCalls.ts';
import { type ShippedRun, shippedRuns } from '../shippedRuns.ts';

/** What only building needs and a RUN leaves installed. */
export interface KeptTools {
  readonly run: ShippedRun;
  readonly tools: readonly [Tool, ...Tool[]];
  /** A later RUN removes some of them, too late for the layer they are in. */
  readonly removedLater: boolean;
}

interface Tool {
  readonly name: string;
  readonly kind: BuildTool;
  readonly word: ShellWord;
  /** It is there once for the whole image; environments have each their own. */
  readonly ofDistribution: boolean;
}

/** The build tools that the image ships with, by the RUN that installs them. */
export const keptTools = remembered(read);

function read(build: Build): readonly KeptTools[] {
  const removed = new Set<string>();
  const kept: KeptTools[] = [];
  for (const { run, tools } of newTools(build).reverse()) {
    const [first, ...others] = tools;
    if (first !== undefined) {
      const removedLater = tools.some(({ name }) => removed.has(name));
      kept.push({ run, tools: [first, ...others], removedLater });
    }
    for (const { asked } of packageCalls(run.script)) {
      if (asked.action === 'remove') for (const word of asked.packages) removed.add(packageName(word) ?? '');
    }
  }
  return kept.reverse();
}

interface NewTools {
  readonly run: ShippedRun;
  readonly tools: readonly Tool[];
}

/** What each RUN adds: a package of the distribution that an earlier one has left is there and not installed again. */
function newTools(build: Build): NewTools[] {
  const there = new Set<string>();
  return shippedRuns(build).map((run) => {
    const tools = keptBy(run.script).filter(({ name }) => !there.has(name));
    for (const { asked } of packageCalls(run.script)) if (asked.action === 'remove') forget(asked.packages, there);
    for (const { name, ofDistribution } of tools) if (ofDistribution) there.add(name);
    return { run, tools };
  });
}

function forget(words: readonly ShellWord[], there: Set<string>): void {
  for (const word of words) {
    const name = packageName(word);
    if (name === undefined || /[*?^]/.test(name)) there.clear();
    else there.delete(name);
  }
}

/** What is installed at a place of the script, by name, and the names that a virtual package of apk stands for. */
interface Installed {
  readonly tools: Map<string, Tool>;
  readonly groups: Map<string, string[]>;
  patterns: number;
}

function keptBy(script: Script): readonly Tool[] {
  const installed: Installed = { tools: new Map(), groups: new Map(), patterns: 0 };
  for (const call of packageCalls(script)) {
    const { action, root, manager } = call.asked;
    if (root !== undefined && !environments.has(manager)) continue;
    if (action === 'remove') remove(call, installed);
    if (action === 'install' || action === 'env-create') install(call, installed);
  }
  return installed.tools.size === 0 || takesMarked(script) ? [] : [...installed.tools.values()];
}

const environments: ReadonlySet<string> = new Set(['conda', 'mamba', 'micromamba']);

function install({ asked }: PackageCall, { tools, groups }: Installed): void {
  if (/^build-?dep$/.test(asked.verb) || asked.flags.has('--download-only')) return;
  const virtual = asked.options.find(({ name }) => name === '-t' || name === '--virtual')?.value?.text;
  const group = asked.manager === 'apk' ? virtual : undefined;
  for (const word of asked.packages) {
    const kind = buildToolIn(asked.manager, word);
    const name = packageName(word);
    if (kind === undefined || name === undefined) continue;
    tools.set(name, { name, kind, word, ofDistribution: !environments.has(asked.manager) });
    if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []).slice(-mostNames), name]);
  }
}

const mostNames = 200;
const mostPatterns = 50;

/** What cannot be told may be any of them. */
function remove({ asked }: PackageCall, installed: Installed): void {
  const { tools, groups } = installed;
  for (const word of asked.packages) {
    const name = packageName(word);
    if (name === undefined) tools.clear();
    else if (/[*?^]/.test(name) && installed.patterns++ < mostPatterns) {
      const start = name.replace(/^\^|[*?.].*$/g, '');
      for (const key of tools.keys()) if (start !== '' && key.startsWith(start)) tools.delete(key);
    } else for (const one of [name, ...(groups.get(name) ?? [])]) tools.delete(one);
  }
}

/** `apt-mark auto` and `autoremove` take away what was there for the build alone, whatever its names; so does `dnf history undo`. */
function takesMarked({ commands }: Script): boolean {
  return commands.some(({ program, args }) => {
    const words = new Set(args.slice(0, 8).map(({ text }) => text));
    if (program === 'apt-mark') return words.has('auto');
    return (program === 'dnf' || program === 'yum') && words.has('history') && words.has('undo');
  });
}
