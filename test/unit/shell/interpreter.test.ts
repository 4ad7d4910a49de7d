import { describe, expect, it } from 'vitest';
import { interpreterLine, shellKind, shellOptions } from '../../../server/src/engine/shell/interpreter.ts';

describe('shellKind', () => {
  it.each<[string, string[]]>([
    ['posix', ['/bin/sh', '-c']],
    ['posix', ['/bin/bash', '-o', 'pipefail', '-c']],
    ['posix', ['bash', '-lc']],
    ['posix', ['/bin/ash', '-eo', 'pipefail', '-c']],
    ['posix', ['/bin/busybox', 'sh', '-c']],
    ['posix', ['/usr/bin/env', 'bash', '-c']],
    ['posix', ['/usr/local/bin/_dockerfile_shell.sh']],
    ['posix', ['conda', 'run', '--no-capture-output', '-n', 'env', '/bin/bash', '-c']],
    ['powershell', ['powershell', '-Command']],
    ['powershell', ['C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe', '-Command']],
    ['powershell', ['pwsh', '-c']],
    ['cmd', ['cmd', '/S', '/C']],
    ['other', ['/usr/bin/python3', '-c']],
    ['other', []],
  ])('%s: %j', (kind, words) => {
    expect(shellKind(words)).toBe(kind);
  });
});

describe('shellOptions', () => {
  it.each<[string[], boolean, boolean]>([
    [['/bin/sh', '-c'], false, false],
    [['/bin/bash', '-o', 'pipefail', '-c'], false, true],
    [['/bin/ash', '-eo', 'pipefail', '-c'], true, true],
    [['/bin/bash', '-euxo', 'pipefail', '-c'], true, true],
    [['conda', 'run', '-n', 'e', 'bash', '-ec'], true, false],
    [['powershell', '-e'], false, false],
  ])('%j', (words, errexit, pipefail) => {
    expect(shellOptions(words)).toMatchObject({ errexit, pipefail });
  });
});

describe('the interpreter of a text', () => {
  it.each<[string, string | undefined]>([
    ['#!/bin/sh\na', 'sh'],
    ['#!/bin/bash -e', 'bash'],
    ['#! /usr/bin/env python3\nx', 'python3'],
    ['#!/usr/bin/env -S python3 -u\nx', 'python3'],
    ['#!/usr/bin/env -i A=b perl\nx', 'perl'],
    ['#!/usr/bin/env\nx', undefined],
    ['#!\nx', undefined],
    ['\n#!/bin/sh', undefined],
    ['echo', undefined],
  ])('%j', (body, expected) => {
    expect(interpreterLine(body)[0]?.replace(/.*\//, '')).toBe(expected);
  });
});
