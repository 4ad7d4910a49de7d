import type { Build } from '../../dockerfile/build.ts';
import { shownName } from '../../facts/platforms/architectureText.ts';
import type { FixedArchitecture } from '../../facts/platforms/fixedArchitectures.ts';
import { following } from '../../facts/platforms/followingFixes.ts';
import { strayArchitectures } from '../../facts/platforms/obstacles.ts';
import { architectureNamed } from '../../reference/architectures.ts';
import { advice, type Fix, rule, violation } from '../rule.ts';

export const fixedArchitecture = rule({
  id: 'fixed-architecture',
  criterion: 'multi-arch',
  deciding: true,
  title: 'What a build downloads, installs and names is for the architecture that is built for.',
  why: 'A file for x86_64 does not run on arm64: the build for it stops, or gives an image whose programs do not start. Clusters and laptops with Arm processors are common by now.',
  ignore:
    'Where the program exists for one architecture only. A tag that ends in it, such as 1.0.0-x86_64, says so too.',
  examples: {
    violated: [
      'FROM debian:13\nRUN wget https://repo.anaconda.com/miniconda/Miniconda3-latest-Linux-x86_64.sh \\\n && bash Miniconda3-latest-Linux-x86_64.sh -b -p /opt/conda \\\n && rm Miniconda3-latest-Linux-x86_64.sh\n',
      'FROM debian:13\nADD https://files.example/tool-1.2-linux-amd64.tar.gz /opt/\n',
      'FROM debian:13\nRUN echo "deb [arch=amd64] https://packages.example/debian stable main" > /etc/apt/sources.list.d/tool.list\n',
      'FROM amd64/debian:13\nUSER 1000\n',
      'FROM debian:13\nRUN ln -s /usr/lib/x86_64-linux-gnu/libblas.so.3 /usr/lib/libblas.so\n',
      'FROM golang:1.25 AS build\nRUN GOARCH=amd64 go build -o /app\nFROM scratch\nCOPY --from=build /app /app\n',
      'FROM debian:13\nARG TARGETARCH=amd64\nRUN curl -fLO https://files.example/tool-$TARGETARCH.tar.gz\n',
    ],
    satisfied: [
      'FROM debian:13\nRUN wget https://repo.anaconda.com/miniconda/Miniconda3-latest-Linux-$(uname -m).sh\n',
      'FROM debian:13\nARG TARGETARCH\nADD https://files.example/tool-1.2-linux-$TARGETARCH.tar.gz /opt/\n',
      'FROM debian:13\nRUN if [ "$(uname -m)" = x86_64 ]; then curl -fLO https://files.example/tool-x86_64.tar.gz; fi\n',
      'FROM debian:13 AS tool-amd64\nADD https://files.example/tool-amd64 /tool\nFROM debian:13 AS tool-arm64\nADD https://files.example/tool-aarch64 /tool\nFROM tool-$TARGETARCH\n',
      '# st4sd image=quay.io/st4sd/community-applications/namd-hlcs:1.0.0-x86_64\nFROM debian:13\nADD https://files.example/namd-Linux-x86_64.tar.gz /opt/\n',
      'FROM debian:13\nRUN apt-get update && apt-get install -y gcc-aarch64-linux-gnu && echo for x86_64\n',
    ],
  },
  *check(facts, { accelerators }) {
    const { build } = facts;
    if (build === undefined) return;
    for (const { what, decides } of strayArchitectures(facts, accelerators)) {
      yield (decides ? violation : advice)(what.at, messageOf(what), { fixes: fixesOf(what, build) });
    }
  },
});

function fixesOf(use: FixedArchitecture, { dockerfile }: Build): readonly Fix[] {
  const change = following(use, dockerfile);
  return change === undefined ? [] : [{ ...change, safe: false }];
}

function messageOf({ kind, text, word }: FixedArchitecture): string {
  const { name } = word;
  const shown = shownName(text);
  switch (kind) {
    case 'base':
      return `${shown} is for ${name} alone. Take the image that is for all, without ${name} in its name.`;
    case 'argument':
      return `ARG ${shown} is for ${name} unless the build says otherwise. Choose by TARGETARCH, which the builder sets.`;
    case 'replaced argument':
      return `The default of ARG ${shown} replaces what the builder says: it is ${name} on every platform. Write ARG ${shown} alone.`;
    case 'search path':
      return `${shown} is there on ${name} alone. Linkers look in that folder of every machine by themselves; leave it out.`;
    case 'variable':
      return `${shown} is for ${name} on every platform. ${instead(shown, name)}, or push the image as VERSION-${suffixOf(name)}.`;
    case 'source':
      return `Lists packages for ${name} on every platform. Write arch=$(dpkg --print-architecture), or leave it out.`;
    case 'target':
      return `Builds for ${name} on every platform. Choose the target by TARGETARCH.`;
    case 'package':
      return packageMessage(shown, name);
    case 'download':
      return `Downloads ${shown} for ${name} on every platform. ${choice(name)}`;
    default:
      return `${shown === name ? 'Names' : `${shown} is for`} ${name} on every platform. ${choice(name)}`;
  }
}

/** ENV cannot choose. */
function instead(shown: string, name: string): string {
  return shown.startsWith('/')
    ? `Link it to a path without ${name} in a RUN`
    : 'Choose it by $(uname -m) in the RUN that uses it';
}

function packageMessage(shown: string, name: string): string {
  const plain = shown.slice(0, -name.length - 1);
  if (/[:.]$/.test(shown.slice(0, -name.length)) && plain !== '' && !/86$/.test(name))
    return `${shown} is for ${name} on every platform. Write ${plain}, which is that of the machine.`;
  if (/^i[3-6]86$/.test(shown)) return `Packages for ${shown} are there beside 64-bit x86 alone. ${choice(shown)}`;
  return `${shown} is a package for ${/86/.test(name) || shown === name ? 'x86' : name} alone. Install it where TARGETARCH asks for it.`;
}

/** By what such names are chosen, as `uname` writes them or as the builder does, and what to do where there is no choice. */
function choice(name: string): string {
  const by = /^(?:x86_64|aarch64)$/.test(name) ? '$(uname -m)' : 'TARGETARCH';
  return `Choose by ${by}, or push the image as VERSION-${suffixOf(name)}.`;
}

/** As a tag ends. */
const suffixOf = (name: string) => {
  const of32Bits = /^i[3-6]86$/.test(name);
  return architectureNamed(name) === undefined || of32Bits || /^x64$/i.test(name) ? 'amd64' : name;
};
