/** What a template says of the application that it is not about. */
const example = { application: 'lattice-gas', maintainer: 'mdlab' };

/** What is still to be looked at, in the order in which a person is led through it. */
const stops: readonly string[] = ['https://github.com/mdlab/lattice-gas', 'Apache-2.0', '1.0.0'];

interface Names {
  readonly application: string;
  readonly maintainer: string;
}

const anyOf = new RegExp([...stops, example.application, example.maintainer].map(quoted).join('|'), 'g');

/** The template for an application, as a snippet that leads through what nobody has said yet. */
export function templateSnippet(template: string, names: Names): string {
  const named = (text: string) =>
    text.replaceAll(/lattice-gas|mdlab/g, (word) =>
      word === example.application ? names.application : names.maintainer,
    );
  let end = 0;
  let snippet = '';
  for (const match of template.matchAll(anyOf)) {
    const [word] = match;
    const stop = stops.indexOf(word);
    snippet += plain(template.slice(end, match.index));
    snippet += stop < 0 ? plain(named(word)) : `\${${stops.length - stop}:${plain(named(word))}}`;
    end = match.index + word.length;
  }
  return snippet + plain(template.slice(end));
}

/** Parts that an image name is made of. */
const namePart = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;

/** Whether the text can stand in an image name; a maintainer id is one word without hyphens. */
export function isNamePart(text: string, part: keyof Names): boolean {
  return namePart.test(text) && text.length <= 100 && (part === 'application' || !text.includes('-'));
}

function plain(text: string): string {
  return text.replaceAll(/[\\$}]/g, (char) => `\\${char}`);
}

function quoted(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, (char) => `\\${char}`);
}
