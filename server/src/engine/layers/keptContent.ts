/** Files of an image whose content says something about it; the largest of them are a few kilobytes long. */
const kept = new Set(['etc/passwd', 'etc/group', 'etc/shadow', 'etc/os-release', 'usr/lib/os-release']);

const mostBytes = 256 * 1024;

/** How many bytes of a file of a layer are kept. */
export function keptContent(name: string): number {
  return kept.has(name.replace(/^(?:\.?\/)+/, '')) ? mostBytes : 0;
}
