import { describe, expect, it } from 'vitest';
import { numericUser } from '../../../server/src/engine/rules/nonRoot/numericUser.ts';
import { firstFix, fixed, messages } from './judging.ts';

const make = (command: string, rest = '', base = 'debian:12') => `FROM ${base}\nRUN ${command}\n${rest}USER a\n`;

const table: readonly (readonly [
  name: string,
  text: string,
  write: string,
  after: string | undefined,
  safe: boolean,
])[] = [
  ['a number', make('useradd -u 1000 a'), 'Write USER 1000.', 'USER 1000\n', true],
  [
    'a group is kept',
    make('useradd -u 1000 a').replace('USER a', 'USER a:0'),
    'Write USER 1000:0.',
    'USER 1000:0\n',
    true,
  ],
  [
    'none',
    make('useradd -m a'),
    'Make it with useradd -u 10001 and write USER 10001.',
    'useradd -m -u 10001 a\nUSER 10001\n',
    false,
  ],
  [
    'none, the number is taken',
    make('useradd -u 10001 b && useradd a'),
    'useradd -u 10002',
    'useradd -u 10002 a\nUSER 10002\n',
    false,
  ],
  ['none, behind sudo', make('sudo useradd a'), 'useradd -u 10001', 'sudo useradd -u 10001 a\nUSER 10001\n', false],
  [
    'none, adduser of Debian',
    make('adduser --disabled-password a'),
    'adduser --uid 10001',
    'adduser --disabled-password --uid 10001 a\nUSER 10001\n',
    false,
  ],
  [
    'none, adduser of busybox',
    make('adduser -D a', '', 'alpine:3.20'),
    'adduser -u 10001',
    'adduser -D -u 10001 a\nUSER 10001\n',
    false,
  ],
  [
    'a build argument in force',
    make('useradd -u ${N} a').replace('RUN', 'ARG N=1000\nRUN'),
    'Write USER ${N}.',
    'USER ${N}\n',
    true,
  ],
  [
    'a build argument in quotes',
    make('useradd -u "$N" a').replace('RUN', 'ARG N=1000\nRUN'),
    'Write USER $N.',
    'USER $N\n',
    true,
  ],
  ['a number with a default', make('useradd -u ${N:-1000} a'), 'Write USER 1000.', 'USER 1000\n', false],
  [
    'a build argument without value',
    make('useradd -u $N a').replace('RUN', 'ARG N\nRUN'),
    'Write the number that $N gives.',
    undefined,
    false,
  ],
  [
    'an account of a base that is not known',
    'FROM registry.example/b:1\nUSER a\n',
    'Write the number that id -u a gives in the image.',
    undefined,
    false,
  ],
];

describe('numeric-user', () => {
  it.each(table)('asks for the number that can be had: %s', (_, text, write, after, safe) => {
    expect(messages(numericUser, text)).toEqual([expect.stringContaining(write)]);
    expect(fixed(numericUser, text)?.endsWith(after ?? '') ?? after).toBe(after === undefined ? undefined : true);
    expect(firstFix(numericUser, text)?.safe ?? false).toBe(safe);
  });
});
