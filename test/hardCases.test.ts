import { describe, expect, it } from 'vitest';
import { checkDockerfile } from '../server/src/engine/check.ts';

/** A snippet that trips other tools, and what is right: each finding as `rule "the words it stands at"`. */
interface HardCase {
  readonly name: string;
  readonly text: string;
  /** The rules the case is about. */
  readonly rules: readonly string[];
  readonly found?: readonly string[];
  readonly target?: string;
}

const root = ['non-root-user'];
const platforms = ['fixed-platform', 'redundant-platform', 'fixed-architecture', 'undeclared-platform-argument'];
const start = ['default-executable', 'exec-form', 'exec-form-syntax', 'dead-instruction', 'cleared-command'];

const secrets = ['secret-name', 'secret-value', 'secret-file'];

const cases: readonly HardCase[] = [
  {
    name: 'F1 root in a builder only',
    rules: root,
    text: 'FROM debian:12 AS build\nUSER root\nRUN make\nFROM debian:12\nCOPY --from=build /a /a\nUSER 1001\n',
  },
  {
    name: 'F2 a user inherited from a stage',
    rules: root,
    text: 'FROM debian:12 AS base\nUSER 1001\nFROM base\nCMD ["/app"]\n',
  },
  {
    name: 'F3 root inherited from a stage',
    rules: root,
    text: 'FROM debian:12 AS base\nUSER root\nFROM base\nCMD ["a"]\n',
    found: ['non-root-user "root"'],
  },
  {
    name: 'F4 a user in the builder only',
    rules: root,
    text: 'FROM debian:12 AS build\nUSER app\nFROM debian:12\nCMD ["a"]\n',
    found: ['non-root-user "debian:12"'],
  },
  { name: 'F5 distroless nonroot', rules: root, text: 'FROM gcr.io/distroless/static:nonroot\n' },
  { name: 'F5 distroless debug-nonroot', rules: root, text: 'FROM gcr.io/distroless/static:debug-nonroot\n' },
  { name: 'F5 chainguard', rules: root, text: 'FROM cgr.dev/chainguard/static\n' },
  { name: 'F5 nginx-unprivileged', rules: root, text: 'FROM nginxinc/nginx-unprivileged:1.27\n' },
  {
    name: 'F6 a user from a build argument with a default',
    rules: root,
    text: 'FROM debian:12\nARG UID=1000\nUSER ${UID}:${GID:-0}\n',
  },
  {
    name: 'F7 root from a build argument',
    rules: root,
    text: 'FROM debian:12\nARG RUN_AS=root\nUSER $RUN_AS\n',
    found: ['non-root-user "$RUN_AS"'],
  },
  {
    name: 'F8 a variable that is set nowhere',
    rules: root,
    text: 'FROM debian:12\nUSER $NOTSET\n',
    found: ['non-root-user "$NOTSET"'],
  },
  ...['"0"', "'0':0", '00', 'root:wheel', '0:1000', '0', '0:0'].map((user) => ({
    name: `F9 USER ${user}`,
    rules: root,
    text: `FROM debian:12\nUSER ${user}\n`,
    found: [`non-root-user "${user}"`],
  })),
  {
    name: 'F10 another name for uid 0',
    rules: root,
    text: 'FROM debian:12\nRUN useradd -o -u 0 toor\nUSER toor\n',
    found: ['non-root-user "toor"'],
  },
  {
    name: 'F11 a named user',
    rules: [...root, 'numeric-user', 'user-exists'],
    text: 'FROM debian:12\nRUN useradd -m -u 1000 app\nUSER app\n',
    found: ['numeric-user "app"'],
  },
  { name: 'F12 the base from an argument', rules: ['base-tag'], text: 'ARG BASE=alpine:3.20\nFROM $BASE\n' },
  { name: 'F12 the base from a default in place', rules: ['base-tag'], text: 'FROM ${V:-debian:12}\n' },
  {
    name: 'F12 a stage for each architecture',
    rules: ['base-tag', 'syntax'],
    text: 'FROM debian:12 AS base-amd64\nFROM debian:12 AS base-arm64\nFROM base-${TARGETARCH}\n',
  },
  { name: 'F12 a tag from an argument', rules: ['base-tag'], text: 'ARG tagpart=:1.2\nFROM img${tagpart}\n' },
  {
    name: 'F13 a stage is no untagged image',
    rules: ['base-tag'],
    text: 'FROM --platform=$BUILDPLATFORM golang:1.22 AS base\nFROM base\n',
  },
  { name: 'F14 a named context', rules: ['base-tag', 'syntax'], text: 'FROM debian:12\nCOPY --from=ctx / /src\n' },
  {
    name: 'F14 an image that files are copied from',
    rules: ['base-tag'],
    text: 'FROM debian:12\nCOPY --from=ghcr.io/astral-sh/uv:0.8.15 /uv /bin/\nCOPY --from=ghcr.io/astral-sh/uv /uv /bin/\n',
    found: ['base-tag "ghcr.io/astral-sh/uv"'],
  },
  {
    name: 'F12 a stage for each architecture, on platforms of its own',
    rules: platforms,
    text: 'FROM --platform=linux/amd64 debian:12 AS base-amd64\nADD https://x.example/a-x86_64.tgz /opt/\nFROM --platform=linux/arm64 debian:12 AS base-arm64\nADD https://x.example/a-aarch64.tgz /opt/\nFROM base-${TARGETARCH}\n',
  },
  {
    name: 'F13 a builder on the platform of the machine',
    rules: platforms,
    text: 'FROM --platform=$BUILDPLATFORM golang:1.22 AS base\nFROM base\n',
  },
  {
    name: 'F31 the stage or the tag says the architecture',
    rules: platforms,
    text: '# st4sd image=quay.io/st4sd/community-applications/namd-gpu-hlcs:1.0.0-x86_64\nFROM --platform=linux/amd64 nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS build\nFROM --platform=linux/arm64 debian:12 AS arm64-final\nFROM --platform=linux/amd64 debian:12\nCOPY --from=build /a /a\nCOPY --from=arm64-final /b /b\n',
  },
  {
    name: 'F32 a constant platform that nothing says is meant',
    rules: platforms,
    text: 'FROM --platform=linux/amd64 x:1\n',
    found: ['fixed-platform "--platform=linux/amd64"'],
  },
  {
    name: 'F22 names that only sound like secrets',
    rules: secrets,
    text: 'FROM debian:12\nENV GOPRIVATE=a.example/* AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/token KMS_KEY_ALIAS=alias/app PUBLIC_KEY=abcdef\nENV KEYCLOAK_URL=https://a.example AUTH_MODULE_VERSION=1.2.3 GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D\nENV USERNAME=app SSH_AUTH_SOCK=/tmp/agent KEYTIMEOUT=1\n',
  },
  {
    name: 'F23 an argument without default, used in a RUN',
    rules: secrets,
    text: 'FROM debian:12\nARG GITHUB_TOKEN\nRUN git clone https://$GITHUB_TOKEN@github.com/org/app.git\n',
    found: ['secret-name "GITHUB_TOKEN"'],
  },
  {
    name: 'F24 versions, logs, an .env of an example',
    rules: secrets,
    text: 'FROM alpine:3.22\nRUN apk add libcrypto3=3.3.2-r0 openssl=3 && touch /var/log/access.log\nCOPY examples/.env /app/examples/.env\n',
  },
  { name: 'F25 CMD in two stages', rules: start, text: 'FROM debian:12 AS a\nCMD ["a"]\nFROM debian:12\nCMD ["b"]\n' },
  {
    name: 'F26 SHELL on purpose',
    rules: start,
    text: 'FROM debian:12\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nCMD run me\n',
  },
  {
    name: 'F27 HEALTHCHECK with a shell',
    rules: start,
    text: 'FROM debian:12\nHEALTHCHECK CMD curl -f http://localhost/ || exit 1\nCMD ["a"]\n',
  },
  {
    name: 'F30 a quoted << is no here-document',
    rules: root,
    text: 'FROM debian:12\nRUN echo "see <<EOF for help"\nUSER 1001\n',
  },
  {
    name: 'F29 a here-document with USER in it',
    rules: root,
    text: 'FROM debian:12\nUSER 1001\nRUN <<-"EOT" cat\n\tUSER root\n\n\tEOT\nCMD ["a"]\n',
  },
  {
    name: 'F34, F36 flags of today',
    rules: ['syntax'],
    text: 'FROM debian:12 AS build\nFROM debian:12\nCOPY --link --chmod=755 --parents --exclude=*.md --exclude=*.txt a b\nADD --unpack=true --keep-git-dir=true --checksum=sha256:0 https://x/y /z\nRUN --security=insecure --device=x --network=none true\n',
  },
  {
    name: 'F39 a word in a string is no command',
    rules: ['runtime-privilege', 'sudo'],
    text: "FROM debian:12\nRUN echo 'sudo is not available' > /etc/motd\n",
  },
  {
    name: 'F37 ADD of an address, and of a repository',
    rules: ['add-for-copy'],
    text: 'FROM debian:13\nADD https://x.org/x.tgz /opt/\nADD --checksum=sha256:0 https://x.org/x.tgz /opt/\nADD git@github.com:o/r.git /src\n',
  },
  {
    name: 'F38 owner and mode of what is copied',
    rules: ['world-writable', 'setuid', 'add-for-copy'],
    text: 'FROM debian:13\nCOPY --chown=1001:0 --chmod=755 run.sh /usr/local/bin/\n',
  },
  {
    name: 'F40 single quotes in ENTRYPOINT',
    rules: start,
    text: "FROM debian:12\nENTRYPOINT ['/run.sh']\n",
    found: [`exec-form-syntax "['/run.sh']"`],
  },
  {
    name: 'F41 digests',
    rules: ['base-tag', 'syntax'],
    text: `FROM ubuntu@sha256:${'0'.repeat(64)} AS a\nFROM localhost:5000/a/b:1@sha256:${'0'.repeat(64)}\nCOPY --from=a /x /y\n`,
  },
  {
    name: 'F42 stage names in any case for --from',
    rules: ['syntax'],
    text: 'FROM debian:12 AS base\nFROM base AS Final\nFROM debian:12\nCOPY --from=final /a /b\n',
  },
  {
    name: 'F42 but not for FROM',
    rules: ['syntax'],
    text: 'FROM debian:12 AS final\nFROM Final\n',
    found: ['syntax "Final"'],
  },
];

/** The findings of the rules the case is about. */
function findings({ text, rules, target }: HardCase): readonly string[] {
  const { problems } = checkDockerfile(text, { target });
  return problems
    .filter(({ rule, finding }) => rules.includes(rule) && finding === 'violated')
    .map(({ rule, at }) => `${rule} "${text.slice(at.start, at.end)}"`);
}

describe('cases that trip other tools', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    expect(findings(one)).toEqual(one.found ?? []);
  });

  it('F3 judges the stage that is asked for', () => {
    const text = 'FROM debian:12 AS app\nUSER 1001\nFROM app AS test\nUSER root\n';
    expect(findings({ name: '', text, rules: root, target: 'app' })).toEqual([]);
    expect(findings({ name: '', text: `# st4sd target=app\n${text}`, rules: root })).toEqual([]);
    expect(findings({ name: '', text, rules: root })).toHaveLength(1);
  });
});
