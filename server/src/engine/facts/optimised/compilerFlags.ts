import type { Build, Step } from '../../dockerfile/build.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import { get } from '../../text/persistentMap.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import { type ReachableRun, reachableRuns, reachableStages } from '../reachable.ts';

/** Flags that a compiler is given together: the words of one command, or the value of one variable. */
export interface CompilerFlags {
  readonly flags: readonly Flag[];
  /** The variable that holds them: `CXXFLAGS`, `CMAKE_C_FLAGS`; undefined for a compiler's own words. */
  readonly variable: string | undefined;
  readonly ships: boolean;
  /** The command that is given them; undefined for ENV. */
  readonly command: ShellCommand | undefined;
  readonly conditional: boolean;
}

export interface Flag {
  readonly text: string;
  readonly at: Span;
}

const compiler =
  /^(?:(?:[\w-]+-)?(?:gcc|g\+\+|gfortran|clang|clang\+\+|flang|cc|c\+\+)(?:-\d[\d.]*)?|c99|f77|f90|ifort|ifx|icc|icpc|icx|icpx|dpcpp|nvcc|nvc|nvc\+\+|nvfortran|hipcc|mpi(?:cc|cxx|c\+\+|icc|icpc|ifort|fort|f77|f90|gcc|gxx|CC))$/;

/** Variables of make, autoconf, CMake, cargo and meson that hold flags. `..._DEBUG` are for debug builds alone. */
const flagVariable =
  /^(?:[A-Za-z]\w{0,40}_)?(?:(?:C|CXX|CPP|F|FC|FF|F77|F90|CC|CU|CUDA|NVCC|HIP|LD|Fortran|RUST)_?FLAGS|FLAGS|[CF]?OPT|OPTS|OPTFLAGS|OPTIMI[SZ]E|[A-Z]{1,3}OPTFLAGS|LDLIBS|LIBS|BLAS_LIBS|c_args|cpp_args|(?:C|CXX|CUDA|Fortran)_FLAGS_(?:RELEASE|INIT|RELWITHDEBINFO))$/;

const longest = 4000;
const builders: ReadonlySet<string> = new Set(
  'make gmake ninja cmake cmake3 ccmake configure Configure config export meson bazel bazelisk scons bootstrap b2 bjam waf setup.py'.split(
    ' ',
  ),
);

/** All flags that reachable stages give to compilers, as far as the file shows them. */
export const compilerFlags = remembered((build: Build): readonly CompilerFlags[] => [
  ...reachableStages(build).flatMap(({ stage, ships }) => stage.steps.flatMap((step) => inEnvironment(step, ships))),
  ...reachableRuns(build).flatMap((run) => run.script.commands.flatMap((command) => inCommand(command, run))),
]);

function inEnvironment(step: Step, ships: boolean): readonly CompilerFlags[] {
  const { instruction, after } = step;
  if (instruction.kind !== 'env' && instruction.kind !== 'arg') return [];
  return instruction.values.flatMap(({ name, valueSpan }) => {
    const fact = flagVariable.test(name) ? get(after.variables, name) : undefined;
    if (fact?.state !== 'known' || fact.value === '') return [];
    return [{ flags: split(fact.value, valueSpan), variable: name, ships, command: undefined, conditional: false }];
  });
}

function inCommand(command: ShellCommand, { ships }: ReachableRun): readonly CompilerFlags[] {
  const { program, args, assignments, conditional } = command;
  const found: CompilerFlags[] = [];
  const given = { ships, command, conditional };
  if (program !== undefined && compiler.test(program)) {
    const flags = args.flatMap((word) => (word.text?.startsWith('-') ? [{ text: word.text, at: word.span }] : []));
    if (flags.length > 0) found.push({ ...given, flags, variable: undefined });
  }
  for (const [name, value] of assignments) {
    if (flagVariable.test(name) && value.text !== undefined)
      found.push({ ...given, flags: split(value.text, value.span), variable: name });
  }
  if (program !== undefined && builders.has(program)) {
    for (const word of args) {
      const assigned = assignedIn(word);
      if (assigned !== undefined) found.push({ ...given, ...assigned });
    }
  }
  return found;
}

/** `CFLAGS=-O2`, `-DCMAKE_C_FLAGS:STRING=-O2`, and the `CMAKE_C_FLAGS=-O2` behind a `-D` of its own. */
function assignedIn({ text, span }: ShellWord): Pick<CompilerFlags, 'flags' | 'variable'> | undefined {
  if (text === undefined || text.length > longest) return undefined;
  const [, variable = '', value = ''] = /^(?:-D|--)?(\w{1,80})(?::\w{1,20})?\+?=([\s\S]*)$/.exec(text) ?? [];
  return flagVariable.test(variable) ? { flags: split(value, span), variable } : undefined;
}

/** Stand where the value stands; where it is one flag it is that very place. */
function split(text: string, at: Span): readonly Flag[] {
  return text
    .slice(0, longest)
    .split(/[\s,;"']+/)
    .flatMap((flag) => (flag === '' ? [] : [{ text: flag, at }]));
}

/** The optimisation level in force: of several `-O` the last counts; undefined where none is given. */
export function levelIn({ flags }: CompilerFlags): Flag | undefined {
  return flags.findLast(({ text }) => /^-O(?:[0-4sgz]|fast)?$/.test(text));
}

/** Whether these flags make a compiler optimise. */
export function optimises(flags: CompilerFlags): boolean {
  return /^-O(?:[1-4sz]|fast)?$/.test(levelIn(flags)?.text ?? '');
}

/** What compiles for the very processor of the machine that builds. */
export function nativeIn({ flags }: CompilerFlags): Flag | undefined {
  return flags.find(
    ({ text }, index) =>
      /^(?:-m(?:arch|cpu)=native|-xHost|-xhost|-tp=?(?:native|host)|(?:-C)?target-cpu=native)$/.test(text) ||
      (text === 'native' && flags[index - 1]?.text === '-tp'),
  );
}

/** `-march=x86-64-v3`, `-mavx2`, `-xCORE-AVX512`: a processor that is named. */
export function targetIn({ flags }: CompilerFlags): Flag | undefined {
  return flags.find(
    ({ text }) =>
      /^-m(?:arch|cpu)=(?!native)\S+$/.test(text) ||
      /^-m(?:avx|avx2|avx512\w*|sse[\d.]*|sse4_\d|fma)$/.test(text) ||
      /^-a?x(?:CORE-|COMMON-|AVX|SSE|MIC-|SKYLAKE|ICELAKE|SAPPHIRERAPIDS)/.test(text) ||
      /^(?:-C)?target-cpu=(?!native)\S+$/.test(text),
  );
}

/** What is linked or compiled with that is made for speed. */
export function libraryIn({ flags }: CompilerFlags): { readonly flag: Flag; readonly brings: string } | undefined {
  for (const flag of flags) {
    const row = libraries.find(([, pattern]) => pattern.test(flag.text));
    if (row !== undefined) return { flag, brings: row[0] };
  }
  return undefined;
}

const libraries: readonly (readonly [string, RegExp])[] = [
  ['OpenBLAS', /^-lopenblas\w*$/],
  ['MKL', /^(?:-lmkl_\w+|-q?mkl(?:=\w+)?|\/Qmkl)$/],
  ['BLIS', /^-lblis(?:-mt)?$/],
  ['FlexiBLAS', /^-lflexiblas\w*$/],
  ['CUDA', /^(?:-lcu(?:blas|fft|dart|solver|sparse)|-arch=sm_\d+|-gencode\S*|--generate-code\S*)$/],
  ['SYCL', /^-fsycl\S*$/],
  ['GPU offloading', /^(?:--offload-arch=\S+|-fopenmp-targets=\S+|-gpu=\S+)$/],
];
