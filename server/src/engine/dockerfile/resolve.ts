import type { BaseLookup } from '../bases/baseImage.ts';
import { parseReference } from '../reference/imageReference.ts';
import type { Span } from '../text/span.ts';
import type { Build, Stage, StageBase, State, Step } from './build.ts';
import { dispatch, type StageContext } from './dispatch.ts';
import { expandWord } from './expand.ts';
import { type GlobalScope, globalScope } from './globalScope.ts';
import { imageState, scratchState, settleBase, unknownState } from './initialState.ts';
import type { Dockerfile, From, Instruction, Onbuild, SyntaxProblem } from './model.ts';
import { reachableFrom } from './reach.ts';
import { stageProblems } from './stageProblems.ts';

/** What a build would be given beside the file. */
export interface BuildOptions {
  readonly target: string | undefined;
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly bases: BaseLookup;
}

export interface Resolution {
  /** Undefined where there is no stage, or no stage of the name that was asked for. */
  readonly build: Build | undefined;
  readonly problems: readonly SyntaxProblem[];
}

/** An ONBUILD in a much-used stage multiplies; more than any build will do is not followed. */
const mostTriggers = 20_000;

/** Resolves stages, variables and the state that each instruction leaves, as BuildKit's convert.go does. */
export function resolveDockerfile(dockerfile: Dockerfile, options: BuildOptions): Resolution {
  const { escape, instructions } = dockerfile;
  const globals = globalScope(instructions, { ...options, escape });
  const resolver: Resolver = {
    dockerfile,
    globals,
    options,
    byName: new Map(),
    stages: [],
    onbuilds: new Map(),
    triggers: 0,
  };
  for (const group of stageGroups(instructions)) addStage(resolver, group);
  const { stages } = resolver;
  const target = targetOf(stages, options.target);
  if (target === undefined) return { build: undefined, problems: targetProblems(stages, options.target) };
  const ships = ancestry(target);
  const build: Build = { dockerfile, stages, target, ships, reachable: reachableFrom(ships, stages) };
  return { build, problems: stageProblems(build, globals) };
}

interface Resolver {
  readonly dockerfile: Dockerfile;
  readonly globals: GlobalScope;
  readonly options: BuildOptions;
  /** The latest earlier stage of each name; names are lower case, bases are looked up as written. */
  readonly byName: Map<string, Stage>;
  readonly stages: Stage[];
  /** The ONBUILD lines of the stages that have any. */
  readonly onbuilds: Map<Stage, readonly Onbuild[]>;
  triggers: number;
}

interface StageGroup {
  readonly from: From;
  readonly instructions: readonly Instruction[];
}

function* stageGroups(instructions: readonly Instruction[]): Iterable<StageGroup> {
  let from: From | undefined;
  let start = 0;
  for (const [i, instruction] of instructions.entries()) {
    if (instruction.kind !== 'from') continue;
    if (from !== undefined) yield { from, instructions: instructions.slice(start, i) };
    from = instruction;
    start = i + 1;
  }
  if (from !== undefined) yield { from, instructions: instructions.slice(start) };
}

function addStage(resolver: Resolver, { from, instructions }: StageGroup): void {
  const { globals, options, dockerfile } = resolver;
  const base = baseOf(resolver, from);
  const platform = platformOf(from, base, resolver);
  const os = osOf(base, platform);
  const before = initialState(base, baseSpan(from), os);
  const context: StageContext = {
    escape: dockerfile.escape,
    os,
    globals: globals.lookup,
    buildArgs: options.buildArgs,
    commandSeen: false,
  };
  const steps: Step[] = [];
  const stage: Stage & { after: State } = {
    index: resolver.stages.length,
    name: from.as?.raw.toLowerCase(),
    from,
    base,
    platform,
    os,
    steps,
    before,
    after: before,
    span: { start: from.span.start, end: (instructions.at(-1) ?? from).span.end },
  };
  let state = before;
  for (const { instruction, trigger } of atWork(resolver, base, instructions)) {
    const after = dispatch(state, instruction, context);
    steps.push(
      trigger === undefined
        ? { instruction, stage, before: state, after }
        : { instruction, stage, before: state, after, trigger },
    );
    state = after;
  }
  stage.after = state; // the steps name their stage, so the stage has to exist before its end does
  resolver.stages.push(stage);
  const onbuilds = instructions.filter((instruction) => instruction.kind === 'onbuild');
  if (onbuilds.length > 0) resolver.onbuilds.set(stage, onbuilds);
  if (stage.name !== undefined) resolver.byName.set(stage.name, stage);
}

interface AtWork {
  readonly instruction: Instruction;
  readonly trigger?: Onbuild;
}

/** The stage's own instructions behind what ONBUILD lines of its base stage bring; these vanish after one generation. */
function atWork(resolver: Resolver, base: StageBase, instructions: readonly Instruction[]): readonly AtWork[] {
  const own = instructions.map((instruction) => ({ instruction }));
  const onbuilds = (base.kind === 'stage' && resolver.onbuilds.get(base.stage)) || [];
  const triggers = onbuilds
    .slice(0, mostTriggers - resolver.triggers)
    .flatMap((trigger) => (trigger.trigger === undefined ? [] : [{ instruction: trigger.trigger, trigger }]));
  resolver.triggers += triggers.length;
  return triggers.length === 0 ? own : [...triggers, ...own];
}

function baseOf({ dockerfile, globals, byName, options }: Resolver, from: From): StageBase {
  if (from.base === undefined) return { kind: 'unknown', because: 'FROM names no base image' };
  const expansion = expandWord(from.base.raw, dockerfile.escape, globals.lookup);
  if (expansion.state !== 'text') {
    return { kind: 'unknown', because: expansion.state === 'unknown' ? expansion.because : expansion.problem };
  }
  const text = expansion.text;
  const stage = byName.get(text);
  if (stage !== undefined) return { kind: 'stage', stage };
  if (text === 'scratch') return { kind: 'scratch' };
  // A variable that is declared may be given a value; what the shell calls $1 or $$ never can.
  const unset = expansion.unset.find((name) => /^[\p{L}_]/u.test(name));
  if (unset !== undefined) {
    return { kind: 'unknown', because: `the build argument ${unset} has no value` };
  }
  const reference = parseReference(text);
  return { kind: 'image', text, reference, image: reference === undefined ? undefined : options.bases(text) };
}

function initialState(base: StageBase, at: Span, os: Stage['os']): State {
  switch (base.kind) {
    case 'stage':
      return base.stage.after;
    case 'scratch':
      return scratchState(at);
    case 'unknown':
      return unknownState(base.because, at, 'Give its value under "buildArgs" in .st4sd.yaml, or with --build-arg.');
    case 'image':
      return base.image === undefined
        ? unknownState(`${base.text} is not a known base`, at, settleBase)
        : imageState(base.image, { written: base.text, at, os });
  }
}

/** Where a reader looks for what a stage brings from its base. */
export function baseSpan(from: From): Span {
  return from.base?.span ?? from.keywordSpan;
}

function platformOf(from: From, base: StageBase, { dockerfile, globals }: Resolver): string | undefined {
  if (base.kind === 'stage') return base.stage.platform;
  const flag = from.flags.find(({ name }) => name === 'platform');
  // What starts from nothing has no platform of its own to choose.
  if (flag?.value === undefined || base.kind === 'scratch') return undefined;
  const expansion = expandWord(flag.value, dockerfile.escape, globals.lookup);
  return expansion.state === 'text' && expansion.text !== '' ? expansion.text.toLowerCase() : undefined;
}

function osOf(base: StageBase, platform: string | undefined): 'linux' | 'windows' {
  if (base.kind === 'stage') return base.stage.os;
  if (platform?.startsWith('windows') === true) return 'windows';
  if (base.kind !== 'image') return 'linux';
  const named = /(^|\/)windows\/|windowsservercore|nanoserver/.test(base.text);
  return named || base.image?.family === 'windows' ? 'windows' : 'linux';
}

function targetOf(stages: readonly Stage[], asked: string | undefined): Stage | undefined {
  if (asked === undefined) return stages.at(-1);
  const name = asked.toLowerCase();
  return stages.findLast((stage) => stage.name === name);
}

function targetProblems(stages: readonly Stage[], asked: string | undefined): readonly SyntaxProblem[] {
  const last = stages.at(-1);
  if (last === undefined || asked === undefined) return [];
  return [{ message: `No stage is called ${asked}, which is asked for as the target.`, span: last.from.span }];
}

/** The stage and its FROM ancestors, root first. */
export function ancestry(stage: Stage): readonly Stage[] {
  const chain: Stage[] = [];
  for (
    let next: Stage | undefined = stage;
    next !== undefined;
    next = next.base.kind === 'stage' ? next.base.stage : undefined
  ) {
    chain.push(next);
  }
  return chain.reverse();
}
