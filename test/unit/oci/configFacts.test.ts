import { describe, expect, it } from 'vitest';
import { factsOf, fixture, lineOf, linesOf } from './imageFixtures.ts';

const noBase = 'unknown: the image does not record its base; org.opencontainers.image.base.name would name it';

describe('a config', () => {
  it('tells everything but the size', () => {
    const text = fixture('oci-image/config');
    const facts = factsOf(text);
    expect(facts.kind).toBe('config');
    expect(facts.references).toEqual([]);
    expect(linesOf(facts, text)).toEqual({
      user: 'known {"text":"1001:0","literal":true} @ "1001:0"',
      entrypoint: 'known {"form":"exec","words":["/opt/solver/bin/solve"]} @ ["/opt/solver/bin/solve"]',
      command: 'known {"form":"exec","words":["--help"]} @ ["--help"]',
      workdir: 'known "/work" @ "/work"',
      shell: 'known ["/bin/bash","-c"] @ ["/bin/bash", "-c"]',
      base: 'known {"reference":"docker.io/library/debian:12.5-slim","digest":"sha256:81d937"} @ "Labels"',
      environment:
        'known {"PATH":"/opt/solver/bin:/usr/bin:/bin","OMP_NUM_THREADS":"1","OPTIONS":"a=b","EMPTY":""} @ "Env"',
      labels:
        'known {"org.opencontainers.image.authors":"Solver team","org.opencontainers.image.version":"2.1.0",' +
        '"org.opencontainers.image.base.name":"debian:12.5-slim",' +
        '"org.opencontainers.image.base.digest":"sha256:81d937"} @ "Labels"',
      platforms: 'known ["linux/arm64/v8"] @ "arm64"',
      size: 'unknown: a config holds no sizes; the manifest does @ "config"',
      ports: 'known ["8080/tcp","80/tcp"] @ "ExposedPorts"',
      volumes: 'known ["/data"] @ "Volumes"',
    });
  });

  it('sets nothing where it is empty or null', () => {
    const text = fixture('docker-image/config');
    expect(linesOf(factsOf(text), text)).toEqual({
      user: 'absent @ ""',
      entrypoint: 'absent @ null',
      command: 'known {"form":"exec","words":["bash"]} @ ["bash"]',
      workdir: 'absent @ ""',
      shell: 'absent @ "config"',
      base: `${noBase} @ "config"`,
      environment: 'known {"PATH":"/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"} @ "Env"',
      labels: 'absent @ "Labels"',
      platforms: 'known ["linux/amd64"] @ "amd64"',
      size: 'unknown: a config holds no sizes; the manifest does @ "config"',
      ports: 'absent @ "config"',
      volumes: 'absent @ null',
    });
  });

  it.each([
    ['{"config":{}}', 'absent @ "config"'],
    ['{"config":{"User":null}}', 'absent @ null'],
    ['{"config":{"Env":[],"User":"0"}}', 'known {"text":"0","literal":true} @ "0"'],
    ['{"config":{"Cmd":[],"User":" root"}}', 'known {"text":" root","literal":true} @ " root"'],
    ['{"architecture":"arm64","os":"linux","rootfs":{}}', 'absent @ {'],
    ['{"rootfs":{},"config":null,"history":[]}', 'absent @ null'],
    ['{"rootfs":{},"config":[],"history":[]}', 'unknown: config is an array, not an object @ []'],
    // As Go reads it: the last one, in whatever case.
    ['{"config":{"User":"1001","User":"0"}}', 'known {"text":"0","literal":true} @ "0"'],
    ['{"config":{"User":"1001","user":"0"}}', 'known {"text":"0","literal":true} @ "0"'],
    ['{"config":{"User":"1001","user":null}}', 'absent @ null'],
  ])('has the user of %s', (text, line) => {
    expect(lineOf(factsOf(text).user, text)).toBe(line);
  });

  it.each([
    ['"Cmd":[]', 'command', 'absent @ []'],
    ['"Cmd":[null]', 'command', 'known {"form":"exec","words":[""]} @ [null]'],
    [
      '"Entrypoint":["/bin/sh","-c","exec run"]',
      'entrypoint',
      'known {"form":"exec","words":["/bin/sh","-c","exec run"]} @ ["/bin/sh","-c","exec run"]',
    ],
    ['"Env":["A=1","B","A=2","=x"]', 'environment', 'known {"A":"2","B":"","":"x"} @ "Env"'],
    ['"Labels":{"a":"1","A":"2","a":"3","n":null}', 'labels', 'known {"a":"3","A":"2","n":""} @ "Labels"'],
    ['"ExposedPorts":{}', 'ports', 'absent @ "ExposedPorts"'],
    ['"ExposedPorts":{"80":null,"80":{}}', 'ports', 'known ["80"] @ "ExposedPorts"'],
    ['"Shell":[]', 'shell', 'absent @ []'],
  ] as const)('with %s has the %s', (setting, name, line) => {
    const text = `{"config":{"User":"1",${setting}}}`;
    expect(lineOf(factsOf(text)[name], text)).toBe(line);
  });

  it.each([
    ['"os":"linux"', 'unknown: architecture is not set @ "linux"'],
    ['"architecture":"arm64"', 'unknown: os is not set @ "arm64"'],
    ['"architecture":"arm64","os":""', 'unknown: os is not set @ "arm64"'],
    ['"history":[]', 'unknown: os and architecture are not set @ {'],
    ['"architecture":"arm","os":"linux","variant":"v7"', 'known ["linux/arm/v7"] @ "arm"'],
    ['"architecture":"arm","os":"linux","variant":""', 'known ["linux/arm"] @ "arm"'],
    ['"architecture":"arm","os":"linux","variant":7', 'unknown: variant is a number, not a string @ 7'],
  ])('with %s has the platform', (settings, line) => {
    const text = `{"config":{"User":"1"},${settings}}`;
    expect(lineOf(factsOf(text).platforms, text)).toBe(line);
  });

  it.each([
    ['"quay.io/a/b"', 'known {"reference":"quay.io/a/b:latest"} @ "Labels"'],
    [
      `"python:3.12@sha256:${'a'.repeat(64)}"`,
      'known {"reference":"docker.io/library/python:3.12","digest":"sha256:aaaaaa"} @ "Labels"',
    ],
    ['"not a name"', 'unknown: the base that the image records is no image reference @ "Labels"'],
    ['""', `${noBase} @ "config"`],
  ])('with the base name %s has the base', (name, line) => {
    const text = `{"config":{"Labels":{"org.opencontainers.image.base.name":${name}}}}`;
    expect(lineOf(factsOf(text).base, text)).toBe(line);
  });
});

describe('wrong types', () => {
  it('make each fact unknown for a reason of its own', () => {
    const text = fixture('wrong-types/config');
    expect(linesOf(factsOf(text), text)).toMatchObject({
      user: 'unknown: User is a number, not a string @ 5',
      entrypoint: 'unknown: Entrypoint is a string, not an array of strings @ "/bin/tool"',
      command: 'unknown: Cmd holds a number, not a string @ 7',
      workdir: 'unknown: WorkingDir is a boolean, not a string @ false',
      shell: 'unknown: Shell is an object, not an array of strings @ {}',
      environment: 'unknown: Env is an object, not an array of strings @ {}',
      labels: 'unknown: count in Labels is a number, not a string @ 3',
      platforms: 'unknown: os is an array, not a string @ ["linux"]',
      ports: 'unknown: ExposedPorts is an array, not an object @ ["80"]',
      volumes: 'unknown: Volumes is a string, not an object @ "/data"',
    });
  });
});
