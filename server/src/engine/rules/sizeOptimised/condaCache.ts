import type { Build } from '../../dockerfile/build.ts';
import { cleanUp, programAsWritten } from '../../facts/size/cleanUp.ts';
import type { Leftover } from '../../facts/size/leftovers.ts';
import { type Fix, rule } from '../rule.ts';
import { leftInLayers, leftoverFindings, safeFix } from './leftoverFindings.ts';

export const condaCache = rule({
  id: 'conda-cache',
  criterion: 'size-optimised',
  deciding: true,
  title: 'The packages that conda, mamba and micromamba fetch do not stay in the image.',
  why: 'They keep every package as it was downloaded, beside the environment that it is unpacked to, often a gigabyte. What a later RUN removes still lies in the layer below.',
  ignore: 'Where the image is meant for people who go on making environments in it.',
  examples: {
    violated: [
      'FROM condaforge/miniforge3:25.3.0-3\nRUN conda install -y numpy=2.3.2\n',
      'FROM mambaorg/micromamba:2.4.0\nRUN micromamba create -y -n app numpy=2.3.2 && \\\n    micromamba clean --index-cache\n',
    ],
    undecided: [
      'FROM condaforge/miniforge3:25.3.0-3\nCOPY cleanup.sh /\nRUN conda install -y numpy=2.3.2 && /cleanup.sh\n',
    ],
    satisfied: [
      'FROM condaforge/miniforge3:25.3.0-3\nRUN conda install -y numpy=2.3.2 && conda clean -afy\n',
      'FROM mambaorg/micromamba:2.4.0\nRUN micromamba install -y numpy=2.3.2 && micromamba clean --all --yes\n',
      'FROM condaforge/miniforge3:25.3.0-3\nRUN mamba env create -f env.yml && rm -rf /opt/conda/pkgs\n',
      'FROM condaforge/miniforge3:25.3.0-3\nENV CONDA_PKGS_DIRS=/pkgs\nRUN --mount=type=cache,target=/pkgs mamba env create -f env.yml\n',
    ],
  },
  *check(facts) {
    const { build } = facts;
    if (build === undefined) {
      yield* leftInLayers(facts, 'conda', {
        what: 'packages that conda downloaded',
        instead: 'End that RUN with conda clean --all --yes.',
      });
      return;
    }
    yield* leftoverFindings(build, 'conda', {
      stays: 'the packages that conda fetches stay',
      message: ({ calls: [{ command, asked }] }) =>
        `${command.program} ${asked.verb} leaves the packages it downloads in the image. End this RUN with ${asked.manager} clean --all --yes.`,
      fixes: (left) => fixesOf(left, build),
    });
  },
});

function fixesOf(left: Leftover, build: Build): readonly Fix[] {
  const program = programAsWritten(left);
  if (program === undefined || program.endsWith('conda-lock')) return [];
  const edit = cleanUp(left, build, `${program} clean --all --yes`);
  return safeFix('Clean the packages that were fetched', [edit]);
}
