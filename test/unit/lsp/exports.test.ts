import { expect, it } from 'vitest';
import type { ExportAnswer, ExportParams } from '../../../server/src/lsp/messages.ts';
import { startStdio } from './client.ts';

const uri = 'file:///work/namd-gpu.Dockerfile';

it('gives the report as a file in every format, and nothing for what is not open', async () => {
  const { connection, end } = startStdio();
  await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'dockerfile', version: 1, text: 'FROM debian:12\nCMD ["namd3"]\n' },
  });
  const answer = (format: ExportParams['format'], at = uri) =>
    connection.sendRequest<ExportAnswer>('st4sd/export', { uri: at, path: 'apps/namd-gpu.Dockerfile', format });
  const asked = async (format: ExportParams['format']) => (await answer(format))?.text;

  expect(await asked('markdown')).toMatch(/^# apps\/namd-gpu\.Dockerfile\n[\s\S]*Runs as root/);
  expect(await asked('html')).toMatch(/^<!DOCTYPE html>[\s\S]*Runs as root/);
  const json = JSON.parse((await asked('json')) ?? '');
  expect(json).toMatchObject({ version: 1, summary: { subjects: 1, notMet: 1 }, errors: [] });
  expect(json.subjects[0]).toMatchObject({ path: 'apps/namd-gpu.Dockerfile', levels: { contrib: 'not-met' } });
  const sarif = JSON.parse((await asked('sarif')) ?? '');
  expect(sarif.runs[0].artifacts[0].location.uri).toBe('apps/namd-gpu.Dockerfile');
  expect((await answer('json'))?.subject).toBe('apps/namd-gpu.Dockerfile');
  expect(await answer('json', 'file:///work/other.Dockerfile')).toBeNull();
  expect(await end()).toBe(0);
});
