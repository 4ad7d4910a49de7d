import type { Part, TextPart } from './syntax.ts';

/** Which characters a backslash takes its meaning from. */
type Escaping = 'bare' | 'double quotes' | 'heredoc' | 'none';

const escapable = { 'double quotes': '$`"\\\n', heredoc: '$`\\\n' } as const;

/** The letters of a stretch without their escapes, cut at each so that every part stands at its own place. */
export function textParts(raw: string, start: number, escaping: Escaping): TextPart[] {
  const quoted = escaping !== 'bare';
  if (escaping === 'none' || !raw.includes('\\')) return raw === '' ? [] : [partOf(raw, start, quoted)];
  const part = (from: number, to: number, escaped = false) => {
    return partOf(raw.slice(from, to), start + from, quoted || escaped);
  };
  const parts: TextPart[] = [];
  let from = 0;
  for (let at = raw.indexOf('\\'); at >= 0; at = raw.indexOf('\\', at + 2)) {
    const next = raw[at + 1];
    if (next === undefined || (escaping !== 'bare' && !escapable[escaping].includes(next))) continue;
    if (at > from) parts.push(part(from, at));
    if (next !== '\n') parts.push({ ...part(at + 1, at + 2, true), start: start + at, exact: false });
    from = at + 2;
  }
  if (from < raw.length) parts.push(part(from, raw.length));
  return parts;
}

function partOf(text: string, start: number, quoted: boolean): TextPart {
  return { kind: 'text', text, start, end: start + text.length, exact: true, quoted, glob: false };
}

/** `<<-`: tabs at the start of a line are no part of the text. */
export function withoutLeadingTabs(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  let atLineStart = true;
  for (const part of parts) {
    if (part.kind !== 'text') {
      result.push(part);
      atLineStart = false;
      continue;
    }
    let from = 0;
    for (let at = atLineStart ? 0 : part.text.indexOf('\n') + 1; at > 0 || atLineStart; ) {
      atLineStart = false;
      let end = at;
      while (part.text[end] === '\t') end++;
      if (end > at) {
        if (at > from) result.push(cut(part, from, at));
        from = end;
      }
      at = part.text.indexOf('\n', end) + 1;
    }
    if (from < part.text.length) result.push(cut(part, from, part.text.length));
    atLineStart = part.text.endsWith('\n');
  }
  return result;
}

/** A stretch of a part. */
export function cut(part: TextPart, from: number, to: number): TextPart {
  if (!part.exact) return { ...part, text: part.text.slice(from, to) };
  return { ...part, text: part.text.slice(from, to), start: part.start + from, end: part.start + to };
}
