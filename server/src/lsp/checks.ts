import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Check, type CheckOptions, checkDockerfile, checkImageJson } from '../engine/check.ts';
import { settingsFor } from '../engine/configuration/settingsFor.ts';
import type { Settings } from '../engine/settings.ts';
import type { Neighbourhood } from './neighbourhood.ts';
import { subjectKind } from './subject.ts';

/** Gives the check of a document, made once for each version, day and change of settings. */
export interface Checks {
  /** What the editor shows by itself: nothing where `checkWhen` asks for silence. */
  readonly of: (document: TextDocument) => Check | undefined;
  /** What it shows to who asks for it; undefined only where the document is nothing we judge. */
  readonly asked: (document: TextDocument) => Check | undefined;
  /** What a subject at the place is judged with. */
  readonly optionsFor: (uri: string) => CheckOptions & { readonly date: string };
  /** The check of another text of the same document. */
  readonly ofText: (document: TextDocument, text: string) => Check | undefined;
  readonly forget: (uri: string) => void;
  /** Something around the documents changed. */
  readonly forgetAll: () => void;
  /** Settings changed: every check has to be made anew. */
  readonly use: (settings: Settings) => void;
  readonly settings: () => Settings;
}

interface Entry {
  readonly version: number;
  readonly date: string;
  readonly check: Check | undefined;
}

interface CheckingWorld {
  /** The day to judge at, YYYY-MM-DD. */
  readonly today: () => string;
  readonly neighbourhood: Pick<Neighbourhood, 'of'>;
}

export function newChecks(initial: Settings, { today, neighbourhood }: CheckingWorld): Checks {
  const entries = new Map<string, Entry>();
  let settings = initial;
  const optionsFor = (uri: string) => {
    const around = neighbourhood.of(uri, settings)?.options ?? {
      settings: settingsFor(settings.configuration, ''),
    };
    return { ...around, defaultLevel: settings.level, date: today() };
  };
  const ofText = (document: TextDocument, text: string) =>
    checkText(document, { text, options: optionsFor(document.uri) });
  const asked = (document: TextDocument) => {
    const { uri, version } = document;
    const entry = entries.get(uri);
    const date = today();
    if (entry?.version === version && entry.date === date) return entry.check;
    const check = ofText(document, document.getText());
    entries.set(uri, { version, date, check });
    return check;
  };
  return {
    of: (document) => {
      const check = asked(document);
      return check === undefined || isQuiet(check, settings) ? undefined : check;
    },
    asked,
    optionsFor,
    ofText,
    forget: (uri) => entries.delete(uri),
    forgetAll: () => entries.clear(),
    use: (next) => {
      settings = next;
      entries.clear();
    },
    settings: () => settings,
  };
}

/** Whether nothing is to be shown of it until somebody asks. */
export function isQuiet({ kind, configured }: Check, { checkWhen }: Settings): boolean {
  return checkWhen === 'configured' && kind === 'dockerfile' && !configured;
}

interface Checking {
  readonly text: string;
  readonly options: CheckOptions;
}

function checkText(document: TextDocument, { text, options }: Checking): Check | undefined {
  const kind = subjectKind(document);
  if (kind === undefined) return undefined;
  if (kind === 'dockerfile') return checkDockerfile(text, options);
  const check = checkImageJson(text, options);
  return 'problem' in check ? undefined : check;
}
