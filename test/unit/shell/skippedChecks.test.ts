import { describe, expect, it } from 'vitest';
import { signatureOff, turnsSignaturesOff } from '../../../server/src/engine/shell/signatureOff.ts';
import { textSkips, variableSkips } from '../../../server/src/engine/shell/skippedChecks.ts';
import { tlsOff, turnsTlsOff } from '../../../server/src/engine/shell/tlsOff.ts';
import { last } from './read.ts';

/** What leaves the check out, and as what. */
const shown = (found: ReturnType<typeof turnsTlsOff>) => found && `${found.kind} ${found.shown}`;

describe('turnsTlsOff', () => {
  it.each<[string, string | undefined]>([
    ['curl -k https://x', 'option -k'],
    ['curl -fskL https://x', 'option -k'],
    ['curl --insecure https://x', 'option --insecure'],
    ['curl $OPTIONS -k https://x', 'option -k'],
    ['xargs curl -k', 'option -k'],
    ['wget --no-check-certificate https://x', 'option --no-check-certificate'],
    ['wget --no-check-certificate -qO- $URL', 'option --no-check-certificate'],
    ['aria2c --check-certificate=false https://x', 'option --check-certificate=false'],
    ['git config --global http.sslVerify false', 'setting http.sslVerify false'],
    ['git config --global http.https://x.sslverify=false', 'setting http.https://x.sslverify=false'],
    ['git -c http.sslVerify=false clone https://x', 'option http.sslVerify=false'],
    ['git clone -c http.sslverify=0 https://x', 'option http.sslverify=0'],
    ['npm config set strict-ssl false', 'setting strict-ssl false'],
    ['npm config set strict-ssl=false', 'setting strict-ssl=false'],
    ['npm install --strict-ssl=false', 'option --strict-ssl=false'],
    ['npm install --no-strict-ssl', 'option --no-strict-ssl'],
    ['yarn set "strict-ssl" \'false\'', 'setting strict-ssl false'],
    ['yarn config set enableStrictSsl false', 'setting enableStrictSsl false'],
    ['conda config --set ssl_verify no', 'setting ssl_verify no'],
    ['pip install --trusted-host x a', 'option --trusted-host x'],
    ['python3 -m pip install --trusted-host=x a', 'option --trusted-host=x'],
    ['pip config set global.trusted-host x', 'setting global.trusted-host x'],
    ['uv pip install --allow-insecure-host x a', 'option --allow-insecure-host x'],
    ['apt-get -o Acquire::https::Verify-Peer=false update', 'option Acquire::https::Verify-Peer=false'],
    ['apt-get -oAcquire::https::x.org::Verify-Host=0 update', 'option Acquire::https::x.org::Verify-Host=0'],
    ['dnf install --setopt=sslverify=0 a', 'option sslverify=0'],
    ['dnf install --setopt sslverify=0 a', 'option sslverify=0'],
    ['yum-config-manager --save --setopt=\\*.sslverify=no', 'option *.sslverify=no'],
    ['GIT_SSL_NO_VERIFY=true git fetch', 'variable GIT_SSL_NO_VERIFY=true'],
    ['env PYTHONHTTPSVERIFY=0 python a.py', 'variable PYTHONHTTPSVERIFY=0'],
    ['export NODE_TLS_REJECT_UNAUTHORIZED=0', 'setting NODE_TLS_REJECT_UNAUTHORIZED=0'],
    ['echo insecure >> ~/.curlrc', 'text insecure'],
    ["printf '[global]\\ntrusted-host = x.org\\n' > /etc/pip.conf", 'text trusted-host = x.org'],
    [
      'echo \'Acquire::https::Verify-Peer "false";\' > /etc/apt/apt.conf.d/9',
      'text Acquire::https::Verify-Peer "false',
    ],
    ["sed -i 's/sslverify=1/sslverify=0/' /etc/yum.conf", 'text sslverify=0'],
    ["Rscript -e 'httr::set_config(httr::config(ssl_verifypeer = 0L))'", 'text ssl_verifypeer = 0L'],
    ['svn checkout --trust-server-cert https://x', 'option --trust-server-cert'],
    ['curl -K https://x', undefined],
    ['curl -ok https://x', undefined],
    ['curl https://x', undefined],
    ['curl -k https://localhost:8443/health', undefined],
    ['wget --no-check-certificate ftp://x/y', undefined],
    ['npm config set strict-ssl true', undefined],
    ['npm install strict-ssl false', undefined],
    ['npm config get strict-ssl || false', undefined],
    ['pip install --trusted-host localhost a', undefined],
    ['pip install a', undefined],
    ['apt-get -o Acquire::https::Verify-Peer=true update', undefined],
    ['dnf install --setopt=install_weak_deps=False a', undefined],
    ["echo 'curl -k'", undefined],
    ['grep -- --no-check-certificate f', undefined],
    ['tar -k', undefined],
    ["sed -i 's/sslverify=0/sslverify=1/' /etc/yum.conf", undefined],
    ["echo '# insecure' >> ~/.curlrc", undefined],
  ])('%s', (text, expected) => {
    expect(shown(turnsTlsOff(last(text)))).toBe(expected);
  });

  it('knows the variables', () => {
    expect(variableSkips('PYTHONHTTPSVERIFY', '0', tlsOff)).toBe(true);
    expect(variableSkips('PYTHONHTTPSVERIFY', '1', tlsOff)).toBe(false);
    expect(variableSkips('PATH', '0', tlsOff)).toBe(false);
    expect(variableSkips('GIT_SSL_NO_VERIFY', '', tlsOff)).toBe(false);
  });
});

describe('turnsSignaturesOff', () => {
  it.each<[string, string | undefined]>([
    ['apt-get install -y --allow-unauthenticated a', 'option --allow-unauthenticated'],
    ['apt-get install --force-yes a', 'option --force-yes'],
    ['apt-get -o APT::Get::AllowUnauthenticated=true install a', 'option APT::Get::AllowUnauthenticated=true'],
    ['apk add --allow-untrusted a', 'option --allow-untrusted'],
    ['yum --nogpgcheck install a', 'option --nogpgcheck'],
    ['tdnf install --nogpgcheck a', 'option --nogpgcheck'],
    ['dnf install --setopt=gpgcheck=0 a', 'option gpgcheck=0'],
    ['zypper --no-gpg-checks in a', 'option --no-gpg-checks'],
    ['rpm -i --nosignature a', 'option --nosignature'],
    ['spack install --no-check-signature a', 'option --no-check-signature'],
    ["sed -i 's/gpgcheck=1/gpgcheck=0/' /etc/yum.conf", 'text gpgcheck=0'],
    ["echo 'deb [trusted=yes] http://x y main' > /etc/apt/sources.list.d/x.list", 'text deb [trusted=yes] http://x'],
    ["printf '[x]\\ngpgcheck=0\\n' > /etc/yum.repos.d/x.repo", 'text gpgcheck=0'],
    ["printf 'URIs: http://x\\nTrusted: yes\\n' > /etc/apt/sources.list.d/x.sources", 'text Trusted: yes'],
    [
      'add-apt-repository "deb [trusted=yes arch=amd64] https://x y main"',
      'text deb [trusted=yes arch=amd64] https://x',
    ],
    ["echo 'deb [signed-by=/k] http://x y main' > /etc/apt/sources.list.d/x.list", undefined],
    ["echo 'deb [ trusted=yes ] file:///p ./' > /etc/apt/sources.list.d/x.list", undefined],
    ["printf '[x]\\ngpgcheck=1\\nrepo_gpgcheck=0\\n' > /etc/yum.repos.d/x.repo", undefined],
    ['rpm -qp --nosignature a.rpm', undefined],
    ['zypper --gpg-auto-import-keys refresh', undefined],
    ['apt-get install a', undefined],
    ['echo --nogpgcheck', undefined],
  ])('%s', (text, expected) => {
    expect(shown(turnsSignaturesOff(last(text)))).toBe(expected);
  });

  it('reads a file as a whole', () => {
    expect(textSkips('/etc/yum.repos.d/x.repo', '[x]\nname=x\ngpgcheck = 0\n', signatureOff)).toBe('gpgcheck = 0');
    expect(textSkips('/etc/motd', 'gpgcheck=0\n', signatureOff)).toBeUndefined();
  });
});
