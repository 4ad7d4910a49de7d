/** The distribution reference grammar, part by part: each gives what is wrong with the part, in one sentence, or undefined. */

/** A sentence that is made only when somebody asks. */
export type Problem = () => string;

const maxLength = 1024;
const maxPath = 255;
const maxTag = 128;

export function textProblem(text: string): Problem | undefined {
  if (text === '') return () => 'The image reference is empty.';
  if (text.length > maxLength) return () => `${quoted(text)} is too long for an image reference.`;
  const scheme = /^[a-z][a-z0-9+-]*:\/\//i.exec(text)?.[0];
  if (scheme) return () => `An image reference has no scheme: leave out ${quoted(scheme)}.`;
  if (/\s/.test(text)) return () => `${quoted(text)} has a blank, an image reference has none.`;
  if (text.includes('$')) return () => `${quoted(text)} has a variable without a known value.`;
  return undefined;
}

const host = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:]+\])(?::[0-9]+)?$/i;

export function registryProblem(registry: string): Problem | undefined {
  if (registry.length <= maxPath && host.test(registry)) return undefined;
  return () => `${quoted(registry)} is not the name of a registry (host, or host:port).`;
}

const pathParts = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/;

export function pathProblem(path: string, text: string): Problem | undefined {
  if (path.length > maxPath) return () => `${quoted(path)} is longer than the ${maxPath} characters of a repository.`;
  if (path === '') return () => `${quoted(text)} names no repository.`;
  const parts = path.split('/');
  if (parts.includes('')) return () => `${quoted(path)} has an empty part between its slashes.`;
  if (parts.every((part) => pathParts.test(part))) {
    if (!/^[0-9a-f]{64}$/.test(path)) return undefined;
    return () => `${quoted(path)} reads as an image id, which is no repository name.`;
  }
  const lower = path.toLowerCase();
  if (lower !== path && lower.split('/').every((part) => pathParts.test(part))) {
    return () => `${quoted(path)} has upper-case letters; a repository is written in lower case: ${quoted(lower)}.`;
  }
  return () =>
    `${quoted(path)} is not a repository name: lower-case letters, digits, and single . _ or - between them.`;
}

export function tagProblem(tag: string): Problem | undefined {
  if (/^\w[\w.-]*$/.test(tag)) {
    return tag.length <= maxTag ? undefined : () => `${quoted(tag)} is longer than the ${maxTag} characters of a tag.`;
  }
  if (tag === '') return () => 'The tag after the colon is empty.';
  const [first = '', second] = tag.split(':', 2);
  if (second !== undefined) return () => `There are two tags, ${quoted(first)} and ${quoted(second)}; keep one.`;
  const [version = '', build] = tag.split('+', 2);
  if (build) return () => `A tag cannot have "+": write ${quoted(`${version}-${build}`)}.`;
  return () => `${quoted(tag)} is not a tag: letters, digits, _ . and -, beginning with a letter, a digit or _.`;
}

const hexLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

export function digestProblem(digest: string): Problem | undefined {
  const colon = digest.indexOf(':');
  const algorithm = digest.slice(0, Math.max(colon, 0));
  const hex = digest.slice(colon + 1);
  if (!/^[a-z][a-z0-9]*(?:[+._-][a-z][a-z0-9]*)*$/i.test(algorithm)) {
    return () => `${quoted(digest)} is not a digest: sha256: and 64 hexadecimal digits.`;
  }
  const length = Object.hasOwn(hexLengths, algorithm) ? hexLengths[algorithm] : undefined;
  if (/^[0-9a-f]+$/.test(hex) && (length === undefined ? hex.length >= 32 : hex.length === length)) return undefined;
  const expected = length === undefined ? 'at least 32' : String(length);
  return () => `The digest ${quoted(digest)} does not have ${expected} lower-case hexadecimal digits.`;
}

function quoted(text: string): string {
  return text.length > 80 ? `"${text.slice(0, 79)}…"` : `"${text}"`;
}
