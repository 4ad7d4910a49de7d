import {
  type Disposable,
  l10n,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  window,
  workspace,
} from 'vscode';
import type { StatusParams } from '../../server/src/lsp/messages.ts';
import type { ReportPanels } from './reportPanels.ts';
import { statusText } from './statusText.ts';

/** Shows in the status bar how the document that is looked at stands, in its editor or in its report. */
export interface StatusItem extends Disposable {
  readonly use: (status: StatusParams) => void;
}

export function newStatusItem({ reportedOn, onDidChangeActive }: ReportPanels): StatusItem {
  const item = window.createStatusBarItem('st4sd.level', StatusBarAlignment.Right, 100);
  item.name = l10n.t('ST4SD level');
  item.command = 'st4sd.checkCompliance';
  const known = new Map<string, StatusParams>();
  const update = () => {
    const uri = reportedOn() ?? window.activeTextEditor?.document.uri;
    show(item, uri === undefined ? undefined : known.get(uri.toString()));
  };
  const listeners = [
    window.onDidChangeActiveTextEditor(update),
    onDidChangeActive(update),
    workspace.onDidCloseTextDocument(({ uri }) => known.delete(uri.toString())),
    workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('st4sd')) return;
      known.clear(); // the server tells anew how the documents stand that it still judges
      update();
    }),
  ];
  return {
    use: (status) => {
      if (status.quiet) known.delete(status.uri);
      else known.set(status.uri, status);
      update();
    },
    dispose: () => {
      for (const part of [item, ...listeners]) part.dispose();
    },
  };
}

function show(item: StatusBarItem, status: StatusParams | undefined): void {
  if (status === undefined) {
    item.hide();
    return;
  }
  item.text = statusText(status);
  item.tooltip = tooltip(status);
  item.show();
}

function tooltip({ level, toGo, undecided }: StatusParams): MarkdownString {
  const lines = [
    toGo === 0 ? undefined : l10n.t('Required for {level} and not met: {count}', { level, count: toGo }),
    undecided === 0
      ? undefined
      : l10n.t('Required for {level} and cannot be told: {count}', { level, count: undecided }),
    toGo + undecided === 0 ? l10n.t('All that {level} requires is met.', { level }) : undefined,
    `[${l10n.t('Open the report')}](command:st4sd.checkCompliance) · [${l10n.t('Choose the level')}](command:st4sd.setLevel)`,
  ];
  const text = new MarkdownString(lines.filter((line) => line !== undefined).join('\n\n'));
  text.isTrusted = { enabledCommands: ['st4sd.checkCompliance', 'st4sd.setLevel'] };
  return text;
}
