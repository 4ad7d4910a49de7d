import { expect, it } from 'vitest';
import { CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { guarded } from '../../../server/src/lsp/guard.ts';

function answering(handler: (name: string) => string) {
  const logged: string[] = [];
  const log = (message: string) => void logged.push(message);
  return { logged, answer: guarded('The check', { fallback: 'nothing', log, of: (name: string) => name }, handler) };
}

it('answers with the fallback and one line that names the document', () => {
  const { answer, logged } = answering(() => {
    throw new Error('broken');
  });
  expect(answer('a/Dockerfile', CancellationToken.None)).toBe('nothing');
  expect(logged).toHaveLength(1);
  expect(logged[0]).toMatch(/^The check failed for a\/Dockerfile: Error: broken/);
});

it('does not work on what nobody waits for any more', () => {
  const asked: string[] = [];
  const { answer, logged } = answering((name) => String(asked.push(name)));
  const given = answer('a/Dockerfile', CancellationToken.Cancelled);
  expect(given).toBeInstanceOf(ResponseError);
  expect(given).toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  expect([asked, logged]).toEqual([[], []]);
});
