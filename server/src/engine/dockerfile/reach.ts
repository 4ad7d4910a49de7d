import { remembered } from '../text/remembered.ts';
import type { Stage, Step } from './build.ts';
import type { Flag } from './model.ts';

/** Another stage or an outside image whose files an instruction reads. */
export type Source =
  | { readonly kind: 'stage'; readonly stage: Stage }
  /** The stage exists, but only further down, which stops the build. */
  | { readonly kind: 'later'; readonly stage: Stage }
  /** An image, or a named build context: the word alone does not tell. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'no-such-index'; readonly index: number };

export interface SourceUse {
  readonly source: Source;
  /** As written after `from=`. */
  readonly name: string;
  readonly flag: Flag;
  readonly step: Step;
}

/** Stages by name for `--from`: any case, over the whole file, the last of a name. */
export type StageNames = ReadonlyMap<string, Stage>;

export const stageNames = remembered((stages: readonly Stage[]): StageNames => {
  const names = new Map<string, Stage>();
  for (const stage of stages) if (stage.name !== undefined) names.set(stage.name, stage);
  return names;
});

/** What COPY --from (name or index) and RUN --mount from (name only) of a step read. */
export function sourcesOf(step: Step, stages: readonly Stage[], names: StageNames): readonly SourceUse[] {
  const { instruction } = step;
  if (instruction.kind === 'copy') {
    const flag = instruction.flags.find(({ name }) => name === 'from');
    if (flag?.value === undefined || flag.value === '') return [];
    const source = sourceNamed(flag.value, step, { stages, names, indexes: true });
    return [{ step, flag, name: flag.value, source }];
  }
  if (instruction.kind !== 'run') return [];
  return instruction.flags.flatMap((flag) => {
    const from = flag.name === 'mount' ? mountOptions(flag.value ?? '').get('from') : undefined;
    return from === undefined || from === ''
      ? []
      : [{ step, flag, name: from, source: sourceNamed(from, step, { stages, names, indexes: false }) }];
  });
}

/** The options of a RUN --mount, by name; a bare word has an empty value. */
export function mountOptions(value: string): ReadonlyMap<string, string> {
  return new Map(
    value.split(',').map((option) => {
      const equals = option.indexOf('=');
      const name = (equals < 0 ? option : option.slice(0, equals)).trim().toLowerCase();
      return [name, equals < 0 ? '' : option.slice(equals + 1)] as const;
    }),
  );
}

function sourceNamed(
  name: string,
  step: Step,
  {
    stages,
    names,
    indexes,
  }: { readonly stages: readonly Stage[]; readonly names: StageNames; readonly indexes: boolean },
): Source {
  const byName = names.get(name.toLowerCase());
  const index = indexes && /^\d+$/.test(name) ? Number(name) : undefined;
  const stage = byName ?? (index === undefined ? undefined : stages[index]);
  if (stage !== undefined) return { kind: stage.index < step.stage.index ? 'stage' : 'later', stage };
  return index === undefined ? { kind: 'name', name } : { kind: 'no-such-index', index };
}

/** The shipped stages and everything whose files get into them. */
export function reachableFrom(ships: readonly Stage[], stages: readonly Stage[]): ReadonlySet<Stage> {
  const names = stageNames(stages);
  const reached = new Set<Stage>();
  const pending = [...ships];
  for (let stage = pending.pop(); stage !== undefined; stage = pending.pop()) {
    if (reached.has(stage)) continue;
    reached.add(stage);
    if (stage.base.kind === 'stage') pending.push(stage.base.stage);
    for (const step of stage.steps) {
      for (const { source } of sourcesOf(step, stages, names)) if (source.kind === 'stage') pending.push(source.stage);
    }
  }
  return reached;
}
