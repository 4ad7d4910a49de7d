import { expandWord } from './expand.ts';
import type { Arg, Instruction, SyntaxProblem } from './model.ts';
import type { Expansion, Lookup, Variable } from './variable.ts';

/** The platform a Dockerfile is read for where nobody says another: what most registries and clusters run. */
const defaultPlatform = { os: 'linux', arch: 'amd64' };

/** The arguments that serve FROM: those before the first FROM, the build's own, and the platform's. */
export interface GlobalScope {
  readonly lookup: Lookup;
  /** Names declared by ARG before the first FROM. */
  readonly declared: ReadonlySet<string>;
  /** Defaults the builder cannot expand. */
  readonly problems: readonly SyntaxProblem[];
}

/** Reads the ARGs before the first FROM; a given build argument beats the default in the file. */
export function globalScope(
  instructions: readonly Instruction[],
  { buildArgs, target, escape }: { buildArgs: ReadonlyMap<string, string>; target: string | undefined; escape: string },
): GlobalScope {
  const lastStage = instructions.findLast((instruction) => instruction.kind === 'from')?.as?.raw.toLowerCase();
  const values = platformArguments(buildArgs, target ?? lastStage ?? 'default');
  const declared = new Set<string>();
  const problems: SyntaxProblem[] = [];
  const lookup: Lookup = (name) => values.get(name) ?? { state: 'unset' };
  for (const instruction of instructions) {
    if (instruction.kind === 'from') break;
    if (instruction.kind === 'arg') declare(instruction, values, { declared, problems, buildArgs, escape, lookup });
  }
  return { lookup, declared, problems };
}

interface Declaring {
  readonly declared: Set<string>;
  readonly problems: SyntaxProblem[];
  readonly buildArgs: ReadonlyMap<string, string>;
  readonly escape: string;
  readonly lookup: Lookup;
}

function declare(arg: Arg, values: Map<string, Variable>, declaring: Declaring): void {
  const { declared, problems, buildArgs, escape, lookup } = declaring;
  for (const { name, value, valueSpan } of arg.values) {
    declared.add(name);
    const given = buildArgs.get(name);
    if (given !== undefined) values.set(name, { state: 'set', value: given });
    else if (value !== undefined) {
      const expansion = expandWord(value, escape, lookup);
      values.set(name, variableOf(expansion));
      if (expansion.state === 'malformed') {
        problems.push({ message: `ARG cannot be read: ${expansion.problem}.`, span: valueSpan });
      }
    }
  }
}

function variableOf(expansion: Expansion): Variable {
  if (expansion.state === 'text') return { state: 'set', value: expansion.text };
  return { state: 'unknown', because: expansion.state === 'unknown' ? expansion.because : expansion.problem };
}

/** BuildKit's automatic arguments (platform.go); a build argument of the same name wins. */
function platformArguments(buildArgs: ReadonlyMap<string, string>, target: string): Map<string, Variable> {
  const values = new Map<string, Variable>();
  for (const side of ['BUILD', 'TARGET']) {
    const [os = defaultPlatform.os, arch = defaultPlatform.arch, variant = ''] =
      buildArgs.get(`${side}PLATFORM`)?.split('/') ?? [];
    const platform = variant === '' ? `${os}/${arch}` : `${os}/${arch}/${variant}`;
    const parts = { PLATFORM: platform, OS: os, OSVERSION: '', ARCH: arch, VARIANT: variant };
    for (const [name, value] of Object.entries(parts)) {
      values.set(side + name, { state: 'set', value: buildArgs.get(side + name) ?? value });
    }
  }
  values.set('TARGETSTAGE', { state: 'set', value: target });
  return values;
}
