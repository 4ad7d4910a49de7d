import type { Flag, Instruction, SyntaxProblem } from './model.ts';

/** Instructions without any flag; which flags the others have grows with every release of the builder. */
const flagless = new Set([
  'cmd',
  'entrypoint',
  'env',
  'label',
  'user',
  'workdir',
  'expose',
  'volume',
  'shell',
  'maintainer',
  'onbuild',
]);

/** The flags that may be given twice; every other one stops the build then. */
const repeatable = new Set(['mount', 'exclude', 'device']);

const switches = new Set(['link', 'parents', 'keep-git-dir', 'unpack']);

const valued = new Set([
  ...['chown', 'chmod', 'from', 'checksum', 'exclude', 'platform', 'mount', 'network', 'security', 'device'],
  ...['interval', 'timeout', 'start-period', 'start-interval', 'retries'],
]);

/** The first flag that stops the build as it stands. */
export function flagProblem({ kind, keyword, flags }: Instruction): SyntaxProblem | undefined {
  // ARG and STOPSIGNAL take flags and forget them.
  if (kind === 'arg' || kind === 'stopsignal') return undefined;
  const seen = new Set<string>();
  for (const flag of flags) {
    const { name, span } = flag;
    const isUnknown = flagless.has(kind) || (kind === 'from' && name !== 'platform');
    if (isUnknown) return { message: `${keyword} has no flag --${name}.`, span };
    if (seen.has(name) && !repeatable.has(name)) return { message: `${keyword} has the flag --${name} twice.`, span };
    seen.add(name);
    const message = valueMessage(flag);
    if (message !== undefined) return { message, span };
  }
  return undefined;
}

function valueMessage({ name, value }: Flag): string | undefined {
  if (valued.has(name) && value === undefined) return `--${name} has no value; write --${name}=value.`;
  if (!switches.has(name) || value === undefined || /^(?:true|false)$/i.test(value)) return undefined;
  return `--${name} takes true or false.`;
}
