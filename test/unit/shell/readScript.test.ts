import { describe, expect, it } from 'vitest';
import { readScript } from '../../../server/src/engine/shell/readScript.ts';
import { joinMapped, mappedSlice } from '../../../server/src/engine/text/mappedText.ts';
import { commandsOf, last, lines, read, shown } from './read.ts';

describe('what runs', () => {
  it.each<[string, string[]]>([
    [
      'apt-get update && apt-get install -y x; echo "a  b" | tee f',
      ['apt-get update', 'apt-get install -y x', 'echo a  b', 'tee f'],
    ],
    ['echo "see <<EOF for help"', ['echo see <<EOF for help']],
    ["echo 'sudo is not available' > /etc/motd", ['echo sudo is not available']],
    ['a & b', ['a', 'b']],
    ['(cd /x; ls); { a; b; }', ['cd /x', 'ls', 'a', 'b']],
    ['if ! command -v x; then a; elif b; then c; else d; fi', ['command -v x', 'a', 'b', 'c', 'd']],
    ['case "$T" in a|b) x;; *) y;; esac', ['x', 'y']],
    ['while read -r l; do a; done < f; until b; do c; done', ['read -r l', 'a', 'b', 'c']],
    ['[ -f a ] && [[ -n $X ]] && ((1)) && b', ['[ -f a ]', '[[ ?$X?', '((', 'b']],
    ['echo a # && rm -rf /', ['echo a']],
    ['set -e\n# comment\na\n\nb', ['set -e', 'a', 'b']],
    ['echo $(a | b) `c`', ['a', 'b', 'c', 'echo ?$(a | b)? ?`c`?']],
    ['x=$(a) y=`b \\`c\\``', ['a', 'c', 'b ?`c`?']],
    ['diff <(a) <(b)', ['a', 'b', 'diff ?<(a)? ?<(b)?']],
    ['trap "rm -rf /t" EXIT; a', ['trap rm -rf /t EXIT', 'a', 'rm -rf /t']],
    ['trap "a" INT; b', ['trap a INT', 'b']],
    ['> /f', ['']],
    ['A=1', []],
    ['', []],
  ])('%s', (text, expected) => {
    expect(lines(text)).toEqual(expected);
  });
});

describe('words', () => {
  const known = { V: '1.2.3', P: 'a b', HOME: '/root', E: '', G: '*.txt', F: '/x/y.tar.gz' };
  it.each<[string, string]>([
    ['echo $V "${V}" \'$V\' \\$V', 'echo 1.2.3 1.2.3 $V $V'],
    ['echo $P', 'echo a b'],
    ['echo "$P" $E "$E" ""', 'echo a b  '],
    ['echo x$P-y', 'echo xa b-y'],
    ['echo ${V%.*} ${V%%.*} ${V#*.} ${V##*.} ${F##*/} ${F%.tar.gz}', 'echo 1.2 1 2.3 3 y.tar.gz /x/y'],
    ['echo ${V/./-} ${V//./} ${V/#1/x} ${V/%3/x} ${V/a/b}', 'echo 1-2.3 123 x.2.3 1.2.x 1.2.3'],
    ['echo ${V:0:3} ${#V} ${P^^} ${P^}', 'echo 1.2 5 A B A b'],
    ['echo ${V:-d} ${E:-d} ${E-d} ${E:+d} ${V:+d} ${V:?no}', 'echo 1.2.3 d d 1.2.3'],
    ['echo ${N:=d} $N', 'echo ?${N:=d}? ?$N?'],
    ['unset V; echo ${V:-d} ${V-e}', 'echo d e'],
    ['echo {a,b}/{c,d{1..2}} {1..3} {a}', 'echo a/c a/d1 a/d2 b/c b/d1 b/d2 1 2 3 {a}'],
    ['echo /opt/{bin,lib$V}', 'echo /opt/bin /opt/lib1.2.3'],
    ['echo ~/x ~ $HOME/x', 'echo ~/x ~ /root/x'],
    ['echo $\'a\\tb\' a\\ b "a\\"b\\c"', 'echo a\tb a b a"b\\c'],
    ['echo $((1+1)) ${U} $U-x $1', 'echo ?$((1+1))? ?${U}? ?$U-x? ?$1?'],
    ['V=2 W=$V-x; echo $V $W', 'echo 2 2-x'],
    ['export V=3; echo $V', 'echo 3'],
    ['V=9 true; echo $V', 'echo 1.2.3'],
    ['V+=.4; echo $V', 'echo 1.2.3.4'],
    ['V=$(date); echo $V', 'echo ?$V?'],
    ['read V; echo $V', 'echo ?$V?'],
    ['A=(a "b c"); A+=(d); echo "${A[@]}" ${#A[@]} $A', 'echo a b c d 3 a'],
    ['set -- p q; echo "$@" $2 $#; shift; echo $1', 'echo q'],
    ['declare -r A=b; local C=d; echo $A $C', 'echo b d'],
    ['(V=2); echo $V', 'echo 1.2.3'],
    ['V=2 | cat; echo $V', 'echo 1.2.3'],
    ['if x; then V=2; fi; echo $V', 'echo ?$V?'],
    ['if x; then V=2; else V=2; fi; echo $V', 'echo 2'],
    ['[ -f x ] && V=2 && W=$V; echo $V', 'echo ?$V?'],
    ['[ -f x ] && V=2 && echo $V', 'echo 2'],
    ['x || V=2; echo $V', 'echo ?$V?'],
    ['x && V=2; echo $V', 'echo 2'],
    ['x=$(V=2); echo $V', 'echo 1.2.3'],
    ['A=(a b); A[0]=x; echo $A', 'echo ?$A?'],
    ['mapfile -t V < f; echo $V', 'echo ?$V?'],
    ['set -- p; f() { :; }; f q; echo $1', 'echo p'],
    ['echo ${V#[!2-9]} ${V%[0-9]} ${V#?.}', 'echo .2.3 1.2. 2.3'],
    ['echo {3..1} {1..900}', 'echo 3 2 1 ?{1..900}?'],
  ])('%s', (text, expected) => {
    expect(last(text, known).words.map(shown).join(' ')).toBe(expected);
  });

  it('tells quotes, patterns and tildes', () => {
    const { args } = last('echo "a" *.x ~/y a"*" $G', { G: 'b*' });
    expect(args.map(({ quoted, glob, tilde }) => [quoted, glob, tilde])).toEqual([
      [true, false, false],
      [false, true, false],
      [false, false, true],
      [true, false, false],
      [false, true, false],
    ]);
  });

  it('keeps the known pieces and the names of what is not known', () => {
    const [url] = last('N=${A}b; echo https://x/$V/y-${N}.tgz').args;
    expect(url).toMatchObject({ text: undefined, pieces: ['https://x/', '/y-', 'b.tgz'], unknown: ['V', 'A'] });
  });

  it('takes words over 64 KiB, and too many letters in all, for unknown', () => {
    expect(last(`A=${'x'.repeat(40_000)}; echo $A$A`).args[0]?.text).toBeUndefined();
    expect(last(`A=${'x'.repeat(60_000)}; ${'echo $A; '.repeat(100)}`).args[0]?.text).toBeUndefined();
    expect(last(`A=xxxxxxxx; ${'A=$A$A; '.repeat(40)} echo $A`).args[0]?.text).toBeUndefined();
  });
});

describe('wrappers', () => {
  it.each<[string, string, string[], string | undefined]>([
    ['sudo apt-get update', 'apt-get update', ['sudo'], 'root'],
    ['sudo -EH -u app -- make -j4', 'make -j4', ['sudo'], 'app'],
    ['sudo -uapp A=b make', 'make', ['sudo'], 'app'],
    ['env -i A=b nice -n 5 /usr/bin/make', '/usr/bin/make', ['env', 'nice'], undefined],
    [
      'timeout -k 5 10s time -p stdbuf -oL ionice -c 2 -n7 x -a',
      'x -a',
      ['timeout', 'time', 'stdbuf', 'ionice'],
      undefined,
    ],
    ['exec "$@"', '?"$@"?', ['exec'], undefined],
    ['sudo -u a gosu b id', 'id', ['sudo', 'gosu'], 'b'],
    ['gosu app:app id -u', 'id -u', ['gosu'], 'app'],
    ['su-exec 1000 id', 'id', ['su-exec'], '1000'],
    ['setpriv --reuid=1000 --clear-groups id', 'id', ['setpriv'], '1000'],
    ['conda run -n env --no-capture-output pip install x', 'pip install x', ['conda run'], undefined],
    ['micromamba run python -c 1', 'python -c 1', ['micromamba run'], undefined],
    ['busybox adduser -D x', 'adduser -D x', ['busybox'], undefined],
    ['su - app -c "id -u"', 'id -u', ['su -c'], 'app'],
    ['runuser -u app -- id', 'id', ['runuser'], 'app'],
    ["bash -c 'id'", 'id', ['bash -c'], undefined],
    ["sudo bash -lc 'env A=b id'", 'id', ['sudo', 'bash -c', 'env'], 'root'],
    ['command -v x', 'command -v x', [], undefined],
    ['conda install -y x', 'conda install -y x', [], undefined],
    ['xargs -n1 -P 4 rm -f', 'rm -f ??', ['xargs'], undefined],
    ['xargs -I{} cp {} /d', 'cp ?{}? /d', ['xargs'], undefined],
    ['eval "id -u"', 'id -u', ['eval'], undefined],
    ['time id', 'id', ['time'], undefined],
  ])('%s', (text, expected, wrappers, user) => {
    const command = last(text);
    expect(
      command.words
        .map(shown)
        .join(' ')
        .replace(/^runuser -c/, 'runuser'),
    ).toBe(expected);
    expect(command.wrappers.map((name) => name.replace('runuser -c', 'runuser'))).toEqual(wrappers);
    expect(command.asUser).toBe(user);
  });

  it('gives the assignments before a command and of env', () => {
    const { assignments } = last('A=1 sudo B=2 env C="x y" D=$Z make');
    expect([...assignments].map(([name, word]) => `${name}=${shown(word)}`)).toEqual(['A=1', 'B=2', 'C=x y', 'D=?$Z?']);
  });

  it('sees what find runs, on what it finds', () => {
    const text = "find /var/lib -name '*.x' -exec chmod 755 {} + -exec sh -c 'cp {} /b; c' \\;";
    expect(lines(text).slice(1)).toEqual(['chmod 755 ?{}?', 'cp {} /b', 'c']);
    expect(commandsOf(text).map(({ loop }) => loop)).toEqual([false, true, true, true]);
    expect(last('xargs rm').loop).toBe(true);
    expect(commandsOf(text)[1]?.args[1]?.found?.map(shown)).toEqual(['/var/lib']);
    expect(last('find /a /b -print0 | xargs -0 rm -rf').args.at(-1)?.found?.map(shown)).toEqual(['/a', '/b']);
  });
});

describe('scripts inside scripts', () => {
  it.each<[string, string[], Record<string, string>?]>([
    ['bash -ec "cd /x && V=1 && make \\$V $W"', ['cd /x', 'make 1 w'], { W: 'w' }],
    ['bash -c "echo \'$X\' $X"', ["echo ?'$X'? ?$X?"]],
    ['sh -c \'echo $1 "$@"\' sh a b', ['echo a a b']],
    ["A=1 sh -c 'echo $A'", ['echo 1']],
    ['bash <<EOF\na $V\nb \\$HOME\nEOF', ['a 1', 'b /root'], { V: '1', HOME: '/root' }],
    ["bash -s -- x <<'EOF'\necho $1\nEOF", ['echo x']],
    ['<<EOF bash\na\nEOF', ['a']],
    ['bash <<<"a; b"', ['a', 'b']],
    ['cat <<EOF > /f\nrm -rf /\nEOF', ['cat']],
    ['python3 - <<EOF\nimport os\nEOF', ['python3 -']],
    ['<<EOF\nset -e\na\nEOF', ['set -e', 'a']],
    ['<<EOF\n#!/usr/bin/env bash\na\nEOF', ['a']],
    ['<<EOF\n#!/usr/bin/env -S python3 -u\nimport os\nEOF', ['python3']],
    ['<<-EOF\n\ta\n\tif b; then\n\t\tc\n\tfi\n\tEOF', ['a', 'b', 'c']],
    ['bash <<-EOF\n\ta\n\tEOF', ['a']],
    ['f() { a "$1"; b; }; f x; f y', ['a x', 'b', 'a y', 'b']],
    ['function f { a; }; echo', ['echo']],
    ['f() { a; }; g() { f; }; g', ['a']],
    ['if x; then f() { a; }; else y; fi; f', ['x', 'y', 'a']],
    ['f() { a; }; bash -c f', ['f']],
    ['<<A <<B\na\nA\nb\nB', ['']],
    ['for i in a b; do x $i; done', ['x a', 'x b']],
    ['for i in $L; do x $i; done', ['x ?$i?']],
    ['for i in *.sh; do x $i; done', ['x ?$i?']],
    ['L="a b"; for i in $L; do x $i; done', ['x a', 'x b']],
  ])('%s', (text, expected, variables) => {
    expect(lines(text, variables)).toEqual(expected);
  });

  it('gives a here-document to the command that reads it', () => {
    const { redirections } = last('cat <<-EOF > /f\n\ta $V\n\t\tb\n\tEOF', { V: '1' });
    expect(redirections.map(({ operator, target }) => [operator, target?.text])).toEqual([
      ['<<', 'a 1\nb\n'],
      ['>', '/f'],
    ]);
  });

  it('passes the redirections of a group on', () => {
    expect(last('{ a; b 2>&1; } >> /f').redirections.map(({ operator, target }) => operator + target?.text)).toEqual([
      '>&1',
      '>>/f',
    ]);
    expect(last('bash -c "a" > /f').redirections.map(({ target }) => target?.text)).toEqual(['/f']);
  });
});

describe('what cannot be read', () => {
  it.each<[string, string, string]>([
    ['eval "$x"', 'eval', 'eval "$x"'],
    ['. ./f', 'sourced', '. ./f'],
    ['source "$F" && a', 'sourced', 'source "$F"'],
    ['sh install.sh', 'script', 'sh install.sh'],
    ['./cleanup.sh -x', 'script', './cleanup.sh -x'],
    ['bash $X', 'script', 'bash $X'],
    ['bash -c "$X"', 'script', 'bash -c "$X"'],
    ['$X y', 'program', '$X y'],
    ['curl x | bash -s -- -y', 'input', 'bash -s -- -y'],
    ['bash < f', 'input', 'bash < f'],
    ['sh -c "$(curl x)"', 'script', 'sh -c "$(curl x)"'],
    ['bash <(curl x)', 'script', 'bash <(curl x)'],
    ['echo "a', 'syntax', '"'],
    ['f() { f; }; f', 'limit', 'f'],
    [`${'a\n'.repeat(200_000)}`, 'limit', 'a\n'.repeat(200_000)],
  ])('%#: %.40s', (text, kind, place) => {
    const { unread } = read(text);
    expect(unread.map((each) => [each.kind, text.slice(each.span.start, each.span.end)])).toEqual([[kind, place]]);
  });

  it.each(['bash', 'bash -c "a $X"', '. /dev/null', 'python x.py', 'make install', 'cat f | sh -c "a"'])(
    'reads %s',
    (text) => {
      expect(read(text).unread).toEqual([]);
    },
  );

  it('stops at 20,000 commands and at scripts eight deep, and says so', () => {
    const many = read('a\n'.repeat(30_000));
    expect(many.commands).toHaveLength(20_000);
    expect(many.unread.map(({ kind }) => kind)).toEqual(['limit']);
    const loops = 'for i in 1 2 3 4 5 6 7 8 9 10 11 12; do '.repeat(3);
    const wordy = read(`${loops}echo ${'word '.repeat(400)}${'; done'.repeat(3)}`);
    expect(wordy.unread.map(({ kind }) => kind)).toEqual(['limit']);
    expect(read(`${'eval '.repeat(20)}a`).unread.map(({ kind }) => kind)).toEqual(['limit']);
    const turns = 'for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do ';
    expect(read(`${turns.repeat(6)}:${'; done'.repeat(6)}`).unread.map(({ kind }) => kind)).toEqual(['limit']);
  });
});

describe('where a command stands', () => {
  const certainty = (text: string) =>
    commandsOf(text)
      .map(({ conditional, program }) => `${program}${conditional ? '?' : ''}`)
      .join(' ');
  it.each([
    ['a && b || c && d', 'a b c? d'],
    ['[ -f x ] && a && b || c; d', '[ a? b? c? d'],
    ['! a && b; c', 'a b? c'],
    ['grep -q x f || a', 'grep a?'],
    ['command -v x && y', 'command y?'],
    ['if a; then b; else c; fi; d', 'a b? c? d'],
    ['while a; do b; done', 'a b?'],
    ['for i in 1; do a; done', 'a'],
    ['test -d x || exit 1 && a', 'test exit? a'],
    ['bash -c "a || b" && c', 'a b? c'],
    ['x || (a; b)', 'x a? b?'],
  ])('%s', (text, expected) => {
    expect(certainty(text)).toBe(expected);
  });

  it.each([
    ['cd /a && cd b/../c; pwd', '/a/c'],
    ['cd /a; cd; pwd', '/root'],
    ['cd ~/x && pwd', '/root/x'],
    ['cd "$X"; pwd', undefined],
    ['cd /a; cd "$X"; cd -; pwd', '/a'],
    ['(cd /a); pwd', '/w'],
    ['pushd /a; pushd b; popd; pwd', '/a'],
    ['pushd /a; popd; cd -; pwd', '/a'],
    ['[ -d /a ] && cd /a; pwd', undefined],
    ['cd /a || exit 1; pwd', '/a'],
    ['if x; then cd /a; fi; cd /b; pwd', '/b'],
    ['f() { cd /f; }; f; pwd', '/f'],
    ['su - app -c pwd', undefined],
    ['cd x; pwd', '/w/x'],
  ])('%s in %s', (text, expected) => {
    expect(read(text, { HOME: '/root' }, '/w').commands.at(-1)?.directory).toBe(expected);
  });

  it('tells pipelines, loops, subshells, functions, substitutions and the background', () => {
    const [a, b, c, d, e, f, g] = commandsOf('a | b; (c); for i in 1; do d; done; e & x=$(f); h() { g; }; h');
    expect([a?.pipe.index, b?.pipe.index, b?.pipe.of, a?.pipe.id === b?.pipe.id]).toEqual([0, 1, 2, true]);
    expect(b?.input).toBe(a);
    expect(c?.pipe).toMatchObject({ index: 0, of: 1 });
    expect([c?.subshell, d?.loop, e?.background, f?.substitution, g?.inFunction]).toEqual([
      true,
      true,
      true,
      true,
      'h',
    ]);
    expect([a?.subshell, a?.loop, a?.background, a?.substitution, a?.inFunction]).toEqual([
      false,
      false,
      false,
      false,
      undefined,
    ]);
  });

  it('knows the options in force', () => {
    const script = read('a; set -eux; set -o pipefail; b; set +e; c');
    expect(
      script.commands
        .filter(({ program }) => program !== 'set')
        .map(({ options }) => [options.errexit, options.pipefail]),
    ).toEqual([
      [false, false],
      [true, true],
      [false, true],
    ]);
    expect(script.options).toEqual({ errexit: false, pipefail: true, nounset: true, xtrace: true });
    expect(last('set -o pipefail && curl x | tar x').options.pipefail).toBe(true);
    expect(last('bash -eo pipefail -c "a | b"').options).toMatchObject({ errexit: true, pipefail: true });
    expect(last('<<EOF\n#!/bin/bash -e\na\nEOF').options.errexit).toBe(true);
  });
});

describe('places', () => {
  const document = 'RUN apt-get update \\\n  # note\n  && bash -c "cd /x; make \\"a b\\" $V" \\\n  || c\n';
  const mapped = joinMapped([
    mappedSlice(document, { start: 4, end: 19 }),
    mappedSlice(document, { start: 30, end: document.indexOf(' \\\n  ||') + 1 }),
    mappedSlice(document, { start: document.indexOf('  ||'), end: document.length - 1 }),
  ]);
  const { commands } = readScript(mapped, { variable: () => 'long value', directory: '/' });
  const at = ({ start, end }: { start: number; end: number }) => document.slice(start, end);

  it('are those in the document', () => {
    expect(mapped.text).not.toContain('#');
    expect(commands.map(({ span }) => at(span))).toEqual(['apt-get update', 'cd /x', 'make \\"a b\\" $V', 'c']);
    expect(commands[2]?.words.map(({ span }) => at(span))).toEqual(['make', '\\"a b\\"', '$V', '$V']);
    expect(commands.map(({ statement }) => at(statement))).toEqual([
      'apt-get update',
      'bash -c "cd /x; make \\"a b\\" $V"',
      'bash -c "cd /x; make \\"a b\\" $V"',
      'c',
    ]);
  });

  it('of a statement are the outermost element of the list', () => {
    const text = 'a && (b; c) && if d; then e && f; fi';
    expect(commandsOf(text).map(({ statement }) => text.slice(statement.start, statement.end))).toEqual([
      'a',
      '(b; c)',
      '(b; c)',
      'if d; then e && f; fi',
      'if d; then e && f; fi',
      'if d; then e && f; fi',
    ]);
  });
});
