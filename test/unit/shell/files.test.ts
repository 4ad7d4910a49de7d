import { describe, expect, it } from 'vitest';
import { unpacks } from '../../../server/src/engine/shell/archives.ts';
import { makes } from '../../../server/src/engine/shell/files.ts';
import { pathKey, resolvePath } from '../../../server/src/engine/shell/path.ts';
import { removes } from '../../../server/src/engine/shell/removals.ts';
import { writesText } from '../../../server/src/engine/shell/written.ts';
import { commandsOf, last, shown } from './read.ts';

describe('removes', () => {
  const all = (text: string) =>
    commandsOf(text).flatMap((command) =>
      removes(command).map(
        ({ path, empties, picked }) => `${shown(path)}${empties ? ' emptied' : ''}${picked ? ' picked' : ''}`,
      ),
    );
  it.each<[string, string[]]>([
    ['rm -rf /var/lib/apt/lists/* /tmp/*', ['/var/lib/apt/lists/*', '/tmp/*']],
    ['rm -r -- -x "$D/y"', ['-x', '?"$D/y"?']],
    ['find /var/lib/apt/lists -type f -delete', ['/var/lib/apt/lists']],
    ["find / -name '*.pyc' -delete", ['/ picked']],
    ['find /a /b -mindepth 1 -exec rm -rf {} +', ['/a', '/b']],
    ['find -L /a -name x -exec rm {} \\;', ['/a picked']],
    ['find /a -type f | xargs rm', ['/a']],
    ['find /a -name x -print0 | xargs -0 rm -f', ['/a picked']],
    ['cat list | xargs rm -f', []],
    ['truncate -s 0 /a', ['/a emptied']],
    ['truncate -s 10 /a', []],
    ['> /a; : > /b; cat /dev/null > /c', ['/a emptied', '/b emptied', '/c emptied']],
    ['echo x > /a; >> /b', []],
    ['rmdir /a; unlink /b; shred -n 3 -u /c', ['/a', '/b', '/c']],
    ["echo 'rm -rf /'", []],
    ['find /a -type f', []],
  ])('%s', (text, expected) => {
    expect(all(text)).toEqual(expected);
  });
});

describe('makes', () => {
  const all = (text: string) =>
    commandsOf(text).flatMap((command) =>
      makes(command).map(({ how, path, sources, into }) => {
        const from = sources.length === 0 ? '' : ` < ${sources.map(shown).join(' ')}`;
        return `${how} ${path === undefined ? '.' : shown(path)}${into ? '/' : ''}${from}`;
      }),
    );
  it.each<[string, string[]]>([
    ['mkdir -p -m 755 /a/{b,c}', ['directory /a/b', 'directory /a/c']],
    ['touch -d now /a', ['touch /a']],
    ['echo x > /a; echo y >> /b 2>/dev/null', ['write /a', 'append /b']],
    ['echo x 2> /a > /dev/null', []],
    ['echo x | tee -a /a /b > /c', ['write /c', 'append /a', 'append /b']],
    ['cp -r a b /c', ['copy /c/ < a b']],
    ['cp a /c', ['copy /c < a']],
    ['cp a /c/', ['copy /c// < a']],
    ['cp -t /c a b', ['copy /c/ < a b']],
    ['mv a /c', ['move /c < a']],
    ['install -Dm755 -o root a /usr/bin/a', ['copy /usr/bin/a < a']],
    ['install -d -m 755 /a', ['directory /a']],
    ['ln -s /opt/x/bin/x /usr/bin/x', ['link /usr/bin/x < /opt/x/bin/x']],
    ['ln -sf /opt/x', ['link ./ < /opt/x']],
    ['rsync -a --exclude x a/ /b', ['copy /b < a/']],
    ['tar -xzf x.tgz -C /opt', ['unpack /opt/ < x.tgz']],
    ['curl -L https://x/y | tar xz', ['unpack ./']],
    ['git clone https://x/y.git', ['clone y < https://x/y.git']],
    ['git clone -b v1 --depth 1 https://x/y /opt/y', ['clone /opt/y < https://x/y']],
    ['wget -O /a https://x/y', ['download /a < https://x/y']],
    ['curl -O https://x/y.tgz', ['download y.tgz < https://x/y.tgz']],
    ['curl https://x/y.tgz > /z', ['write /z']],
    ['curl https://x', []],
    ['python3 -m venv --system-site-packages /opt/venv', ['environment /opt/venv']],
    ['virtualenv -p python3 /opt/venv; uv venv /v', ['environment /opt/venv', 'environment /v']],
    ['ls -l', []],
  ])('%s', (text, expected) => {
    expect(all(text)).toEqual(expected);
  });
});

describe('unpacks', () => {
  it.each<[string, [string | undefined, string | undefined, boolean] | undefined]>([
    ['tar xzf a.tgz', ['a.tgz', undefined, true]],
    ['tar xzCf /d a.tgz', ['a.tgz', '/d', true]],
    ['tar -C /d --strip-components=1 -xvf a.tgz', ['a.tgz', '/d', true]],
    ['tar --extract --file a.tgz --directory=/d', ['a.tgz', '/d', true]],
    ['tar -xJ -C /d', [undefined, '/d', true]],
    ['tar -xzf -', [undefined, undefined, true]],
    ['tar -czf a.tgz x', undefined],
    ['tar czf a.tgz x', undefined],
    ['tar tzf x.tgz', undefined],
    ['unzip -q a.zip -d /d', ['a.zip', '/d', true]],
    ['unzip -l a.zip', undefined],
    ['gunzip a.gz', ['a.gz', undefined, false]],
    ['gunzip -k a.gz', ['a.gz', undefined, true]],
    ['xz -d a.xz', ['a.xz', undefined, false]],
    ['gzip a', undefined],
    ['7z x a.7z -o/d', ['a.7z', '/d', true]],
    ['dpkg-deb -x a.deb /d', ['a.deb', '/d', true]],
    ['dpkg -i a.deb', undefined],
  ])('%s', (text, expected) => {
    const found = unpacks(last(text));
    expect(found && [found.archive?.text, found.directory?.text, found.keepsArchive]).toEqual(expected);
  });
});

describe('writesText', () => {
  it.each<[string, string[]]>([
    ['echo -e "a\\nb" c > /f', ['/f: a\nb c']],
    ["printf '%s:%5d%%\\n' a 1 >> /f", ['/f: a:1%\n']],
    ['cat <<EOF > /f\na $X\nEOF', ['/f: a \0\n']],
    ['tee /f /g <<< a', ['/f: a', '/g: a']],
    ['echo a | cat | tee -a /f', ['/f: a']],
    ['echo a', []],
    ['curl x > /f', []],
  ])('%s', (text, expected) => {
    expect(writesText(last(text)).map(({ file, text: written }) => `${shown(file)}: ${written}`)).toEqual(expected);
  });
});

describe('paths', () => {
  it.each<[string | undefined, string, string | undefined]>([
    ['/a', 'b/../c/./d//', '/a/c/d'],
    [undefined, '/x/..', '/'],
    [undefined, 'x', undefined],
    ['/', '../../x', '/x'],
    ['/a', 'x'.repeat(5000), undefined],
  ])('%s and %.20s', (directory, path, expected) => {
    expect(resolvePath(directory, path)).toBe(expected);
  });

  it('are compared as written where they cannot be told', () => {
    const [a, b, c, d] = last('x $D/a-${V}.tgz "${D}/a-$V.tgz" a ~/b').args.map((word) => pathKey(word, '/w'));
    expect(a).toBe(b);
    expect([c, d]).toEqual(['/w/a', '~/b']);
  });
});
