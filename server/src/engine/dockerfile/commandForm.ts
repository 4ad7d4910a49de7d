import type { MappedText } from '../text/mappedText.ts';
import type { CommandForm } from './model.ts';

/** JSON of the right kind, JSON that stops the build because an element is no string, or text for the shell. */
export type JsonReading =
  | { readonly kind: 'strings'; readonly words: readonly string[] }
  | { readonly kind: 'other-elements' }
  | { readonly kind: 'no-json' };

/** Reads a JSON array of strings as BuildKit's line_parsers.go does. */
export function readJsonForm(text: string): JsonReading {
  if (!text.startsWith('[')) return { kind: 'no-json' };
  const value = parseJson(text);
  if (!Array.isArray(value)) return { kind: 'no-json' };
  const words: unknown[] = value;
  return words.every((word) => typeof word === 'string') ? { kind: 'strings', words } : { kind: 'other-elements' };
}

/** The command line in the arguments; an array with other elements than strings, which stops the build, as the shell's. */
export function commandForm(args: MappedText): CommandForm {
  const json = readJsonForm(args.text);
  return json.kind === 'strings' ? { form: 'exec', words: json.words } : { form: 'shell', text: args };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no JSON: the builder takes it for shell text, and so do we
  }
}
