import { reachableRuns, reachableSteps } from '../../facts/reachable.ts';
import { type UnpinnedClone, unpinnedClones, unpinnedRequirements } from '../../facts/unpinnedClones.ts';
import { type UnpinnedDownload, unpinnedAdd, unpinnedDownloads } from '../../facts/unpinnedDownloads.ts';
import { advice, rule } from '../rule.ts';

export const unpinnedSource = rule({
  id: 'unpinned-source',
  criterion: 'stable-base',
  deciding: false,
  title: 'Sources from the network are taken in a version that the file names.',
  why: 'A branch, a "latest" address or an installer script gives whatever is there on the day of the build. A later build gets something else, and nobody can tell what an image holds.',
  ignore: 'Where a check further on makes sure of the version, or the newest one is wanted.',
  examples: {
    violated: [
      'FROM debian:13\nRUN git clone https://github.com/org/app.git && make -C app\n',
      'FROM debian:13\nRUN git clone -b main https://github.com/org/app.git\n',
      'FROM debian:13\nRUN curl -fsSLO https://github.com/org/app/releases/latest/download/app.tar.gz\n',
      'FROM debian:13\nRUN curl -fsSL https://sh.rustup.rs | sh -s -- -y\n',
      'FROM debian:13\nADD https://github.com/org/app.git /src\n',
      'FROM python:3.13\nRUN pip install git+https://github.com/org/app.git\n',
      'FROM debian:13 AS build\nRUN git clone https://github.com/org/app.git && make -C app\nFROM debian:13\nCOPY --from=build /app/bin /app/bin\n',
    ],
    satisfied: [
      'FROM debian:13\nRUN git clone --branch v1.2.0 https://github.com/org/app.git\n',
      'FROM debian:13\nRUN git clone https://github.com/org/app.git && cd app && git checkout 1a2b3c4\n',
      'FROM debian:13\nRUN curl -fsSLO https://github.com/org/app/releases/download/v1.2.0/app.tar.gz\n',
      'FROM debian:13\nRUN curl -fsSL https://sh.rustup.rs | sh -s -- -y --default-toolchain 1.90.0\n',
      'FROM debian:13\nADD https://github.com/org/app.git#v1.2.0 /src\n',
      'FROM python:3.13\nRUN pip install git+https://github.com/org/app.git@v1.2.0\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    const runs = reachableRuns(build);
    for (const clone of unpinnedClones(runs)) yield advice(clone.url.span, cloneMessage(clone));
    for (const run of runs) {
      for (const clone of unpinnedRequirements(run.script)) {
        yield advice(clone.url.span, `${branchOf(clone)}. Put @TAG or @COMMIT behind the address.`);
      }
      for (const download of unpinnedDownloads(run)) yield advice(download.at, downloadMessage(download));
    }
    const { escape } = build.dockerfile;
    for (const { step } of reachableSteps(build)) {
      for (const download of unpinnedAdd(step, escape)) yield advice(download.at, downloadMessage(download));
    }
  },
});

function cloneMessage(clone: UnpinnedClone): string {
  return `${branchOf(clone)}. Name a tag with --branch TAG, or check out a commit.`;
}

function branchOf({ url, branch }: UnpinnedClone): string {
  const which = branch === undefined ? 'its default branch' : `the branch ${shown(branch)}`;
  return `${shown(url.text ?? url.raw)} is taken as ${which} stands on the day of the build`;
}

function downloadMessage({ kind, url }: UnpinnedDownload): string {
  if (kind === 'latest') return `${shown(url)} gives the newest version there is. Name a version in the address.`;
  if (kind === 'branch')
    return `${shown(url)} is taken as its branch stands on the day of the build. Name a tag or a commit.`;
  return `The script from ${shown(url)} installs whatever version is newest. Ask it for a version, or download one.`;
}

/** One line, and no longer than a message can bear. */
function shown(text: string): string {
  const line = text.replace(/[\s\0]+/g, ' ').slice(0, longest);
  return text.length > longest ? `${line}...` : line;
}

const longest = 120;
