import { l10n } from 'vscode';
import type { StatusParams } from '../../server/src/lsp/messages.ts';

/** How a document stands, in the words of the status bar. */
export function statusText({ level, verdict, toGo, undecided }: StatusParams): string {
  if (toGo > 0) return l10n.t('ST4SD {level}: {count} to go', { level, count: toGo });
  if (undecided > 0) return l10n.t('ST4SD {level}: {count} cannot be told', { level, count: undecided });
  // The criteria may all hold and the level still be open: a file that does not build meets nothing.
  if (verdict === 'met') return l10n.t('ST4SD {level}: met', { level });
  return verdict === 'not-met'
    ? l10n.t('ST4SD {level}: not met', { level })
    : l10n.t('ST4SD {level}: cannot be told', { level });
}
