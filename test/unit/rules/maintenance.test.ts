import { describe, expect, it } from 'vitest';
import { parseReference } from '../../../server/src/engine/reference/imageReference.ts';
import { deprecatedMaintainer } from '../../../server/src/engine/rules/maintenance/deprecatedMaintainer.ts';
import { maintainerLabel } from '../../../server/src/engine/rules/maintenance/maintainerLabel.ts';
import { provenanceLabels } from '../../../server/src/engine/rules/maintenance/provenanceLabels.ts';
import type { Rule } from '../../../server/src/engine/rules/rule.ts';
import { applyEdits } from '../../../server/src/engine/text/span.ts';
import { findings, firstFix, found, type Given, imageJson, messages, outcomes } from './judging.ts';

const key = 'org.opencontainers.image';
const image = (labels: Readonly<Record<string, string>> | undefined) =>
  imageJson(labels === undefined ? { Cmd: ['a'] } : { Labels: labels });
const manifest = JSON.stringify({
  schemaVersion: 2,
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: `sha256:${'0'.repeat(64)}`, size: 1 },
  layers: [],
});

function fixed(rule: Rule, text: string, given?: Given) {
  const fix = firstFix(rule, text, given);
  return fix === undefined ? undefined : { text: applyEdits(text, fix.edits), safe: fix.safe };
}

describe('maintainer-label', () => {
  it.each([
    ['none', 'FROM debian:13\n', ['advice "debian:13"']],
    ['an empty one', `FROM debian:13\nLABEL ${key}.authors=""\n`, ['advice "debian:13"']],
    ['the usual one', `FROM debian:13\nLABEL ${key}.authors="Ada"\n`, []],
    ['the old one, in any case', 'FROM debian:13\nLABEL Maintainer="Ada"\n', []],
    ['of a parent stage', 'FROM debian:13 AS a\nLABEL maintainer=Ada\nFROM a\n', []],
    [
      'of a builder only',
      'FROM debian:13 AS a\nLABEL maintainer=Ada\nFROM debian:13\nCOPY --from=a /a /a\n',
      ['advice "debian:13"'],
    ],
    ['by a variable that the build may give', 'FROM debian:13\nARG WHO\nLABEL maintainer=$WHO\n', []],
    ['by a variable that nothing sets', 'FROM debian:13\nLABEL maintainer=$WHO\n', ['advice "debian:13"']],
    ['by a variable that the base may set', 'FROM python:3.13\nLABEL maintainer=$WHO\n', []],
    ['MAINTAINER, which has its own rule', 'FROM debian:13\nMAINTAINER Ada\n', []],
    ['another key', 'FROM debian:13\nLABEL author="Ada"\n', ['advice ""Ada""']],
    ['an image without labels', image(undefined), ['advice ""config""']],
    ['an image with it', image({ maintainer: 'Ada' }), []],
    ['a manifest, which shows no labels', manifest, []],
  ])('%s', (_, text, expected) => {
    expect(found(maintainerLabel, text)).toEqual(expected);
  });

  it('offers the right key for the label of another', () => {
    expect(fixed(maintainerLabel, 'FROM debian:13\nLABEL a=b \\\n  author="Ada"\n')).toEqual({
      text: `FROM debian:13\nLABEL a=b \\\n  ${key}.authors="Ada"\n`,
      safe: false,
    });
  });

  it('is the evidence that the maintainer can be seen', () => {
    expect(outcomes(maintainerLabel, 'FROM debian:13\nLABEL maintainer="Ada"\n')).toMatchObject([
      { finding: 'evidence', text: 'maintainer Ada' },
    ]);
    expect(outcomes(maintainerLabel, 'FROM debian:13\n').map(({ finding }) => finding)).toEqual([
      'violated',
      'unjudged',
    ]);
  });
});

describe('deprecated-maintainer', () => {
  it.each([
    ['plain', 'MAINTAINER Ada <a@b.org>', `LABEL ${key}.authors="Ada <a@b.org>"`],
    ['in quotes', 'MAINTAINER "Ada"', `LABEL ${key}.authors="Ada"`],
    ['with quotes inside', 'MAINTAINER Ada "a@b.org"', `LABEL ${key}.authors="Ada \\"a@b.org\\""`],
    ['with signs of the builder', 'maintainer A$B\\C', `LABEL ${key}.authors="A\\$B\\\\C"`],
    ['over two lines', 'MAINTAINER Ada \\\n  Lovelace', `LABEL ${key}.authors="Ada   Lovelace"`],
  ])('%s', (_, line, label) => {
    expect(fixed(deprecatedMaintainer, `FROM debian:13\n${line}\nUSER 1\n`)).toEqual({
      text: `FROM debian:13\n${label}\nUSER 1\n`,
      safe: true,
    });
  });

  it('escapes with the escape character of the file', () => {
    expect(fixed(deprecatedMaintainer, '# escape=`\r\nFROM debian:13\r\nMAINTAINER A"B\\C\r\n')?.text).toBe(
      `# escape=\`\r\nFROM debian:13\r\nLABEL ${key}.authors="A\`"B\\C"\r\n`,
    );
  });

  it('goes where the label is there, safely if it says the same', () => {
    const labelled = (name: string) => `FROM debian:13\nLABEL ${key}.authors="Ada"\nMAINTAINER ${name}\n`;
    const left = `FROM debian:13\nLABEL ${key}.authors="Ada"\n`;
    expect(fixed(deprecatedMaintainer, labelled('Ada'))).toEqual({ text: left, safe: true });
    expect(fixed(deprecatedMaintainer, labelled('Bob'))).toEqual({ text: left, safe: false });
  });

  it('is looked for in what ships', () => {
    expect(
      found(deprecatedMaintainer, 'FROM debian:13 AS a\nMAINTAINER A\nFROM debian:13\nCOPY --from=a /a /a\n'),
    ).toEqual([]);
    expect(found(deprecatedMaintainer, 'FROM debian:13 AS a\nMAINTAINER A\nFROM a\n')).toEqual([
      'advice "MAINTAINER A"',
    ]);
    expect(found(deprecatedMaintainer, image(undefined))).toEqual([]);
  });
});

describe('provenance-labels', () => {
  const all = ['title', 'version', 'source', 'licenses'].map((word) => `${key}.${word}`);
  const complete = all.map((name) => `${name}="1.0.0"`).join(' ');
  const tagged = (...texts: readonly string[]): Given => ({
    declared: {
      references: texts.map((text) => ({
        text,
        reference: parseReference(text),
        samples: text.includes('day') ? ['1.0.0'] : undefined,
        at: { start: 0, end: 1 },
        editable: false,
      })),
      from: undefined,
      application: undefined,
    },
  });

  it('lists what is missing', () => {
    expect(messages(provenanceLabels, `FROM debian:13\nLABEL ${key}.title=a ${key}.source=b\n`)).toEqual([
      `The labels ${key}.version and ${key}.licenses are not set. Write LABEL ${key}.version="...".`,
    ]);
    expect(messages(provenanceLabels, image({ [`${key}.title`]: 'a' }))[0]).toContain('Build the image with LABEL');
  });

  it('asks for what the team asks for', () => {
    const asking = { context: { labels: ['org.example.cost', `${key}.title`] } };
    expect(messages(provenanceLabels, `FROM debian:13\nLABEL ${complete}\n`, asking)).toEqual([
      'The label org.example.cost is not set. Write LABEL org.example.cost="...".',
    ]);
  });

  it('cannot tell the labels of a manifest', () => {
    expect(messages(provenanceLabels, manifest)[0]).toMatch(/^Cannot tell the labels: /);
    expect(findings(provenanceLabels, manifest)[0]).toMatchObject({ finding: 'undecided', deciding: true });
  });

  it.each([
    ['another version', ['org/app-x:2.0.0'], ['violated ""1.0.0""']],
    ['the same', ['org/app-x:1.0.0'], []],
    ['with an architecture', ['org/app-x:1.0.0-amd64'], []],
    ['a tag that only lacks a part', ['org/app-x:1.0'], []],
    ['one of several', ['org/app-x:2.0.0', 'org/app-x:1.0.0', 'org/app-x:latest'], []],
    ['latest only', ['org/app-x:latest'], []],
    ['no tag', ['org/app-x'], []],
    ['made at build time', ['org/app-x:day'], []],
    ['no reference', ['org/${APP}:${TAG}'], []],
  ])('compares the version with the tag: %s', (_, tags, expected) => {
    expect(found(provenanceLabels, `FROM debian:13\nLABEL ${complete}\n`, tagged(...tags))).toEqual(expected);
  });

  it('writes the version of the tag', () => {
    const text = `FROM debian:13\nLABEL ${complete}\n`;
    expect(fixed(provenanceLabels, text, tagged('org/app-x:2.0.0-amd64'))).toEqual({
      text: text.replace('version="1.0.0"', 'version="2.0.0"'),
      safe: false,
    });
    expect(messages(provenanceLabels, text, tagged('org/app-x:2.0.0'))).toEqual([
      `The label ${key}.version says 1.0.0, but the tag is 2.0.0. Write "2.0.0", or correct the tag.`,
    ]);
  });

  it('advises where the build may give the version', () => {
    const text = `FROM debian:13\nARG V=dev\nLABEL ${complete.replace('version="1.0.0"', 'version=$V')}\n`;
    expect(found(provenanceLabels, text, tagged('org/app-x:2.0.0'))).toEqual(['advice "$V"']);
  });

  it('is violated by an image whose label is that of its base', () => {
    const labels = Object.fromEntries(all.map((name) => [name, '24.04']));
    expect(found(provenanceLabels, image(labels), tagged('org/app-x:2.0.0'))).toEqual(['violated ""Labels""']);
  });
});
