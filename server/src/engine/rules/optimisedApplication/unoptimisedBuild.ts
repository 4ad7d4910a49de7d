import type { Dockerfile } from '../../dockerfile/model.ts';
import { attestedBy } from '../../facts/optimised/attested.ts';
import { type Unoptimised, unoptimised } from '../../facts/optimised/unoptimised.ts';
import { type Fix, type Outcome, rule, undecided, violation } from '../rule.ts';

export const unoptimisedBuild = rule({
  id: 'unoptimised-build',
  criterion: 'optimised-application',
  deciding: true,
  title: 'What is compiled is compiled with optimisation.',
  why: 'A debug build is often five times slower. CMake adds no optimisation at all where no build type is given, unless the project chooses one itself, so a Dockerfile that does not say it leaves it to chance.',
  ignore:
    'Where the image is for finding mistakes. Where the project chooses an optimised build by itself, say so as the reason.',
  examples: {
    violated: [
      'FROM debian:12\nRUN cmake -S /src -B /build -DCMAKE_BUILD_TYPE=Debug && cmake --build /build\n',
      'FROM debian:12\nENV CFLAGS="-g -O0"\nRUN make -C /src install\n',
      'FROM debian:12 AS build\nRUN cd /src && ./configure --disable-optimization && make install\nFROM debian:12\nCOPY --from=build /opt/app /opt/app\n',
      'FROM debian:12\nRUN g++ -O0 -o /usr/local/bin/app /src/app.cpp\n',
    ],
    undecided: ['FROM debian:12\nRUN mkdir /build && cd /build && cmake .. && make install\n'],
    satisfied: [
      'FROM debian:12\nRUN cmake -S /src -B /build -D CMAKE_BUILD_TYPE=Release && cmake --build /build\n',
      'FROM debian:12\nRUN cd /src && cmake --preset release && cmake --build --preset release\n',
      'FROM debian:12\nENV CMAKE_BUILD_TYPE=Release\nRUN cd /src && cmake . && make install\n',
      'FROM debian:12\nRUN cmake -S /src -B /build -DCMAKE_CXX_FLAGS="-O3" && cmake --build /build\n',
      'FROM debian:12\nRUN git clone --branch stable https://github.com/lammps/lammps.git /lammps && cmake -S /lammps/cmake -B /build\n',
      'FROM debian:12 AS debug\nRUN cmake -S /src -B /build -DCMAKE_BUILD_TYPE=Debug\nFROM debian:12\nRUN make -C /src install\n',
    ],
  },
  *check(facts, { optimised }) {
    const { build } = facts;
    if (build === undefined) return;
    const declared = attestedBy(facts, optimised) !== undefined;
    for (const one of unoptimised(build)) {
      if (one.kind !== 'no-type' || !declared) yield findingOf(one, build.dockerfile);
    }
  },
});

const release = '-DCMAKE_BUILD_TYPE=Release';

function findingOf(one: Unoptimised, dockerfile: Dockerfile): Outcome {
  switch (one.kind) {
    case 'level': {
      const where = one.variable === undefined ? 'Compiles' : `${one.variable} compiles`;
      return violation(one.at, `${where} without optimisation (-O0). Write -O2, or -O3.`, {
        fixes: levelFix(one, dockerfile),
      });
    }
    case 'debug':
      return violation(one.at, `CMAKE_BUILD_TYPE=${one.type} compiles without optimisation. Write ${release}.`, {
        fixes: typeFix(one, dockerfile),
      });
    case 'option':
      return violation(one.at, `${one.option} compiles without optimisation. Leave it out.`);
    case 'no-type':
      return undecided(
        one.at,
        `Cannot tell whether this build is optimised: cmake is given no build type, and adds no optimisation then unless the project chooses one. Write ${release}.`,
        { fixes: addFix(one.at.end, dockerfile, one.call.program.raw) },
      );
  }
}

function levelFix({ at }: Unoptimised, { text }: Dockerfile): readonly Fix[] {
  const written = text.slice(at.start, at.end);
  const found = written.lastIndexOf('-O0');
  if (found < 0) return [];
  const span = { start: at.start + found, end: at.start + found + 3 };
  return [{ title: 'Compile with -O2', safe: false, edits: [{ span, newText: '-O2' }] }];
}

function typeFix({ at, type }: Extract<Unoptimised, { kind: 'debug' }>, { text }: Dockerfile): readonly Fix[] {
  const written = text.slice(at.start, at.end);
  const found = written.lastIndexOf(type);
  if (found < 0) return [];
  const span = { start: at.start + found, end: at.start + found + type.length };
  return [{ title: 'Build the Release type', safe: false, edits: [{ span, newText: 'Release' }] }];
}

/** Right behind the program, where nothing before it can be meant. */
function addFix(end: number, { text }: Dockerfile, program: string): readonly Fix[] {
  if (text.slice(end - program.length, end) !== program) return [];
  return [{ title: `Add ${release}`, safe: false, edits: [{ span: { start: end, end }, newText: ` ${release}` }] }];
}
