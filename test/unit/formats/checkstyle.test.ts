import { describe, expect, it } from 'vitest';
import { checkstyleReport } from '../../../server/src/engine/formats/checkstyle.ts';
import { around, everyKind, finding, subject } from './fixture.ts';
import { readXml } from './readXml.ts';

describe('the Checkstyle report', () => {
  it('lists the findings of each file that are not ignored', () => {
    const { name, children } = readXml(checkstyleReport(everyKind));
    expect(name).toBe('checkstyle');
    expect(children.map(({ attributes, children: errors }) => [attributes['name'], errors.length])).toEqual([
      ['.st4sd.yaml', 1],
      ['docker/a b,c:100%.Dockerfile', 4],
      ['not/there', 1],
    ]);
    expect(children[1]?.children[0]?.attributes['message']).toBe('Runs as root <&"\'> 100%: yes, really.');
  });
  it('is this of one finding', () => {
    expect(checkstyleReport(around([subject('Dockerfile', [finding()])]))).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <checkstyle version="4.3">
      <file name="Dockerfile">
      <error line="2" column="6" severity="error" message="Runs as root." source="st4sd.non-root-user"/>
      </file>
      </checkstyle>
      "
    `);
  });
});
