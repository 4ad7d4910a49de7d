/** Whether what is called so is kept from others: a password, a token, a private key; not their file, address or number. */
export function isSecretName(name: string): boolean {
  const parts = partsOf(name);
  if (parts.length === 0 || parts.some((part) => aboutIt.has(part))) return false;
  return parts.some((part, index) => isSecretPart(part, parts[index - 1], index === parts.length - 1));
}

/** Whether the name is one of a password, which may be a number. */
export function isPasswordName(name: string): boolean {
  return partsOf(name).some((part) => /^(?:password|passwd|passphrase)$/.test(part));
}

const longest = 200;

/** `GITHUB_TOKEN`, `github-token` and `githubToken` have the same parts. */
function partsOf(name: string): readonly string[] {
  if (name.length > longest) return [];
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '');
}

function isSecretPart(part: string, before: string | undefined, last: boolean): boolean {
  if (secret.has(part)) return true;
  if (part.length > 5 && joined.test(part)) return true;
  if (!last || before === undefined) return false;
  return (part === 'key' && ofKeys.has(before)) || (part === 'auth' && ofAuth.has(before)) || short.has(part);
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const secret = words(
  'password passwd passphrase pword secret secrets token apikey credential credentials secretkey accesskey privatekey privkey',
);

/** Written in one: `ACCESSTOKEN`, `MYSQLPASSWORD`. */
const joined =
  /(?:password|passwd|apikey|secret|secretkey|accesskey|privatekey|(?:access|auth|api|github|gitlab)token)$/;

/** `DB_PASS`; alone they are a pass of a compiler and the working folder. */
const short = words('pass pwd pw pat');

/** A key that stands for a right; others are keys of a table, a map or a signature that all may check. */
const ofKeys = words(
  'api access secret private priv encryption signing master auth license licence deploy ssh account storage app application admin service session jwt hmac subscription shared consumer client rest openai anthropic wandb',
);

const ofAuth = words('npm basic docker registry proxy redis http');

/** A name with one of these speaks of the secret without being it. */
const aboutIt = words(
  'public pub file files filename path paths dir directory folder mount url uri endpoint host hostname server port id ids name names alias version versions expiry expires expiration ttl timeout length len size limit max min count num number type kind mode algorithm alg format policy store provider manager header prefix suffix pattern regex user username enable enabled disable disabled require required requires allow use skip rotation issuer sock socket hash sha sha1 sha256 sha512 md5 checksum digest fingerprint class backend driver engine scope scopes audience variable var dont warn',
);
