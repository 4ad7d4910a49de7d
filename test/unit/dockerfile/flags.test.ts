import { describe, expect, it } from 'vitest';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import { problems } from './reading.ts';

function read(text: string): { readonly flags: readonly string[]; readonly args: string } {
  const instruction = parseDockerfile(text).instructions[0];
  const flags = instruction?.flags.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`)) ?? [];
  return { flags, args: instruction?.args.text ?? '' };
}

describe('flags', () => {
  it.each([
    ['stand before the arguments', 'COPY --from=b --chown=1:0 a /x', ['from=b', 'chown=1:0'], 'a /x'],
    ['need no value', 'COPY --link a /x', ['link'], 'a /x'],
    ['may have an empty one', 'COPY --from= a /x', ['from='], 'a /x'],
    ['may have equals signs in it', 'RUN --mount=type=cache,target=/c x', ['mount=type=cache,target=/c'], 'x'],
    ['end at the first word without dashes', 'COPY a --from=b /x', [], 'a --from=b /x'],
    ['end at --', 'COPY --link -- --from=b /x', ['link'], '--from=b /x'],
    ['there may be none before --', 'COPY -- a /x', [], 'a /x'],
    ['end at one dash', 'RUN -x --y', [], '-x --y'],
    ['lose double quotes', 'COPY --chown="a b":c d /x', ['chown=a b:c'], 'd /x'],
    ['lose single quotes', "COPY --chown='a' d /x", ['chown=a'], 'd /x'],
    ['may be quoted as a whole', 'COPY --from"=a" d /x', ['from=a'], 'd /x'],
    ['lose escapes', 'COPY --chown=a\\ b d /x', ['chown=a b'], 'd /x'],
    ['may be continued', 'COPY --from=b \\\n  --link \\\n  a /x', ['from=b', 'link'], 'a /x'],
    ['keep variables as written', 'COPY --chown=$U:${G} a /x', ['chown=$U:${G}'], 'a /x'],
    ['are read before JSON', 'CMD --x [ "a" ]', ['x'], '[ "a" ]'],
    ['may be all there is', 'RUN --mount=a', ['mount=a'], ''],
    ['may be left open by a quote', 'RUN --mount="a b', ['mount=a b'], ''],
  ])('%s', (_, text, flags, args) => expect(read(`${text}\n`)).toEqual({ flags, args }));

  it('use the escape character of the file', () => {
    expect(parseDockerfile('# escape=`\nCOPY --chown=a` b d:\\x e').instructions[0]?.flags[0]?.value).toBe('a b');
    expect(parseDockerfile('# escape=`\nCOPY --chown=a\\b c d').instructions[0]?.flags[0]?.value).toBe('a\\b');
  });

  it('stand where they are written, and their values too', () => {
    const text = 'COPY --link --from="b" a /x\n';
    const flags = parseDockerfile(text).instructions[0]?.flags ?? [];
    expect(flags.map(({ span }) => text.slice(span.start, span.end))).toEqual(['--link', '--from="b"']);
    expect(flags.map(({ valueSpan }) => text.slice(valueSpan.start, valueSpan.end))).toEqual(['', '"b"']);
  });
});

describe('flags that stop the build', () => {
  it.each([
    ['one twice', 'COPY --from=b --from=c a /x', 'COPY has the flag --from twice.'],
    ['any on an instruction that has none', 'CMD --port 80', 'CMD has no flag --port.'],
    ['an unknown one of FROM', 'FROM --arch=arm64 b', 'FROM has no flag --arch.'],
    ['one without its value', 'COPY --chown a /x', '--chown has no value; write --chown=value.'],
    ['a switch that is neither on nor off', 'COPY --link=yes a /x', '--link takes true or false.'],
    ['one of ENV', 'ENV --a b=c', 'ENV has no flag --a.'],
    ['one of ONBUILD', 'ONBUILD --a RUN b', 'ONBUILD has no flag --a.'],
  ])('%s', (_, text, message) => expect(problems(`FROM a\n${text}\n`)).toEqual([message]));

  it.each([
    'COPY --link --chmod=755 --parents --exclude=*.md --exclude=*.txt a b /x/',
    'COPY --link=FALSE a /x',
    'ADD --unpack=true a /x',
    'ADD --keep-git-dir=true https://example.com/a.git /x',
    'ADD --checksum=sha256:0123 https://example.com/a /x',
    'RUN --security=insecure a',
    'RUN --network=none a',
    'RUN --device=a --device=b c',
    'RUN --mount=type=tmpfs,target=/a --mount=type=tmpfs,target=/b c',
    'COPY --of-next-year=1 a /x',
    'HEALTHCHECK --interval=5s --retries=3 CMD a',
    'ARG --x A=1',
  ])('not in %s', (text) => expect(problems(`FROM a\n${text}\n`)).toEqual([]));
});
