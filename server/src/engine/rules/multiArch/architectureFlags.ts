import { type ArchitectureFlag, architectureFlags as flagsOf } from '../../facts/platforms/architectureFlags.ts';
import { meantArchitectures } from '../../facts/platforms/oneArchitecture.ts';
import { type ArchitectureWord, architectureWords } from '../../reference/architectureWords.ts';
import { advice, rule } from '../rule.ts';

export const architectureFlags = rule({
  id: 'architecture-flags',
  criterion: 'multi-arch',
  deciding: false,
  title: 'Compilers and libraries are not asked for what only x86 has.',
  why: 'Compilers for other processors refuse flags such as -mavx2, and MKL is there for x86 alone: the build for arm64 stops.',
  ignore: 'Where the program is for x86 only, or another image is built elsewhere for the others.',
  examples: {
    violated: [
      'FROM debian:13\nENV CFLAGS="-O3 -mavx2"\nRUN make -C /src\n',
      'FROM debian:13\nRUN cmake -DCMAKE_CXX_FLAGS="-O3 -march=x86-64-v3" /src && make\n',
      'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends intel-mkl\n',
    ],
    satisfied: [
      'FROM debian:13\nENV CFLAGS="-O3 -march=native"\n',
      'FROM debian:13\nARG TARGETARCH\nRUN if [ "$TARGETARCH" = amd64 ]; then make CFLAGS=-mavx2; else make; fi\n',
      'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends libopenblas0\n',
    ],
  },
  *check(facts, { accelerators }) {
    const { build } = facts;
    if (build === undefined) return;
    const isMeantFor = meantArchitectures(facts, build, accelerators);
    for (const found of flagsOf(build)) {
      if (amd64 === undefined || isMeantFor(found.stage, amd64, 'name or base')) continue;
      yield advice(found.at, messageOf(found));
    }
  },
});

const [amd64]: readonly ArchitectureWord[] = architectureWords('amd64');

function messageOf({ kind, text }: ArchitectureFlag): string {
  // Compilers for POWER and others take -m64 as well.
  const whose = /^-m(?:64|32)$/.test(text) ? 'is refused by compilers for arm64' : 'is for x86 alone';
  if (kind === 'flag') return `${text} ${whose}. Give it where TARGETARCH is amd64.`;
  const elsewhere = /mkl/i.test(text) ? ', and OpenBLAS or the like elsewhere' : '';
  return `${text} is there for x86 alone. Install it where TARGETARCH is amd64${elsewhere}.`;
}
