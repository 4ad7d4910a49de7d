import { linesAfter, linesBefore } from '../../dockerfile/edit.ts';
import { type MissingEnvironment, missingEnvironments } from '../../facts/access/missingEnvironments.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { type Fix, rule, violation } from '../rule.ts';

export const environmentActivation = rule({
  id: 'environment-activation',
  criterion: 'any-user-access',
  deciding: true,
  title: 'The environment is there without being activated.',
  why: 'A workflow replaces ENTRYPOINT, ignores CMD and starts no login shell. A tool that only an entry point script, .bashrc or "conda activate" puts on PATH is not found then.',
  ignore: 'Where a wrapper on PATH, which cannot be read, activates the environment itself.',
  examples: {
    violated: [
      'FROM mambaorg/micromamba:2.0.5\nRUN micromamba install --yes -n base -c conda-forge namd=3.0 && micromamba clean --all --yes\n',
      'FROM continuumio/miniconda3:24.7.1-0\nRUN conda create -y -n namd namd=3.0 && conda clean -afy\nRUN echo "conda activate namd" >> ~/.bashrc\n',
      'FROM continuumio/miniconda3:24.7.1-0\nRUN conda create -y -n namd namd=3.0 && conda clean -afy\nENTRYPOINT ["conda", "run", "-n", "namd", "namd3"]\n',
      'FROM debian:12\nRUN echo "source /opt/intel/oneapi/setvars.sh" >> /etc/profile.d/oneapi.sh\n',
      '{"architecture": "amd64", "os": "linux", "config": {"Entrypoint": ["conda", "run", "-n", "namd"], "Env": ["PATH=/opt/conda/bin:/usr/bin:/bin"]}, "rootfs": {"type": "layers", "diff_ids": []}}\n',
    ],
    satisfied: [
      'FROM debian:12\nRUN sh install.sh -p /opt/anaconda && echo "PATH=/opt/anaconda:\\$PATH" > /etc/profile.d/conda.sh\nENV PATH=/opt/anaconda/bin:$PATH\n',
      'FROM continuumio/miniconda3:4.10.3\nRUN echo "PATH=/opt/conda/condabin:/opt/conda/bin:\\$PATH" > /opt/conda/.bashrc\n',
      'FROM mambaorg/micromamba:2.0.5\nRUN micromamba install --yes -n base -c conda-forge namd=3.0 && micromamba clean --all --yes\nENV PATH=/opt/conda/bin:$PATH\n',
      'FROM continuumio/miniconda3:24.7.1-0\nRUN conda create -y -n namd namd=3.0 && conda clean -afy\nENV PATH=/opt/conda/envs/namd/bin:$PATH\nENTRYPOINT ["conda", "run", "-n", "namd", "namd3"]\n',
      'FROM continuumio/miniconda3:24.7.1-0\nRUN conda create -y -n namd namd=3.0 && conda clean -afy\nCMD ["/opt/conda/envs/namd/bin/namd3"]\n',
      'FROM continuumio/miniconda3:24.7.1-0\nRUN conda install -y namd=3.0 && conda clean -afy\n',
    ],
  },
  *check(facts) {
    const all = missingEnvironments(facts);
    const named = all.filter(isNamed);
    for (const missing of all) {
      // Environments with names stand for each other: two on PATH would hide parts of one.
      if (isNamed(missing) && missing !== named[0]) continue;
      const others = isNamed(missing) ? named.length - 1 : 0;
      yield violation(missing.at, messageOf(missing, others), { fixes: fixesOf(missing, facts) });
    }
  },
});

function isNamed({ activated }: MissingEnvironment): boolean {
  return activated.kind === 'conda' && activated.name !== 'base' && activated.name !== '*';
}

function messageOf({ by, what, because, folders }: MissingEnvironment, others: number): string {
  const said =
    by === 'this RUN'
      ? `No ENV PATH has ${what}, which this RUN turns on for itself alone`
      : `Only ${by} turns on ${what}, and ${because}`;
  const write = folders.length === 0 ? 'Put its bin folder on PATH with ENV' : `Add ${envLine(folders)}`;
  const choice = others === 0 ? '' : `, or that of the other ${others === 1 ? 'one' : others} the file turns on`;
  return `${said}. ${write}${choice}.`;
}

function envLine(folders: readonly string[]): string {
  return `ENV PATH=${folders.join(':')}:$PATH`;
}

function fixesOf({ folders, step, at }: MissingEnvironment, { build }: ImageFacts): readonly Fix[] {
  if (build === undefined || folders.length === 0 || step?.trigger !== undefined) return [];
  const lines = [envLine(folders)];
  const instruction =
    step?.instruction ??
    build.target.steps.find(({ instruction: { span } }) => span.start <= at.start && at.end <= span.end)?.instruction;
  if (instruction === undefined) return [];
  const { dockerfile } = build;
  const edit =
    step === undefined ? linesBefore(dockerfile, instruction, lines) : linesAfter(dockerfile, instruction, lines);
  return edit === undefined ? [] : [{ title: `Add ${lines[0]}`, safe: false, edits: [edit] }];
}
