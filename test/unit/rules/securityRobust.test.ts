import { describe } from 'vitest';
import { otherSecurityRules } from '../../../server/src/engine/rules/otherSecurity/otherSecurityRules.ts';
import { holdsOnAnything, many } from './robust.ts';

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

const instructions = [
  ...[
    'ADD . /app',
    'ADD http://h.org/a /a',
    'add a.tgz b /c',
    'COPY --chmod=777 a /a',
    'COPY --from=0 / /',
    'USER 1000',
  ],
  ...['ENV A=1 NODE_TLS_REJECT_UNAUTHORIZED=0', 'ARG PYTHONHTTPSVERIFY=0', 'RUN --security=insecure --network=host a'],
  ...['FROM a:1', 'WORKDIR /w', 'COPY <<EOF /etc/pip.conf\ntrusted-host=a\nEOF', 'RUN ["chmod", "777", "/a"]'],
];

const huge = [
  `FROM debian:13\n${many(3000, (i) => `RUN chmod 777 /a${i} && sudo make`).join('\n')}\n`,
  `FROM debian:13\nRUN ${many(3000, (i) => `npm config set strict-ssl false && chmod u+s /usr/bin/a${i}`).join(' && ')}\n`,
  `FROM debian:13\nRUN ${many(3000, () => 'curl -k https://h.org/a | sh').join(' \\\n && ')}\n`,
  `FROM debian:13\nENV ${many(3000, () => 'PYTHONHTTPSVERIFY=0').join(' \\\n ')}\n`,
  `FROM debian:13\nADD ${many(5000, (i) => `http://h.org/${i}`).join(' ')} /a/\n`,
  `FROM debian:13\nRUN echo 'deb [${'trusted '.repeat(9000)}' > /etc/apt/sources.list && sed -i 's/${'a/'.repeat(1900)}' /etc/sudoers\n`,
];

describe('the rules on security', () => {
  holdsOnAnything(otherSecurityRules, {
    bases: ['debian:13', '$X', 'scratch', 'alpine'],
    commands,
    joints,
    instructions,
    huge,
  });
});
