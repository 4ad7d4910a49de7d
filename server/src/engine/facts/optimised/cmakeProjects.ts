import type { ShellCommand } from '../../shell/script.ts';
import type { CmakeCall } from './cmakeCalls.ts';

/**
 * Projects whose CMakeLists.txt chooses an optimised build where none is asked for, and projects that have nothing to
 * compile into the image: header-only libraries and test frameworks. By the names their folders have.
 */
const ownDefault = new RegExp(
  `(?:^|[/_-])(?:${[
    'gromacs lammps openmm kokkos vtk itk ants trilinos eigen3? openblas opencv rdkit openbabel cp2k dbcsr libxc dftb[+]? dftbplus',
    'sirius salmon fmt spdlog jsoncpp lapack scalapack sundials hdf5 elmerfem elmer openmc geant4 xgboost lightgbm',
    'llama[.]cpp whisper[.]cpp ggml arrow simbody ceres-solver amrex warpx hypre paraview slicer nest-simulator',
    'dealii deal[.]ii dolfinx basix ufcx ffcx googletest gtest catch2 nlohmann_json nlohmann-json pybind11 xtl xtensor xsimd cereal rapidjson range-v3 doctest',
    'zlib-ng mimalloc',
  ]
    .join(' ')
    .split(' ')
    .join('|')})(?:[-_.]?v?\\d[\\w.-]*|-src|-source|-master|-main|[.]git)?(?:/|$)`,
  'i',
);

/** Whether the project that is configured is known to choose a build type itself, as far as its name shows. */
export function choosesType(call: CmakeCall): boolean {
  return namesOf(call).some((name) => ownDefault.test(name));
}

/** Whether a folder or a source of the call names this project. */
export function isOf(call: CmakeCall, project: string): boolean {
  return namesOf(call).some((name) => name.toLowerCase().includes(project));
}

const most = 200;
const longest = 300;

/** Folders and sources that may name the project: of the call, and of what the RUN fetched before it. */
function namesOf({ command, run }: CmakeCall): readonly string[] {
  const own = command.args.flatMap(({ text }) =>
    text === undefined || text.startsWith('-D') ? [] : [text.replace(/^-[SHB]/, '')],
  );
  const folder = [command.directory ?? '', ...own].filter((name) => name.length <= longest);
  if (folder.some((name) => ownDefault.test(name))) return folder;
  const last = lastFetched(run.script.commands, command);
  return last === undefined ? folder : [...folder, ...last];
}

/** The words of the last `git clone`, `curl` or `wget` before the command. */
function lastFetched(commands: readonly ShellCommand[], before: ShellCommand): readonly string[] | undefined {
  const fetch = commands
    .slice(0, most)
    .findLast(({ program, span }) => span.end <= before.span.start && fetchers.has(program ?? ''));
  return fetch?.args.flatMap(({ text, pieces }) => [text ?? pieces.join('0')]).filter((name) => name.length <= longest);
}

const fetchers: ReadonlySet<string> = new Set(['git', 'curl', 'wget']);
