import { describe, expect, it } from 'vitest';
import { knownBases } from '../../../server/src/engine/bases/knownBases.ts';
import { basesFrom } from '../../../server/src/engine/configuration/basesFrom.ts';
import { readConfiguration } from '../../../server/src/engine/configuration/readConfiguration.ts';

function lookup(bases: string, reference: string) {
  const result = readConfiguration(`bases:\n${bases}`, 'x/.st4sd.yaml');
  if ('problem' in result) throw new Error(result.problem);
  return basesFrom(result.configuration, knownBases)(reference);
}

describe('a configured base', () => {
  it.each([
    ['registry.example/hpc/base:2', 'registry.example/hpc/base:2', true],
    ['registry.example/hpc/base:2', 'registry.example/hpc/base:3', false],
    ['registry.example/hpc/base', 'registry.example/hpc/base:3', true],
    ['registry.example/hpc/base', 'registry.example/hpc/base', true],
    ['registry.example/*', 'registry.example/hpc/base:3', true],
    ['registry.example/*:2*', 'registry.example/hpc/base:2.1', true],
    ['registry.example/*:2*', 'registry.example/hpc/base:1', false],
    ['ours', 'ours:1', true],
    ['ours', 'docker.io/library/ours:1', true],
    ['docker.io/team/ours', 'team/ours:1', true],
    ['ours', 'ours2', false],
  ])('%s is for %s: %s', (name, reference, is) => {
    expect(lookup(`  "${name}": {user: app}\n`, reference)?.user).toEqual(
      is ? { text: 'app', literal: true } : undefined,
    );
  });

  it('says what it has, where it is from, and nothing of the rest', () => {
    expect(lookup('  ours: {user: 1000:0, entrypoint: [], cmd: run it}\n', 'ours')).toEqual({
      reference: 'docker.io/library/ours:latest',
      source: 'x/.st4sd.yaml',
      checked: '',
      derived: false,
      user: { text: '1000:0', uid: 1000, literal: true },
      entrypoint: null,
      command: { form: 'shell', words: ['/bin/sh', '-c', 'run it'] },
    });
  });

  it('adds to what is known of it', () => {
    const image = lookup('  python:3.12-slim: {user: app}\n', 'python:3.12-slim');
    expect(image).toMatchObject({ user: { text: 'app' }, command: { words: ['python3'] } });
    expect(lookup('  ours: {user: app}\n', 'python:3.12-slim')).toEqual(knownBases('python:3.12-slim'));
  });

  it('is the first that matches', () => {
    expect(lookup('  "*": {user: any}\n  ours: {user: app}\n', 'ours')?.user?.text).toBe('any');
  });
});
