import { isPasswordName } from './secretName.ts';

/** Whether a value gives nothing away, whatever it is called: none, a path, an address, a fingerprint, a number, a stand-in. */
export function isHarmless(value: string, name = ''): boolean {
  const text = value.trim();
  if (text === '' || text.length < 2) return true;
  // A password may be a number, though no switch.
  if (/^-?[\d.]+$/.test(text)) return !(isPasswordName(name) && text.length >= 4);
  return isPlace(text) || isFingerprint(text) || isStandIn(text);
}

function isPlace(text: string): boolean {
  if (/\s/.test(text)) return false;
  if (/^(?:\.{0,2}|~|[A-Za-z]:)[\\/][\w.@+-]+(?:[\\/][\w.@+*-]*)*$/.test(text)) return !/[+=]|^\/\w{30,}$/.test(text);
  if (/^[\w./-]{1,200}\.(?:txt|json|ya?ml|pem|key|crt|env|conf|cfg|toml|ini)$/.test(text)) return true;
  // An address without a password in it.
  return /^[a-z][a-z0-9+.-]{0,30}:\/\/[^@]*$/i.test(text);
}

/** Public: of a key that signs releases, one or several. */
function isFingerprint(text: string): boolean {
  return /^(?:0x)?[0-9a-fA-F]{40}(?:[\s,;]+(?:0x)?[0-9a-fA-F]{40})*$/.test(text);
}

/** What an author has written for somebody else to replace, or that switches something. */
export function isStandIn(text: string): boolean {
  const plain = text.toLowerCase().replace(/[\s_-]+/g, '');
  if (/^(?:fake|dummy|example|sample|placeholder)\w{0,30}$/.test(plain)) return true;
  if (standIns.has(plain) || /^(.)\1*$/.test(plain)) return true;
  return (
    /^(?:<.*>|\[.*\]|\{\{.*\}\}|%.*%|@.*@)$/.test(text) ||
    /^(?:your|my|insert|enter|replace|put|add)[_\s-]?.*(?:key|token|password|secret|here)$/i.test(text)
  );
}

const standIns: ReadonlySet<string> = new Set(
  'true false yes no on off none null nil undefined unset notset empty na n/a changeme changeit changethis replaceme todo fixme tbd redacted hidden required optional ldap oauth oauth2 basic default auto disabled enabled'.split(
    ' ',
  ),
);
