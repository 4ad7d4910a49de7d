import { markupWith } from '../text/markup.ts';

/** The first line of every document. */
export const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

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

export const xml = markupWith((text) =>
  text.replace(unwritable, '\uFFFD').replace(/[&<>"'\t\n\r]/g, (char) => entities[char] ?? char),
);
