/** An element as the tests look at it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

/** Reads the XML that the formats write, and throws on anything that is not well-formed. */
export function readXml(document: string): Element {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!document.startsWith(declaration)) throw new Error('no XML declaration');
  if (/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(document)) throw new Error('a character XML has not');
  const tokens = /<(\/?)([a-z-]+)((?: [a-z-]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  tokens.lastIndex = declaration.length;
  const open: { name: string; attributes: Record<string, string>; children: Element[]; text: string }[] = [
    { name: '', attributes: {}, children: [], text: '' },
  ];
  let at = tokens.lastIndex;
  for (let match = tokens.exec(document); match !== null; match = tokens.exec(document)) {
    at = tokens.lastIndex;
    const [, closing, name = '', attributes = '', empty, text] = match;
    const top = open.at(-1);
    if (top === undefined) throw new Error('closed too often');
    if (text !== undefined) top.text += decoded(text);
    else if (closing === '/') {
      if (top.name !== name) throw new Error(`</${name}> closes <${top.name}>`);
      open.pop();
    } else {
      const element = { name, attributes: attributesOf(attributes), children: [], text: '' };
      top.children.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  if (at !== document.length) throw new Error(`not XML: ${document.slice(at, at + 60)}`);
  const [root] = open[0]?.children ?? [];
  if (open.length !== 1 || root === undefined) throw new Error('not closed');
  return root;
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
    if (name in found) throw new Error(`${name} twice`);
    if (/[\t\n\r]/.test(value)) throw new Error('a reader would make blanks of it');
    found[name] = decoded(value);
  }
  return found;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(/&(#(\d+);|([a-z]+);)?/g, (_, whole, number, name) => {
    if (whole === undefined) throw new Error('a bare &');
    const char = number === undefined ? entities[name] : String.fromCodePoint(Number(number));
    if (char === undefined) throw new Error(`&${name};`);
    return char;
  });
}
