import type { Copy } from '../../dockerfile/model.ts';
import type { TextEdit } from '../../text/span.ts';

/** Gives a COPY or ADD the flag that sets the mode of what it brings. */
export function withChmod({ keywordSpan, keyword }: Copy, mode: string): { title: string; edits: readonly TextEdit[] } {
  const { end } = keywordSpan;
  return {
    title: `Write ${keyword} --chmod=${mode}`,
    edits: [{ span: { start: end, end }, newText: ` --chmod=${mode}` }],
  };
}
