import { parseReference } from './imageReference.ts';

/** Whether the reference names one version: a tag other than `latest`. */
export function isVersioned(text: string): boolean {
  const tag = parseReference(text)?.tag;
  return tag !== undefined && tag !== 'latest';
}
