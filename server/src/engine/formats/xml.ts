/** Text put into XML by `xml`; anything else is escaped there. */
export interface Xml {
  readonly markup: string;
}

/** A template whose values are escaped, whatever they hold, unless they are XML already. */
export function xml(
  strings: TemplateStringsArray,
  ...values: readonly (Xml | readonly Xml[] | string | number)[]
): Xml {
  const parts = strings.flatMap((text, i) => (i === 0 ? [text] : [markupOf(values[i - 1] ?? ''), text]));
  return { markup: parts.join('') };
}

/** Nothing. */
export const nothing: Xml = { markup: '' };

/** The first line of every document. */
export const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

function markupOf(value: Xml | readonly Xml[] | string | number): string {
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // a reader of an attribute would take them for blanks
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** XML 1.0 has no way to write most control characters, nor half a surrogate pair. */
const unwritable = /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function escaped(text: string): string {
  return text.replace(unwritable, '\uFFFD').replace(/[&<>"'\t\n\r]/g, (char) => entities[char] ?? char);
}
