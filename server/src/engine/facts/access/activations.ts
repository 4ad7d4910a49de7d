import type { Build, Stage } from '../../dockerfile/build.ts';
import type { Fact } from '../fact.ts';
import type { CommandLine, ImageFacts } from '../imageFacts.ts';
import { shippedRuns } from '../shippedRuns.ts';
import { type Activation, activatingFiles } from './activatingFiles.ts';
import { type Activated, activatedBy } from './activationLines.ts';
import { activatedName, condaEnvironments } from './condaEnvironments.ts';
import { valuesOf } from './startedFiles.ts';

const replaced = 'a workflow replaces it';

/** Every such place of the image, in order. */
export function activations(facts: ImageFacts): readonly Activation[] {
  const { build } = facts;
  const valueOf = valuesOf(facts);
  const lines = [
    ...byCommandLine('ENTRYPOINT', facts.entrypoint, valueOf),
    ...byCommandLine('CMD', facts.command, valueOf),
  ];
  if (build === undefined) return [...byImageEntrypoint(facts), ...lines];
  return [
    ...byBase(facts, build),
    ...lines,
    ...activatingFiles(facts, build),
    ...byShell(facts),
    ...inRuns(facts, build),
  ];
}

/** `conda run`, and scripts that activate first. */
function byCommandLine(keyword: string, fact: Fact<CommandLine>, valueOf: ValueOf): readonly Activation[] {
  if (fact.state !== 'known') return [];
  const { words, form } = fact.value;
  const line = words.join(' ').slice(0, 5000);
  const run = /(?:^|[\s/])(?:conda|mamba|micromamba) run\s((?:\S+\s+){0,8})/.exec(`${line} `)?.[1];
  const script = words.length > 1 || form === 'shell' ? (words.at(-1) ?? '') : '';
  const found = run === undefined ? activatedBy(script) : runIn(run, valueOf);
  const because = keyword === 'CMD' ? 'a workflow does not run it' : replaced;
  return found.map((activated) => ({ activated, by: keyword, because, at: fact.at, step: undefined }));
}

type ValueOf = (name: string) => string | undefined;

/** A name that cannot be told is any. */
function runIn(options: string, valueOf: ValueOf): readonly Activated[] {
  const written = /(?:^|\s)(?:-n|--name|-p|--prefix)[\s=](\S+)/.exec(options)?.[1];
  if (written === undefined) return [];
  const name = written
    .replace(/["']/g, '')
    .replace(/\$\{?(\w+)\}?/g, (_, variable: string) => valueOf(variable) ?? '*');
  return [{ kind: 'conda', name: name.includes('*') ? '*' : name }];
}

/** Whether the stage's base, mambaorg/micromamba, turns its environments on by its entry point alone. */
export function turnsOnItself({ base, before: { entrypoint } }: Stage): boolean {
  if (base.kind !== 'image' || base.image?.reference.startsWith('docker.io/mambaorg/micromamba:') !== true)
    return false;
  return entrypoint.state === 'known' && /entrypoint\.sh$/.test(entrypoint.value.words[0] ?? '');
}

function byBase(facts: ImageFacts, build: Build): readonly Activation[] {
  const [root] = build.ships;
  const { entrypoint } = facts;
  const its = root?.base.kind === 'image' && turnsOnItself(root);
  // Its entry point may be copied to another base.
  const copied = entrypoint.state === 'known' && /\/_entrypoint\.sh$/.test(entrypoint.value.words[0] ?? '');
  if (!its && !copied) return [];
  const by =
    root?.base.kind === 'image' && its ? `the entry point of ${root.base.text}` : 'the entry point of micromamba';
  return condaEnvironments(facts).flatMap(({ name, prefix, command, step }) => {
    const place = name ?? prefix;
    if (command.program !== 'micromamba' || place === undefined) return [];
    return [{ activated: { kind: 'conda' as const, name: place }, by, because: replaced, at: command.span, step }];
  });
}

function byImageEntrypoint({ entrypoint, environment }: ImageFacts): readonly Activation[] {
  const prefix = environment.state === 'known' ? environment.value.get('MAMBA_ROOT_PREFIX') : undefined;
  if (
    prefix === undefined ||
    entrypoint.state !== 'known' ||
    !/\/_?entrypoint\.sh$/.test(entrypoint.value.words[0] ?? '')
  )
    return [];
  return [
    {
      activated: { kind: 'conda', name: prefix },
      by: 'the entry point',
      because: replaced,
      at: entrypoint.at,
      step: undefined,
    },
  ];
}

/** `SHELL ["conda", "run", "-n", "x", ...]`: only the build runs in it. */
function byShell({ shell }: ImageFacts): readonly Activation[] {
  if (shell.state !== 'known') return [];
  return byCommandLine(
    'SHELL',
    { ...shell, value: { form: 'exec', words: [...shell.value, ''] } },
    () => undefined,
  ).map((found) => {
    return { ...found, because: 'it holds for RUN alone' };
  });
}

/** An environment that the file makes and turns on where it builds, and nowhere else. */
function inRuns(facts: ImageFacts, build: Build): readonly Activation[] {
  const names = new Set(condaEnvironments(facts).map(({ name }) => name));
  if (names.size === 0) return [];
  return shippedRuns(build).flatMap(({ step, script }) =>
    script.commands.flatMap((command): Activation[] => {
      const name = activatedName(command);
      if (name === undefined || name === 'base' || (!names.has(name) && !names.has(undefined))) return [];
      const because = 'what it activates ends with it';
      return [{ activated: { kind: 'conda', name }, by: 'this RUN', because, at: command.span, step }];
    }),
  );
}
