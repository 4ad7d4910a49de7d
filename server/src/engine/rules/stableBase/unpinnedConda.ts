import { reachableRuns } from '../../facts/reachable.ts';
import { condaInstalls, namesOf } from '../../facts/unpinnedPackages.ts';
import { advice, rule } from '../rule.ts';

export const unpinnedConda = rule({
  id: 'unpinned-conda',
  criterion: 'stable-base',
  deciding: false,
  title: 'Conda packages are installed in versions that the file names.',
  why: 'A bare name installs whatever is newest on the day of the build. A later build gets other versions, and other results or none.',
  ignore: 'Where the newest version is wanted, or a lock file that the solver reads by itself fixes the versions.',
  examples: {
    violated: [
      'FROM condaforge/miniforge3:25.3.1-0\nRUN conda install -y -c conda-forge rdkit python=3.13 && conda clean -afy\n',
      'FROM mambaorg/micromamba:2.3.2\nRUN micromamba create -y -n work -c conda-forge conda-forge::gromacs\n',
    ],
    satisfied: [
      'FROM condaforge/miniforge3:25.3.1-0\nRUN conda install -y -c conda-forge rdkit=2025.03.5 "python>=3.12"\n',
      'FROM condaforge/miniforge3:25.3.1-0\nCOPY environment.yml .\nRUN mamba env create -f environment.yml\n',
      'FROM condaforge/miniforge3:25.3.1-0\nRUN conda install -y mamba\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    for (const { script } of reachableRuns(build)) {
      const names = condaInstalls(script);
      const [first] = names;
      if (first === undefined) continue;
      const message = `${namesOf(names)} without a version: the next build may get another. Write ${first.text}=VERSION, or install from an environment or lock file that does.`;
      yield advice(first.span, message);
    }
  },
});
