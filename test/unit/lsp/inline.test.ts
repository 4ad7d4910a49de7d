import { describe, expect, it } from 'vitest';
import type { CodeLens, CompletionItem, Hover, InitializeResult, InlayHint } from 'vscode-languageserver';
import { type Session, startStdio } from './client.ts';
import { startWorker } from './worker.ts';

const uri = 'file:///work/Dockerfile';
const text = '# st4sd \nFROM debian:13-slim AS app\nUSER 0\nCMD ["a"]\n';
const textDocument = { uri };

interface Opening {
  readonly capabilities?: object;
  readonly options?: object;
}

/** A session with one open document, which answers for the settings. */
async function open({ connection, end }: Session, { capabilities = {}, options }: Opening = {}) {
  const result: InitializeResult = await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities,
    initializationOptions: options,
  });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'dockerfile', version: 1, text },
  });
  const at = (line: number, character: number) => ({ textDocument, position: { line, character } });
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  return {
    result,
    end,
    set: (st4sd: object) => connection.sendNotification('workspace/didChangeConfiguration', { settings: { st4sd } }),
    hover: (line: number, character: number): Promise<Hover | null> =>
      connection.sendRequest('textDocument/hover', at(line, character)),
    lenses: (): Promise<CodeLens[]> => connection.sendRequest('textDocument/codeLens', { textDocument }),
    hints: (): Promise<InlayHint[]> => connection.sendRequest('textDocument/inlayHint', { textDocument, range }),
    complete: (line: number, character: number): Promise<CompletionItem[]> =>
      connection.sendRequest('textDocument/completion', at(line, character)),
    page: (rule: string): Promise<string | null> => connection.sendRequest('st4sd/rulePage', { rule }),
  };
}

const markdown = { textDocument: { hover: { contentFormat: ['markdown', 'plaintext'] } } };

function valueOf(hover: Hover | null): string {
  const contents = hover?.contents;
  return typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

describe.each([
  ['over stdio', startStdio],
  ['as a web worker', startWorker],
] as const)('the server %s', (_, start) => {
  it('says what it can do, and shows it', async () => {
    const session = await open(start());
    const { hoverProvider, codeLensProvider, inlayHintProvider } = session.result.capabilities;
    expect({ hoverProvider, codeLensProvider, inlayHintProvider }).toEqual({
      hoverProvider: true,
      codeLensProvider: {},
      inlayHintProvider: true,
    });
    expect(await session.lenses()).toEqual([
      {
        range: { start: { line: 1, character: 0 }, end: { line: 1, character: 26 } },
        command: {
          title: expect.stringMatching(/^ST4SD contrib: 1 to go · gold: \d to go$/),
          command: 'st4sd.report',
          arguments: [uri],
        },
      },
    ]);
    expect(await session.hints()).toMatchObject([
      { label: '30 MB · root', position: { line: 1, character: 26 }, paddingLeft: true },
    ]);
    await session.end();
  });

  it('writes plain text for a client that does not say it reads Markdown', async () => {
    const session = await open(start());
    const hover = await session.hover(1, 8);
    expect(hover).toMatchObject({
      contents: { kind: 'plaintext', value: expect.stringMatching(/^debian:13-slim\n\n- User: root\n/) },
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 26 } },
    });
    expect(valueOf(await session.hover(2, 5))).toContain('/rules/non-root-user.md');
    expect(await session.hover(4, 0)).toBeNull();
    await session.end();
  });

  it('writes Markdown, with pages that need no network for its own client', async () => {
    const session = await open(start(), { capabilities: markdown, options: { commands: true } });
    const hover = await session.hover(2, 5);
    expect(hover).toMatchObject({ contents: { kind: 'markdown' } });
    expect(valueOf(hover)).toContain(
      '**User of the image**\n\nIn force for stage `app`: `0`, which is root, from line 3.',
    );
    expect(valueOf(hover)).toContain('(command:st4sd.showRule?%5B%22non-root-user%22%5D)');
    expect(valueOf(hover)).toMatch(/```dockerfile\nFROM /);
    expect((await session.lenses())[0]?.command).toMatchObject({ command: 'st4sd.checkCompliance', arguments: [uri] });
    expect(await session.page('non-root-user')).toMatch(/^# non-root-user\n/);
    expect(await session.page('../../etc/passwd')).toBeNull();
    await session.end();
  });

  it('completes pragmas, FROM and USER, in an order that editors keep', async () => {
    const session = await open(start());
    const pragma = await session.complete(0, 8);
    expect(pragma[0]).toMatchObject({ label: 'image=', textEdit: { range: { start: { line: 0, character: 8 } } } });
    const bases = await session.complete(1, 5);
    expect(bases[0]).toMatchObject({
      label: 'debian:13-slim',
      sortText: '0000',
      textEdit: {
        newText: 'debian:13-slim',
        range: { start: { line: 1, character: 5 }, end: { line: 1, character: 19 } },
      },
    });
    expect((await session.complete(2, 5)).map(({ label }) => label)).toContain('10001:0');
    expect(await session.complete(3, 4)).toEqual([]);
    await session.end();
  });

  it('shows size and end of life of every base to a client that can, and goes on behind a key', async () => {
    const capabilities = { textDocument: { completion: { completionItem: { labelDetailsSupport: true } } } };
    const session = await open(start(), { capabilities, options: { commands: true } });
    expect((await session.complete(1, 5))[0]?.labelDetails).toEqual({ description: '30 MB · until 2030-06-30' });
    expect((await session.complete(0, 8))[0]?.command?.command).toBe('editor.action.triggerSuggest');
    await session.end();
  });

  it('shows neither lens nor hints where they are switched off', async () => {
    const session = await open(start());
    await session.set({ codeLens: false });
    expect([(await session.lenses()).length, (await session.hints()).length]).toEqual([0, 1]);
    await session.set({ inlayHints: false });
    expect([(await session.lenses()).length, (await session.hints()).length]).toEqual([1, 0]);
    await session.end();
  });

  it('survives positions that are nowhere, and documents that are not open', async () => {
    const session = await open(start());
    expect(await session.hover(999, 999)).toBeNull();
    expect(await session.complete(999, 999)).toEqual([]);
    await session.end();
  });
});

it('keeps silent where `checkWhen` asks for it', async () => {
  const session = startStdio();
  const { connection } = session;
  const opened = await open(session);
  const other = 'file:///work/other/Dockerfile';
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: other, languageId: 'dockerfile', version: 1, text: 'FROM debian:13\n' },
  });
  await opened.set({ checkWhen: 'configured' });
  const position = { line: 0, character: 5 };
  expect(await connection.sendRequest('textDocument/hover', { textDocument: { uri: other }, position })).toBeNull();
  expect(await connection.sendRequest('textDocument/codeLens', { textDocument: { uri: other } })).toEqual([]);
  expect(await connection.sendRequest('textDocument/completion', { textDocument: { uri: other }, position })).toEqual(
    [],
  );
  await session.end();
});
