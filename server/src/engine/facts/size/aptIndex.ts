import type { Build, Stage, Step } from '../../dockerfile/build.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import type { ShellCommand } from '../../shell/script.ts';
import { remembered } from '../../text/remembered.ts';
import type { TextEdit } from '../../text/span.ts';
import { packageCalls } from '../packageCalls.ts';
import { scriptOf } from '../scripts.ts';
import { type ShippedRun, shippedRuns } from '../shippedRuns.ts';
import { addToRun } from './addToRun.ts';
import { clearedBy, clears } from './clearedPath.ts';

/** Where apt keeps its index. */
export const aptLists = '/var/lib/apt/lists';

/** What becomes of the index that a RUN fetched. */
export interface IndexUse {
  /** RUNs further down that install from it. */
  readonly runs: readonly ShippedRun[];
  /** Something that is not seen, or that does not ship, may use it too. */
  readonly mayBeMore: boolean;
  /** A later RUN takes it away, too late for the layer it is in. */
  readonly removedLater: boolean;
}

const mostRuns = 30;

/** Who uses the index that a RUN leaves: the RUNs behind it, up to the next one that fetches it anew. */
export function usersOfIndex({ step }: ShippedRun, build: Build): IndexUse {
  return indexUses(build).get(step) ?? { runs: [], mayBeMore: true, removedLater: false };
}

interface Counting {
  readonly runs: ShippedRun[];
  mayBeMore: boolean;
  removedLater: boolean;
}

const indexUses = remembered(read);

function read(build: Build): ReadonlyMap<Step, IndexUse> {
  const outside = others(build).some((stage) => borrows(stage, build));
  const uses = new Map<Step, Counting>();
  let latest: Counting | undefined;
  let open: Counting[] = [];
  for (const run of shippedRuns(build)) {
    if (open.length > 0 && removesLists(run)) {
      for (const use of open) use.removedLater = true;
      open = [];
    }
    if (latest !== undefined && !fetchesFirst(run)) note(run, latest);
    if (!packageCalls(run.script).some(fetches)) continue;
    latest = { runs: [], mayBeMore: outside, removedLater: false };
    open.push(latest);
    uses.set(run.step, latest);
  }
  return uses;
}

function note(run: ShippedRun, use: Counting): void {
  const { script } = run;
  if (packageCalls(script).some(usesIndex)) use.runs.push(run);
  if (use.runs.length > mostRuns || script.unread.some(({ kind }) => kind === 'script' || kind === 'program'))
    use.mayBeMore = true;
}

type Call = ReturnType<typeof packageCalls>[number];

const isApt = ({ asked }: Call) => asked.manager === 'apt' && asked.root === undefined;
const fetches = (call: Call) => isApt(call) && call.asked.action === 'update';
const usesIndex = (call: Call) => isApt(call) && ['install', 'upgrade', 'download'].includes(call.asked.action);

function fetchesFirst({ script }: ShippedRun): boolean {
  const first = packageCalls(script).find((call) => usesIndex(call) || fetches(call));
  return first?.asked.action === 'update';
}

/** The stages beside the shipped ones that are built on one of them. */
function others({ stages, ships }: Build): readonly Stage[] {
  const shipped = new Set<Stage>(ships);
  const derived = new Set<Stage>(ships);
  return stages.filter((stage) => {
    if (shipped.has(stage) || stage.base.kind !== 'stage' || !derived.has(stage.base.stage)) return false;
    derived.add(stage);
    return true;
  });
}

/** Whether what a stage does first with apt is to install. */
function borrows({ steps }: Stage, { dockerfile }: Build): boolean {
  for (const step of steps) {
    const script = scriptOf(step, dockerfile.text);
    if (script === undefined || !packageCalls(script).some(usesIndex)) continue;
    return !fetchesFirst({ step, script });
  }
  return false;
}

/** Lets a RUN fetch the index itself and take it away again; undefined where that cannot be done for sure. */
export function withOwnIndex(run: ShippedRun, dockerfile: Dockerfile): readonly TextEdit[] | undefined {
  const call = packageCalls(run.script).find(usesIndex);
  if (call === undefined) return undefined;
  const { command } = call;
  const sudo = command.wrappers.includes('sudo') ? 'sudo ' : '';
  const program = command.program ?? 'apt-get';
  const clean = removesLists(run, command) ? [] : [addToRun(run, dockerfile, `${sudo}rm -rf ${aptLists}/*`)];
  const { start } = command.statement;
  const { instruction, trigger } = run.step;
  if (instruction.kind !== 'run' || instruction.command.form !== 'shell' || trigger !== undefined) return undefined;
  const update: TextEdit = { span: { start, end: start }, newText: `${sudo}${program} update && ` };
  const edits = [update, ...clean];
  return edits.every((edit) => edit !== undefined) ? edits : undefined;
}

/** Whether a RUN takes the index away, after one of its commands where one is given. */
function removesLists({ script: { commands }, step }: ShippedRun, since?: ShellCommand): boolean {
  const rest = since === undefined ? commands : commands.slice(commands.indexOf(since) + 1);
  return rest.some((command) => clearedBy(command, step).some((path) => clears(path, aptLists)));
}
