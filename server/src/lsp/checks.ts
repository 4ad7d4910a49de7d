import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Check, checkDockerfile, checkImageJson } from '../engine/check.ts';
import type { Settings } from '../engine/settings.ts';
import { subjectKind } from './subject.ts';

/** Gives the check of a document, made once for each version and each change of settings. */
export interface Checks {
  readonly of: (document: TextDocument) => Check | undefined;
  /** The check of another text of the same document. */
  readonly ofText: (document: TextDocument, text: string) => Check | undefined;
  readonly forget: (uri: string) => void;
  /** Settings changed: every check has to be made anew. */
  readonly use: (settings: Settings) => void;
  readonly settings: () => Settings;
}

interface Entry {
  readonly version: number;
  readonly check: Check | undefined;
}

export function newChecks(initial: Settings): Checks {
  const entries = new Map<string, Entry>();
  let settings = initial;
  const ofText = (document: TextDocument, text: string) => checkText(document, { text, settings });
  return {
    of: (document) => {
      const entry = entries.get(document.uri);
      if (entry?.version === document.version) return entry.check;
      const check = ofText(document, document.getText());
      entries.set(document.uri, { version: document.version, check });
      return check;
    },
    ofText,
    forget: (uri) => entries.delete(uri),
    use: (next) => {
      settings = next;
      entries.clear();
    },
    settings: () => settings,
  };
}

interface Checking {
  readonly text: string;
  readonly settings: Settings;
}

function checkText(document: TextDocument, { text, settings }: Checking): Check | undefined {
  const kind = subjectKind(document);
  if (kind === undefined) return undefined;
  const options = { defaultLevel: settings.level };
  if (kind === 'dockerfile') {
    const check = checkDockerfile(text, options);
    return settings.checkWhen === 'configured' && !check.configured ? undefined : check;
  }
  const check = checkImageJson(text, options);
  return 'problem' in check ? undefined : check;
}
