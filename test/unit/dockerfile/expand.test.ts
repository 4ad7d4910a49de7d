import { describe, expect, it } from 'vitest';
import { endOfVariable, expandWord } from '../../../server/src/engine/dockerfile/expand.ts';
import type { Lookup } from '../../../server/src/engine/dockerfile/variable.ts';

const values: Readonly<Record<string, string>> = {
  DIR: '/srv',
  SHELL: 'bash',
  EMPTY: '',
  WORD: '한국어',
  FILE: 'a.b.tar.gz',
  PATH_LIKE: '/tmp/tmp/x.txt',
  STARS: 'xx**',
  GLOB: '*x',
};

const lookup: Lookup = (name) => {
  const value = values[name];
  if (value !== undefined) return { state: 'set', value };
  return name.startsWith('OPEN') ? { state: 'unknown', because: `${name} is open` } : { state: 'unset' };
};

/** The text, or what kept it from being told. */
function expanded(word: string, escape = '\\'): string {
  const expansion = expandWord(word, escape, lookup);
  if (expansion.state === 'text') return expansion.text;
  return expansion.state === 'unknown' ? `unknown: ${expansion.because}` : 'malformed';
}

describe('quotes and escapes', () => {
  it.each([
    ['plain', 'plain'],
    ["a'b'c", 'abc'],
    ["a'bc", 'malformed'],
    ["a\\'bc", "a'bc"],
    ["a\\\\'bc", 'malformed'],
    ['a\\tb', 'atb'],
    ['"a\\tb"', 'a\\tb'],
    ['"a\\\\tb"', 'a\\tb'],
    ["'a\\tb'", 'a\\tb'],
    ['a\\', 'a'],
    ['a\\\\', 'a\\'],
    ['"a', 'malformed'],
    ['"a\\"', 'malformed'],
    ['"a\'b"', "a'b"],
    ["'a\\'", 'a\\'],
    ["'a\\\\b'", 'a\\\\b'],
    ['"\'\'"', "''"],
    ['\'"a"\'', '"a"'],
    ['한\\t국', '한t국'],
    ["한'국", 'malformed'],
    ['a b', 'a b'],
    ['"a" "b"', 'a b'],
    ['""', ''],
  ])('%s gives %s', (word, expected) => expect(expanded(word)).toBe(expected));

  it('with a backtick, the backslash is a letter', () => {
    expect(expanded('c:\\a`"b', '`')).toBe('c:\\a"b');
    expect(expanded('"a`$DIR"', '`')).toBe('a$DIR');
    expect(expanded('"\\$DIR"', '`')).toBe('\\/srv');
  });
});

describe('$NAME', () => {
  it.each([
    ['a$DIR', 'a/srv'],
    ['a$DIR.b', 'a/srv.b'],
    ['$DIRX', ''],
    ['$.', '$.'],
    ['a$', 'a$'],
    ['a$.b', 'a$.b'],
    ['a$1b', 'ab'],
    ['$12b', 'b'],
    ['$@a', 'a'],
    ['$$DIR', 'DIR'],
    ['$WORD!', '한국어!'],
    ['a\\$DIR', 'a$DIR'],
    ['a\\\\$DIR', 'a\\/srv'],
    ['"a\\$DIR"', 'a$DIR'],
    ['"a\\\\$DIR"', 'a\\/srv'],
    ["'$DIR'", '$DIR'],
    ["'\\$DIR'", '\\$DIR'],
    ['"$DIR"', '/srv'],
    ['"a\'$DIR\'"', "a'/srv'"],
    ['$dir', ''],
  ])('%s gives %s', (word, expected) => expect(expanded(word)).toBe(expected));
});

describe('${NAME}', () => {
  it.each([
    ['a${DIR}b', 'a/srvb'],
    ['${none}b', 'b'],
    ['"${DIR}"', '/srv'],
    ["'${DIR}'", '${DIR}'],
    ['\\${}', '${}'],
    ['\\${}b', '${}b'],
    ['${}', 'malformed'],
    ['a${}b', 'malformed'],
    ['${.}', 'malformed'],
    ['${', 'malformed'],
    ['${DIR', 'malformed'],
    ['${{DIR}', 'malformed'],
    ['${DIR}}', '/srv}'],
    ['${:}', 'malformed'],
    ['${:-b}', 'malformed'],
    ['${DIR:=b}', 'malformed'],
    ['${DIR=b}', 'malformed'],
    ['${DIR:b}', 'malformed'],
    ['${DIR^^}', 'malformed'],
    ['${DIR:1:2}', 'malformed'],
    ['${1}', ''],
    ['${001:-b}', 'b'],
    ['${@:-b}', 'b'],
    ['${-:-b}', 'b'],
    ['${?:-b}', 'b'],
    ['${#:-b}', 'b'],
  ])('%s gives %s', (word, expected) => expect(expanded(word)).toBe(expected));
});

describe('the operators', () => {
  it.each([
    [':- is the word where unset or empty', '${none:-b}|${EMPTY:-b}|${DIR:-b}', 'b|b|/srv'],
    ['- is the word where unset', '${none-b}|${EMPTY-b}|${DIR-b}', 'b||/srv'],
    [':+ is the word where set and not empty', '${none:+b}|${EMPTY:+b}|${DIR:+b}', '||b'],
    ['+ is the word where set', '${none+b}|${EMPTY+b}|${DIR+b}', '|b|b'],
    [':? is the value', '${DIR:?}|${DIR:?words}', '/srv|/srv'],
    ['? is the value, also an empty one', '${DIR?}|${EMPTY?}', '/srv|'],
    [':? stops the build where unset', '${none:?}', 'malformed'],
    [':? stops the build where empty', '${EMPTY:?}', 'malformed'],
    ['? stops the build where unset', '${none?why $DIR}', 'malformed'],
    ['the word is expanded', '${none:-$DIR}|${none:-${SHELL}}', '/srv|bash'],
    ['words nest', '${none:-${nor:-${DIR:+c}}}', 'c'],
    ['the word may be quoted', '${none:-"a b}"}|${none:-\'$DIR\'}', 'a b}|$DIR'],
    ['the word may be escaped', '${none:-\\$DIR:}|${none:-\\${DIR}z}', '$DIR:|${DIRz}'],
    ['the word may have a brace', '${none:-b {c}', 'b {c'],
    ['the word may be empty', '${none:-}|${DIR:-}', '|/srv'],
    ['the word may break off', '${none:-b', 'malformed'],
    ['the word may break off inside', '${none:-b ${DIR}', 'malformed'],
    ['in double quotes', '"${none:-a b}"', 'a b'],
    ['# takes the shortest start away', '${FILE#*.}', 'b.tar.gz'],
    ['## takes the longest', '${FILE##*.}', 'gz'],
    ['% takes the shortest end away', '${FILE%.*}', 'a.b.tar'],
    ['%% takes the longest', '${FILE%%.*}', 'a'],
    ['? stands for one character', '${FILE#?}|${FILE%??}', '.b.tar.gz|a.b.tar.'],
    ['a pattern that does not match changes nothing', '${FILE#x}|${FILE%x}', 'a.b.tar.gz|a.b.tar.gz'],
    ['an empty pattern changes nothing', '${FILE#}|${FILE%%}', 'a.b.tar.gz|a.b.tar.gz'],
    ['# with a star alone takes nothing', '${FILE#*}', 'a.b.tar.gz'],
    ['## with a star alone takes all', '${FILE##*}', ''],
    ['stars between letters', '${FILE#*b*r}', '.gz'],
    ['an escaped star is a letter', '${STARS%%\\**}|${STARS%\\*}', 'xx|xx*'],
    ['a pattern in a variable', '${STARS#$GLOB}', 'x**'],
    ['brackets are letters', '${FILE#[a]}', 'a.b.tar.gz'],
    ['an unset variable stays empty', '${none#*.}|${none/a/b}', '|'],
    ['/ replaces the first', '${PATH_LIKE/tmp/var}', '/var/tmp/x.txt'],
    ['// replaces all', '${PATH_LIKE//tmp/var}', '/var/var/x.txt'],
    ['/ may replace by nothing', '${PATH_LIKE/tmp/}', '//tmp/x.txt'],
    ['/ takes patterns', '${FILE/.*/-x}', 'a-x'],
    ['// takes the longest match once', '${FILE//*/y}', 'y'],
    ['/ in the pattern is escaped', '${PATH_LIKE//\\//_}', '_tmp_tmp_x.txt'],
    ['/ needs a second slash', '${FILE/a}', 'malformed'],
    ['// needs a third', '${FILE//a}', 'malformed'],
    ['a colon before # is none', '${FILE:#a}', 'malformed'],
    ['an escape of an ordinary letter is none', '${FILE#\\a}', 'malformed'],
    ['an escape in quotes escapes itself', '${FILE#"\\a"}', 'a.b.tar.gz'],
    ['letters of two units count once', '${WORD#?}', '국어'],
  ])('%s', (_, word, expected) => expect(expanded(word)).toBe(expected));
});

describe('what cannot be told', () => {
  it.each([
    ['a variable', 'a$OPEN', 'unknown: OPEN is open'],
    ['the first of two', '$OPEN_1$OPEN_2', 'unknown: OPEN_1 is open'],
    ['a default does not help: the value may be given', '${OPEN:-b}', 'unknown: OPEN is open'],
    ['nor does +', '${OPEN:+b}', 'unknown: OPEN is open'],
    ['nor does ?', '${OPEN:?}', 'unknown: OPEN is open'],
    ['nor a pattern', '${OPEN#a}', 'unknown: OPEN is open'],
    ['a default that is taken', '${none:-$OPEN}', 'unknown: OPEN is open'],
    ['a default that is not taken does not matter', '${DIR:-$OPEN}', '/srv'],
    ['nor the word of + that is not taken', 'a${none:+$OPEN}', 'a'],
    ['nor what ? says', '${DIR:?$OPEN}', '/srv'],
    ['but what is malformed in it does', '${DIR:-${none:?}}', 'malformed'],
    ['what stops the build, stops it', '$OPEN${none:?}', 'malformed'],
  ])('%s', (_, word, expected) => expect(expanded(word)).toBe(expected));

  it('unset variables are named, those of a word that is not taken are not', () => {
    const unset = (word: string) => {
      const expansion = expandWord(word, '\\', lookup);
      return expansion.state === 'text' ? expansion.unset : undefined;
    };
    expect(unset('$a${b}${c#x}')).toEqual(['a', 'b', 'c']);
    expect(unset('${a:-b}${DIR:-$c}')).toEqual([]);
    expect(unset('${a:-$b}')).toEqual(['b']);
  });
});

function nested(depth: number): string {
  return ['${a:-'.repeat(depth), 'x', '}'.repeat(depth)].join('');
}

describe('hostile words', () => {
  it('braces in braces end', () => {
    expect(expanded(nested(50))).toBe('x');
    expect(expanded(nested(100_000))).toBe('unknown: variables are nested too deep');
    expect(expanded('${a:-'.repeat(100_000))).toBe('unknown: variables are nested too deep');
  });

  it('long values are given up', () => {
    const long: Lookup = () => ({ state: 'set', value: 'x'.repeat(60_000) });
    for (const word of ['$a'.repeat(50_000), `"${'$a'.repeat(50_000)}"`, `\${b:-${'$a'.repeat(50_000)}}`]) {
      expect(expandWord(word, '\\', long)).toEqual(
        word.startsWith('${b')
          ? { state: 'text', text: 'x'.repeat(60_000), unset: [] }
          : { state: 'unknown', because: 'a value grows too long' },
      );
    }
  });

  it('patterns of many stars end', () => {
    const word: Lookup = (name) => ({
      state: 'set',
      value: (name === 'v' ? 'a' : 'a*').repeat(name === 'v' ? 1000 : 60),
    });
    const start = performance.now();
    for (const operator of ['#', '##', '%', '%%']) expandWord(`\${v${operator}\${p}b}`, '\\', word);
    expandWord('${v//${p}b/x}'.repeat(20), '\\', word);
    expect(performance.now() - start).toBeLessThan(500);
    expect(expandWord('${v#$v}', '\\', word).state).toBe('unknown');
  });
});

describe('endOfVariable', () => {
  it.each([
    ['$a b', 2],
    ['${a:-${b}}c', 10],
    ['${a:-"}"}c', 9],
    ['${a:?}c', 6],
    ['$', 1],
    ['${a', undefined],
    ['${}', undefined],
  ])('of %s is %s', (text, end) => expect(endOfVariable(text, 0, '\\')).toBe(end));
});
