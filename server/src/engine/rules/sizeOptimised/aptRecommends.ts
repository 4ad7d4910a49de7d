import { addOptions } from '../../facts/size/addOption.ts';
import { installsRecommends } from '../../facts/size/aptRecommends.ts';
import { advice, rule } from '../rule.ts';
import { safeFix } from './leftoverFindings.ts';

export const aptRecommends = rule({
  id: 'apt-recommends',
  criterion: 'size-optimised',
  deciding: false,
  title: 'Packages are installed by apt without those that they recommend.',
  why: 'apt installs the packages that another one recommends as well, such as documentation tools, fonts or a desktop. They are often larger than what was asked for, and nothing in the image needs them.',
  ignore: 'Where a recommended package is needed and naming it is not wanted.',
  examples: {
    violated: [
      'FROM debian:12\nRUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*\n',
      'FROM debian:12\nRUN apt update; apt -y install \\\n      git; \\\n    rm -rf /var/lib/apt/lists/*\n',
    ],
    satisfied: [
      'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*\n',
      'FROM debian:12\nRUN apt-get update && apt-get -o APT::Install-Recommends=0 install -y git && rm -rf /var/lib/apt/lists/*\n',
      'FROM debian:12\nRUN echo \'APT::Install-Recommends "false";\' > /etc/apt/apt.conf.d/99-no\nRUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    for (const calls of installsRecommends(build)) {
      const [{ command }] = calls;
      const message = `${command.program} install brings along what the packages recommend. Add --no-install-recommends.`;
      const edits = addOptions(calls, build.dockerfile, '--no-install-recommends');
      yield advice(command.span, message, { fixes: safeFix('Add --no-install-recommends', edits) });
    }
  },
});
