import { cleanUp } from '../../facts/size/cleanUp.ts';
import { isLoneUpdate } from '../../facts/size/loneUpdate.ts';
import { rule } from '../rule.ts';
import { leftInLayers, leftoverFindings, safeFix } from './leftoverFindings.ts';

export const zypperCache = rule({
  id: 'zypper-cache',
  criterion: 'size-optimised',
  deciding: true,
  title: 'What zypper fetches does not stay in the image.',
  why: 'zypper keeps the metadata of its repositories, 50 MB and more. A plain zypper clean takes away packages only; the metadata needs --all.',
  ignore: 'Where the image is meant for people who go on installing packages in it.',
  examples: {
    violated: [
      'FROM opensuse/leap:15.6\nRUN zypper --non-interactive install git\n',
      'FROM opensuse/leap:15.6\nRUN zypper refresh && zypper -n in git && zypper clean\n',
    ],
    undecided: ['FROM opensuse/leap:15.6\nCOPY cleanup.sh /\nRUN zypper -n install git && /cleanup.sh\n'],
    satisfied: [
      'FROM opensuse/leap:15.6\nRUN zypper -n install git && zypper clean --all\n',
      'FROM opensuse/leap:15.6\nRUN zypper -n install git && rm -rf /var/cache/zypp\n',
    ],
  },
  *check(facts) {
    const { build } = facts;
    if (build === undefined) {
      yield* leftInLayers(facts, 'zypper', {
        what: 'metadata and packages of the repositories',
        instead: 'End that RUN with zypper clean --all.',
      });
      return;
    }
    yield* leftoverFindings(build, 'zypper', {
      stays: 'the metadata of the repositories stay',
      message: () =>
        'zypper leaves what it fetched about its repositories in the image. End this RUN with zypper clean --all.',
      fixes: (left) => safeFix('Add zypper clean --all', [cleanUp(left, build, 'zypper clean --all')]),
      skips: isLoneUpdate,
    });
  },
});
