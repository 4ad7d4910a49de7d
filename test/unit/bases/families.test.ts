import { describe, expect, it } from 'vitest';
import { familyOf, withoutUsr } from '../../../server/src/engine/bases/families.ts';
import { familyOfImage } from '../../../server/src/engine/bases/familyOfImage.ts';

describe('familyOf', () => {
  it('gives the facts of a family', () => {
    expect(familyOf('debian')).toMatchObject({
      packageManager: 'apt',
      sh: 'dash',
      shells: ['/bin/sh', '/bin/bash', '/bin/dash'],
      accountTools: { adduser: 'debian', unverified: ['adduser', 'addgroup'], install: undefined },
      setuid: { complete: true, derived: false },
    });
    expect(familyOf('debian')?.setuid?.files.get('/bin/su')).toBe('4755');
    expect(familyOf('alpine')).toMatchObject({
      accountTools: { tools: ['adduser', 'addgroup'], adduser: 'busybox', install: 'shadow' },
    });
    expect(familyOf('alpine')?.setuid?.files.size).toBe(0);
    expect(familyOf('distroless')).toMatchObject({ packageManager: null, shells: [], accountTools: { tools: [] } });
    expect(familyOf('wolfi')?.accountTools).toBeUndefined();
    expect(familyOf('wolfi')?.setuid).toBeUndefined();
    expect(familyOf('constructor')).toBeUndefined();
  });

  it('compares paths without /usr', () => {
    expect(withoutUsr('/usr/bin/su')).toBe('/bin/su');
    expect(withoutUsr('/bin/su')).toBe('/bin/su');
    expect(withoutUsr('/usrlocal')).toBe('/usrlocal');
  });
});

describe('familyOfImage', () => {
  const tools = (reference: string) => familyOfImage(reference)?.accountTools;
  const shadow = ['useradd', 'groupadd', 'usermod', 'groupmod'];

  it.each([
    ['debian:12', [...shadow, 'adduser', 'addgroup'], [], undefined],
    ['debian:bookworm-slim', [...shadow, 'adduser', 'addgroup'], [], undefined],
    ['debian:latest', shadow, ['adduser', 'addgroup'], undefined],
    ['debian:13', shadow, [], 'adduser'],
    ['debian:trixie-slim', shadow, [], 'adduser'],
    ['debian:sid', shadow, ['adduser', 'addgroup'], undefined],
    ['ubuntu:22.04', [...shadow, 'adduser', 'addgroup'], [], undefined],
    ['ubuntu:24.04', shadow, [], 'adduser'],
    ['ubuntu:26.04', shadow, ['adduser', 'addgroup'], undefined],
    ['python:3.12-slim', shadow, [], 'adduser'],
    ['postgres:13-bookworm', [...shadow, 'adduser', 'addgroup'], [], undefined],
    ['registry.access.redhat.com/ubi9/ubi:9.6', [...shadow, 'adduser'], [], undefined],
    ['registry.access.redhat.com/ubi9/ubi-minimal:9.6', [], [], 'shadow-utils'],
    ['redhat/ubi9-minimal:9.6', [], [], 'shadow-utils'],
    ['rockylinux:8-minimal', [], [], 'shadow-utils'],
    ['rockylinux:9-minimal', [...shadow, 'adduser'], [], undefined],
  ])('%s', (reference, expected, unverified, install) => {
    expect(tools(reference)).toMatchObject({ tools: expected, unverified, install });
  });

  it('is sure that there is no more only of a distribution’s own image', () => {
    expect(tools('debian:13')?.complete).toBe(true);
    expect(tools('debian:latest')?.complete).toBe(false);
    expect(tools('alpine:latest')?.complete).toBe(true);
    expect(tools('python:3.12')?.complete).toBe(false);
    expect(familyOfImage('debian:13')?.setuid?.complete).toBe(true);
    expect(familyOfImage('python:3.12')?.setuid?.complete).toBe(false);
    expect(familyOfImage('rockylinux:9')?.setuid?.complete).toBe(false);
  });

  it('lets an image overrule its family', () => {
    expect(familyOfImage('centos:7')?.packageManager).toBe('yum');
    expect(familyOfImage('registry.access.redhat.com/ubi9/ubi-minimal:9.6')?.packageManager).toBe('microdnf');
    expect(familyOfImage('cgr.dev/chainguard/python:latest')?.packageManager).toBeNull();
  });

  it('does not deny a shell to images for development', () => {
    expect(familyOfImage('gcr.io/distroless/static:nonroot')?.shells).toEqual([]);
    expect(familyOfImage('gcr.io/distroless/static:debug')?.shells).toBeUndefined();
    expect(familyOfImage('cgr.dev/chainguard/python:latest')?.shells).toEqual([]);
    expect(familyOfImage('cgr.dev/chainguard/python:latest-dev')?.shells).toBeUndefined();
    expect(familyOfImage('cgr.dev/chainguard/bash:latest')?.shells).toBeUndefined();
  });

  it('knows nothing of other images', () => {
    expect(familyOfImage('registry.example/x:1')).toBeUndefined();
    expect(familyOfImage('scratch')).toBeUndefined();
  });
});
