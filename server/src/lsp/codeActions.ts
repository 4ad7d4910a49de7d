import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Check, Problem } from '../engine/check.ts';
import { fixAll } from '../engine/fixAll.ts';
import { ignoreFix } from '../engine/ignores/ignoreFix.ts';
import type { Fix } from '../engine/rules/rule.ts';
import type { Settings } from '../engine/settings.ts';
import { linesOf, offsetAt, rangeAt } from '../engine/text/lines.ts';
import { overlaps, type TextEdit } from '../engine/text/span.ts';
import type { Checks } from './checks.ts';
import { diagnosticsOf } from './diagnostics.ts';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.st4sd`;

/** What the client can do with an edit. */
export interface EditAbilities {
  /** Edits can be marked as needing a look before they are made. */
  readonly annotations: boolean;
  /** Edits can name the document's version. */
  readonly documentChanges: boolean;
}

interface Asking {
  readonly checks: Checks;
  readonly abilities: EditAbilities;
}

/** The repairs at a place, and, only where it is asked for by name, all safe ones at once. */
export function codeActionsFor(
  document: TextDocument,
  params: CodeActionParams,
  { checks, abilities }: Asking,
): CodeAction[] {
  const check = checks.of(document);
  if (check === undefined) return [];
  const { only } = params.context;
  const actions: CodeAction[] = [];
  if (only === undefined || only.some((kind) => isWithinKind(CodeActionKind.QuickFix, kind))) {
    actions.push(...quickFixes(document, params.range, { check, settings: checks.settings(), abilities }));
  }
  if (only?.some((kind) => kind === fixAllKind || kind === CodeActionKind.Source) === true) {
    actions.push(...fixAllAction(document, checks, abilities));
  }
  return actions;
}

function isWithinKind(kind: string, asked: string): boolean {
  return asked === '' || kind === asked || kind.startsWith(`${asked}.`);
}

interface Offering {
  readonly check: Check;
  readonly settings: Settings;
  readonly abilities: EditAbilities;
}

function quickFixes(document: TextDocument, range: Range, { check, settings, abilities }: Offering): CodeAction[] {
  const lines = linesOf(check.text);
  const asked = { start: offsetAt(lines, range.start), end: offsetAt(lines, range.end) };
  const here = check.problems.filter((problem) => problem.ignore === undefined && overlaps(problem.at, asked));
  return [
    ...here.flatMap((problem) => actionsOf(document, problem, { check, settings, abilities })),
    ...here.flatMap((problem) => ignoring(document, problem, { check, settings, abilities })),
  ];
}

/** Behind the repairs: to leave the finding as it is, with a reason. */
function ignoring(document: TextDocument, problem: Problem, { check, settings, abilities }: Offering): CodeAction[] {
  const fix = check.dockerfile === undefined ? undefined : ignoreFix(check.dockerfile, problem);
  return fix === undefined
    ? []
    : actionsOf(
        document,
        { ...problem, fixes: [fix] },
        { check, settings, abilities: { ...abilities, annotations: false } },
      );
}

function actionsOf(document: TextDocument, problem: Problem, { check, settings, abilities }: Offering): CodeAction[] {
  const diagnostics = diagnosticsOf({ ...check, problems: [problem] }, settings);
  return problem.fixes.map((fix, i) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    ...(i === 0 && fix.safe ? { isPreferred: true } : {}),
    edit: workspaceEdit(document, fix, abilities),
  }));
}

function fixAllAction(document: TextDocument, checks: Checks, abilities: EditAbilities): CodeAction[] {
  const { edits } = fixAllIn(document, checks);
  if (edits.length === 0) return [];
  const title = 'Make this Dockerfile ST4SD compliant';
  return [{ title, kind: fixAllKind, edit: workspaceEdit(document, { title, safe: true, edits }, abilities) }];
}

/** All safe fixes of a document, as somebody asks for them. */
export function fixAllIn(
  document: TextDocument,
  checks: Checks,
): { readonly edits: readonly TextEdit[]; readonly count: number } {
  const current = checks.asked(document);
  if (current === undefined) return { edits: [], count: 0 };
  return fixAll((text) => checks.ofText(document, text) ?? current, document.getText());
}

function workspaceEdit(
  document: TextDocument,
  fix: Fix,
  { annotations, documentChanges }: EditAbilities,
): WorkspaceEdit {
  const edits = lspEdits(document.getText(), fix.edits);
  if (!documentChanges) return { changes: { [document.uri]: edits } };
  const textDocument = { uri: document.uri, version: document.version };
  if (fix.safe || !annotations) return { documentChanges: [{ textDocument, edits }] };
  return {
    documentChanges: [{ textDocument, edits: edits.map((edit) => ({ ...edit, annotationId: 'review' })) }],
    changeAnnotations: { review: { label: fix.title, needsConfirmation: true } },
  };
}

/** Edits by offset as LSP has them. */
export function lspEdits(text: string, edits: readonly TextEdit[]): { range: Range; newText: string }[] {
  const lines = linesOf(text);
  return edits.map(({ span, newText }) => ({ range: rangeAt(lines, span), newText }));
}
