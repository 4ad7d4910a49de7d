import type { Build, Stage } from '../../dockerfile/build.ts';
import { installs } from '../../shell/packages.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import { scriptOf } from '../scripts.ts';
import { knownTextOf } from './architectureText.ts';
import { linuxStages } from './oneArchitecture.ts';
import { asksForArchitecture } from './platformQuestions.ts';

/** A compiler flag or a library that is there for one architecture. */
export interface ArchitectureFlag {
  readonly kind: 'flag' | 'library';
  readonly text: string;
  readonly stage: Stage;
  readonly at: Span;
}

/** The first of every instruction. */
export const architectureFlags = remembered((build: Build): readonly ArchitectureFlag[] =>
  linuxStages(build).flatMap((stage) =>
    stage.steps.flatMap((step) => {
      const { instruction } = step;
      if (instruction.kind === 'run') return inRun(step, build).slice(0, 1);
      if (instruction.kind !== 'env' && instruction.kind !== 'arg') return [];
      return instruction.values
        .flatMap(({ value, valueSpan }) => flagsIn(value ?? '', valueSpan))
        .slice(0, 1)
        .map((found) => ({ ...found, stage }));
    }),
  ),
);

function inRun(step: Stage['steps'][number], { dockerfile }: Build): readonly ArchitectureFlag[] {
  const { instruction, stage } = step;
  const { commands = [] } = scriptOf(step, dockerfile.text) ?? {};
  const chooses = asksForArchitecture(instruction.line.text);
  return commands.flatMap((command) => {
    if ((chooses && command.conditional) || harmless.has(command.program)) return [];
    const asked = installs(command);
    const packages = asked?.action === 'install' ? asked.packages : [];
    const libraries = packages.flatMap(({ text, span }) =>
      text !== undefined && x86Library.test(text) ? [{ kind: 'library' as const, text, stage, at: span }] : [],
    );
    const words = [...command.args, ...command.assignments.values()].filter((word) => !packages.includes(word));
    const flags = words.flatMap((word) => {
      // One that only a variable brings is told where the variable is set, and one that a command writes may be chosen.
      const found = flagsIn(knownTextOf(word), word.span);
      return found.filter(({ text }) => word.raw.includes(text)).map((flag) => ({ ...flag, stage }));
    });
    return [...libraries, ...flags];
  });
}

const harmless: ReadonlySet<string | undefined> = new Set(['echo', 'printf', 'grep', 'rm', 'cat']);
const longest = 4000;

function flagsIn(text: string, at: Span): readonly Omit<ArchitectureFlag, 'stage'>[] {
  const flag = x86Flag.exec(text.slice(0, longest))?.[0];
  return flag === undefined ? [] : [{ kind: 'flag', text: flag, at }];
}

/** What compilers take for x86 only: GCC and Clang, Intel, and switches of GROMACS and FFTW. */
const x86Flag =
  /(?<![\w-])(?:-m(?:avx[\w.]*|s?sse\d?[\w.]*|fma4?|bmi2?|popcnt|f16c|64|32)(?![\w-])|-m(?:arch|tune)=(?:x86-64(?:-v\d)?|core2|corei7[\w-]*|nehalem|westmere|sandybridge|ivybridge|haswell|broadwell|skylake[\w-]*|icelake[\w-]*|cascadelake|sapphirerapids|knl|znver\d|btver\d|bdver\d|k8)(?![\w-])|-a?x(?:Host|AVX\w*|CORE-AVX\w*|MIC-AVX\w*|SSE[\w.]*)(?![\w-])|--enable-(?:avx\w*|sse\w*)(?![\w-])|-DGMX_SIMD=(?:AVX|SSE)\w*[\w.]*)/;

/** MKL and Intel's compilers. */
const x86Library =
  /^(?:[\w./-]+::)?(?:(?:lib)?(?:intel-)?mkl(?:[-_][\w-]+)?|intel-(?:oneapi|basekit|hpckit|mkl|numpy|scipy|tensorflow|openmp)[\w.-]*|lib(?:blas|lapack)=\S*mkl\S*|blas=\S*mkl\S*)(?=$|[=<>~!:[ ,;])/i;
