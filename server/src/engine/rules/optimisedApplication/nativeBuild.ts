import { nativeBuilds } from '../../facts/optimised/nativeBuilds.ts';
import { advice, rule } from '../rule.ts';

export const nativeBuild = rule({
  id: 'native-build',
  criterion: 'optimised-application',
  deciding: false,
  title: 'The processor that is compiled for is named.',
  why: 'A build for the processor at hand depends on the machine that happens to build the image. On an older node the program stops with an illegal instruction; on a newer one it leaves speed behind.',
  ignore: 'Where the image is built on the very machines that it runs on.',
  examples: {
    violated: [
      'FROM debian:12\nENV CXXFLAGS="-O3 -march=native"\nRUN make -C /src install\n',
      'FROM debian:12\nRUN cmake -S /src -B /build -DCMAKE_BUILD_TYPE=Release -DGGML_NATIVE=ON\n',
      'FROM debian:12 AS build\nRUN cmake -S /gromacs-2025.2 -B /build -DGMX_GPU=CUDA\nFROM debian:12\nCOPY --from=build /opt/gromacs /opt/gromacs\n',
      'FROM debian:12\nRUN git clone --branch v0.3.30 https://github.com/OpenMathLib/OpenBLAS.git /OpenBLAS && make -C /OpenBLAS install\n',
      'FROM intel/hpckit:2025.2.0-0-devel-ubuntu24.04\nRUN ifx -O3 -xHost -o /usr/local/bin/app /src/app.f90\n',
    ],
    satisfied: [
      'FROM debian:12\nENV CXXFLAGS="-O3 -march=x86-64-v3 -mtune=native"\nRUN make -C /src install\n',
      'FROM debian:12\nRUN cmake -S /gromacs-2025.2 -B /build -DGMX_SIMD=AVX2_256\n',
      "FROM debian:12\nRUN sed -i 's/-march=native//' /src/Makefile && make -C /src install\n",
      'FROM debian:12\nRUN make -C /OpenBLAS DYNAMIC_ARCH=1 install\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    for (const { what, instead, at } of nativeBuilds(build)) {
      yield advice(at, `${what} compiles for the machine that builds the image. ${instead}`);
    }
  },
});
