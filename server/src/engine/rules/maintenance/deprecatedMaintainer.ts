import type { Build, Step } from '../../dockerfile/build.ts';
import { replacement, withoutInstruction } from '../../dockerfile/edit.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import { hasLabel, labelsOf } from '../../facts/labels.ts';
import { shippedSteps } from '../../facts/shippedRuns.ts';
import { get } from '../../text/persistentMap.ts';
import { advice, type Fix, rule } from '../rule.ts';

export const deprecatedMaintainer = rule({
  id: 'deprecated-maintainer',
  criterion: 'maintenance',
  deciding: false,
  title: 'The maintainer is named by a label and not by MAINTAINER.',
  why: 'MAINTAINER is deprecated: it only fills a field of the config that few tools show. A label can be read and searched everywhere.',
  ignore: 'Never: the label says the same.',
  examples: {
    violated: [
      'FROM debian:13\nMAINTAINER Ada Lovelace <ada@example.org>\n',
      'FROM debian:13\nLABEL org.opencontainers.image.authors="Ada Lovelace"\nMAINTAINER Ada Lovelace\n',
    ],
    satisfied: [
      'FROM debian:13\nLABEL org.opencontainers.image.authors="Ada Lovelace <ada@example.org>"\n',
      'FROM debian:13 AS build\nMAINTAINER Ada Lovelace\nFROM debian:13\nCOPY --from=build /a /a\n',
    ],
  },
  *check(facts) {
    const { build } = facts;
    const labels = labelsOf(facts);
    if (build === undefined || labels === undefined) return;
    const labelled = hasLabel(labels, key);
    for (const step of shippedSteps(build)) {
      if (step.instruction.kind !== 'maintainer') continue;
      const fixes = labelled ? removal(step, build) : labelFix(step, build);
      const write = labelled ? `Remove it: the label ${key} is there` : `Write LABEL ${key}`;
      yield advice(step.instruction.span, `MAINTAINER is deprecated. ${write}.`, { fixes });
    }
  },
});

const key = 'org.opencontainers.image.authors';

function labelFix({ instruction }: Step, { dockerfile: { escape } }: Build): readonly Fix[] {
  const value = nameIn(instruction);
  if (value === '') return [];
  // The builder puts variables into a label, but not into MAINTAINER.
  const quoted = [...value].map((char) => (char === '"' || char === '$' || char === escape ? escape + char : char));
  const line = `LABEL ${key}="${quoted.join('')}"`;
  return [{ title: 'Write it as a label', safe: true, edits: [replacement(instruction.span, line)] }];
}

/** Safe where the label says the same. */
function removal({ instruction }: Step, { dockerfile, target }: Build): readonly Fix[] {
  const label = get(target.after.labels, key);
  const safe = label?.state === 'known' && label.value.trim() === nameIn(instruction);
  return [{ title: 'Remove MAINTAINER', safe, edits: [withoutInstruction(dockerfile, instruction)] }];
}

/** What MAINTAINER says, without quotes around the whole. */
function nameIn({ args }: Instruction): string {
  const text = args.text.trim();
  return /^"[^"]*"$|^'[^']*'$/.test(text) ? text.slice(1, -1).trim() : text;
}
