/** Files of an image whose content says something about it; the largest of them are a few kilobytes long. */
const kept = new Set(['etc/passwd', 'etc/group', 'etc/shadow', 'etc/os-release', 'usr/lib/os-release']);

/** Files that hold a secret or hold none, wherever they lie: only their content tells. */
const telling =
  /(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?|[\w.-]{1,100}\.(?:pem|key|ppk)|[._]netrc|\.git-credentials|\.aws\/credentials|\.kube\/config|kubeconfig(?:\.ya?ml)?|[\w-]{1,100}\.kubeconfig|[\w.-]{0,100}(?:account|client_secret|credentials)[\w.-]{0,100}\.json|\.npmrc|\.pypirc|\.docker\/config\.json|\.pgpass|\.env(?:\.\w{1,20})?)$/i;

const mostBytes = 256 * 1024;
const mostOfSecret = 32 * 1024;

/** How many bytes of a file of a layer are kept. */
export function keptContent(name: string): number {
  if (kept.has(name.replace(/^(?:\.?\/)+/, ''))) return mostBytes;
  const end = name.slice(name.lastIndexOf('/', name.lastIndexOf('/') - 1) + 1);
  return telling.test(end) ? mostOfSecret : 0;
}
