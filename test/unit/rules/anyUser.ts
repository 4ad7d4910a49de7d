import { knownBases } from '../../../server/src/engine/bases/knownBases.ts';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import { resolveDockerfile } from '../../../server/src/engine/dockerfile/resolve.ts';
import { factsFromBuild } from '../../../server/src/engine/facts/fromDockerfile.ts';
import { factsFromImageJson } from '../../../server/src/engine/facts/fromImage.ts';
import type { ImageFacts } from '../../../server/src/engine/facts/imageFacts.ts';
import { readPragmas } from '../../../server/src/engine/pragmas.ts';
import { entrypointMode } from '../../../server/src/engine/rules/entrypointMode.ts';
import { environmentActivation } from '../../../server/src/engine/rules/environmentActivation.ts';
import { groupWritable } from '../../../server/src/engine/rules/groupWritable.ts';
import { heredocMode } from '../../../server/src/engine/rules/heredocMode.ts';
import { ownerOnlyHome } from '../../../server/src/engine/rules/ownerOnlyHome.ts';
import { remoteFileMode } from '../../../server/src/engine/rules/remoteFileMode.ts';
import { restrictiveMode } from '../../../server/src/engine/rules/restrictiveMode.ts';
import { rootHome } from '../../../server/src/engine/rules/rootHome.ts';
import type { Finding, Outcome, Rule, RuleContext } from '../../../server/src/engine/rules/rule.ts';
import { applyEdits } from '../../../server/src/engine/text/span.ts';

export const anyUserRules: readonly Rule[] = [
  rootHome,
  restrictiveMode,
  remoteFileMode,
  heredocMode,
  entrypointMode,
  environmentActivation,
  ownerOnlyHome,
  groupWritable,
];

/** Modes of files in the build context, by path. */
export type ContextModes = Readonly<Record<string, number>>;

export function factsOf(text: string, modes?: ContextModes): ImageFacts {
  if (/^\s*[{[]/.test(text)) {
    const facts = factsFromImageJson(text);
    if ('problem' in facts) throw new Error(facts.problem);
    return facts;
  }
  const dockerfile = parseDockerfile(text);
  const { target } = readPragmas(dockerfile);
  const { build } = resolveDockerfile(dockerfile, { target, buildArgs: new Map(), bases: knownBases });
  if (build === undefined) throw new Error(`no stage: ${text}`);
  const facts = factsFromBuild(build);
  if (modes === undefined) return facts;
  const contextFile = (path: string) => {
    const mode = modes[path];
    return mode === undefined ? undefined : { mode };
  };
  return { ...facts, contextFile };
}

const context: RuleContext = {
  date: '2026-11-24',
  maintainers: undefined,
  accelerators: [],
  trustedRegistries: undefined,
  labels: [],
  optimised: [],
  sizeBudget: undefined,
};

export function outcomes(rule: Rule, text: string, modes?: ContextModes): readonly Outcome[] {
  return outcomesOf(rule, factsOf(text, modes));
}

export function outcomesOf(rule: Rule, facts: ImageFacts): readonly Outcome[] {
  return [...rule.check(facts, context)];
}

export function findings(rule: Rule, text: string, modes?: ContextModes): readonly Finding[] {
  return outcomes(rule, text, modes).filter(
    (outcome): outcome is Finding => outcome.finding === 'violated' || outcome.finding === 'undecided',
  );
}

/** What a rule finds: `violated`, `advice` or `undecided`, and the words it stands at. */
export function found(rule: Rule, text: string, modes?: ContextModes): readonly string[] {
  return findings(rule, text, modes).map(({ finding, deciding, at }) => {
    return `${finding === 'violated' && !deciding ? 'advice' : finding} "${text.slice(at.start, at.end)}"`;
  });
}

/** The text after the first fix of the first finding. */
export function fixed(rule: Rule, text: string, modes?: ContextModes): string | undefined {
  const fix = findings(rule, text, modes)[0]?.fixes[0];
  return fix && applyEdits(text, fix.edits);
}
