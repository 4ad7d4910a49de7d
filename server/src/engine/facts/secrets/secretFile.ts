/** A file that is known to hold secrets by its name. */
export interface SecretFile {
  /** With its article, as a message has it. */
  readonly what: string;
  /** It always holds one; of others only their content tells. */
  readonly sure: boolean;
  /** A folder, whatever it is put into. */
  readonly folder: boolean;
  /** What a text written to it has where it holds one; any text does where there is none. */
  readonly mark: RegExp | undefined;
}

interface Row extends SecretFile {
  readonly path: RegExp;
}

const row = (path: RegExp, what: string, { sure = true, mark }: { sure?: boolean; mark?: RegExp } = {}): Row => ({
  path,
  what,
  sure,
  folder: what.startsWith('a folder'),
  mark,
});

/** By the end of the path; the first that fits counts. */
const table: readonly Row[] = [
  row(/(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/, 'a private SSH key'),
  row(/(?:^|\/)[\w.-]*(?<!pub(?:lic)?[-_.]?)key\.pem$/i, 'a private key'),
  row(
    /(?:^|\/)(?:priv(?:ate|key)?[\w.-]*\.pem|(?:[\w.-]*[-_.])?priv(?:ate)?(?:[-_.]?key)?\.(?:key|pem|der)|(?:server|client|tls|ssl|host|localhost)\.key|[\w.-]+\.ppk)$/i,
    'a private key',
  ),
  row(/(?:^|\/)[._]netrc$/, 'a .netrc with passwords', { mark: /\bpassword\s+\S/ }),
  row(/(?:^|\/)\.git-credentials$/, 'a .git-credentials with passwords', { mark: /:\/\/[^\s@]*@/ }),
  row(/(?:^|\/)\.aws\/credentials$/, 'AWS credentials', { mark: /aws_secret_access_key|aws_session_token/i }),
  row(/(?:^|\/)\.aws\/?$/, 'a folder with AWS credentials'),
  row(/(?:^|\/)(?:\.kube\/config|kubeconfig(?:\.ya?ml)?|[\w-]+\.kubeconfig)$/, 'a kubeconfig', {
    mark: /token:|client-key-data:|password:/,
  }),
  row(/(?:^|\/)\.kube\/?$/, 'a folder with a kubeconfig'),
  row(
    /(?:^|\/)(?:[\w.-]*service[-_]account[\w.-]*|client[-_]secrets?[\w.-]*|application_default_credentials)\.json$/i,
    'credentials of Google Cloud',
    { mark: /private_key|client_secret|refresh_token/ },
  ),
  row(/(?:^|\/)\.ssh\/?$/, 'a folder that may hold private SSH keys', { sure: false }),
  row(/(?:^|\/)\.npmrc$/, 'an .npmrc that may hold a token', {
    sure: false,
    mark: /(?:_authToken|_auth|_password)\s*=\s*[^\s]/,
  }),
  row(/(?:^|\/)\.pypirc$/, 'a .pypirc that may hold a token', { sure: false, mark: /password\s*[=:]\s*\S/ }),
  row(/(?:^|\/)\.docker\/config\.json$/, 'a Docker configuration that may hold passwords', {
    sure: false,
    mark: /"auth"\s*:|"password"\s*:/,
  }),
  row(/(?:^|\/)\.pgpass$/, 'a .pgpass with passwords', { mark: /\S/ }),
  row(/(?:^|\/)\.env(?:\.(?:local|prod|production|dev|development|staging))?$/, 'an .env that may hold secrets', {
    sure: false,
    mark: secretLine(),
  }),
];

/** Looked at by name and value elsewhere: no mark can tell. */
function secretLine(): RegExp {
  return /^\s*(?:export\s+)?\w*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_KEY|PRIVATE_KEY)\w*=\s*["']?[^\s"']/im;
}

/** The row of a path; `.` and `..` in front are nothing to it. */
export function secretFileOf(path: string): SecretFile | undefined {
  if (path.length > longest || !mayBe.test(path)) return undefined;
  return table.find((one) => one.path.test(path));
}

const longest = 400;
const mayBe =
  /id_|\.pem|\.key|\.der|\.ppk|netrc|credential|\.aws|kube|account|client|\.ssh|rc$|config\.json|\.pgpass|\.env/i;

/** In a folder of these a file is there to be read. */
export function isShowpiece(path: string): boolean {
  return /(?:^|\/)(?:examples?|samples?|tests?|testdata|fixtures|docs?|demos?|templates?)\//i.test(path);
}
