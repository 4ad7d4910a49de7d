import type { Dockerfile } from '../../dockerfile/model.ts';
import type { ShellWord } from '../../shell/script.ts';
import type { TextEdit } from '../../text/span.ts';
import type { PackageCall } from '../packageCalls.ts';

/** Puts an option behind the verb of a call; undefined where the verb does not stand there letter by letter. */
export function addOption({ asked, command }: PackageCall, { text }: Dockerfile, option: string): TextEdit | undefined {
  const { verbWord } = asked;
  if (!isPlain(verbWord, text)) return undefined;
  const at = command.args.findIndex(({ span }) => span.start === verbWord.span.start);
  let end = verbWord.span.end;
  // `install -y --no-install-recommends`: behind what everybody writes first.
  for (const word of command.args.slice(at + 1)) {
    const between = text.slice(end, word.span.start);
    if (!/^[ \t]+$/.test(between) || !usualFirst.test(word.raw) || !isPlain(word, text)) break;
    end = word.span.end;
  }
  return { span: { start: end, end }, newText: ` ${option}` };
}

const usualFirst = /^(?:-y|-q{1,2}|-yq{1,2}|-q{1,2}y|--yes|--assume-yes|--quiet)$/;

const isPlain = ({ raw, text, span }: ShellWord, document: string) =>
  raw === text && document.slice(span.start, span.end) === raw;

/** Puts a word behind one that stands there letter by letter. */
export function addWord(behind: ShellWord, { text }: Dockerfile, word: string): TextEdit | undefined {
  const { end } = behind.span;
  return isPlain(behind, text) ? { span: { start: end, end }, newText: ` ${word}` } : undefined;
}

/** The option put into each of the calls; nothing where one of them cannot take it. */
export function addOptions(calls: readonly PackageCall[], dockerfile: Dockerfile, option: string): readonly TextEdit[] {
  const edits = new Map<number, TextEdit>();
  for (const call of calls) {
    const edit = addOption(call, dockerfile, option);
    if (edit === undefined) return [];
    // The body of a function stands once, however often it is called.
    edits.set(edit.span.start, edit);
  }
  return [...edits.values()];
}
