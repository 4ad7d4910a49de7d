import type { BaseLookup } from './bases/baseImage.ts';
import { knownBases } from './bases/knownBases.ts';
import { type LevelSource, levelInForce } from './configuration/levelInForce.ts';
import { type SettingsInForce, settingsFor } from './configuration/settingsFor.ts';
import { declaredByImage, declaredFor } from './declarations/declaredFor.ts';
import type { NeighbourBuilds } from './declarations/readNeighbour.ts';
import type { Dockerfile, SyntaxProblem } from './dockerfile/model.ts';
import { parseDockerfile } from './dockerfile/parse.ts';
import { resolveDockerfile } from './dockerfile/resolve.ts';
import type { DeclarationSource, Declared } from './facts/declared.ts';
import { factsFromBuild } from './facts/fromDockerfile.ts';
import { builtFrom, type DockerfileBeside } from './facts/image/builtFrom.ts';
import { factsFromImageJson } from './facts/image/fromImage.ts';
import { factsFromParts, type ImagePart, type ImageView, type StoredAs } from './facts/image/fromImageParts.ts';
import type { ImageFacts, SubjectKind } from './facts/imageFacts.ts';
import type { IgnoreMark } from './ignores/applyIgnores.ts';
import { masked, maskOf } from './masked.ts';
import { type Pragmas, readPragmas } from './pragmas.ts';
import type { Level } from './protocol/contributedImages.ts';
import type { Fix, Rule } from './rules/rule.ts';
import { runRules } from './runRules.ts';
import type { Mask } from './secrets/mask.ts';
import type { Span } from './text/span.ts';
import type { CriterionVerdict } from './verdicts.ts';

/** What a host is asked for, beside the subject itself. */
export interface CheckOptions {
  /** Judge by this level, whatever the file says. */
  readonly level?: Level | undefined;
  /** Judge by this level where the file says none. */
  readonly defaultLevel?: Level | undefined;
  readonly target?: string | undefined;
  /** The reference the image will be pushed as. */
  readonly image?: string | undefined;
  /** What the report calls the file. */
  readonly path?: string;
  /** Its absolute path, where the host knows it and `path` is another; then the neighbours have theirs too. */
  readonly place?: string | undefined;
  /** Asks for a file of the build context; a host that sees no files leaves it out. */
  readonly contextFile?: ImageFacts['contextFile'];
  /** What the files around say of how images are built. */
  readonly neighbours?: readonly NeighbourBuilds[];
  readonly buildArgs?: ReadonlyMap<string, string>;
  /** YYYY-MM-DD to judge ends of life at; without it nothing has ended. */
  readonly date?: string | undefined;
  /** What is known of outside images; the built-in table where nothing is given. */
  readonly bases?: BaseLookup;
  /** What the configuration says of the subject. */
  readonly settings?: SettingsInForce;
  /** Rules switched by the caller, which counts before the configuration. */
  readonly rules?: ReadonlyMap<string, 'off' | 'on'>;
  /** The Dockerfiles of the same call, which an image is compared with where it seems to be built from one of them. */
  readonly dockerfiles?: readonly DockerfileBeside[];
  /** False: nothing is ignored, whatever the file says. */
  readonly ignores?: boolean;
}

/** A finding with the rule that made it; `rule` is `syntax` where the builder could not read the file. */
export interface Problem {
  readonly rule: string;
  readonly criterion: Rule['criterion'];
  readonly finding: 'violated' | 'undecided';
  readonly deciding: boolean;
  readonly at: Span;
  readonly message: string;
  readonly fixes: readonly Fix[];
  /** Only where a comment asks not to be told; with a reason the criterion is judged without the finding. */
  readonly ignore?: IgnoreMark;
}

/** Everything that was found out about one subject. Independent of editors, files and formats. */
export interface Check {
  readonly kind: SubjectKind;
  readonly text: string;
  readonly level: Level;
  readonly levelFrom: LevelSource;
  /** Where the file itself sets the level. */
  readonly levelAt: Span | undefined;
  /** Where the configuration file sets the level. */
  readonly configuredLevelAt: Span | undefined;
  /** Whether the file carries a `# st4sd` comment, or a configuration file holds for it. */
  readonly configured: boolean;
  /** The configuration file that was used. */
  readonly configuration: SettingsInForce['file'];
  readonly dockerfile: Dockerfile | undefined;
  readonly facts: ImageFacts | undefined;
  /** Name of the target stage, or its number as text. */
  readonly target: string | undefined;
  readonly images: readonly string[];
  readonly imageFrom: DeclarationSource | undefined;
  readonly criteria: readonly CriterionVerdict[];
  readonly problems: readonly Problem[];
  /** Everything of the subject that is shown beyond criteria and problems goes through it. */
  readonly mask: Mask;
}

/** Checks a Dockerfile. Never throws on any text. */
export function checkDockerfile(text: string, options: CheckOptions = {}): Check {
  const dockerfile = parseDockerfile(text);
  const pragmas = readPragmas(dockerfile);
  const settings = options.settings ?? nothingConfigured;
  const resolution = resolveDockerfile(dockerfile, {
    target: options.target ?? pragmas.target ?? settings.target,
    buildArgs: new Map([...(settings.buildArgs ?? []), ...(options.buildArgs ?? [])]),
    bases: options.bases ?? knownBases,
  });
  const facts = resolution.build === undefined ? undefined : factsFromBuild(resolution.build);
  const stage = resolution.build?.target;
  return finish(options, {
    kind: 'dockerfile',
    text,
    pragmas,
    configured: pragmas.all.length > 0 || settings.file !== undefined,
    dockerfile,
    facts,
    target: stage === undefined ? undefined : (stage.name ?? String(stage.index)),
    syntax: [...dockerfile.problems, ...resolution.problems],
  });
}

/** Checks an image's JSON document; a text that is none gives the problem instead. Never throws on any text. */
export function checkImageJson(
  text: string,
  options: CheckOptions = {},
): Check | { readonly problem: string; readonly at: Span } {
  const facts = factsFromImageJson(text);
  if ('problem' in facts) return facts;
  return finish(options, {
    kind: facts.kind,
    text,
    pragmas: undefined,
    configured: options.settings?.file !== undefined,
    dockerfile: undefined,
    facts,
    target: undefined,
    syntax: [],
  });
}

/** Checks an image that was found with its config, for all its platforms; a part that is broken gives undefined. */
export function checkImageParts(
  parts: readonly ImagePart[],
  stored: StoredAs,
  options: CheckOptions = {},
): Check | undefined {
  const read = factsFromParts(parts, stored);
  if (read === undefined) return undefined;
  return finish(options, {
    kind: stored.kind,
    text: read.text,
    pragmas: undefined,
    configured: options.settings?.file !== undefined,
    dockerfile: undefined,
    facts: beside(read.facts, options),
    views: read.views.map((view) => ({ ...view, facts: beside(view.facts, options) })),
    target: undefined,
    syntax: [],
  });
}

function beside(facts: ImageFacts, { dockerfiles = [] }: CheckOptions): ImageFacts {
  const found = dockerfiles.length === 0 ? undefined : builtFrom(facts, dockerfiles);
  return found === undefined ? facts : { ...facts, builtFrom: found };
}

interface Subject extends Pick<Check, 'kind' | 'text' | 'configured' | 'dockerfile' | 'facts' | 'target'> {
  readonly pragmas: Pragmas | undefined;
  readonly syntax: readonly SyntaxProblem[];
  readonly views?: readonly ImageView[];
}

const nothingConfigured = settingsFor(undefined, '');

function finish(options: CheckOptions, { pragmas, syntax, views = [], ...subject }: Subject): Check {
  const settings = options.settings ?? nothingConfigured;
  const declared = declaredOf(options, { facts: subject.facts, pragmas, settings });
  const images = declared.references.map(({ text }) => text);
  const given = {
    option: options.level,
    pragma: pragmas?.level,
    configuration: settings.level,
    setting: options.defaultLevel,
  };
  const { contextFile } = options;
  const seen = contextFile === undefined ? {} : { contextFile };
  const facts = subject.facts === undefined ? undefined : { ...subject.facts, ...seen, declared };
  const mask = maskOf({
    text: subject.text,
    facts: [facts, facts?.builtFrom?.facts, ...views.map((view) => view.facts)],
    buildArgs: [settings.buildArgs, options.buildArgs],
  });
  return {
    ...subject,
    facts,
    images,
    imageFrom: declared.from,
    ...levelInForce(given, images),
    levelAt: pragmas?.levelAt,
    configuredLevelAt: settings.levelAt,
    configuration: settings.file,
    ...masked(
      runRules(
        {
          ...subject,
          facts,
          pragmas,
          syntax,
          views: views.map((view) => ({ ...view, facts: { ...view.facts, declared } })),
        },
        { ...options, settings },
      ),
      mask,
    ),
    mask,
  };
}

interface Declaring extends Pick<Subject, 'facts' | 'pragmas'> {
  readonly settings: SettingsInForce;
}

/** The references of the first place that has any: the call, a pragma, the configuration, a build file, labels. */
function declaredOf(
  { image, path = '', place, neighbours = [] }: CheckOptions,
  { facts, pragmas, settings }: Declaring,
): Declared {
  if (facts !== undefined && facts.build === undefined) return declaredByImage(facts, image);
  const { reference, referenceAt, file } = settings;
  const configured =
    reference === undefined
      ? undefined
      : {
          reference,
          path: file?.path ?? '',
          text: file?.text ?? '',
          span: file === undefined ? undefined : referenceAt,
        };
  return declaredFor({ path, place }, { option: image, pragma: pragmas?.images ?? [], configured, neighbours }, facts);
}
