import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Check } from '../engine/check.ts';
import { requirementOf } from '../engine/protocol/contributedImages.ts';
import type { Settings } from '../engine/settings.ts';
import { levelVerdict, toGo } from '../engine/verdicts.ts';
import { isQuiet } from './checks.ts';
import type { StatusParams } from './messages.ts';

/** What the status bar says of a document. */
export function statusOf({ uri, version }: TextDocument, check: Check, settings: Settings): StatusParams {
  const { level, criteria, problems } = check;
  const required = criteria.filter(({ id }) => requirementOf(id, level) === 'required');
  return {
    uri,
    version,
    level,
    verdict: levelVerdict(level, criteria, !problems.some(({ rule }) => rule === 'syntax')),
    toGo: toGo(level, criteria),
    undecided: required.filter(({ verdict }) => verdict === 'undecided').length,
    levelFrom: check.levelFrom,
    quiet: isQuiet(check, settings),
  };
}
