/** A secret that its own form gives away. */
export interface Token {
  /** With its article, as a message has it. */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** How many characters of a token tell its kind and nothing else. */
export const shownOfToken = 4;

interface Form {
  readonly kind: string;
  /** Groups do not capture: which of the forms put together was met is told by its own. */
  readonly pattern: string;
}

/** On the next line, or on the same where somebody has made one of all: the mark alone is what a search looks for. */
const keyBody =
  '(?:["\']?[ \\t]{0,4}(?:\\\\[nr]|\\r?\\n){1,4}[\\s\\\\"\']{0,12}[A-Za-z0-9+/=:, -]{16}|[ \\t]{1,4}[A-Za-z0-9+/=]{40})';

/** Forms that their makers have published, so that leaks can be found. */
const forms: readonly Form[] = [
  { kind: 'an AWS access key', pattern: '(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])' },
  { kind: 'a GitHub token', pattern: 'gh[pousr]_[A-Za-z0-9]{36,255}' },
  { kind: 'a GitHub token', pattern: 'github_pat_[A-Za-z0-9_]{60,255}' },
  { kind: 'a GitLab token', pattern: 'gl(?:pat|dt|rt|cbt|ptt|ft|soat)-[A-Za-z0-9_-]{20,255}' },
  { kind: 'a Slack token', pattern: 'xox[abeoprs]-[A-Za-z0-9-]{20,255}' },
  {
    kind: 'a Slack webhook',
    pattern: 'https://hooks\\.slack\\.com/services/T[A-Za-z0-9]{6,20}/B[A-Za-z0-9]{6,20}/[A-Za-z0-9]{16,40}',
  },
  { kind: 'a Google API key', pattern: 'AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])' },
  { kind: 'a Google client secret', pattern: 'GOCSPX-[A-Za-z0-9_-]{28}' },
  { kind: 'an npm token', pattern: 'npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])' },
  { kind: 'a PyPI token', pattern: 'pypi-Ag[A-Za-z0-9_-]{60,500}' },
  { kind: 'a Hugging Face token', pattern: 'hf_[A-Za-z]{34}(?![A-Za-z0-9])' },
  { kind: 'a Docker Hub token', pattern: 'dckr_[po]at_[A-Za-z0-9_-]{27,64}' },
  { kind: 'an Anthropic key', pattern: 'sk-ant-[A-Za-z0-9_-]{40,255}' },
  { kind: 'an OpenAI key', pattern: 'sk-(?:proj|svcacct)-[A-Za-z0-9_-]{40,255}' },
  {
    kind: 'a private key',
    pattern: `-----BEGIN (?:[A-Z0-9]{2,10} ){0,2}PRIVATE KEY(?: BLOCK)?-----${keyBody}[^-]{0,20000}`,
  },
];

const anyForm = new RegExp(`(?<![A-Za-z0-9])(?:${forms.map(({ pattern }) => `(${pattern})`).join('|')})`, 'g');

/** A user and a password before the host of an address; a host without a dot is one of a test set-up. */
const inAddress = /\b[a-z][a-z0-9+.-]{1,20}:\/\/([^\s/:@"'$<>{}]{0,100}):([^\s/@"'$<>{}]{3,255})@[\w-]{1,63}\.[\w.-]/gi;

/** Every secret of a known form in a text, in order. */
export function tokensIn(text: string): readonly Token[] {
  const found = [...ofForm(text), ...inAddresses(text)].sort((a, b) => a.start - b.start);
  return found.filter(({ start }, index) => start >= (found[index - 1]?.end ?? 0));
}

/** How each of the forms starts, or a part of it: most texts have none, and need no closer look. */
const mayBe =
  /AKIA|ASIA|gh[pousr]_|github_pat|gl[a-z]{2,4}-|xox|hooks\.slack|AIza|GOCSPX|npm_|pypi-Ag|hf_|dckr_|sk-|-BEGIN /;

function ofForm(text: string): readonly Token[] {
  if (!mayBe.test(text)) return [];
  return [...text.matchAll(anyForm)].flatMap((match): Token[] => {
    const [whole, ...groups] = match;
    const kind = forms[groups.findIndex((group) => group !== undefined)]?.kind ?? 'a token';
    return isMade(whole) ? [] : [{ kind, start: match.index, end: match.index + whole.length }];
  });
}

/** What documentation writes in place of a token. */
function isMade(token: string): boolean {
  return /EXAMPLE|example|xxxx|XXXX/.test(token) || new Set(token.slice(shownOfToken)).size < 6;
}

function inAddresses(text: string): readonly Token[] {
  if (!text.includes('://') || !text.includes('@')) return [];
  return [...text.matchAll(inAddress)].flatMap((match): Token[] => {
    const [whole, user = '', password = ''] = match;
    if (isShownUser.test(user) || isShownPassword.test(password) || user === password) return [];
    const start = match.index + whole.indexOf(`:${password}@`) + 1;
    return [{ kind: 'a password in an address', start, end: start + password.length }];
  });
}

const isShownUser = /^(?:anonymous|guest|ftp|user|username|your\w*)$/i;
const isShownPassword =
  /^(?:.*(?:pass|passwd|password|pwd|pw|secret|token|changeme|example|anonymous|guest|x-oauth-basic)|x+|\*+|\.+|your.*|\d{1,5})$/i;
