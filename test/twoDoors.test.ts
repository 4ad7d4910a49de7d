import { describe, expect, it } from 'vitest';
import { checkDockerfile, checkImageJson } from '../server/src/engine/check.ts';
import { reportSubject } from '../server/src/engine/report.ts';

/** What every Linux image has unless its base says another. */
const Env = ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'];

/** A Dockerfile, and the config that building it gives. */
const pairs: readonly (readonly [string, object])[] = [
  [
    'FROM scratch\nCMD ["/a"]\n',
    { Cmd: ['/a'], WorkingDir: '/', Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'] },
  ],
  [
    'FROM scratch\nUSER 1000:0\nENTRYPOINT ["/a", "b"]\nWORKDIR /w\nWORKDIR x\n',
    { Env, User: '1000:0', Entrypoint: ['/a', 'b'], WorkingDir: '/w/x' },
  ],
  [
    'FROM scratch\nENV A=1 B="x y"\nLABEL org.x=y\nENTRYPOINT run me\nCMD ["z"]\n',
    {
      Env: [...Env, 'A=1', 'B=x y'],
      Labels: { 'org.x': 'y' },
      Entrypoint: ['/bin/sh', '-c', 'run me'],
      Cmd: ['z'],
    },
  ],
  [
    'FROM debian:12\nSHELL ["/bin/bash", "-c"]\nCMD a b\nUSER app\n',
    { Env, User: 'app', Shell: ['/bin/bash', '-c'], Cmd: ['/bin/bash', '-c', 'a b'] },
  ],
  ['FROM debian:12 AS base\nCMD ["a"]\nFROM base\nENTRYPOINT ["b"]\n', { Env, Entrypoint: ['b'] }],
  ['FROM python:3.12\n', { Cmd: ['python3'] }],
  ['FROM debian:12\nCMD []\n', { Env, Cmd: [] }],
];

describe('facts from a Dockerfile and from the config it gives', () => {
  it.each(pairs)('agree wherever both are known: %j', (text, config) => {
    const image = checkImageJson(
      JSON.stringify({ architecture: 'amd64', os: 'linux', config, rootfs: { type: 'layers', diff_ids: [] } }),
    );
    if ('problem' in image) throw new Error(image.problem);
    const fromFile = reportSubject(checkDockerfile(text), 'Dockerfile').facts;
    const fromImage = reportSubject(image, 'config.json').facts;
    for (const name of ['user', 'entrypoint', 'command', 'workdir', 'shell', 'environment', 'labels'] as const) {
      const [a, b] = [fromFile[name], fromImage[name]];
      if (a.state === 'unknown' || b.state === 'unknown') continue;
      const words = (fact: typeof a): unknown =>
        fact.state === 'known' && typeof fact.value === 'object' && 'words' in fact.value ? fact.value.words : fact;
      if (name === 'workdir' && b.state === 'absent') continue;
      expect(words(a), name).toEqual(words(b));
    }
  });

  it('are judged alike', () => {
    const rules = (problems: readonly { readonly rule: string }[]) =>
      problems.map(({ rule }) => rule).filter((rule) => rule === 'non-root-user' || rule === 'default-executable');
    const file = checkDockerfile('FROM scratch\nUSER 0\n');
    const image = checkImageJson(
      '{"architecture": "amd64", "os": "linux", "config": {"User": "0"}, "rootfs": {"type": "layers", "diff_ids": []}}',
    );
    if ('problem' in image) throw new Error(image.problem);
    expect(rules(file.problems).sort()).toEqual(rules(image.problems).sort());
  });
});
