import type { Dockerfile } from '../../dockerfile/model.ts';
import type { TextEdit } from '../../text/span.ts';
import { isRoot } from '../user.ts';
import type { ModeMark } from './modeMark.ts';
import { isPlain } from './withoutWords.ts';

/** A mode as written without the right of others to write: `777` is `775`, `a+rwX` is `a+rX,ug+w`. */
export function withoutWorldWrite(written: string): string | undefined {
  if (/^0{0,2}[0-7]{3,4}$/.test(written)) return written.slice(0, -1) + (Number(written.at(-1)) & 5);
  if (written === 'go=u' || written === 'o=u') return 'g=u,o+rX';
  const [, who = '', operator = '', letters = ''] = /^(a|ugo|go|o)([+=])([rwxX]{1,6})$/.exec(written) ?? [];
  if (!letters.includes('w')) return undefined;
  const rest = letters.replaceAll('w', '');
  if (operator === '=') return who === 'a' || who === 'ugo' ? `ug=${letters},o=${rest}` : undefined;
  const writers = who === 'a' || who === 'ugo' ? 'ug+w' : 'g+w';
  return rest === '' ? writers : `${who}+${rest},${writers}`;
}

/** A mode as written without setuid and setgid: `4755` is `755`. */
export function withoutSetId(written: string): string | undefined {
  return /^0?[2467][0-7]{3}$/.test(written) ? written.slice(-3) : undefined;
}

export interface NarrowFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** Writes another mode in the place of the one that is written. */
export function narrowerMode(
  { cause }: ModeMark,
  dockerfile: Dockerfile,
  narrower: (written: string) => string | undefined,
): NarrowFix | undefined {
  if (cause.how === 'copy') {
    const { value, valueSpan, span } = cause.flag;
    const mode = narrower(value ?? '');
    if (mode === undefined || dockerfile.text.slice(span.start, span.end) !== `--chmod=${value}`) return undefined;
    return { title: `Write --chmod=${mode}`, edits: [{ span: valueSpan, newText: mode }] };
  }
  if (cause.how !== 'chmod' || !isPlain(cause.word, dockerfile.text)) return undefined;
  const mode = narrower(cause.word.raw);
  return mode === undefined ? undefined : { title: `Write ${mode}`, edits: [{ span: cause.word.span, newText: mode }] };
}

/** The folder given to group 0 in front of its chmod, with which workflows run the image. */
export function givenToGroup({ cause }: ModeMark, { text }: Dockerfile): TextEdit | undefined {
  if (cause.how !== 'chmod' || cause.change.tool !== 'chmod' || !cause.folder) return undefined;
  const { command, step, word } = cause;
  const { user } = step.before;
  if ((user.state === 'known' && !isRoot(user.value)) || user.state === 'unknown') return undefined;
  const [program] = command.words;
  if (program === undefined || !isPlain(program, text) || command.wrappers.some((wrapper) => wrapper !== 'sudo'))
    return undefined;
  const { start, end } = command.span;
  const written = text.slice(start, end);
  if (/[\n<>|&;`]|\$\(/.test(written) || word.span.start < program.span.end || word.span.end > end) return undefined;
  const before = text.slice(start, program.span.start);
  const between = text.slice(program.span.end, word.span.start);
  const after = text.slice(word.span.end, end);
  return { span: { start, end: start }, newText: `${before}chgrp${between}0${after} && ` };
}
