import type { Dockerfile } from '../../dockerfile/model.ts';
import { referenceBlas as found, type ReferenceBlas } from '../../facts/optimised/referenceBlas.ts';
import type { Manager } from '../../shell/managerSyntax.ts';
import { advice, type Fix, rule, violation } from '../rule.ts';

export const referenceBlas = rule({
  id: 'reference-blas',
  criterion: 'optimised-application',
  deciding: true,
  title: 'Linear algebra does not fall back on the reference BLAS.',
  why: 'The reference BLAS and LAPACK of Netlib say what the routines mean; they are not written to be fast. OpenBLAS, MKL, BLIS or FlexiBLAS do the same many times faster, with the same interface.',
  ignore: 'Where the library is there only to be linked against and a fast one takes its place when the image runs.',
  examples: {
    violated: [
      'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends libblas-dev liblapack-dev && make -C /src\n',
      'FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y r-base\n',
      'FROM rockylinux/rockylinux:9\nRUN dnf install -y lapack-devel && make -C /src\n',
      'FROM alpine:3.23 AS build\nRUN apk add --no-cache lapack-dev && make -C /src\nFROM alpine:3.23\nCOPY --from=build /opt/app /opt/app\n',
      'FROM python:3.13\nRUN apt-get update && apt-get install -y liblapack-dev && pip install --no-cache-dir scipy==1.16.1\n',
    ],
    satisfied: [
      'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends libopenblas-dev liblapack-dev && make -C /src\n',
      'FROM debian:12 AS build\nRUN apt-get update && apt-get install -y libblas-dev && make -C /src\nFROM debian:12\nRUN apt-get update && apt-get install -y libopenblas0\nCOPY --from=build /opt/app /opt/app\n',
      'FROM registry.example/science:2\nRUN apt-get update && apt-get install -y liblapack-dev\n',
      'FROM debian:12 AS never\nRUN apt-get update && apt-get install -y libblas-dev\nFROM debian:12\nCMD ["true"]\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    for (const one of found(build)) {
      const [{ word }] = one.packages;
      const options = { fixes: fixesOf(one, build.dockerfile) };
      yield (one.decides ? violation : advice)(word.span, messageOf(one), options);
    }
  },
});

function messageOf({ packages, besides }: ReferenceBlas): string {
  const [first] = packages;
  const names = [...new Set(packages.map(({ name }) => name))].slice(0, 3).join(', ');
  const more = packages.length === 1 ? '' : 's';
  const what =
    first.numeric.along === true
      ? `${names} take${more === '' ? 's' : ''} the reference BLAS along unless another is installed`
      : `${names} ${more === '' ? 'belongs' : 'belong'} to the reference BLAS and LAPACK, which are not made for speed`;
  const instead = fast(first.call.asked.manager, packages);
  const also = besides === undefined ? '' : `, and ${besides} does not use ${more === '' ? 'it' : 'them'}`;
  // Without a system of alternatives nothing takes the place of what is linked by name.
  const link = instead === red ? ' and link with -lopenblas' : '';
  return `${what}${also}. Install ${instead} beside ${more === '' ? 'it' : 'them'}${link}.`;
}

const red = 'openblas-devel';
const byManager: Partial<Record<Manager, readonly [development: string, runtime: string]>> = {
  apt: ['libopenblas-dev', 'libopenblas0'],
  apk: ['openblas-dev', 'openblas'],
  ...{ dnf: [red, 'openblas'], yum: [red, 'openblas'], microdnf: [red, 'openblas'], tdnf: [red, 'openblas'] },
  zypper: [red, 'libopenblas_pthreads0'],
  pacman: ['blas-openblas', 'blas-openblas'],
};

function fast(manager: Manager, packages: ReferenceBlas['packages']): string {
  const [development, runtime] = byManager[manager] ?? ['OpenBLAS', 'OpenBLAS'];
  const builds = packages.some(({ name }) => /-(?:dev|devel|static)$/.test(name) && name !== 'r-base-dev');
  const { base } = packages[0].run.stage;
  // Before 0.3.7 the library had another name in Debian and Ubuntu.
  const old =
    base.kind === 'image' && /(?:16\.04|18\.04|xenial|bionic|stretch|buster|jessie|trusty|14\.04)/.test(base.text);
  if (builds) return development;
  return old && manager === 'apt' ? 'libopenblas-base' : runtime;
}

/** OpenBLAS takes the place of the reference library by the alternatives system, or is there to be linked. */
function fixesOf({ packages }: ReferenceBlas, { text }: Dockerfile): readonly Fix[] {
  const [{ word, call }] = packages;
  const { manager } = call.asked;
  if (byManager[manager] === undefined || text.slice(word.span.start, word.span.end) !== word.text) return [];
  const name = fast(manager, packages);
  const span = { start: word.span.start, end: word.span.start };
  return [{ title: `Install ${name} as well`, safe: false, edits: [{ span, newText: `${name} ` }] }];
}
