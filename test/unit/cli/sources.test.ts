import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listSources } from '../../../server/src/cli/sources.ts';
import { folderWith } from './run.ts';

const paths = (cwd: string, ...args: string[]) => listSources(args, cwd).sources.map(({ path }) => path);

describe('a folder', () => {
  it('is searched for every name that Dockerfiles have', () => {
    const names = ['Dockerfile', 'Dockerfile.gpu', 'x.Dockerfile', 'x.dockerfile', 'Containerfile', 'Containerfile.x'];
    const others = ['dockerfile.txt', 'Dockerfiles', 'my-Dockerfile', '.dockerfile', 'compose.yaml'];
    const folder = folderWith(Object.fromEntries([...names, ...others].map((name) => [name, ''])));
    expect(paths(folder)).toEqual([...names].sort());
  });
  it('is searched without node_modules and .git, but with other folders that start with a dot', () => {
    const folder = folderWith({
      'node_modules/a/Dockerfile': '',
      '.git/Dockerfile': '',
      '.devcontainer/Dockerfile': '',
    });
    expect(paths(folder)).toEqual(['.devcontainer/Dockerfile']);
  });
  it('may be called Dockerfile', () => {
    expect(paths(folderWith({ 'Dockerfile/Dockerfile': '' }))).toEqual(['Dockerfile/Dockerfile']);
  });
  it('without a Dockerfile is an error', () => {
    expect(listSources([], folderWith({ x: '' }))).toEqual({
      sources: [],
      errors: [{ path: '.', message: 'There is no Dockerfile in this folder.' }],
    });
  });
});

describe('.gitignore', () => {
  it('of every folder counts, the innermost that speaks of the file first', () => {
    const folder = folderWith({
      '.gitignore': 'build/\n*.gpu\n',
      'build/Dockerfile': '',
      'a/build/Dockerfile': '',
      'a/Dockerfile.gpu': '',
      'b/.gitignore': '!Dockerfile.gpu\n/Dockerfile\n',
      'b/Dockerfile.gpu': '',
      'b/Dockerfile': '',
      'b/c/Dockerfile': '',
    });
    expect(paths(folder)).toEqual(['b/Dockerfile.gpu', 'b/c/Dockerfile']);
  });
  it('of the folders above counts up to the top of the repository, and no further', () => {
    const folder = folderWith({
      '.gitignore': 'Dockerfile.outside\n',
      'repo/.git/HEAD': '',
      'repo/.gitignore': 'a/Dockerfile.old\n',
      'repo/a/Dockerfile.old': '',
      'repo/a/Dockerfile.outside': '',
    });
    expect(paths(join(folder, 'repo/a'))).toEqual(['Dockerfile.outside']);
  });
  it('above does not count outside of a repository', () => {
    const folder = folderWith({ '.gitignore': 'Dockerfile\n', 'a/Dockerfile': '' });
    expect(paths(join(folder, 'a'))).toEqual(['Dockerfile']);
  });
  it('does not keep a folder or a file from being asked for by name', () => {
    const folder = folderWith({ '.git/HEAD': '', '.gitignore': 'build/\n', 'build/x/Dockerfile': '' });
    expect(paths(folder, 'build')).toEqual(['build/x/Dockerfile']);
    expect(paths(folder, 'build/x')).toEqual(['build/x/Dockerfile']);
    expect(paths(folder, 'build/x/Dockerfile')).toEqual(['build/x/Dockerfile']);
  });
  it('that is a folder or makes no sense leaves nothing out', () => {
    const folder = folderWith({
      '.gitignore/x': '',
      Dockerfile: '',
      'a/.gitignore': '[\n\\\n!\n/\n**\n!D*\n',
      'a/Dockerfile': '',
    });
    expect(paths(folder)).toEqual(['Dockerfile', 'a/Dockerfile']);
  });
});

describe('a glob', () => {
  const folder = folderWith({
    '.gitignore': 'old/\n',
    'apps/a/Dockerfile': '',
    'apps/b/namd.Dockerfile': '',
    'apps/b/old/Dockerfile': '',
    'apps/[c]/Dockerfile': '',
    'images/x.json': '',
    '.ci/Dockerfile': '',
    'node_modules/Dockerfile': '',
  });
  it.each([
    ['**/Dockerfile', ['.ci/Dockerfile', 'apps/[c]/Dockerfile', 'apps/a/Dockerfile']],
    ['apps/*/*Dockerfile', ['apps/[c]/Dockerfile', 'apps/a/Dockerfile', 'apps/b/namd.Dockerfile']],
    ['./apps/{a,b}/*', ['apps/a/Dockerfile', 'apps/b/namd.Dockerfile']],
    ['images/?.json', ['images/x.json']],
    ['apps/[c]/Dockerfile', ['apps/[c]/Dockerfile']],
  ])('%s is expanded', (glob, expected) => {
    expect(listSources([glob], folder)).toEqual({
      sources: expected.map((path) => expect.objectContaining({ path })),
      errors: [],
    });
  });
  it('can lead out of the folder and be absolute', () => {
    expect(paths(join(folder, 'images'), '../apps/a/*')).toEqual(['../apps/a/Dockerfile']);
    expect(paths('/', join(folder, 'apps/a/*'))).toEqual([join(folder, 'apps/a/Dockerfile')]);
  });
  it.each(['*.nothing', 'missing/**/Dockerfile', '!**'])('%s that matches nothing is an error', (glob) => {
    expect(listSources([glob], folder)).toEqual({ sources: [], errors: [{ path: glob, message: expect.any(String) }] });
  });
});

describe('links', () => {
  it('to files count, to folders are not followed, so that circles end', () => {
    const folder = folderWith({ 'a/Dockerfile': '', 'b/x': '' });
    symlinkSync('..', join(folder, 'a/up'));
    symlinkSync('../a', join(folder, 'b/other'));
    symlinkSync('../a/Dockerfile', join(folder, 'b/Dockerfile'));
    expect(listSources([], folder)).toMatchObject({
      sources: [{ path: 'a/Dockerfile' }, { path: 'b/Dockerfile' }],
      errors: [],
    });
  });
  it('that lead nowhere are told, and the rest goes on', () => {
    const folder = folderWith({ 'a/Dockerfile': '' });
    symlinkSync('missing', join(folder, 'a/Dockerfile.dead'));
    symlinkSync('Dockerfile.self', join(folder, 'a/Dockerfile.self'));
    symlinkSync('missing', join(folder, 'a/other'));
    expect(listSources([], folder)).toEqual({
      sources: [expect.objectContaining({ path: 'a/Dockerfile' })],
      errors: [
        { path: 'a/Dockerfile.dead', message: 'There is no such file or folder.' },
        { path: 'a/Dockerfile.self', message: 'The link leads back to itself.' },
      ],
    });
    expect(listSources(['a/Dockerfile.self'], folder).errors[0]?.message).toBe('The link leads back to itself.');
  });
});

describe('arguments', () => {
  it('that name one file twice give it once, as it was named first', () => {
    const folder = folderWith({ 'a/Dockerfile': '' });
    expect(paths(folder, './a/Dockerfile', 'a', 'a/Dockerfile', join(folder, 'a'))).toEqual(['./a/Dockerfile']);
  });
  it('are sorted by path, standard input among them', () => {
    const folder = folderWith({ 'b/Dockerfile': '', 'a/Dockerfile': '' });
    mkdirSync(join(folder, 'c'));
    expect(paths(folder, 'b', '-', 'a')).toEqual(['-', 'a/Dockerfile', 'b/Dockerfile']);
  });
});
