import { type Family, familyOf } from '../../bases/families.ts';
import { type FileTree, resolvePath } from '../../layers/fileTree.ts';
import { textOfUtf8 } from '../../layers/utf8.ts';

/** Families by what /etc/os-release calls them, where that is another name than the tables'. */
const names: Readonly<Record<string, string>> = {
  centos: 'rhel',
  rocky: 'rhel',
  almalinux: 'rhel',
  ol: 'rhel',
  amzn: 'rhel',
  opensuse: 'suse',
  sles: 'suse',
};

/** The distribution that an image says it is, as the tables have it. */
export function familyOfFiles({ root }: FileTree): Family | undefined {
  const found = resolvePath(root, '/etc/os-release');
  if (found.state !== 'found' || found.node.bytes === undefined) return undefined;
  const text = textOfUtf8(found.node.bytes);
  const words = ['ID', 'ID_LIKE'].flatMap((key) => {
    const line = text.split('\n').find((each) => each.startsWith(`${key}=`)) ?? '';
    return line
      .slice(key.length + 1)
      .replace(/["'\r]/g, '')
      .split(' ');
  });
  for (const word of words) {
    const family = familyOf(names[word] ?? word);
    if (family !== undefined) return family;
  }
  return undefined;
}
