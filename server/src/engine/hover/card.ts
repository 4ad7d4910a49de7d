/**
 * What a hover says, before it is known how the client shows it. In texts, backticks mark code and `<https://...>` a
 * link; everything else is plain.
 */
export type Block =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'example'; readonly label: string; readonly text: string }
  /** Where to read more: the pages of rules. */
  | { readonly kind: 'pages'; readonly pages: readonly Page[] };

export interface Page {
  readonly label: string;
  readonly rule: string;
}

/** The address of a rule's page, as the client can follow it. */
export type PageLink = (rule: string) => string;

export function asMarkdown(blocks: readonly Block[], link: PageLink): string {
  return blocks.map((block) => markdownOf(block, link)).join('\n\n');
}

function markdownOf(block: Block, link: PageLink): string {
  switch (block.kind) {
    case 'title':
      return `**${escaped(block.text)}**`;
    case 'text':
      return escaped(block.text);
    case 'list':
      return block.items.map((item) => `- ${escaped(item)}`).join('\n');
    case 'example':
      return `${escaped(block.label)}\n\n${fenced(block.text)}`;
    case 'pages':
      return block.pages.map(({ label, rule }) => `- [${escaped(label)}](${link(rule)})`).join('\n');
  }
}

export function asPlainText(blocks: readonly Block[], link: PageLink): string {
  return blocks.map((block) => plainOf(block, link)).join('\n\n');
}

function plainOf(block: Block, link: PageLink): string {
  switch (block.kind) {
    case 'title':
    case 'text':
      return block.text;
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'example':
      return `${block.label}\n${indented(block.text)}`;
    case 'pages':
      return block.pages.map(({ label, rule }) => `- ${label} ${link(rule)}`).join('\n');
  }
}

const longest = 200;

/** A value from a file as code, on one line. */
export function code(value: string): string {
  const line = value.replace(/\s+/g, ' ').replaceAll('`', "'").trim();
  return `\`${line.length > longest ? `${line.slice(0, longest)}…` : line}\``;
}

/** Everything but code and links loses its meaning to Markdown. */
function escaped(text: string): string {
  return text
    .split(/(`[^`]*`|<https:[^>\s]*>)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/[\\|<>*_[\]`&~$]/g, (char) => `\\${char}`)))
    .join('');
}

function fenced(text: string): string {
  const fence = text.includes('```') ? '~~~~' : '```';
  const language = /^\s*[{[]/.test(text) ? 'json' : 'dockerfile';
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}

function indented(text: string): string {
  return text.replace(/\n$/, '').replace(/^/gm, '  ');
}
