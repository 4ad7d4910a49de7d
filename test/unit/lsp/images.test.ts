import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver';
import type { ImageHost } from '../../../server/src/engine/images/imageHost.ts';
import type { CheckImageAnswer, CheckImageParams, ExportAnswer } from '../../../server/src/lsp/messages.ts';
import { watchedHost } from '../../../server/src/lsp/watchedHost.ts';
import { archiveOf, layoutOf, newBlobs, savedOf, writeLayout } from '../images/makeImage.ts';
import { type Session, startStdio } from './client.ts';
import { startWorker } from './worker.ts';

const folder = mkdtempSync(join(tmpdir(), 'st4sd-lsp-images-'));
afterAll(() => rmSync(folder, { recursive: true }));

const uriOf = (path: string) => pathToFileURL(path).href;

async function started(session: Session) {
  await session.connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  await session.connection.sendNotification('initialized', {});
  return session;
}

describe('an image that is no document', () => {
  let session: Session;
  beforeAll(async () => {
    session = await started(startStdio());
  });
  afterAll(async () => {
    await session.end();
  });
  const check = (params: CheckImageParams) =>
    session.connection.sendRequest<CheckImageAnswer>('st4sd/checkImage', params);
  const bodyOf = (answer: CheckImageAnswer) => ('problem' in answer ? answer.problem : answer.body);

  it('is checked in an archive, and its report can be exported', async () => {
    const path = join(folder, 'app.tar');
    writeFileSync(path, archiveOf(savedOf()));
    expect(bodyOf(await check({ uri: uriOf(path) }))).toContain('User 1001:0');
    const exported = await session.connection.sendRequest<ExportAnswer>('st4sd/export', {
      uri: uriOf(path),
      path: 'app.tar',
      format: 'json',
    });
    expect(exported?.subject).toBe('quay.io/st4sd/community-applications/app:1.0.0');
    expect(JSON.parse(exported?.text ?? '').subjects[0]).toMatchObject({ kind: 'archive', path: 'app.tar' });
  });

  it('is checked in the folder of a layout', async () => {
    const path = writeLayout(join(folder, 'layout'), layoutOf({ config: { User: '' } }));
    expect(bodyOf(await check({ uri: uriOf(path) }))).toContain('Runs as root');
  });

  it('has a part of its own where there are several', async () => {
    const blobs = newBlobs();
    const named = (name: string) => ({ annotations: { 'org.opencontainers.image.ref.name': name } });
    const layout = blobs.layout([
      { ...blobs.image({}), ...named('x.io/a-mdlab:1.0.0') },
      { ...blobs.image({ config: { User: '0' } }), ...named('x.io/b-mdlab:1.0.0') },
    ]);
    const body = bodyOf(await check({ uri: uriOf(writeLayout(join(folder, 'two'), layout)) }));
    expect(body.match(/<article/g)).toHaveLength(2);
    expect(body.match(/<main>/g)).toHaveLength(1);
    expect(body).not.toMatch(/data-(fix|jump)/);
  });

  it('is checked as JSON of any name', async () => {
    const text = JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      config: {},
      rootfs: { type: 'layers', diff_ids: [] },
    });
    expect(bodyOf(await check({ uri: 'file:///work/what.json', text }))).toContain('Runs as root');
  });

  it.each([
    ['no image', () => writeFileSync(join(folder, 'no.tar'), 'no'), 'no.tar', /^This is neither an archive/],
    [
      'an archive of something else',
      () => writeFileSync(join(folder, 'src.tar'), archiveOf(new Map([['a', Buffer.from('a')]]))),
      'src.tar',
      /^The archive holds no image/,
    ],
    ['nothing', () => undefined, 'gone.tar', /^The image cannot be read: there is no such file\.$/],
  ])('is told to be %s', async (_, prepare, name, message) => {
    prepare();
    expect(bodyOf(await check({ uri: uriOf(join(folder, name)) }))).toMatch(message);
  });

  it('is not worked on where nobody waits for it', async () => {
    const path = join(folder, 'app.tar');
    writeFileSync(path, archiveOf(savedOf()));
    const source = new CancellationTokenSource();
    const answer = session.connection.sendRequest('st4sd/checkImage', { uri: uriOf(path) }, source.token);
    source.cancel();
    await expect(answer).rejects.toThrow();
    expect(bodyOf(await check({ uri: uriOf(path) }))).toContain('User 1001:0');
  });
});

it('cannot be read in a browser, which is said', async () => {
  const session = await started(startWorker());
  const answer = await session.connection.sendRequest<CheckImageAnswer>('st4sd/checkImage', {
    uri: 'vscode-vfs://a/b.tar',
  });
  expect(answer).toEqual({ problem: 'Archives and layouts cannot be read in a browser.' });
  await session.end();
});

describe('a host that is watched', () => {
  const chunk = new Uint8Array(10);
  async function* chunks() {
    yield chunk;
    yield chunk;
    yield chunk;
  }
  const host: Pick<ImageHost, 'stream' | 'read'> = {
    read: async () => chunk,
    stream: async (names, use) => {
      for (const name of names) await use(name, chunks());
    },
  };

  it('tells what was read, and reads no further when it is stopped', async () => {
    const read: number[] = [];
    const watched = watchedHost(host as ImageHost, {
      isStopped: () => read.length === 4,
      onRead: (bytes) => read.push(bytes),
    });
    const all = watched.stream(['a', 'b'], async (_, given) => {
      for await (const _chunk of given);
    });
    await expect(all).rejects.toThrow('not asked for any more');
    expect(read).toEqual([10, 20, 30, 40]);
    await expect(watched.read('c')).rejects.toThrow('not asked for any more');
  });
});
