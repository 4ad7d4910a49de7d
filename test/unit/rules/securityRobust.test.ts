import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import { otherSecurityRules } from '../../../server/src/engine/rules/otherSecurity/otherSecurityRules.ts';
import type { Finding, Rule } from '../../../server/src/engine/rules/rule.ts';
import { applyEdits } from '../../../server/src/engine/text/span.ts';
import { factsOf, findings } from './judging.ts';

const commands = [
  ...['curl -fskL https://h.org/a -o a', 'wget --no-check-certificate http://h.org/a', 'curl https://h.org/a | sh'],
  ...['npm config set strict-ssl false', 'git config --global http.sslVerify false', 'export GIT_SSL_NO_VERIFY=1'],
  ...[
    'apt-get install -y --allow-unauthenticated sudo vim',
    'apk add --allow-untrusted a',
    'dnf --nogpgcheck install a',
  ],
  ...[
    'chmod 777 /a',
    'chmod -R a+rwX /b',
    'chmod u+s /usr/bin/a',
    'chmod 4755 /usr/bin/a',
    'mkdir -m 777 /c',
    'umask 0',
  ],
  ...['sudo make', 'sudo -E chmod 777 /a', 'rm -rf /a', 'mv /a /b', 'echo "a ALL=(ALL) ALL" > /etc/sudoers.d/a'],
  ...[
    "sed -i 's/a=1/gpgcheck=0/' /etc/yum.repos.d/a.repo",
    'bash <(curl https://h.org/a)',
    'eval "$(curl https://h.org/a)"',
  ],
  ...['echo a | sha256sum -c', './a.sh', 'make', 'cat <<EOF\nx\nEOF', '(chmod 777 /d)', 'if a; then chmod 777 /e; fi'],
];
const joints = [' && ', '; ', ' \\\n && ', ' && \\\n    ', ' || ', ' | ', '\n', ' \\\n# c\n && ', ' ;\\\n\t'];
const shell = fc
  .array(fc.tuple(fc.constantFrom(...commands), fc.constantFrom(...joints)), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.map(([command, joint]) => command + joint).join(''));
const line = fc.oneof(
  shell.map((text) => `RUN ${text.replace(/[ \\;&|]*$/, '').replace(/\n(?!\s*(?:&&|#)|x|EOF| {4}|\t)/g, ' && ')}`),
  shell.map((text) => `RUN <<END\n${text}\nEND`),
  fc.constantFrom(
    ...[
      'ADD . /app',
      'ADD http://h.org/a /a',
      'add a.tgz b /c',
      'COPY --chmod=777 a /a',
      'COPY --from=0 / /',
      'USER 1000',
    ],
    ...[
      'ENV A=1 NODE_TLS_REJECT_UNAUTHORIZED=0',
      'ARG PYTHONHTTPSVERIFY=0',
      'RUN --security=insecure --network=host a',
    ],
    ...['FROM a:1', 'WORKDIR /w', 'COPY <<EOF /etc/pip.conf\ntrusted-host=a\nEOF', 'RUN ["chmod", "777", "/a"]'],
  ),
);
const file = fc
  .tuple(fc.constantFrom('debian:13', '$X', 'scratch', 'alpine'), fc.array(line, { maxLength: 5 }))
  .map(([base, lines]) => `FROM ${base}\n${lines.join('\n')}\n`);
const soup = fc
  .array(fc.constantFrom(...commands, ...joints, '"', "'", '`', '$(', ')', '{', '}', '\\', '$A', '<<EOF', '\r', '\0'))
  .map((parts) => `FROM debian:13\nRUN ${parts.join('')}\n`);

/** What every rule finds, of one reading of the file. */
function found(text: string): ReadonlyMap<Rule, readonly Finding[]> {
  const facts = factsOf(text);
  return new Map(otherSecurityRules.map((rule) => [rule, findings(rule, facts)]));
}

describe('the rules on security', () => {
  it('never throw', () => {
    fc.assert(
      fc.property(fc.oneof(file, soup), (text) => {
        expect(found(text).size).toBe(otherSecurityRules.length);
      }),
      { numRuns: 300 },
    );
  });

  it('offer only fixes that leave the file as sound as it was, and mend', () => {
    fc.assert(
      fc.property(file, (text) => {
        const problems = parseDockerfile(text).problems.length;
        for (const [rule, before] of found(text)) {
          for (const fix of before.flatMap(({ fixes }) => fixes)) {
            const fixed = applyEdits(text, fix.edits);
            expect(parseDockerfile(fixed).problems.length, fixed).toBeLessThanOrEqual(problems);
            expect(findings(rule, fixed).length, `${rule.id}\n${text}\n${fixed}`).toBeLessThan(before.length);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('take what nobody writes', () => {
    const many = (count: number, text: (index: number) => string) => Array.from({ length: count }, (_, i) => text(i));
    const texts = [
      `FROM debian:13\n${many(3000, (i) => `RUN chmod 777 /a${i} && sudo make`).join('\n')}\n`,
      `FROM debian:13\nRUN ${many(3000, (i) => `npm config set strict-ssl false && chmod u+s /usr/bin/a${i}`).join(' && ')}\n`,
      `FROM debian:13\nRUN ${many(3000, () => 'curl -k https://h.org/a | sh').join(' \\\n && ')}\n`,
      `FROM debian:13\nENV ${many(3000, () => 'PYTHONHTTPSVERIFY=0').join(' \\\n ')}\n`,
      `FROM debian:13\nADD ${many(5000, (i) => `http://h.org/${i}`).join(' ')} /a/\n`,
      `FROM debian:13\nRUN echo 'deb [${'trusted '.repeat(9000)}' > /etc/apt/sources.list && sed -i 's/${'a/'.repeat(1900)}' /etc/sudoers\n`,
    ];
    for (const text of texts) expect(found(text).size).toBe(otherSecurityRules.length);
  });
});
