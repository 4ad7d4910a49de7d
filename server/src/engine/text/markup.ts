/** Text put into HTML or XML by a template; anything else is escaped there. */
export interface Markup {
  readonly markup: string;
}

type Value = Markup | readonly Markup[] | string | number;

/** Nothing. */
export const none: Markup = { markup: '' };

/** A template whose values are escaped, whatever they hold, unless they are markup already. */
export function markupWith(
  escaped: (text: string) => string,
): (strings: TemplateStringsArray, ...values: readonly Value[]) => Markup {
  const markupOf = (value: Value): string => {
    if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
    return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
  };
  return (strings, ...values) => {
    const parts = strings.flatMap((text, i) => (i === 0 ? [text] : [markupOf(values[i - 1] ?? ''), text]));
    return { markup: parts.join('') };
  };
}
