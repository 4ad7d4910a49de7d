import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  type CodeAction,
  type Diagnostic,
  type InitializeResult,
  NotificationType,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver';
import type {
  CheckTextsResult,
  FixAllAnswer,
  ReportAnswer,
  ReportResult,
  SetLevelResult,
  StatusParams,
} from '../../../server/src/lsp/messages.ts';
import { type Session, startStdio } from './client.ts';
import { startWorker } from './worker.ts';

const uri = 'file:///work/namd-gpu.Dockerfile';
const text = 'FROM debian:12\r\nRUN make\r\nCMD ["namd3"]\r\n';

interface Opening {
  readonly capabilities?: object;
  readonly options?: object;
  readonly uri?: string;
  readonly languageId?: string;
  readonly text?: string;
}

/** A session with one open document, and the diagnostics the server pushes for it. */
async function open(session: Session, opening: Opening = {}) {
  const { connection } = session;
  const pushed: PublishDiagnosticsParams[] = [];
  const statuses: StatusParams[] = [];
  const logged: string[] = [];
  let wake: () => void = () => undefined;
  connection.onNotification(
    new NotificationType<PublishDiagnosticsParams>('textDocument/publishDiagnostics'),
    (params) => {
      pushed.push(params);
      wake();
    },
  );
  connection.onNotification(new NotificationType<StatusParams>('st4sd/status'), (params) => {
    statuses.push(params);
  });
  connection.onNotification(new NotificationType<{ message: string }>('window/logMessage'), ({ message }) => {
    logged.push(message);
  });
  connection.onRequest('workspace/configuration', () => [null]);
  const result: InitializeResult = await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: opening.capabilities ?? {},
    initializationOptions: opening.options,
  });
  await connection.sendNotification('initialized', {});
  const document = {
    uri: opening.uri ?? uri,
    languageId: opening.languageId ?? 'dockerfile',
    version: 1,
    text: opening.text ?? text,
  };
  await connection.sendNotification('textDocument/didOpen', { textDocument: document });
  const nextPush = async (): Promise<PublishDiagnosticsParams> => {
    while (pushed.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return pushed.shift() as PublishDiagnosticsParams;
  };
  return { ...session, result, nextPush, statuses, logged, document };
}

const pull = { textDocument: { diagnostic: {} } };

function codes(diagnostics: readonly Diagnostic[]): readonly unknown[] {
  return diagnostics.filter(({ severity }) => severity === 1 || severity === 2).map(({ code }) => code);
}

const kinds = [
  ['over stdio', startStdio],
  ['as a web worker', startWorker],
] as const;

describe.each(kinds)('the server %s', (_, start) => {
  it('pushes diagnostics with rule, source and page', async () => {
    const session = await open(start());
    const { diagnostics } = await session.nextPush();
    expect(codes(diagnostics)).toEqual(['non-root-user']);
    const first = diagnostics.find(({ code }) => code === 'non-root-user');
    expect(first).toMatchObject({
      source: 'st4sd',
      severity: 1,
      range: { start: { line: 0, character: 5 }, end: { line: 0, character: 14 } },
      codeDescription: { href: 'https://github.com/st4sd/st4sd-dockerfile/blob/main/server/rules/non-root-user.md' },
    });
    await session.end();
  });

  it('lets a client pull instead, and pushes nothing then', async () => {
    const session = await open(start(), { capabilities: pull });
    expect(session.result.capabilities.diagnosticProvider).toBeDefined();
    const report: { items: Diagnostic[] } = await session.connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri },
    });
    expect(codes(report.items)).toEqual(['non-root-user']);
    await session.end();
  });

  it('offers the user as a quick-fix that keeps the line ends, and takes an incremental change', async () => {
    const session = await open(start(), { capabilities: pull });
    const actions: CodeAction[] = await session.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: { line: 0, character: 6 }, end: { line: 0, character: 6 } },
      context: { diagnostics: [] },
    });
    const first = actions.find(({ title }) => title === 'Run as user 10001 in group 0');
    expect(first).toMatchObject({ kind: 'quickfix', isPreferred: true });
    expect(first?.edit?.changes?.[uri]).toEqual([
      { range: { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } }, newText: 'USER 10001:0\r\n' },
    ]);
    await session.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: first?.edit?.changes?.[uri]?.map(({ range, newText }) => ({ range, text: newText })),
    });
    const report: { items: Diagnostic[] } = await session.connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri },
    });
    expect(codes(report.items)).toEqual([]);
    await session.end();
  });

  it('offers fix-all only to who asks for it by name', async () => {
    const session = await open(start(), { capabilities: pull });
    const ask = (only: string[]): Promise<CodeAction[]> =>
      session.connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri },
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        context: { diagnostics: [], only },
      });
    expect((await ask(['source.fixAll.st4sd'])).map(({ kind }) => kind)).toEqual(['source.fixAll.st4sd']);
    expect(await ask(['source.fixAll'])).toEqual([]);
    await session.end();
  });

  it('answers the report command of any client with Markdown', async () => {
    const session = await open(start(), { capabilities: pull });
    const report: string = await session.connection.sendRequest('workspace/executeCommand', {
      command: 'st4sd.report',
      arguments: [uri],
    });
    expect(report).toMatch(/^# namd-gpu\.Dockerfile\n/);
    expect(report).toContain('- **contrib**: not met');
    await session.end();
  });

  it('gives its own client report, status and repairs', async () => {
    const session = await open(start(), { options: { status: true } });
    const report: ReportAnswer = await session.connection.sendRequest('st4sd/report', { uri });
    expect(report?.body).toContain('Runs as root');
    expect(report?.body).not.toMatch(/<script|javascript:|style=/);
    expect(report?.status).toMatchObject({ level: 'contrib', verdict: 'not-met', toGo: 1, levelFrom: 'default' });
    const fixed: FixAllAnswer = await session.connection.sendRequest('st4sd/fixAll', { uri });
    expect(fixed).toMatchObject({ version: 1, count: 1 });
    await session.end();
  });

  it('tells how files stand that are not open, and the open ones as they are in the editor', async () => {
    const session = await open(start(), { capabilities: pull });
    const met = 'FROM debian:12\nUSER 10001:0\nCMD ["namd3"]\n';
    const texts = [
      { uri },
      { uri: 'file:///work/a/Dockerfile', text: met },
      { uri: 'file:///work/not/open/Dockerfile' },
      { uri: 'file:///work/notes.txt', text: 'FROM debian:12' },
      { uri, text: met },
    ];
    const { rows }: CheckTextsResult = await session.connection.sendRequest('st4sd/checkTexts', { texts });
    const runsAsRoot = rows.map((row) => row && /^Runs as root/.test(row.first?.message ?? ''));
    expect(runsAsRoot).toEqual([true, false, null, null, false]);
    expect(rows[0]?.first).toMatchObject({ at: { line: 0, character: 5 } });
    const report: { items: Diagnostic[] } = await session.connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri },
    });
    expect(codes(report.items)).toEqual(['non-root-user']); // the texts sent have not taken the place of the document
    await session.end();
  });

  it('survives nonsense in place of texts, and says so once', async () => {
    const session = await open(start(), { capabilities: pull });
    const texts = [{ uri: 'file:///work/a/Dockerfile', text: 7 }, { uri }];
    const { rows }: CheckTextsResult = await session.connection.sendRequest('st4sd/checkTexts', { texts });
    expect(rows).toEqual([null, expect.objectContaining({ level: 'contrib' })]);
    expect(session.logged).toHaveLength(1);
    expect(session.logged[0]).toContain('file:///work/a/Dockerfile');
    await session.end();
  });

  it('reports on what `checkWhen` keeps silent, where it is asked', async () => {
    const session = await open(start(), { capabilities: pull });
    const settings = { st4sd: { checkWhen: 'configured' } };
    await session.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    const pulled: { items: Diagnostic[] } = await session.connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri },
    });
    expect(pulled.items).toEqual([]);
    const report: ReportAnswer = await session.connection.sendRequest('st4sd/report', { uri });
    expect(report?.body).toContain('Runs as root');
    expect(report?.status.quiet).toBe(true);
    const fixed: FixAllAnswer = await session.connection.sendRequest('st4sd/fixAll', { uri });
    expect(fixed?.count).toBe(1);
    await session.end();
  });

  it('stays silent about documents that are none of its business, and survives nonsense', async () => {
    const session = await open(start(), {
      capabilities: pull,
      uri: 'file:///work/package.json',
      languageId: 'json',
      text: '{"name": "x"}',
    });
    const ask = async (of: string): Promise<{ items: Diagnostic[] }> =>
      session.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: of } });
    expect((await ask('file:///work/package.json')).items).toEqual([]);
    const ignored = 'file:///work/Dockerfile.dockerignore';
    await session.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: ignored, languageId: 'dockerfile', version: 1, text: '**\n!src\n' },
    });
    expect((await ask(ignored)).items).toEqual([]);
    const other = 'file:///work/Dockerfile';
    const junk = `FROM \u0000\uFFFF ${'${'.repeat(500)}\n<<<<\n\\`;
    await session.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: other, languageId: 'dockerfile', version: 1, text: junk },
    });
    expect((await ask(other)).items.length).toBeGreaterThan(0);
    expect((await ask('file:///not/open')).items).toEqual([]);
    expect(session.logged).toEqual([]);
    await session.end();
  });

  it('judges an image config in an editor too', async () => {
    const config =
      '{"architecture": "amd64", "os": "linux", "config": {"User": "0", "Cmd": ["a"]}, "rootfs": {"type": "layers", "diff_ids": []}}';
    const session = await open(start(), {
      capabilities: pull,
      uri: 'file:///work/config.json',
      languageId: 'json',
      text: config,
    });
    const report: { items: Diagnostic[] } = await session.connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri: 'file:///work/config.json' },
    });
    expect(codes(report.items)).toEqual(['non-root-user']);
    const first = report.items.find(({ code }) => code === 'non-root-user');
    expect(config.slice(first?.range.start.character, first?.range.end.character)).toBe('"0"');
    await session.end();
  });
});

describe('the server and what stands around a Dockerfile', () => {
  const folder = (files: Readonly<Record<string, string>>) => {
    const root = mkdtempSync(join(tmpdir(), 'st4sd-lsp-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
    return pathToFileURL(root).href;
  };

  it('takes the level and the image from .st4sd.yaml, and a change of it in an editor at once', async () => {
    const root = folder({ '.st4sd.yaml': 'level: gold\nimages:\n  Dockerfile: quay.io/st4sd/x/namd-hlcs:1.0.0\n' });
    const session = await open(startStdio(), { options: { status: true }, uri: `${root}/Dockerfile`, text });
    const report: ReportResult = await session.connection.sendRequest('st4sd/report', { uri: `${root}/Dockerfile` });
    expect(report.status).toMatchObject({ level: 'gold', levelFrom: 'configuration' });
    expect(report.body).toContain('quay.io/st4sd/x/namd-hlcs:1.0.0');
    const configuration = {
      uri: `${root}/.st4sd.yaml`,
      languageId: 'yaml',
      version: 1,
      text: 'level: contrib\nlevle: gold\n',
    };
    await session.connection.sendNotification('textDocument/didOpen', { textDocument: configuration });
    let told = await session.nextPush();
    while (told.uri !== configuration.uri) told = await session.nextPush();
    expect(told.diagnostics).toMatchObject([
      { code: 'configuration', message: expect.stringContaining('level'), range: { start: { line: 1, character: 0 } } },
    ]);
    const again: ReportResult = await session.connection.sendRequest('st4sd/report', { uri: `${root}/Dockerfile` });
    expect(again.status).toMatchObject({ level: 'contrib', levelFrom: 'configuration' });
    const chosen: SetLevelResult = await session.connection.sendRequest('st4sd/setLevel', {
      uri: `${root}/Dockerfile`,
      level: 'gold',
    });
    expect(chosen).toMatchObject({
      uri: configuration.uri,
      edits: [{ newText: 'gold', range: { start: { line: 0, character: 7 } } }],
    });
    await session.end();
  });

  it('completes keys of .st4sd.yaml', async () => {
    const session = await open(startStdio(), { uri: 'file:///work/.st4sd.yaml', languageId: 'yaml', text: 'lev' });
    const items: { label: string }[] = await session.connection.sendRequest('textDocument/completion', {
      textDocument: { uri: 'file:///work/.st4sd.yaml' },
      position: { line: 0, character: 3 },
    });
    expect(items.map(({ label }) => label)).toContain('level');
    await session.end();
  });

  it('finds the image in a build file beside it', async () => {
    const root = folder({
      'compose.yaml': 'services:\n  app:\n    build: .\n    image: quay.io/st4sd/x/namd-hlcs:2.0.0\n',
    });
    const session = await open(startStdio(), { uri: `${root}/Dockerfile`, text });
    const report: ReportResult = await session.connection.sendRequest('st4sd/report', { uri: `${root}/Dockerfile` });
    expect(report.body).toContain('quay.io/st4sd/x/namd-hlcs:2.0.0');
    await session.end();
  });
});
