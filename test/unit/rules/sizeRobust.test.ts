import { describe } from 'vitest';
import { sizeOptimisedRules } from '../../../server/src/engine/rules/sizeOptimised/sizeOptimisedRules.ts';
import { holdsOnAnything, many } from './robust.ts';

const commands = [
  ...['apt-get update', 'sudo apt-get install -y gcc', 'apk add a', 'apk update', 'dnf install -y a', 'zypper -n in a'],
  ...[
    'pip install a',
    'conda install -y a',
    'npm ci',
    'yarn',
    'rm -rf /var/lib/apt/lists/*',
    './clean.sh',
    '. /env.sh',
  ],
  ...['wget https://h/a.tgz', 'tar xf a.tgz', 'rm a.tgz', 'chown -R 1 /app', 'rm -rf /app', 'useradd -u 1234567 a'],
  ...[
    'cd /tmp',
    'cat <<EOF\nx\nEOF',
    'bash -c "apt-get update"',
    '(pip install b)',
    '{ npm ci; }',
    'if a; then yarn; fi',
  ],
];
const joints = [' && ', '; ', ' \\\n && ', ' && \\\n    ', ' || ', ' | ', ' & ', '\n', ' \\\n# c\n && ', ' ;\\\n\t'];

const instructions = [
  'COPY . /app',
  'ADD https://h/a.tgz /',
  'WORKDIR /w',
  'USER 1000',
  'ENV PIP_NO_CACHE_DIR=1',
  'FROM a:1',
];

const huge = [
  `FROM debian:12\n${many(1000, () => 'RUN apt-get update && apt-get install gcc').join('\n')}\n`,
  `FROM debian:12\nRUN apt-get install ${many(3000, (i) => `a${i}-dev`).join(' ')} && apt-get purge ${many(3000, (i) => `b${i}*`).join(' ')}\n`,
  `FROM debian:12\n${many(600, (i) => `COPY d${i}/ /d/${i}/\nRUN chown -R 1 /d && rm -rf /d/${i}`).join('\n')}\n`,
  `FROM debian:12\nRUN pip install a && rm -rf ${'/a*'.repeat(9000)} ${'*'.repeat(9000)}\n`,
  `FROM debian:12\nRUN ${many(600, (i) => `wget https://h/a${i}.tgz && tar xf a${i}.tgz`).join(' && ')}\n`,
];

describe('the rules on size', () => {
  holdsOnAnything(sizeOptimisedRules, {
    bases: ['debian:12', 'python:3.13', '$X', 'scratch', 'alpine'],
    commands,
    joints,
    instructions,
    huge,
  });
});
