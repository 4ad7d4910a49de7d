import type { Build } from '../../dockerfile/build.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import { type ReachableRun, reachableRuns, reachableStages } from '../reachable.ts';
import { cmakeCalls } from './cmakeCalls.ts';
import { compilerFlags, levelIn, libraryIn, targetIn } from './compilerFlags.ts';
import { numericInstalls } from './installedPackages.ts';
import { optimisedBase } from './optimisedBases.ts';

/** Something that shows the application to be made for speed. */
export interface Sign {
  /** For the report: `installs libopenblas-dev (OpenBLAS)`. */
  readonly text: string;
  readonly at: Span;
  /** Shows how scripts compute; of a program that is compiled beside them it says nothing. */
  readonly ofScripts?: true;
}

const most = 40;

/** What the file shows of optimisation, in the order of the file; what may not run shows nothing. */
export const optimisationSigns = remembered((build: Build): readonly Sign[] => {
  const signs = [...ofBases(build), ...ofPackages(build), ...ofFlags(build), ...ofOptions(build), ...ofSources(build)];
  const texts = new Set<string>();
  const unique = signs.filter(({ text }) => !texts.has(text) && texts.add(text));
  return unique.sort((a, b) => a.at.start - b.at.start).slice(0, most);
});

function ofBases(build: Build): readonly Sign[] {
  return reachableStages(build).flatMap(({ stage }) => {
    const found = optimisedBase(stage);
    return found === undefined ? [] : [{ text: `built on ${found.base} (${found.brings})`, at: found.at }];
  });
}

function ofPackages(build: Build): readonly Sign[] {
  return numericInstalls(build).flatMap(({ numeric, conditional, word, call, name }) => {
    if (conditional || numeric.role !== 'optimised') return [];
    // What is only recommended does not come with that option.
    if (numeric.along === true && call.asked.flags.has('--no-install-recommends') && name === 'octave') return [];
    const text = `installs ${word.text ?? name} (${numeric.brings})`;
    return [
      numeric.own === true && numeric.brings !== 'CUDA'
        ? { text, at: word.span, ofScripts: true }
        : { text, at: word.span },
    ];
  });
}

/** A library that is linked with, and `-O3` or `-Ofast` for a processor that is named. */
function ofFlags(build: Build): readonly Sign[] {
  return compilerFlags(build).flatMap((flags) => {
    if (flags.conditional) return [];
    const library = libraryIn(flags);
    if (library !== undefined)
      return [{ text: `compiles with ${library.flag.text} (${library.brings})`, at: library.flag.at }];
    const [level, target] = [levelIn(flags), targetIn(flags)];
    const fast = level !== undefined && /^-O(?:3|4|fast)$/.test(level.text) && target !== undefined;
    return fast ? [{ text: `compiles with ${level.text} ${target.text}`, at: target.at }] : [];
  });
}

const words =
  'CUDA CUBLAS CUDNN NVCC HIP HIPBLAS ROCM SYCL ONEAPI DPCPP OPENCL MKL ONEMKL OPENBLAS BLIS FLEXIBLAS NVPL SIMD AVX AVX2 AVX512 SSE2 SSE4 SSE4_2 NEON SVE'.split(
    ' ',
  );
const parts = words.join('|');
const optionName = new RegExp(`(?:^|[_-])(?:${parts})(?:$|[_-])`, 'i');
const optionOnly = new RegExp(
  `^(?:${parts}|intel\\w*|sm_?\\d+|avx\\w+|sse[\\d._]+|arm_\\w+|openblas\\w*|mkl\\w*|x86[-_]64[-_]v[234])`,
  'i',
);
const choosing =
  /^(?:\w*_)?(?:GPU|SIMD|BLA_VENDOR|BLAS|BLAS_VENDOR|LAPACK|LINALG|GPU_BACKEND|ACCELERATOR|BACKEND|FFT|FFT_LIBRARY|FFTWPP?|TARGET_ARCH)$/i;
const off = /^(?:off|no|0|false|n|none|disabled?|ignore|)$/i;
const notTheThing = /(?:TEST|DOC|EXAMPLE|COMPILER|HOST|SAMPLE|DISABLE|WITHOUT|NO_|PATH|VERSION|DIR|ROOT|HOME|URL)/i;

/** Options of CMake, configure and make that choose an accelerator, a library or instructions of a processor. */
function ofOptions(build: Build): readonly Sign[] {
  const byCmake = cmakeCalls(build).flatMap(({ command, entries }) =>
    command.conditional
      ? []
      : [...entries].flatMap(([name, { value, word }]) =>
          value !== undefined && chooses(name, value) ? [signOf(word)] : [],
        ),
  );
  const others = reachableRuns(build).flatMap(({ script }) => script.commands.flatMap(optionsOf));
  return [...byCmake, ...others];
}

function signOf({ raw, span, text }: ShellWord): Sign {
  return { text: `builds with ${(text ?? raw).slice(0, 80)}`, at: span };
}

const libraryVariable = /^(?:MKLROOT|OPENBLAS_ROOT)$/;

/** The file of a library that is made for speed, whatever the option that names it. */
const fastLibrary = /(?:^|[/;,\s:])lib(?:openblas|mkl_rt|blis|flexiblas)\w*\.(?:a|so)\b|\/openblas(?:\/|$)/;

function chooses(name: string, value: string): boolean {
  if (fastLibrary.test(value.slice(0, 1000)) || (libraryVariable.test(name) && value !== '')) return true;
  if (off.test(value) || notTheThing.test(name)) return false;
  if (/^CMAKE_(?:CUDA|HIP)_ARCHITECTURES$/.test(name) || /^\w*CUDA_ARCH\w*$/i.test(name)) return true;
  if (choosing.test(name)) return optionOnly.test(value) || /^(?:CUDA|HIP|SYCL|OpenCL|ROCM)$/i.test(value);
  return optionName.test(name) && (/^(?:on|yes|1|true|y)$/i.test(value) || optionOnly.test(value));
}

const makers: ReadonlySet<string> = new Set(['make', 'gmake', 'configure', 'Configure']);

function optionsOf(command: ShellCommand): readonly Sign[] {
  const { program, args, assignments, conditional } = command;
  if (conditional || !(makers.has(program ?? '') || program === 'cmake')) return [];
  const given = [...assignments].filter(([name, { text }]) => libraryVariable.test(name) && text !== '');
  const signs = given.map(([name, { span }]) => ({ text: `builds with ${name}`, at: span }));
  if (program === 'cmake') return signs;
  const chosen = args.filter(({ text }) => text !== undefined && text.length < 300 && isChoice(text));
  return [...signs, ...chosen.map(signOf)];
}

function isChoice(text: string): boolean {
  const [, option, value] = /^--(?:enable|with)-([\w-]{1,60})(?:=(.*))?$/.exec(text) ?? [];
  if (option !== undefined) {
    if (notTheThing.test(option) || off.test(value ?? 'on')) return false;
    return (
      optionName.test(option) || (/^(?:blas|lapack)(?:-lib)?$/.test(option) && /openblas|mkl|blis/i.test(value ?? ''))
    );
  }
  const [, name = '', set = ''] = /^(\w{1,60})=(.*)$/.exec(text) ?? [];
  return name !== '' && chooses(name, set);
}

/** OpenBLAS, BLIS and such that are built from their source; Spack's specs that name a processor or a library. */
function ofSources(build: Build): readonly Sign[] {
  return reachableRuns(build).flatMap((run) => run.script.commands.flatMap((command) => ofSource(command, run)));
}

const fetchers: ReadonlySet<string> = new Set(['git', 'wget', 'curl']);

function ofSource({ program, args, conditional }: ShellCommand, { stage }: ReachableRun): readonly Sign[] {
  if (conditional || program === undefined || stage === undefined) return [];
  if (program === 'spack') return args.flatMap((word) => specSign(word));
  if (!fetchers.has(program)) return [];
  return args.flatMap(({ text, pieces, span }) => {
    const url = (text ?? pieces.join('?')).slice(0, 300);
    const name = /^(?:https?|git):\/\/\S*\/(OpenBLAS|blis|amd-blis|flexiblas)(?:\.git|[-/_.]|$)/i.exec(url)?.[1];
    return name === undefined ? [] : [{ text: `builds ${name} from its source`, at: span }];
  });
}

function specSign({ text = '', span }: ShellWord): readonly Sign[] {
  const found =
    /(?:\btarget=[\w-]+|\+(?:cuda|rocm|sycl|openblas|mkl)\b|\^(?:openblas|intel-(?:oneapi-)?mkl|amdblis|blis|flexiblas)\b|cuda_arch=[\w,]+)/.exec(
      text.slice(0, 2000),
    )?.[0];
  return found === undefined || /target=(?:x86_64|aarch64|ppc64le|generic)\b(?!_v)/.test(found)
    ? []
    : [{ text: `asks Spack for ${found}`, at: span }];
}
