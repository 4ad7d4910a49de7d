import { describe, expect, it } from 'vitest';
import { ownLayers } from '../../../server/src/engine/facts/image/ownLayers.ts';
import { allRules } from '../../../server/src/engine/rules/all.ts';
import { buildToolsShipped } from '../../../server/src/engine/rules/sizeOptimised/buildToolsShipped.ts';
import { imageSize } from '../../../server/src/engine/rules/sizeOptimised/imageSize.ts';
import { layerWaste } from '../../../server/src/engine/rules/sizeOptimised/layerWaste.ts';
import { manyLayers } from '../../../server/src/engine/rules/sizeOptimised/manyLayers.ts';
import { checkOfLayers, factsOfLayers, type MadeStep } from '../images/factsOfLayers.ts';
import { folder, hardLink, link, type Made } from '../layers/makeTar.ts';
import { findings, outcomes } from './judging.ts';

const file = (name: string, size: number, mode = 0o644): Made => ({ name, mode, content: 'x'.repeat(size) });
const base: readonly MadeStep[] = [
  { by: 'ADD rootfs.tar / # buildkit', files: [file('bin/sh', 900_000, 0o755), file('usr/share/doc/a', 50_000)] },
  { by: 'CMD ["bash"]' },
];
const app: MadeStep = { by: 'COPY app /opt/app # buildkit', files: [file('opt/app', 100_000)] };

async function messagesOf(id: string, steps: readonly MadeStep[]) {
  const rule = allRules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(id);
  return findings(rule, await factsOfLayers(steps)).map(
    ({ finding, deciding, message }) => `${finding === 'violated' && !deciding ? 'advice' : finding}: ${message}`,
  );
}

describe('where a base ends', () => {
  it.each<[string, readonly MadeStep[], number, boolean]>([
    ['after its CMD', [...base, app], 1, true],
    ['after the last CMD that has layers behind it', [...base, app, { by: 'CMD ["python3"]' }, app], 2, true],
    ['not after the CMD of the image itself', [...base, app, { by: 'CMD ["app"]' }], 1, true],
    ['as classic builders write it', [app, { by: '/bin/sh -c #(nop)  CMD ["bash"]' }, app], 1, true],
    ['where buildah notes it', [app, { ...app, comment: 'FROM docker.io/library/debian:12' }, app], 1, true],
    ['not at an image on the way', [app, { ...app, comment: `FROM ${'0a'.repeat(32)}` }], 0, false],
    ['nowhere', [app, app], 0, false],
  ])('%s', async (_, steps, first, told) => {
    expect(ownLayers(await factsOfLayers(steps))).toMatchObject({ first, told });
  });
});

describe('layer-waste', () => {
  it('names what is deleted and replaced, and the layers', async () => {
    const steps: readonly MadeStep[] = [
      ...base,
      { by: 'RUN /bin/sh -c wget https://example.org/a.tar # buildkit', files: [file('opt/a.tar', 60_000)] },
      app,
      {
        by: 'RUN |1 TOKEN=winter /bin/sh -c rm /opt/a.tar # buildkit',
        files: [{ name: 'opt/.wh.a.tar' }, file('opt/app', 100_000)],
      },
    ];
    expect(await messagesOf('layer-waste', steps)).toEqual([
      "violated: 160 kB, 62 % of what the 3 layers after the base's add, are replaced or deleted later and still take up room: /opt/app (100 kB of layer 3 (COPY app /opt/app), replaced by layer 4 (RUN rm /opt/a.tar)), /opt/a.tar (60 kB of layer 2 (RUN wget https://example.org/a.tar), deleted by layer 4 (RUN rm /opt/a.tar)). Delete them in the step that makes them, or build in a stage of its own and COPY the result.",
    ]);
  });

  it.each<[string, readonly Made[], number]>([
    ['a tenth', [file('opt/b', 10_000)], 0],
    ['more than a tenth', [file('opt/b', 13_000)], 1],
    ['a folder with all in it', [folder('opt/c/'), file('opt/c/1', 9_000), file('opt/c/2', 9_000)], 1],
    ['a file that keeps another name', [file('opt/b', 50_000), hardLink('srv', 'opt/b')], 0],
    ['a link', [link('opt/b', 'app')], 0],
  ])('judges %s', async (_, files, count) => {
    const gone: MadeStep = { by: 'RUN rm', files: [{ name: 'opt/.wh.b' }, { name: 'opt/.wh.c' }] };
    const steps = [...base, app, { by: 'RUN make', files }, gone];
    expect(await messagesOf('layer-waste', steps)).toHaveLength(count);
  });

  it('counts of a folder what is not of the base', async () => {
    const more: MadeStep = { by: 'RUN more', files: [file('usr/share/doc/b', 60_000)] };
    const steps = [...base, app, more, { by: 'RUN rm', files: [{ name: 'usr/share/.wh.doc' }] }];
    const [message] = await messagesOf('layer-waste', steps);
    expect(message).toContain('/usr/share/doc (60 kB of layer 3 (RUN more), deleted by layer 4 (RUN rm))');
  });

  it('leaves the base alone', async () => {
    const steps = [...base, app, { by: 'RUN rm', files: [{ name: 'usr/share/.wh.doc' }, { name: '.wh.bin' }] }];
    expect(outcomes(layerWaste, await factsOfLayers(steps))).toEqual([
      {
        finding: 'evidence',
        text: "nothing of the 100 kB in the 2 layers after the base's is replaced or deleted later",
      },
    ]);
  });
});

describe('what package managers leave', () => {
  it.each<[string, readonly Made[], string]>([
    [
      'apt-lists',
      [file('var/lib/apt/lists/deb_Packages', 40_000)],
      'violated: 40 kB of package lists and packages that apt fetched lie in /var/lib/apt/lists, left by layer 2 (RUN install). End that RUN with rm -rf /var/lib/apt/lists/*.',
    ],
    ['apk-cache', [file('var/cache/apk/APKINDEX.1.tar.gz', 2000)], 'violated: 2 kB of package index'],
    ['dnf-cache', [file('var/cache/dnf/a/repodata/primary.xml.gz', 2000)], 'violated: 2 kB of metadata'],
    ['zypper-cache', [file('var/cache/zypp/raw/repo/repodata/x', 2000)], 'violated: 2 kB of metadata'],
    [
      'pip-cache',
      [file('root/.cache/pip/http-v2/a/b', 2000)],
      'violated: 2 kB of what pip downloaded lie in /root/.cache/pip',
    ],
    [
      'conda-cache',
      [file('opt/conda/pkgs/numpy-1.conda', 2000)],
      'violated: 2 kB of packages that conda downloaded lie in /opt/conda/pkgs',
    ],
    ['npm-cache', [file('home/app/.npm/_cacache/a', 2000)], 'advice: 2 kB of what npm or yarn downloaded'],
  ])('is told by %s', async (id, files, message) => {
    const [first = '', ...others] = await messagesOf(id, [...base, { by: 'RUN /bin/sh -c install # buildkit', files }]);
    expect(first.slice(0, message.length)).toBe(message);
    expect(others).toEqual([]);
    // What is gone in the end is waste, and what the base has is not the author's.
    const gone: MadeStep = {
      by: 'RUN clean',
      files: files.map(({ name }) => ({ name: name.replace(/([^/]+)$/, '.wh.$1') })),
    };
    expect(await messagesOf(id, [...base, { by: 'RUN install', files }, gone])).toEqual([]);
    expect(await messagesOf(id, [{ by: 'ADD base', files }, { by: 'CMD ["sh"]' }, app])).toEqual([]);
  });

  it('is nothing that every system has', async () => {
    const files = [
      folder('var/lib/apt/lists/partial/'),
      file('var/lib/apt/lists/lock', 10),
      file('var/cache/dnf/metadata_lock.pid', 10),
      file('var/cache/dnf/expired_repos.json', 10),
      file('var/cache/zypp/solv/@System/solv', 10_000),
      file('opt/conda/pkgs/urls.txt', 10),
      file('opt/conda/pkgs/numpy-1/lib/a.so', 10_000),
      file('root/.cache/pip/selfcheck/a', 10),
      file('opt/app/pkgs/data.json', 10_000),
    ];
    const { problems } = await checkOfLayers([...base, { by: 'RUN a', files }]);
    expect(problems.filter(({ rule }) => /-(?:cache|lists)$/.test(rule))).toEqual([]);
  });
});

describe('build-tools-shipped', () => {
  it.each<[string, readonly Made[], readonly string[]]>([
    [
      'compilers',
      [
        file('usr/bin/x86_64-linux-gnu-gcc-12', 1000, 0o755),
        link('usr/bin/gcc', 'x86_64-linux-gnu-gcc-12'),
        file('usr/lib/gcc/x86_64-linux-gnu/12/cc1', 50_000, 0o755),
        file('usr/bin/cmake', 1000, 0o755),
      ],
      [
        'Layer 2 (RUN install) brings /usr/bin/x86_64-linux-gnu-gcc-12, /usr/bin/cmake, which only building needs (52 kB with what belongs to them). Build in a stage of its own and COPY the result.',
      ],
    ],
    ['libraries of compilers', [file('usr/lib/gcc/x86_64-linux-gnu/12/libgcc_s.so', 5000)], []],
    ['names that only look so', [file('usr/bin/gcc-ranlib.txt', 10, 0o755), file('usr/bin/gcc', 10, 0o644)], []],
  ])('judges %s', async (_, files, expected) => {
    const facts = await factsOfLayers([...base, { by: 'RUN install', files }]);
    expect(findings(buildToolsShipped, facts).map(({ message }) => message)).toEqual(expected);
  });
});

describe('the size of an image', () => {
  it('is met on its files alone', async () => {
    const { criteria } = await checkOfLayers([...base, app], { User: '1001', Cmd: ['/opt/app'] });
    const size = criteria.find(({ id }) => id === 'size-optimised');
    expect(size?.verdict).toBe('met');
    expect(size?.evidence).toEqual([
      'no cache and no build tools in the layers',
      "nothing of the 100 kB in the layer after the base's is replaced or deleted later",
      expect.stringContaining('largest layers: '),
    ]);
  });

  it('names the largest layers and files', async () => {
    const facts = await factsOfLayers([app, { by: 'RUN big', files: [file('opt/big', 12e6)] }]);
    const texts = outcomes(imageSize, facts).map((one) => ('text' in one ? one.text : one.message));
    expect(texts).toEqual([
      'largest layers: 12 MB in layer 2 (RUN big), 102 kB in layer 1 (COPY app /opt/app)',
      'largest files: /opt/big 12 MB',
    ]);
  });

  it.each([
    [40, 0],
    [41, 1],
  ])('of %i layers gives %i advices on their number', async (count, advices) => {
    const steps = Array.from({ length: count }, (_, i): MadeStep => ({ by: `RUN ${i}`, files: [file(`a${i}`, 1)] }));
    expect(findings(manyLayers, await factsOfLayers([...base, ...steps]))).toHaveLength(advices);
  });
});
