import type { Build } from '../../dockerfile/build.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { hasLabel, type Labels, labelsOf } from '../../facts/labels.ts';
import { instructionOf } from '../../facts/origin.ts';
import { shippedSteps } from '../../facts/shippedRuns.ts';
import { advice, evidence, type Fix, type Outcome, rule, unjudged } from '../rule.ts';

export const maintainerLabel = rule({
  id: 'maintainer-label',
  criterion: 'maintenance',
  deciding: false,
  title: 'A label says who maintains the image.',
  why: 'The contributor of an image is its maintainer. Whoever finds a fault in it years later has only the image to learn whom to ask.',
  ignore: 'Where the pipeline that builds the image sets the label.',
  examples: {
    violated: [
      'FROM debian:13\nUSER 1000\n',
      'FROM debian:13\nLABEL author="Ada Lovelace <ada@example.org>"\n',
      '{"architecture": "amd64", "os": "linux", "config": {"Labels": {"a": "b"}}, "rootfs": {"type": "layers", "diff_ids": []}}\n',
    ],
    satisfied: [
      'FROM debian:13\nLABEL org.opencontainers.image.authors="Ada Lovelace <ada@example.org>"\n',
      'FROM debian:13\nLABEL maintainer="ada@example.org"\n',
    ],
  },
  *check(facts) {
    const labels = labelsOf(facts);
    if (labels === undefined) return;
    const spoken = maintainerNamed(facts, labels);
    if (spoken !== undefined) yield spoken;
    else {
      yield missing(labels, facts.build);
      // Advice alone would leave a criterion met that nothing speaks for.
      yield unjudged('nothing names the maintainer');
    }
  },
});

const key = 'org.opencontainers.image.authors';

/** The evidence that somebody is named; a MAINTAINER is the business of another rule. */
function maintainerNamed({ build }: ImageFacts, labels: Labels): Outcome | undefined {
  const name = [key, ...[...labels.facts.keys()].filter((other) => /^maintainers?$/i.test(other))].find((other) =>
    hasLabel(labels, other),
  );
  const fact = name === undefined ? undefined : labels.facts.get(name);
  if (fact !== undefined) {
    const value = fact.state === 'known' ? ` ${fact.value.replace(/\s+/g, ' ').slice(0, longest)}` : '';
    return evidence(`${name}${value}`, fact.at);
  }
  const steps = build === undefined ? [] : shippedSteps(build);
  const instruction = steps.find((step) => step.instruction.kind === 'maintainer')?.instruction;
  return instruction === undefined ? undefined : evidence('MAINTAINER', instruction.span);
}

const longest = 100;

function missing(labels: Labels, build: Build | undefined): Outcome {
  const other = [...labels.facts.keys()].find(
    (name) => /(?:^|[._-])(?:authors?|maintainers?)$/i.test(name) && hasLabel(labels, name),
  );
  const where = build === undefined ? 'Build the image with' : 'Write';
  const write = `${where} LABEL ${key}="NAME <ADDRESS>"`;
  if (other === undefined) return advice(labels.at, `No label says who maintains the image. ${write}.`);
  const at = labels.facts.get(other)?.at ?? labels.at;
  const message = `The label ${other} is none that tools look for. ${where} LABEL ${key}.`;
  return advice(at, message, { fixes: renaming(other, labels) });
}

function renaming(name: string, { facts }: Labels): readonly Fix[] {
  const fact = facts.get(name);
  const instruction = fact === undefined ? undefined : instructionOf(fact);
  const assignment =
    instruction?.kind === 'label' ? instruction.values.findLast((one) => one.name === name) : undefined;
  if (assignment === undefined) return [];
  return [{ title: `Rename the label to ${key}`, safe: false, edits: [{ span: assignment.nameSpan, newText: key }] }];
}
