import { describe, expect, it } from 'vitest';
import { checksOut, downloads, verifiesChecksum } from '../../../server/src/engine/shell/downloads.ts';
import { runsDownloaded } from '../../../server/src/engine/shell/runsDownloaded.ts';
import { last, read, shown } from './read.ts';

describe('downloads', () => {
  const all = (text: string) =>
    downloads(last(text)).map(({ url, output, directory, insecure, ref }) =>
      [
        shown(url),
        output === undefined ? '-' : shown(output),
        directory && `in ${shown(directory)}`,
        insecure && 'insecure',
        ref && `at ${shown(ref)}`,
      ]
        .filter(Boolean)
        .join(' '),
    );
  it.each<[string, string[]]>([
    ['curl https://x/y.tgz', ['https://x/y.tgz -']],
    ['curl -fsSL https://x/y -o /z', ['https://x/y /z']],
    ['curl -sSLo /z https://x/y', ['https://x/y /z']],
    ['curl -fLO https://x/y.tgz', ['https://x/y.tgz y.tgz']],
    ['curl --output=/z -H "A: b" --retry 5 https://x/y', ['https://x/y /z']],
    ['curl -O https://x/a -o b https://x/b https://x/c', ['https://x/a a', 'https://x/b b', 'https://x/c -']],
    ['curl -k https://x > /z', ['https://x /z insecure']],
    ['curl -skL --url https://x', ['https://x - insecure']],
    ['curl -o - https://x', ['https://x -']],
    ['curl $OPTS https://x', ['https://x -']],
    ['curl -O https://x/$V/a-${V}.tgz', ['?https://x/$V/a-${V}.tgz? ?a-${V}.tgz?']],
    ['curl --output-dir /d -O https://x/y', ['https://x/y y in /d']],
    ['wget https://x/y.tgz', ['https://x/y.tgz y.tgz']],
    ['wget -q -P /d https://x/y', ['https://x/y y in /d']],
    ['wget -qO- https://x/y', ['https://x/y -']],
    ['wget -O /z --no-check-certificate https://x/y', ['https://x/y /z insecure']],
    ['wget -qO - https://x/y > /z', ['https://x/y /z']],
    ['aria2c -x 8 -d /d -o z https://x/y', ['https://x/y z in /d']],
    ['git clone https://x/y.git', ['https://x/y.git y']],
    ['git clone --depth 1 --branch v1 https://x/y /d', ['https://x/y /d at v1']],
    ['git clone --depth 1 $ARGS https://x/y', ['https://x/y y']],
    ['git -c http.sslVerify=false -C /w clone https://x/y', ['https://x/y y in /w insecure']],
    ['GIT_SSL_NO_VERIFY=1 git clone https://x/y', ['https://x/y y insecure']],
    ['git pull', []],
    ["echo 'curl https://x'", []],
  ])('%s', (text, expected) => {
    expect(all(text)).toEqual(expected);
  });

  it('knows the depth', () => {
    expect(downloads(last('git clone --depth=1 https://x/y'))[0]?.depth?.text).toBe('1');
  });

  it.each<[string, string | undefined]>([
    ['git checkout v1.2', 'v1.2'],
    ['git -C d checkout -q abc', 'abc'],
    ['git reset --hard abc', 'abc'],
    ['git switch --detach abc', 'abc'],
    ['git reset abc', undefined],
    ['git clone x', undefined],
  ])('%s', (text, expected) => {
    expect(checksOut(last(text))?.text).toBe(expected);
  });

  it.each<[string, boolean]>([
    ['echo "abc f" | sha256sum -c -', true],
    ['sha512sum --check --strict f', true],
    ['shasum -a 256 -c f', true],
    ['md5sum -c f', true],
    ['gpg --batch --verify a.asc a', true],
    ['gpgv a', true],
    ['openssl dgst -sha256 -verify k a', true],
    ['sha256sum f', false],
    ['gpg --import k', false],
    ['cat f', false],
  ])('%s verifies: %s', (text, expected) => {
    expect(verifiesChecksum(last(text))).toBe(expected);
  });

  it('takes a sum in a substitution for compared', () => {
    const [sum] = read('[ "$(sha256sum f | cut -d " " -f 1)" = abc ]').commands;
    expect(sum !== undefined && verifiesChecksum(sum)).toBe(true);
  });
});

describe('runsDownloaded', () => {
  const all = (text: string) =>
    runsDownloaded(read(text)).map(
      ({ download, by, through, verified }) =>
        `${shown(download.url)} ${through} ${by.program}${verified ? ' verified' : ''}`,
    );
  it.each<[string, string[]]>([
    ['curl -sSL https://x | bash -s -- -y', ['https://x pipe bash']],
    ['wget -qO- https://x | gunzip | tee /l | sudo sh', ['https://x pipe sh']],
    ['curl https://x | python3 -', ['https://x pipe python3']],
    ['sh -c "$(curl -fsSL https://x)"', ['https://x substitution sh']],
    ['bash <(curl https://x)', ['https://x substitution bash']],
    ['eval "$(curl https://x)"', ['https://x substitution eval']],
    ['curl -o i.sh https://x && bash ./i.sh -b', ['https://x file bash']],
    ['cd /tmp && wget https://x/i.sh; chmod +x i.sh; /tmp/i.sh', ['https://x/i.sh file i.sh']],
    ['curl https://x/$V.sh -o /t/${V}.sh && sh "/t/$V.sh"', ['?https://x/$V.sh? file sh']],
    ['wget -P /tmp https://x/i.sh && sh /tmp/i.sh', ['https://x/i.sh file sh']],
    ['curl -o i https://x && echo "a i" | sha256sum -c - && sh i', ['https://x file sh verified']],
    ['curl https://x | tar xz', []],
    ['curl https://x | sudo apt-key add -', []],
    ['curl -o i https://x; cat i', []],
    ['curl -o i https://x; sh j', []],
    ['V=$(curl https://x); sh -c "echo a"', []],
    ['echo "$(curl https://x)"; sh k', []],
  ])('%s', (text, expected) => {
    expect(all(text)).toEqual(expected);
  });
});
