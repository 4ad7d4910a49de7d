import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isNamePart, templateSnippet } from '../../../client/src/templateSnippet.ts';
import { checkDockerfile } from '../../../server/src/engine/check.ts';
import { requirementOf } from '../../../server/src/engine/protocol/contributedImages.ts';
import { reportSubject } from '../../../server/src/engine/report.ts';
import { snippetText } from './snippetText.ts';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'server/templates');
const date = '2026-11-24';
const files = readdirSync(folder);

/** Advice that no template can follow: which digest is the newest is not known to it. */
const left = ['base-digest', 'index-platforms'];

const names = { application: 'ising-3d', maintainer: 'hlcs' };

function judged(text: string) {
  return reportSubject(checkDockerfile(text, { date }), 'Dockerfile');
}

it('has each base at both levels, as the command offers them', () => {
  const offered = readFileSync(join(root, 'client/src/newDockerfile.ts'), 'utf8').matchAll(/\bname: '(\w+)'/g);
  const expected = [...offered].flatMap(([, name]) =>
    ['contrib', 'gold'].map((level) => `${name}-${level}.Dockerfile`),
  );
  expect(files.sort()).toEqual(expected.sort());
});

describe.each(files)('%s', (file) => {
  const template = readFileSync(join(folder, file), 'utf8');
  const level = file.includes('-gold') ? 'gold' : 'contrib';

  it.each([
    ['as it is', template],
    ['filled in', snippetText(templateSnippet(template, names))],
  ])('meets its level, %s', (_, text) => {
    const subject = judged(text);
    expect(subject.level).toBe(level);
    expect(subject.levels[level]).toBe('met');
    const asked = subject.problems.filter(
      ({ criterion, rule }) =>
        !left.includes(rule) && (criterion === null || requirementOf(criterion, level) !== 'optional'),
    );
    expect(asked.map(({ message }) => message)).toEqual([]);
  });

  it('speaks of the application that it is made for, and of nothing else', () => {
    const text = snippetText(templateSnippet(template, names));
    expect(text).not.toMatch(/lattice|mdlab/);
    expect(text.replaceAll('ising-3d', 'lattice-gas').replaceAll('hlcs', 'mdlab')).toBe(template);
    expect(judged(text).image).toMatch(/\/ising-3d(-cuda)?-hlcs:1\.0\.0$/);
  });

  it('leads through what nobody has said: version first, then licence and source', () => {
    const snippet = templateSnippet(template, names);
    const stops = [...new Set([...snippet.matchAll(/(?<!\\)\$\{(\d):/g)].map(([, number]) => number))].sort();
    expect(stops).toEqual(level === 'gold' ? ['1', '2', '3'] : ['1']);
    expect(snippet).toContain(`mage=quay.io/st4sd/`);
    expect(snippet).toMatch(/-hlcs:\$\{1:1\.0\.0\}\n/);
  });
});

describe('a part of an image name', () => {
  it.each(['namd', 'lattice-gas', 'raspa_pypi', 'ani-torch-psi4', 'a1.b2', '3d'])('may be %s', (text) => {
    expect(isNamePart(text, 'application')).toBe(true);
  });

  it.each(['', 'NAMD', '-a', 'a-', 'a b', 'a/b', 'a:1', 'a$b', 'a..b', 'ä', 'a'.repeat(101)])(
    'may not be "%s"',
    (text) => {
      expect(isNamePart(text, 'application')).toBe(false);
    },
  );

  it('is one word for a maintainer', () => {
    expect(isNamePart('mdlab', 'maintainer')).toBe(true);
    expect(isNamePart('md-lab', 'maintainer')).toBe(false);
  });
});
