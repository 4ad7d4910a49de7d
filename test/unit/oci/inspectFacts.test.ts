import { describe, expect, it } from 'vitest';
import { isRoot } from '../../../server/src/engine/facts/user.ts';
import { factsOf, fixture, lineOf, linesOf } from './imageFixtures.ts';

const noBase = 'unknown: the image does not record its base; org.opencontainers.image.base.name would name it';

describe('an inspect output', () => {
  it('of docker tells what a config tells, the size on disk and the tags', () => {
    const text = fixture('docker-image/inspect');
    const facts = factsOf(text);
    expect(facts.kind).toBe('inspect');
    expect(facts.references).toEqual([
      'quay.io/st4sd/community-applications/solver-gpu-hlcs:1.0.0',
      'quay.io/st4sd/community-applications/solver-gpu-hlcs:latest',
    ]);
    expect(linesOf(facts, text)).toEqual({
      user: 'known {"text":"root","literal":true} @ "root"',
      entrypoint: 'absent @ null',
      command: 'known {"form":"exec","words":["/bin/sh"]} @ ["/bin/sh"]',
      workdir: 'known "/" @ "/"',
      shell: 'absent @ "Config"',
      base: `${noBase} @ "Config"`,
      environment: 'known {"PATH":"/usr/bin:/bin"} @ "Env"',
      labels: 'absent @ null',
      platforms: 'known ["linux/amd64"] @ "amd64"',
      size: 'known {"uncompressed":187654321} @ 187654321',
      ports: 'known ["22/tcp"] @ "ExposedPorts"',
      volumes: 'absent @ null',
    });
    expect(facts.user.state === 'known' && isRoot(facts.user.value)).toBe(true);
  });

  it('of podman tells the base that buildah records, and the digest where there is no tag', () => {
    const text = fixture('podman-inspect/inspect');
    const facts = factsOf(text);
    expect(facts.references).toEqual([expect.stringMatching(/^localhost\/solver-hlcs@sha256:/)]);
    expect(lineOf(facts.user, text)).toBe('known {"text":"solver","literal":true} @ "solver"');
    expect(lineOf(facts.entrypoint, text)).toBe(
      'known {"form":"exec","words":["solve","--fast"]} @ ["solve", "--fast"]',
    );
    expect(lineOf(facts.command, text)).toBe('absent @ "Config"');
    expect(lineOf(facts.base, text)).toBe(
      'known {"reference":"registry.fedoraproject.org/fedora:40","digest":"sha256:20e796"} @ "Annotations"',
    );
  });

  it('of skopeo tells what it shows, and takes none of the tags of the repository', () => {
    const text = fixture('skopeo-inspect/inspect');
    const facts = factsOf(text);
    const { environment, labels, platforms, size, base, ...others } = linesOf(facts, text);
    expect(facts.kind).toBe('inspect');
    expect(facts.references).toEqual([]);
    expect(environment).toBe('known {"PATH":"/usr/bin"} @ "Env"');
    expect(labels).toBe('known {"maintainer":"Solver team"} @ "Labels"');
    expect(platforms).toBe('known ["linux/amd64"] @ "amd64"');
    expect(size).toBe('known {"compressed":1234} @ "LayersData"');
    expect(base).toBe(`${noBase} @ "quay.io/example/solver-hlcs"`);
    const because = 'unknown: skopeo inspect does not show it; check the output of skopeo inspect --config';
    expect(new Set(Object.values(others))).toEqual(new Set([`${because} @ "quay.io/example/solver-hlcs"`]));
  });

  it('of skopeo without sizes has no size', () => {
    const text = '{"Name":"a/b","RepoTags":[],"Layers":[]}';
    expect(lineOf(factsOf(text).size, text)).toBe('unknown: there is no list of layers @ {');
  });

  it('of one image alone is read like a list', () => {
    const [image] = JSON.parse(fixture('docker-image/inspect'));
    const text = JSON.stringify(image);
    expect(lineOf(factsOf(text).user, text)).toBe('known {"text":"root","literal":true} @ "root"');
  });

  it('of several images keeps what they share, adds up the platforms and says how the rest differs', () => {
    const text = fixture('two-images/inspect');
    const facts = factsOf(text);
    expect(facts.references).toEqual(['solver-hlcs:1.0.0']);
    expect(linesOf(facts, text)).toMatchObject({
      user: 'unknown: the images of the list differ, image 1 has "1001" and image 2 none @ "Config"',
      command: 'known {"form":"exec","words":["solve"]} @ ["solve"]',
      environment: 'known {"A":"1","B":"2"} @ "Env"',
      labels: 'unknown: image 2 of the list has another one than image 1 @ "Labels"',
      platforms: 'known ["linux/amd64","linux/arm64"] @ "amd64"',
      size: 'unknown: image 2 of the list has another one than image 1 @ 11',
    });
  });

  it.each([
    ['user', '"User":"1"', '"User":"2"', '"1"', '"2"'],
    ['entrypoint', '"Entrypoint":["a","b"]', '"Entrypoint":["a b","c"]', '"a b"', '"a b c"'],
    ['command', '"Cmd":["a"]', '"Cmd":[]', '"a"', 'none'],
    ['workdir', '"WorkingDir":"/a"', '"WorkingDir":"/b"', '"/a"', '"/b"'],
    ['shell', '"Shell":["a"]', '"Shell":["b","-c"]', '"a"', '"b -c"'],
    ['ports', '"ExposedPorts":{"80":{},"81":{}}', '"ExposedPorts":{"80":{}}', '"80, 81"', '"80"'],
    ['volumes', '"Volumes":{"/a":{}}', '"Volumes":{"/b":{}}', '"/a"', '"/b"'],
    ['user', `"User":"${'x'.repeat(200)}"`, '"User":"2"', `"${'x'.repeat(79)}…"`, '"2"'],
  ] as const)('of images that differ in the %s names both', (name, one, other, first, second) => {
    const text = `[{"Id":"0","RepoTags":[],"Config":{${one}}},{"Id":"1","RepoTags":[],"Config":{${other}}}]`;
    const because = `the images of the list differ, image 1 has ${first} and image 2 ${second}`;
    expect(factsOf(text)[name]).toMatchObject({ state: 'unknown', because });
  });

  it('of images that differ in the base names both', () => {
    const image = (base: string): string =>
      `{"Id":"0","RepoTags":[],"Config":{},"Annotations":{"org.opencontainers.image.base.name":"${base}"}}`;
    const because =
      'the images of the list differ, image 1 has "docker.io/library/a:1" and image 2 "docker.io/library/b:1"';
    expect(factsOf(`[${image('a:1')},${image('b:1')}]`).base).toMatchObject({ state: 'unknown', because });
  });

  it('tells nothing of an image without a config, nor of what is no image', () => {
    const text = fixture('wrong-types/inspect');
    const lines = linesOf(factsOf(text), text);
    expect(factsOf(text).references).toEqual([]);
    expect(lines).toMatchObject({
      user: 'unknown: the inspect output shows no Config @ null',
      platforms: 'unknown: os is not set @ "amd64"',
      size: 'unknown: Size is a string, not a number @ "12 MB"',
    });
    const strange = '[{"Id":"0","RepoTags":[],"Config":{"User":"1"},"Os":"a","Architecture":"b"},7]';
    expect(lineOf(factsOf(strange).user, strange)).toBe('unknown: image 2 is a number, not an object @ 7');
    expect(lineOf(factsOf(strange).platforms, strange)).toBe('unknown: image 2 is a number, not an object @ 7');
  });

  it('takes the older name of the size, and none for none', () => {
    const old = '[{"Id":"0","RepoTags":["<none>:<none>"],"Config":{},"VirtualSize":5}]';
    expect(lineOf(factsOf(old).size, old)).toBe('known {"uncompressed":5} @ 5');
    expect(factsOf(old).references).toEqual([]);
    const none = '[{"Id":"0","RepoTags":[],"Config":{}}]';
    expect(lineOf(factsOf(none).size, none)).toBe('unknown: the inspect output shows no Size @ {');
  });
});
