import { cleanUp } from '../../facts/size/cleanUp.ts';
import { isLoneUpdate } from '../../facts/size/loneUpdate.ts';
import { rule } from '../rule.ts';
import { leftInLayers, leftoverFindings, safeFix } from './leftoverFindings.ts';

export const dnfCache = rule({
  id: 'dnf-cache',
  criterion: 'size-optimised',
  deciding: true,
  title: 'What dnf, yum, microdnf and tdnf fetch does not stay in the image.',
  why: 'They keep the metadata of every repository, 50 to 300 MB, and some of them the packages. Nobody needs that at run time, and what a later RUN removes still lies in the layer below.',
  ignore: 'Where the image is meant for people who go on installing packages in it.',
  examples: {
    violated: [
      'FROM rockylinux/rockylinux:9\nRUN dnf install -y git\n',
      'FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6\nRUN microdnf install -y git-core \\\n && microdnf update -y\n',
    ],
    undecided: ['FROM rockylinux/rockylinux:9\nCOPY cleanup.sh /\nRUN dnf install -y git && /cleanup.sh\n'],
    satisfied: [
      'FROM rockylinux/rockylinux:9\nRUN dnf install -y git && dnf clean all\n',
      'FROM rockylinux/rockylinux:9\nRUN dnf install -y a && dnf clean all && dnf install -y b && dnf clean all\n',
      'FROM rockylinux/rockylinux:9\nRUN dnf install -y git && rm -rf /var/cache/dnf\n',
      'FROM rockylinux/rockylinux:9\nRUN --mount=type=cache,target=/var/cache/dnf dnf install -y git\n',
    ],
  },
  *check(facts) {
    const { build } = facts;
    if (build === undefined) {
      yield* leftInLayers(facts, 'dnf', {
        what: 'metadata and packages of the repositories',
        instead: 'End that RUN with dnf clean all.',
      });
      return;
    }
    yield* leftoverFindings(build, 'dnf', {
      stays: 'the metadata of the repositories stay',
      message: ({ calls }) => {
        const program = calls[0].command.program ?? 'dnf';
        return `${program} leaves what it fetched about its repositories in the image. End this RUN with ${program} clean all.`;
      },
      fixes: (left) => {
        const command = `${left.calls[0].command.program ?? 'dnf'} clean all`;
        return safeFix(`Add ${command}`, [cleanUp(left, build, command)]);
      },
      skips: isLoneUpdate,
    });
  },
});
