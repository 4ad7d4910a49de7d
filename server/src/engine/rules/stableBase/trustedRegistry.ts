import { compileGlob, type Glob } from '../../bases/glob.ts';
import { usedImages } from '../../facts/usedImages.ts';
import { normalise } from '../../reference/normalise.ts';
import { advice, rule, violation } from '../rule.ts';

export const trustedRegistry = rule({
  id: 'trusted-registry',
  criterion: 'stable-base',
  deciding: true,
  title: 'Outside images come from the registries that the team trusts.',
  why: 'Whoever can push to a registry can change what is built on its images. A team that lists trustedRegistries in .st4sd.yaml says whom it trusts with that.',
  ignore: 'Where somebody has looked at this one image and it is to be had nowhere else.',
  examples: {
    violated: [
      'FROM registry.example/hpc/base:2\n',
      'FROM debian:13\nCOPY --from=registry.example/hpc/tool:1 /tool /bin/\n',
    ],
    satisfied: [
      'FROM debian:13\n',
      'FROM docker.io/library/debian:13\n',
      'FROM quay.io/st4sd/official-base/base:1.0.0\n',
    ],
  },
  *check(facts, { trustedRegistries }) {
    if (trustedRegistries === undefined) return;
    const trusts = trustedBy(trustedRegistries);
    for (const { text, reference, at, decides } of usedImages(facts)) {
      const { name, registry } = normalise(reference);
      if (trusts(name)) continue;
      const message = `${text} comes from ${registry}, which is not trusted here. ${instead(trustedRegistries)}`;
      yield decides ? violation(at, message) : advice(at, message);
    }
  },
});

/** A pattern stands for what it matches and, as a folder, for everything in it: `quay.io/st4sd` is `quay.io/st4sd/*` too. */
function trustedBy(patterns: readonly string[]): Glob {
  const globs = patterns
    .map((pattern) => pattern.trim().toLowerCase().replace(/\/$/, ''))
    .filter((pattern) => pattern !== '')
    .flatMap((pattern) => [compileGlob(pattern), compileGlob(`${pattern}/*`)]);
  return (name) => globs.some((matches) => matches(name));
}

const shown = 3;

function instead(patterns: readonly string[]): string {
  if (patterns.length === 0) return 'No registry is listed under "trustedRegistries" in .st4sd.yaml.';
  const more = patterns.length > shown ? ', ...' : '';
  return `Use an image of ${patterns.slice(0, shown).join(', ')}${more}, or list its registry under "trustedRegistries" in .st4sd.yaml.`;
}
