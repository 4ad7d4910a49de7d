import type { Assignment } from '../../dockerfile/model.ts';
import { declaredVersion } from '../../facts/declaredVersion.ts';
import type { Fact } from '../../facts/fact.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { hasLabel, type Labels, labelsOf } from '../../facts/labels.ts';
import { instructionOf } from '../../facts/origin.ts';
import { advice, type Finding, type Fix, type RuleContext, rule, undecided, violation } from '../rule.ts';

export const provenanceLabels = rule({
  id: 'provenance-labels',
  criterion: 'maintenance',
  deciding: true,
  title: 'Labels say what the image is, and the version they name is the one of its tag.',
  why: 'An image that is found without its registry still tells its title, version, source and licenses by its labels. A version that is not the one of the tag misleads whoever looks for it. Missing labels are advice; a wrong version decides.',
  ignore: 'Where the pipeline that builds the image sets the labels.',
  examples: {
    violated: [
      'FROM debian:13\nUSER 1000\n',
      'FROM debian:13\nLABEL org.opencontainers.image.title="namd" org.opencontainers.image.version="3.0.1"\n',
      '{"architecture": "amd64", "os": "linux", "config": {"Labels": {"a": "b"}}, "rootfs": {"type": "layers", "diff_ids": []}}\n',
    ],
    satisfied: [
      'FROM debian:13\nLABEL org.opencontainers.image.title="namd" \\\n      org.opencontainers.image.version="3.0.1" \\\n      org.opencontainers.image.source="https://github.com/org/namd" \\\n      org.opencontainers.image.licenses="Apache-2.0"\n',
    ],
  },
  *check(facts, context) {
    const labels = labelsOf(facts);
    if (labels === undefined) {
      if (facts.labels.state !== 'unknown') return;
      yield undecided(facts.labels.at, `Cannot tell the labels: ${facts.labels.because}.`);
      return;
    }
    const lacking = wanted(context).filter((name) => !hasLabel(labels, name));
    if (lacking.length > 0) yield advice(labels.at, lackingMessage(lacking, facts));
    const wrong = wrongVersion(facts, labels, context);
    if (wrong !== undefined) yield wrong;
  },
});

const prefix = 'org.opencontainers.image.';
const usual = ['title', 'version', 'source', 'licenses'].map((word) => prefix + word);
const versionKey = `${prefix}version`;

function wanted({ labels }: RuleContext): readonly string[] {
  return [...new Set([...usual, ...labels])];
}

function lackingMessage(lacking: readonly string[], { build }: ImageFacts): string {
  const last = lacking.at(-1) ?? '';
  const names =
    lacking.length === 1 ? `The label ${last} is` : `The labels ${lacking.slice(0, -1).join(', ')} and ${last} are`;
  const write = build === undefined ? 'Build the image with' : 'Write';
  return `${names} not set. ${write} LABEL ${lacking[0]}="...".`;
}

function wrongVersion(facts: ImageFacts, labels: Labels, { accelerators }: RuleContext): Finding | undefined {
  const fact = labels.facts.get(versionKey);
  const value = fact?.state === 'known' ? fact.value.trim() : '';
  const declared = declaredVersion(facts, accelerators);
  if (fact === undefined || value === '' || declared === undefined || declared.spellings.has(value)) return undefined;
  const { version, tag } = declared;
  const says = `The label ${versionKey} says ${shown(value)}, but the tag is ${tag}`;
  const assignment = assignmentOf(fact);
  // The build may give the variable another value than the one it has here.
  if (assignment?.value?.includes('$') === true) {
    return advice(fact.at, `${says}. Give the variable the value ${version} when you build.`);
  }
  if (assignment === undefined)
    return violation(fact.at, `${says}. Build the image with LABEL ${versionKey}="${version}".`);
  const newText = `"${version}"`;
  const fix: Fix = {
    title: `Write ${versionKey}=${newText}`,
    safe: false,
    edits: [{ span: assignment.valueSpan, newText }],
  };
  return violation(fact.at, `${says}. Write ${newText}, or correct the tag.`, { fixes: [fix] });
}

function assignmentOf(fact: Fact<string>): Assignment | undefined {
  const instruction = instructionOf(fact);
  if (instruction?.kind !== 'label') return undefined;
  return instruction.values.findLast(({ name }) => name === versionKey);
}

function shown(value: string): string {
  return value.replace(/\s+/g, ' ').slice(0, 60);
}
