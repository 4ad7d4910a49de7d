import { knownBases } from '../../../server/src/engine/bases/knownBases.ts';
import { parseDockerfile } from '../../../server/src/engine/dockerfile/parse.ts';
import { resolveDockerfile } from '../../../server/src/engine/dockerfile/resolve.ts';
import type { Declared } from '../../../server/src/engine/facts/declared.ts';
import { factsFromBuild } from '../../../server/src/engine/facts/fromDockerfile.ts';
import { factsFromImageJson } from '../../../server/src/engine/facts/image/fromImage.ts';
import type { ImageFacts } from '../../../server/src/engine/facts/imageFacts.ts';
import { isFinding } from '../../../server/src/engine/ignores/applyIgnores.ts';
import { readPragmas } from '../../../server/src/engine/pragmas.ts';
import {
  type Finding,
  type Fix,
  nothingConfigured,
  type Outcome,
  type Rule,
  type RuleContext,
} from '../../../server/src/engine/rules/rule.ts';
import { applyEdits } from '../../../server/src/engine/text/span.ts';

/** What a text is judged with. */
export interface Given {
  /** Modes of the files of the build context, by path; left out where the host sees none. */
  readonly files?: Readonly<Record<string, number>>;
  readonly buildArgs?: ReadonlyMap<string, string>;
  readonly target?: string;
  readonly declared?: Declared | undefined;
  /** The day, and what the team has configured. */
  readonly context?: Partial<RuleContext>;
}

/** The facts of a Dockerfile, or of an image's JSON where the text starts with a brace or a bracket. */
export function factsOf(text: string, given: Given = {}): ImageFacts {
  const { files, declared } = given;
  const facts = /^\s*[{[]/.test(text) ? imageFacts(text) : buildFacts(text, given);
  const contextFile = (path: string) => {
    const mode = files?.[path];
    return mode === undefined ? undefined : { mode };
  };
  return { ...facts, ...(files && { contextFile }), ...(declared && { declared }) };
}

/** The JSON of an image, as registries keep it. */
export function imageJson(config: object, architecture = 'amd64'): string {
  return JSON.stringify({ architecture, os: 'linux', config, rootfs: { type: 'layers', diff_ids: [] } });
}

function imageFacts(text: string): ImageFacts {
  const facts = factsFromImageJson(text);
  if ('problem' in facts) throw new Error(facts.problem);
  return facts;
}

function buildFacts(text: string, { target, buildArgs = new Map() }: Given): ImageFacts {
  const dockerfile = parseDockerfile(text);
  const wanted = target ?? readPragmas(dockerfile).target;
  const { build } = resolveDockerfile(dockerfile, { target: wanted, buildArgs, bases: knownBases });
  if (build === undefined) throw new Error(`no stage: ${text}`);
  return factsFromBuild(build);
}

/** Everything a rule says of a text, or of facts that are read already. */
export function outcomes(rule: Rule, subject: string | ImageFacts, given: Given = {}): readonly Outcome[] {
  const facts = typeof subject === 'string' ? factsOf(subject, given) : subject;
  return [...rule.check(facts, { ...nothingConfigured, date: '2026-11-24', ...given.context })];
}

export function findings(rule: Rule, subject: string | ImageFacts, given?: Given): readonly Finding[] {
  return outcomes(rule, subject, given).filter(isFinding);
}

export function messages(rule: Rule, text: string, given?: Given): readonly string[] {
  return findings(rule, text, given).map(({ message }) => message);
}

/** What a rule finds: `violated`, `advice` or `undecided`, and the words it stands at. */
export function found(rule: Rule, text: string, given?: Given): readonly string[] {
  return findings(rule, text, given).map(({ finding, deciding, at }) => {
    return `${finding === 'violated' && !deciding ? 'advice' : finding} "${text.slice(at.start, at.end)}"`;
  });
}

/** The first fix of the first finding. */
export function firstFix(rule: Rule, text: string, given?: Given): Fix | undefined {
  return findings(rule, text, given)[0]?.fixes[0];
}

/** The text after the first fix of the first finding; undefined where none is offered. */
export function fixed(rule: Rule, text: string, given?: Given): string | undefined {
  const fix = firstFix(rule, text, given);
  return fix && applyEdits(text, fix.edits);
}
