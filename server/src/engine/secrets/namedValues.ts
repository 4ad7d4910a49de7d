import type { Span } from '../text/span.ts';
import { isHarmless } from './harmlessValue.ts';
import { isSecretName } from './secretName.ts';

const longest = 8000;

/** Whether a value of this name is to be kept from others. */
export function isSecretValue(name: string, value: string): boolean {
  return isSecretName(name) && !isReference(value) && !isHarmless(value, name);
}

/** Nothing but variables, which have their values elsewhere, or what a command gives. */
function isReference(value: string): boolean {
  if (/^\$\w*[({][^)}]*$|^\$\(/.test(value.slice(0, longest))) return true;
  return /^(?:\$\{?\w+\}?|\$\([^)]*\)|\{\{[^}]*\}\})+$/.test(value.slice(0, longest));
}

/**
 * Where a text of any kind, a Dockerfile, JSON, a script, gives a value to a secret's name: `NAME=value`, `"name": "value"`,
 * `--name value`, `ENV NAME value`, `name: value`.
 */
export function namedValues(text: string): readonly Span[] {
  const found: Span[] = [];
  if (!mayBeThere.test(text)) return found;
  for (const { 0: name, index } of text.matchAll(/[A-Za-z_][\w.-]{2,200}/g)) {
    if (!mayBe.test(name)) continue;
    const end = index + name.length;
    const after = separator(text, index, end);
    if (after === undefined || !isSecretName(name)) continue;
    const span = valueAt(text, after.at, after.toLineEnd);
    if (isSecretValue(name, text.slice(span.start, span.end))) found.push(span);
  }
  return found;
}

const mayBeThere = /pass|pwd|pw|secret|token|key|auth|credential|pat/i;

/** Quick, as most words of a text are none. */
const mayBe = /pass|pwd|pw$|pword|secret|token|key|auth|credential|pat$/i;

/** What leads from a name to its value. */
function separator(text: string, start: number, end: number): { at: number; toLineEnd: boolean } | undefined {
  if (text[end] === '=') return { at: end + 1, toLineEnd: false };
  const [between = ''] = /^(?:\\?["']?[ \t]{0,8}[:=]|["']?)[ \t]{0,8}/.exec(text.slice(end, end + 24)) ?? [];
  const at = end + between.length;
  const ahead = text.slice(Math.max(0, start - 40), start);
  if (/["'][ \t]*[:=]/.test(between)) return { at, toLineEnd: false };
  if (/[:=]/.test(between)) return /(?:^|\n)[ \t-]*$/.test(ahead) ? { at, toLineEnd: true } : undefined;
  if (!/[ \t]/.test(between)) return undefined;
  if (/(?:^|\s)--$/.test(ahead)) return { at, toLineEnd: false };
  return /(?:^|\n)[ \t]*(?:ONBUILD[ \t]+)?(?:ENV|LABEL)[ \t]+$/i.test(ahead) ? { at, toLineEnd: true } : undefined;
}

/** From here to the closing quote, or as far as the word goes. */
function valueAt(text: string, at: number, toLineEnd: boolean): Span {
  const piece = text.slice(at, at + longest);
  const [opening = ''] = /^\\?["']/.exec(piece) ?? [];
  if (opening !== '') {
    const close = closing(piece, opening);
    if (close !== undefined) return { start: at + opening.length, end: at + close };
  }
  const from = at + opening.length;
  const [word = ''] =
    (toLineEnd ? /^[^\r\n]*/ : /^(?:\\[^\r\n]|[^\s"'\\&;|)<>`,])*/).exec(piece.slice(opening.length)) ?? [];
  return { start: from, end: from + word.trimEnd().length };
}

/** JSON within JSON escapes the first quote and the last alike. */
function closing(piece: string, opening: string): number | undefined {
  if (opening.length > 1) {
    const end = piece.indexOf(opening, opening.length);
    return end < 0 ? undefined : end;
  }
  const inside = opening === '"' ? /"(?:[^"\\]|\\[\s\S])*/y : /'[^']*/y;
  const length = inside.exec(piece)?.[0].length ?? piece.length;
  return length < piece.length ? length : undefined;
}
