import { knownBases } from '../../../server/src/engine/bases/knownBases.ts';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import { resolveDockerfile } from '../../../server/src/engine/dockerfile/resolve.ts';
import { factsFromBuild } from '../../../server/src/engine/facts/fromDockerfile.ts';
import { factsFromImageJson } from '../../../server/src/engine/facts/fromImage.ts';
import type { ImageFacts } from '../../../server/src/engine/facts/imageFacts.ts';
import type { Finding, Outcome, Rule, RuleContext } from '../../../server/src/engine/rules/rule.ts';
import { applyEdits } from '../../../server/src/engine/text/span.ts';

/** What a host adds to the text: the files of the build context with their modes, if it sees any. */
export interface Host {
  readonly context?: Readonly<Record<string, number>>;
  readonly buildArgs?: ReadonlyMap<string, string>;
}

const nothingConfigured: RuleContext = {
  date: '2026-11-24',
  maintainers: undefined,
  accelerators: [],
  trustedRegistries: undefined,
  labels: [],
  optimised: [],
  sizeBudget: undefined,
};

export function sizeOutcomes(rule: Rule, text: string, host?: Host): readonly Outcome[] {
  return [...rule.check(sizeFacts(text, host), nothingConfigured)];
}

export function sizeFindings(rule: Rule, text: string, host?: Host): readonly Finding[] {
  return sizeFindingsOf(rule, sizeFacts(text, host));
}

export function sizeFindingsOf(rule: Rule, facts: ImageFacts): readonly Finding[] {
  return [...rule.check(facts, nothingConfigured)].filter(
    (outcome): outcome is Finding => outcome.finding === 'violated' || outcome.finding === 'undecided',
  );
}

/** What a rule finds: `violated`, `advice` or `undecided`, and the first line of the words it stands at. */
export function sizeFound(rule: Rule, text: string, host?: Host): readonly string[] {
  return sizeFindings(rule, text, host).map(({ finding, deciding, at }) => {
    const [words] = text.slice(at.start, at.end).split('\n');
    return `${finding === 'violated' && !deciding ? 'advice' : finding} "${words}"`;
  });
}

/** The text after the first fix of the first finding; undefined where there is none. */
export function sizeFixed(rule: Rule, text: string, host?: Host): string | undefined {
  const [fix] = sizeFindings(rule, text, host)[0]?.fixes ?? [];
  return fix && applyEdits(text, fix.edits);
}

/** Whether the first fix may be made unseen. */
export function isSafe(rule: Rule, text: string): boolean | undefined {
  return sizeFindings(rule, text)[0]?.fixes[0]?.safe;
}

export function sizeFacts(text: string, { context, buildArgs = new Map() }: Host = {}): ImageFacts {
  if (/^\s*[{[]/.test(text)) {
    const facts = factsFromImageJson(text);
    if ('problem' in facts) throw new Error(facts.problem);
    return facts;
  }
  const { build } = resolveDockerfile(parseDockerfile(text), { target: undefined, buildArgs, bases: knownBases });
  if (build === undefined) throw new Error(`no stage: ${text}`);
  const facts = factsFromBuild(build);
  if (context === undefined) return facts;
  return {
    ...facts,
    contextFile: (path) => {
      const mode = context[path];
      return mode === undefined ? undefined : { mode };
    },
  };
}
