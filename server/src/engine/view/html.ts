/** Text put into HTML by `html`; anything else is escaped there. */
export interface Html {
  readonly markup: string;
}

/** A template whose values are escaped, whatever they hold, unless they are HTML already. */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly (Html | readonly Html[] | string | number)[]
): Html {
  const parts = strings.flatMap((text, i) => (i === 0 ? [text] : [markupOf(values[i - 1] ?? ''), text]));
  return { markup: parts.join('') };
}

/** Nothing. */
export const none: Html = { markup: '' };

function markupOf(value: Html | readonly Html[] | string | number): string {
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
}
