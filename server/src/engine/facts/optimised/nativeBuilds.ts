import type { Build, Step } from '../../dockerfile/build.ts';
import type { ShellCommand } from '../../shell/script.ts';
import { get } from '../../text/persistentMap.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import { reachableRuns } from '../reachable.ts';
import { cmakeCalls } from './cmakeCalls.ts';
import { isOf } from './cmakeProjects.ts';
import { compilerFlags, nativeIn } from './compilerFlags.ts';

/** A build for whatever processor the machine that builds has. */
export interface NativeBuild {
  /** What asks for it: `-march=native`, `GROMACS without GMX_SIMD`. */
  readonly what: string;
  /** What to write instead, a sentence. */
  readonly instead: string;
  readonly at: Span;
}

export const nativeBuilds = remembered((build: Build): readonly NativeBuild[] =>
  [...flags(build), ...options(build), ...openblas(build)].sort((a, b) => a.at.start - b.at.start),
);

function flags(build: Build): readonly NativeBuild[] {
  return compilerFlags(build).flatMap((given) => {
    const native = nativeIn(given);
    return native === undefined
      ? []
      : [{ what: native.text, instead: `Name the processor: ${insteadOf(native.text)}.`, at: native.at }];
  });
}

function insteadOf(flag: string): string {
  if (/xhost/i.test(flag)) return '-xCORE-AVX2, with -axCORE-AVX512 for newer ones';
  if (/target-cpu/.test(flag)) return '-Ctarget-cpu=x86-64-v3';
  if (flag.startsWith('-mcpu')) return '-mcpu=neoverse-n1';
  return flag.includes('tp') ? '-tp=haswell' : '-march=x86-64-v3';
}

const option =
  /^(?:\w+_)?(?:NATIVE|MARCH_NATIVE|MARCHNATIVE|ARCH_NATIVE|NATIVE_ARCH|NATIVE_OPTIMI[SZ]ATIONS?|NATIVE_INSTRUCTIONS)$/i;

function options(build: Build): readonly NativeBuild[] {
  return cmakeCalls(build).flatMap((call) => {
    const found: NativeBuild[] = [];
    for (const [name, { value = '', word }] of call.entries) {
      if (option.test(name) && /^(?:on|1|true|yes)$/i.test(value))
        found.push({
          what: `${name}=${value}`,
          instead: `Write ${name}=OFF, and name the processor: -march=x86-64-v3.`,
          at: word.span,
        });
    }
    const simd = call.entries.get('GMX_SIMD');
    const isGromacs =
      simd !== undefined || [...call.entries.keys()].some((name) => name.startsWith('GMX_')) || isOf(call, 'gromacs');
    if (isGromacs && (simd === undefined ? !call.open : /^auto$/i.test(simd.value ?? '')))
      found.push({
        what: 'GROMACS without GMX_SIMD',
        instead: 'Name its instructions: -DGMX_SIMD=AVX2_256.',
        at: simd?.word.span ?? call.program.span,
      });
    return found;
  });
}

/** OpenBLAS is built for the processor at hand, unless it is told one or told to choose when it runs. */
function openblas(build: Build): readonly NativeBuild[] {
  return reachableRuns(build).flatMap(({ script: { commands }, step }) =>
    commands.flatMap((command, index) => {
      const folder = openblasFolder(command);
      if (folder === undefined || isTold(command, step)) return [];
      // What the first call has built the next ones install.
      const before = commands.slice(Math.max(0, index - nearby), index);
      if (before.some((other) => openblasFolder(other) === folder)) return [];
      const instead = 'Write DYNAMIC_ARCH=1, or name the processor with TARGET.';
      return [{ what: 'OpenBLAS without DYNAMIC_ARCH', instead, at: command.span }];
    }),
  );
}

const nearby = 20;

/** The folder of its source that make works in. */
function openblasFolder({ program, directory, args }: ShellCommand): string | undefined {
  if (program !== 'make' && program !== 'gmake') return undefined;
  const at = args.findIndex(({ text }) => text === '-C');
  const folder = (at < 0 ? directory : args[at + 1]?.text)?.replace(/\/+$/, '');
  return folder !== undefined && /(?:^|\/)openblas[^/]*$/i.test(folder) ? folder : undefined;
}

const names = ['DYNAMIC_ARCH', 'TARGET'];
const told = /^(?:DYNAMIC_ARCH|TARGET)=/;

function isTold({ args, assignments }: ShellCommand, { before }: Step): boolean {
  if (names.some((name) => assignments.has(name) || get(before.environment, name)?.state === 'known')) return true;
  return args.some(({ text, unknown }) => (text === undefined ? unknown.length > 0 : told.test(text)));
}
