import { markupWith } from '../text/markup.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const html = markupWith((text) => text.replace(/[&<>"']/g, (char) => entities[char] ?? char));
