import { knownBases } from '../../../server/src/engine/bases/knownBases.ts';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import { resolveDockerfile } from '../../../server/src/engine/dockerfile/resolve.ts';
import type { Declared } from '../../../server/src/engine/facts/declared.ts';
import { factsFromBuild } from '../../../server/src/engine/facts/fromDockerfile.ts';
import { factsFromImageJson } from '../../../server/src/engine/facts/fromImage.ts';
import type { ImageFacts } from '../../../server/src/engine/facts/imageFacts.ts';
import type { Finding, Outcome, Rule, RuleContext } from '../../../server/src/engine/rules/rule.ts';

export interface Asking {
  readonly context?: Partial<RuleContext>;
  readonly declared?: Declared;
  readonly buildArgs?: ReadonlyMap<string, string>;
  readonly target?: string;
}

/** The day that examples are judged at. */
export const day = '2026-11-24';

/** Everything a rule says of a Dockerfile or of an image's JSON. */
export function outcomes(rule: Rule, text: string, { context, declared, ...options }: Asking = {}): readonly Outcome[] {
  const facts = factsOf(text, options);
  if (facts === undefined) throw new Error(`no subject: ${text}`);
  const whole: RuleContext = {
    date: day,
    maintainers: undefined,
    accelerators: [],
    trustedRegistries: undefined,
    labels: [],
    optimised: [],
    sizeBudget: undefined,
    ...context,
  };
  return [...rule.check(declared === undefined ? facts : { ...facts, declared }, whole)];
}

/** What a rule finds: `violated`, `advice` or `undecided`, and the words it stands at. */
export function found(rule: Rule, text: string, asking?: Asking): readonly string[] {
  return findings(rule, text, asking).map(
    ({ finding, deciding, at }) =>
      `${finding === 'violated' && !deciding ? 'advice' : finding} "${text.slice(at.start, at.end)}"`,
  );
}

export function findings(rule: Rule, text: string, asking?: Asking): readonly Finding[] {
  return outcomes(rule, text, asking).filter(
    (outcome): outcome is Finding => outcome.finding === 'violated' || outcome.finding === 'undecided',
  );
}

export function messages(rule: Rule, text: string, asking?: Asking): readonly string[] {
  return findings(rule, text, asking).map(({ message }) => message);
}

function factsOf(text: string, options: Pick<Asking, 'buildArgs' | 'target'>): ImageFacts | undefined {
  if (/^\s*[{[]/.test(text)) {
    const facts = factsFromImageJson(text);
    return 'problem' in facts ? undefined : facts;
  }
  const { build } = resolveDockerfile(parseDockerfile(text), {
    target: options.target,
    buildArgs: options.buildArgs ?? new Map(),
    bases: knownBases,
  });
  return build === undefined ? undefined : factsFromBuild(build);
}
