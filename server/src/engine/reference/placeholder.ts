/**
 * The part of a reference that its author still has to fill in: `<version>`, `$TAG`, or a word such as MAINTAINER;
 * undefined where there is none.
 */
export function placeholderIn(text: string): string | undefined {
  const [marked] = /<[^<>]*>|\$\{[^{}]*\}|\$\(?\w+\)?|\{\{[^{}]*\}\}/.exec(text.slice(0, longest)) ?? [];
  if (marked !== undefined) return marked;
  const [version] = /(?<=[:.-])[Xx](?:\.[Yy])(?:\.[Zz])?/.exec(text) ?? [];
  return (
    version ??
    text
      .slice(0, longest)
      .match(/[A-Za-z]+/g)
      ?.find((word) => words.has(word))
  );
}

const longest = 1024;

const words: ReadonlySet<string> = new Set([
  ...['NAME', 'APPLICATION', 'APP', 'IMAGE', 'MAINTAINER', 'MAINTAINERID', 'ACCELERATOR', 'VERSION', 'TAG', 'ARCH'],
  ...['REGISTRY', 'REPOSITORY', 'REPO', 'ORG', 'ORGANISATION', 'ORGANIZATION', 'TEAM', 'USER', 'YOUR', 'TODO', 'FIXME'],
  ...['MAJOR', 'MINOR', 'PATCH', 'CHANGEME'],
]);
