import { skipFix } from '../../facts/security/skipFix.ts';
import { type SkippedCheckAt, skippedChecks } from '../../facts/security/skippedChecks.ts';
import { variableSkips } from '../../shell/skippedChecks.ts';
import { tlsOff as table, turnsTlsOff } from '../../shell/tlsOff.ts';
import { advice, type Outcome, rule, violation } from '../rule.ts';

export const tlsOff = rule({
  id: 'tls-off',
  criterion: 'other-security',
  deciding: true,
  title: 'Programs look at the certificate of the server they talk to.',
  why: 'Without that look, whoever sits between the build and the server can hand over files of their own. Where it fails, certificates are missing (the package ca-certificates), or those of an own server have to be added.',
  ignore: 'Where the network is a closed one, or a check sum is compared afterwards.',
  examples: {
    violated: [
      'FROM debian:13\nRUN curl -kfsSLO https://example.org/app-1.0.tar.gz\n',
      'FROM debian:13\nRUN wget -q --no-check-certificate https://example.org/app-1.0.tar.gz\n',
      'FROM debian:13\nRUN git config --global http.sslVerify false \\\n && git clone --branch v1.0 https://example.org/app.git\n',
      'FROM python:3.13\nRUN pip install --no-cache-dir --trusted-host pypi.org numpy==2.3.2\n',
      'FROM node:24\nENV NODE_ENV=production NODE_TLS_REJECT_UNAUTHORIZED=0\n',
      'FROM node:24\nRUN npm config set strict-ssl false\n',
      '{"architecture": "amd64", "os": "linux", "config": {"Cmd": ["a"], "Env": ["PYTHONHTTPSVERIFY=0"]}, "rootfs": {"type": "layers", "diff_ids": []}}\n',
    ],
    satisfied: [
      'FROM debian:13\nRUN curl -fsSLO https://example.org/app-1.0.tar.gz\n',
      'FROM debian:13\nRUN curl -kfsS https://localhost:8443/health\n',
      "FROM debian:13\nRUN echo 'never use curl -k' > /etc/motd\n",
      'FROM debian:13 AS old\nRUN curl -kO https://example.org/a\nFROM debian:13\nCMD ["a"]\n',
      'FROM node:24\nENV NODE_TLS_REJECT_UNAUTHORIZED=1\n',
    ],
  },
  *check({ build, environment }) {
    if (build !== undefined) {
      for (const found of skippedChecks(build, { table, asks: turnsTlsOff })) {
        const fix = skipFix(found, build.dockerfile);
        const fixes = fix === undefined ? [] : [{ title: fix.title, safe: false, edits: [fix.edit] }];
        const decides = found.place.ships && !found.verified;
        yield (decides ? violation : advice)(found.at, messageOf(found), { fixes });
      }
      return;
    }
    if (environment.state !== 'known') return;
    for (const [name, value] of environment.value) {
      if (variableSkips(name, value, table)) yield inImage(`${name}=${value}`, environment.at);
    }
  },
});

function messageOf({ shown, by, place }: SkippedCheckAt): string {
  if (by === undefined || by.check.kind === 'variable' || by.check.kind === 'setting') {
    const kept = place.step.instruction.kind === 'env' && place.ships ? ', in the running container too' : '';
    return `${cut(shown)} makes programs take any certificate${kept}. Remove it and install ca-certificates, or the certificate of the server.`;
  }
  if (by.check.kind === 'text')
    return `${cut(shown)}, written here, makes programs take any certificate. Leave the line out.`;
  const { program = 'the command' } = by.command;
  return `${cut(shown)} lets ${program} take any certificate. Leave it out and install ca-certificates, or the certificate of the server.`;
}

function inImage(shown: string, at: SkippedCheckAt['at']): Outcome {
  return violation(at, `${cut(shown)} makes programs take any certificate. Build the image without it.`);
}

const cut = (text: string) => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest)}...` : line;
};

const longest = 80;
