import { describe, expect, it } from 'vitest';
import { checkDockerfile, checkImageParts } from '../../../server/src/engine/check.ts';
import { layersOfDockerfile } from '../../../server/src/engine/facts/image/layersOfDockerfile.ts';
import { factsOf } from '../rules/judging.ts';
import { factsOfLayers, type MadeStep, partOf } from './factsOfLayers.ts';

const base: MadeStep = { by: 'ADD rootfs.tar / # buildkit', files: [{ name: 'bin', content: 'x' }] };
const command: MadeStep = { by: 'CMD ["bash"]' };
const big = (name: string, size: number) => [{ name, content: 'x'.repeat(size) }];
const none: readonly never[] = [];

/** The lines of the instructions that are found, with the layers that they made. */
async function found(dockerfile: string, ...steps: readonly MadeStep[]) {
  const { build } = factsOf(dockerfile);
  if (build === undefined) throw new Error('no build');
  const { measured } = layersOfDockerfile(build, await factsOfLayers(steps));
  return measured.map(({ step, layer }) => `${step.instruction.keyword} ${layer}`);
}

const run = (by: string): MadeStep => ({ by, files: none });

describe('the steps of a Dockerfile in a history', () => {
  it.each<[string, string, readonly string[], readonly string[]]>([
    [
      'of BuildKit',
      'RUN make \\\n  # why\n  && make install\nCOPY a b /opt/',
      ['RUN /bin/sh -c make   && make install # buildkit', 'COPY a b /opt/ # buildkit'],
      ['RUN 1', 'COPY 2'],
    ],
    [
      'of classic builders',
      'RUN make\nCOPY a /opt',
      ['/bin/sh -c make', '/bin/sh -c #(nop) COPY file:0a1b2c in /opt '],
      ['RUN 1', 'COPY 2'],
    ],
    ['with build arguments', 'ARG A\nRUN make $A', ['RUN |1 A=b c /bin/sh -c make $A # buildkit'], ['RUN 1']],
    ['of buildah with build arguments', 'ARG A\nRUN ["make", "a"]', ['|1 A=b /bin/sh -c ["make", "a"]'], ['RUN 1']],
    ['of an exec form', 'RUN ["make", "a"]', ['RUN make a # buildkit'], ['RUN 1']],
    ['of kaniko', 'RUN make', ['RUN make'], ['RUN 1']],
    [
      'with a shell of its own',
      'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN make',
      ['RUN /bin/bash -o pipefail -c make # buildkit'],
      ['RUN 1'],
    ],
    [
      'of a here-document',
      'RUN <<EOF\nmake\nmake install\nEOF',
      ['RUN /bin/sh -c make\nmake install\n # buildkit'],
      ['RUN 1'],
    ],
    [
      'with a mount, which no history keeps',
      'RUN --mount=type=cache,target=/c make',
      ['RUN /bin/sh -c make # buildkit'],
      ['RUN 1'],
    ],
    [
      'with a folder to work in',
      'WORKDIR /opt\nCOPY --chown=1 a b',
      ['WORKDIR /opt', 'COPY --chown=1 a b # buildkit'],
      ['COPY 2'],
    ],
    ['with a variable', 'ARG D=/srv\nCOPY a $D/a', ['COPY a /srv/a # buildkit'], ['COPY 1']],
    [
      'with a part that is gone',
      'RUN a\nRUN b\nRUN c',
      ['RUN /bin/sh -c a # buildkit', 'RUN /bin/sh -c c # buildkit'],
      ['RUN 1', 'RUN 2'],
    ],
    ['with the same twice', 'RUN a\nRUN b\nRUN a', ['RUN a', 'RUN b', 'RUN a'], ['RUN 1', 'RUN 2', 'RUN 3']],
    ['where only the end is alike', 'RUN make', ['RUN /bin/sh -c cd /a && make # buildkit'], []],
    ['where another file is copied', 'COPY a /opt/', ['COPY b /opt/ # buildkit'], []],
    ['where it goes elsewhere', 'COPY a /opt/', ['COPY a /srv/ # buildkit'], []],
  ])('%s', async (_, text, history, expected) => {
    expect(await found(`FROM debian:13\n${text}\n`, base, ...history.map(run))).toEqual(expected);
  });

  it('are those that ship, and have the bytes of their layers', async () => {
    const text = 'FROM debian:13 AS build\nRUN make\nFROM debian:13\nRUN wget a\nRUN rm a\n';
    const { build } = factsOf(text);
    if (build === undefined) throw new Error('no build');
    const image = await factsOfLayers([
      base,
      command,
      { by: 'RUN /bin/sh -c wget a # buildkit', files: big('a', 5000) },
      { by: 'RUN /bin/sh -c rm a # buildkit', files: [{ name: '.wh.a' }] },
    ]);
    const { measured, missing } = layersOfDockerfile(build, image);
    expect(missing).toEqual([]);
    expect(measured.map(({ added, wasted }) => [added, wasted.map(({ bytes }) => bytes)])).toEqual([
      [5000, [5000]],
      [0, []],
    ]);
    expect(measured[0]?.wasted[0]?.by).toBe(measured[1]?.step);
  });

  it('take no longer than they are many', async () => {
    const text = `FROM debian:13\n${'RUN make\n'.repeat(20_000)}`;
    const steps = Array.from({ length: 400 }, () => run('RUN make it'));
    expect(await found(text, ...steps)).toEqual([]);
  });
});

describe('an image beside its Dockerfile', () => {
  const file = 'FROM debian:13@sha256:'.concat(
    'a'.repeat(64),
    '\nLABEL version=1.0\nRUN make\nCOPY app /opt/app\nUSER 1001\nENTRYPOINT ["/opt/app"]\n',
  );
  const steps: readonly MadeStep[] = [
    base,
    command,
    run('RUN /bin/sh -c make # buildkit'),
    run('COPY app /opt/app # buildkit'),
  ];
  const agreed = { User: '1001', Entrypoint: ['/opt/app'], Labels: { version: '1.0', more: 'x' } };

  async function differing(config: object, text = file, made = steps, references: readonly string[] = []) {
    const { facts, images } = checkDockerfile(text);
    if (facts === undefined) throw new Error('no facts');
    const dockerfiles = [{ path: 'app/Dockerfile', text, facts, images }];
    const check = checkImageParts([await partOf(made, config)], { kind: 'layout', references }, { dockerfiles });
    return check?.problems.filter(({ rule }) => rule === 'dockerfile-agrees').map(({ message }) => message);
  }

  it('agrees', async () => {
    expect(await differing(agreed)).toEqual([]);
  });

  it.each<[object, string]>([
    [
      { User: '' },
      'The image has no user, in line 5 of app/Dockerfile it is 1001. Build it again, or bring the file up to date.',
    ],
    [
      { Entrypoint: ['/bin/sh'] },
      'The entry point of the image is ["/bin/sh"], in line 6 of app/Dockerfile it is ["/opt/app"]. Build it again, or bring the file up to date.',
    ],
    [
      { Cmd: ['a'] },
      'The command of the image is ["a"], app/Dockerfile sets none. Build it again, or bring the file up to date.',
    ],
    [
      { Labels: { version: '2.0' } },
      'The label version of the image is 2.0, in app/Dockerfile it is 1.0. Build it again, or bring the file up to date.',
    ],
    [
      { Labels: { version: '1.0', 'org.opencontainers.image.base.name': 'debian:12' } },
      'The base of the image is docker.io/library/debian:12, in line 1 of app/Dockerfile it is docker.io/library/debian:13. Build it again, or bring the file up to date.',
    ],
  ])('may have %j', async (config, message) => {
    expect(await differing({ ...agreed, ...config })).toEqual([message]);
  });

  it('may be of another state of the file', async () => {
    expect(await differing(agreed, file.replace('RUN make', 'RUN make\nRUN more'))).toEqual([
      'The RUN in line 4 of app/Dockerfile is not in the history of the image: it was built from another state of the file. Build it again.',
    ]);
  });

  it('is known by the reference that the file declares', async () => {
    const name = 'quay.io/st4sd/community-applications/app-st4sd:1.0.0';
    const text = `# st4sd image=${name}\n${file}`;
    const config = { ...agreed, User: '5' };
    expect(await differing(config, text, [base], [name])).toHaveLength(2);
    expect(await differing(config, text, [base], ['quay.io/other:1.0.0'])).toEqual([]);
  });

  it('is not told by a COPY alone', async () => {
    expect(
      await differing({ User: '5' }, 'FROM debian:13\nCOPY . /app\nUSER 1\n', [run('COPY . /app # buildkit')]),
    ).toEqual([]);
  });

  it('keeps the secrets of the file', async () => {
    const text = file.replace('version=1.0', 'api-key=winter-tulips');
    expect(JSON.stringify(await differing(agreed, text))).not.toContain('winter-tulips');
  });
});
