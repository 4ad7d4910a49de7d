import { commands, Disposable, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { clientCommands, rulePageRequest } from '../../server/src/lsp/messages.ts';

const scheme = 'st4sd-rule';

/** The pages of the rules as documents that need no network, and the command that shows one. */
export function newRulePages(client: BaseLanguageClient): Disposable {
  const pages = workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: async ({ path }) =>
      client.sendRequest<string | null>(rulePageRequest, { rule: path.replace(/^\/|\.md$/g, '') }),
  });
  const show = commands.registerCommand(clientCommands.rule, async (rule: unknown) => {
    // Any link in a hover may name the command: what is no id of a rule is none of ours.
    if (typeof rule !== 'string' || !/^[a-z-]+$/.test(rule)) return;
    await commands.executeCommand('markdown.showPreview', Uri.from({ scheme, path: `/${rule}.md` }));
  });
  return Disposable.from(pages, show);
}
