/** The application that `<application>.Dockerfile` is for, as a part of an image's name; `Dockerfile` tells none. */
export function applicationOf(path: string): string | undefined {
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const [, written] = /^(.{1,200})\.(?:[Dd]ockerfile|[Cc]ontainerfile)$/.exec(file) ?? [];
  const name = written?.toLowerCase().replace(/[^a-z0-9]+/g, (between) => (/^[._]$/.test(between) ? between : '-'));
  const trimmed = name?.replace(/^[-._]+|[-._]+$/g, '');
  return trimmed === undefined || trimmed === '' || trimmed === 'dockerfile' ? undefined : trimmed;
}
