import type { Build } from '../../dockerfile/build.ts';
import { addOptions, addWord } from '../../facts/size/addOption.ts';
import { installsRecommends, type WithRecommends } from '../../facts/size/aptRecommends.ts';
import { advice, type Fix, rule } from '../rule.ts';

export const aptRecommends = rule({
  id: 'apt-recommends',
  criterion: 'size-optimised',
  deciding: false,
  title: 'Packages are installed by apt without those that they recommend.',
  why: 'apt installs the packages that another one recommends as well, such as documentation tools, fonts or a desktop. They are often larger than what was asked for. What is needed of them is better named, so that it is plain what the image holds: ca-certificates for https, libc6-dev for gcc.',
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
    for (const found of installsRecommends(build)) {
      const [{ command }] = found.calls;
      const needs = found.needed.map(({ name, of }) => `${name} (for ${of.text})`).join(', ');
      const name = needs === '' ? '' : `, and name what is needed of them: ${needs}`;
      const message = `${command.program} install brings along what the packages recommend. Add --no-install-recommends${name}.`;
      yield advice(command.span, message, { fixes: fixesOf(found, build) });
    }
  },
});

/** Safe where nothing is missed afterwards: what is always wanted is named beside what recommends it. */
function fixesOf({ calls, needed }: WithRecommends, { dockerfile }: Build): readonly Fix[] {
  const edits = addOptions(calls, dockerfile, '--no-install-recommends');
  if (edits.length === 0) return [];
  const named = needed.flatMap(({ name, of, always }) => {
    const edit = always ? addWord(of, dockerfile, name) : undefined;
    return edit === undefined ? [] : [{ name, edit }];
  });
  const title = ['Add --no-install-recommends', ...named.map(({ name }) => name)].join(' and ');
  return [{ title, safe: named.length === needed.length, edits: [...edits, ...named.map(({ edit }) => edit)] }];
}
