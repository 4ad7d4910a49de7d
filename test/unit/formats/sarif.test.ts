import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { sarifReport } from '../../../server/src/engine/formats/sarif.ts';
import type { Report } from '../../../server/src/engine/report.ts';
import { documentedRules } from '../../../server/src/engine/rules/all.ts';
import { around, everyKind, finding, reportOf, subject } from './fixture.ts';

const schema: object = JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/sarif.schema.json'), 'utf8'));
const validate = addFormats.default(new Ajv2020({ strict: false })).compile(schema);

function runOf(report: Report) {
  const log = JSON.parse(sarifReport(report));
  expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
  return log.runs[0];
}

describe('the SARIF report', () => {
  it('keeps to the schema, with every kind of finding and with none', () => {
    runOf(everyKind);
    runOf(around([]));
    runOf(reportOf({ Dockerfile: '', 'a/Dockerfile': 'FROM python:3.12\nRUN x\n', b: 'FROM a AS b\nUSER root\n' }));
  });
  it('gives one-based places, the end after the last', () => {
    const { results } = runOf(reportOf({ Dockerfile: 'FROM debian:12\n# \u{1F600}\nUSER  root\n' }));
    const found = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'non-root-user');
    expect(found.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'Dockerfile', index: 0 },
      region: { startLine: 3, startColumn: 7, endLine: 3, endColumn: 11 },
    });
  });
  it.each([
    ['error', 'violated', 'fail', 'error'],
    ['warning', 'violated', 'fail', 'warning'],
    ['information', 'violated', 'fail', 'note'],
    ['hint', 'violated', 'fail', 'note'],
    ['information', 'undecided', 'open', 'none'],
    [null, 'undecided', 'open', 'none'],
  ] as const)('shows severity %s of what is %s as %s, %s', (severity, kind, expectedKind, level) => {
    const [result] = runOf(around([subject('D', [finding({ severity, finding: kind })])])).results;
    expect(result).toMatchObject({ kind: expectedKind, level });
  });
  it('describes every rule, and a rule that only was found', () => {
    const { tool, results } = runOf(everyKind);
    expect(tool.driver.rules.slice(0, documentedRules.length).map(({ id }: { id: string }) => id)).toEqual(
      documentedRules.map(({ id }) => id),
    );
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    const nonRoot = tool.driver.rules.find(({ id }: { id: string }) => id === 'non-root-user');
    expect(nonRoot).toMatchObject({
      helpUri: 'https://github.com/st4sd/st4sd-dockerfile/blob/main/server/rules/non-root-user.md',
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['non-root'] },
    });
    expect(nonRoot.help.markdown).toContain(nonRoot.fullDescription.text);
  });
  it('carries the repairs as replacements in the file', () => {
    const { results } = runOf(everyKind);
    expect(results[1].fixes).toEqual([
      {
        description: { text: 'Run as user 10001 in group 0' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'docker/a%20b%2Cc%3A100%25.Dockerfile', index: 1 },
            replacements: [
              {
                deletedRegion: { startLine: 4, startColumn: 1, endLine: 4, endColumn: 1 },
                insertedContent: { text: 'USER 10001:0\n' },
              },
            ],
          },
        ],
        properties: { safe: true },
      },
    ]);
    expect(results[2]).not.toHaveProperty('fixes');
  });
  it('leaves out what a repair only deletes', () => {
    const { range } = finding();
    const fix = { title: 'Delete it', safe: true, edits: [{ range, newText: '' }] };
    const [result] = runOf(around([subject('D', [finding({ fixes: [fix, { ...fix, edits: [] }] })])])).results;
    expect(result.fixes).toHaveLength(1);
    expect(Object.keys(result.fixes[0].artifactChanges[0].replacements[0])).toEqual(['deletedRegion']);
  });
  it('tells of every result whether it is suppressed, or of none', () => {
    expect(runOf(everyKind).results.map(({ suppressions }: { suppressions: unknown }) => suppressions)).toEqual([
      ...Array(6).fill([]),
      [{ kind: 'inSource', status: 'accepted', justification: 'agreed <on>' }],
      [{ kind: 'inSource', status: 'accepted' }],
    ]);
    expect(runOf(around([subject('D', [finding()])])).results[0]).not.toHaveProperty('suppressions');
  });
  it('tells what was not read as notifications of the run', () => {
    const [invocation] = runOf(everyKind).invocations;
    expect(invocation).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [
        { level: 'error', locations: [{ physicalLocation: { artifactLocation: { uri: 'not/there' } } }] },
      ],
    });
    expect(runOf(around([])).invocations[0].executionSuccessful).toBe(true);
  });
  it('is this of one finding', () => {
    const log = JSON.parse(sarifReport(around([subject('./Dockerfile', [finding()])])));
    log.runs[0].tool.driver.rules = []; // which rules there are is not the format's
    log.runs[0].results[0].ruleIndex = 0;
    expect(JSON.stringify(log, null, 1)).toMatchInlineSnapshot(`
      "{
       "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
       "version": "2.1.0",
       "runs": [
        {
         "tool": {
          "driver": {
           "name": "st4sd-check",
           "version": "1.2.3",
           "semanticVersion": "1.2.3",
           "informationUri": "https://github.com/st4sd/st4sd-dockerfile",
           "rules": []
          }
         },
         "columnKind": "utf16CodeUnits",
         "newlineSequences": [
          "\\r\\n",
          "\\n",
          "\\r"
         ],
         "invocations": [
          {
           "executionSuccessful": true,
           "toolExecutionNotifications": [],
           "properties": {
            "date": "2026-11-24",
            "level": null
           }
          }
         ],
         "artifacts": [
          {
           "location": {
            "uri": "Dockerfile"
           },
           "roles": [
            "analysisTarget"
           ],
           "sourceLanguage": "dockerfile",
           "properties": {
            "kind": "dockerfile",
            "level": "contrib",
            "levels": {
             "contrib": "not-met",
             "gold": "undecided"
            },
            "image": "quay.io/st4sd/x/namd-hlcs:1.0.0",
            "target": "app"
           }
          }
         ],
         "results": [
          {
           "ruleId": "non-root-user",
           "ruleIndex": 0,
           "kind": "fail",
           "level": "error",
           "message": {
            "text": "Runs as root."
           },
           "locations": [
            {
             "physicalLocation": {
              "artifactLocation": {
               "uri": "Dockerfile",
               "index": 0
              },
              "region": {
               "startLine": 2,
               "startColumn": 6,
               "endLine": 2,
               "endColumn": 15
              }
             }
            }
           ],
           "partialFingerprints": {
            "st4sdFinding/v1": "c16d668d6d04b0a1"
           },
           "properties": {
            "criterion": "non-root",
            "deciding": true
           }
          }
         ]
        }
       ]
      }"
    `);
  });
});
