import { describe, expect, it } from 'vitest';
import { clearedCommand } from '../../../server/src/engine/rules/defaultExecutable/clearedCommand.ts';
import { runtimePrivilege } from '../../../server/src/engine/rules/nonRoot/runtimePrivilege.ts';
import { found } from './judging.ts';

describe('runtime-privilege', () => {
  it.each([
    ['a low port', 'FROM debian:12\nRUN a\nEXPOSE 8080 22\n', ['advice "22"']],
    ['a low port with its protocol', 'FROM debian:12\nEXPOSE 53/udp\n', ['advice "53/udp"']],
    ['a low port of a variable', 'FROM debian:12\nARG P=80\nEXPOSE $P\n', ['advice "$P"']],
    ['a low port of a base stage', 'FROM debian:12 AS b\nEXPOSE 443\nFROM b\nRUN a\n', ['advice "443"']],
    ['a low port of another stage', 'FROM debian:12 AS b\nEXPOSE 443\nFROM debian:12\n', []],
    ['a high port', 'FROM debian:12\nEXPOSE 8888\n', []],
    ['services', 'FROM debian:12\nENTRYPOINT service ssh restart && bash\n', ['advice "service ssh restart && bash"']],
    ['a program of that name as an argument', 'FROM debian:12\nENTRYPOINT ["a", "service"]\n', []],
  ] as const)('%s', (_, text, expected) => {
    expect(found(runtimePrivilege, text)).toEqual(expected);
  });
});

describe('cleared-command', () => {
  it.each([
    ['an empty CMD after it', 'FROM python:3.12\nENTRYPOINT ["/run.sh"]\nCMD []\n', []],
    ['an empty CMD before it', 'FROM python:3.12\nCMD [ ]\nENTRYPOINT ["/run.sh"]\n', []],
    [
      'an empty CMD of the stage before',
      'FROM python:3.12 AS b\nCMD []\nFROM python:3.12\nENTRYPOINT ["/run.sh"]\n',
      ['advice "ENTRYPOINT ["/run.sh"]"'],
    ],
  ] as const)('%s', (_, text, expected) => {
    expect(found(clearedCommand, text)).toEqual(expected);
  });
});
