import { readScript } from '../shell/readScript.ts';
import type { ShellCommand, ShellWord } from '../shell/script.ts';
import type { MappedText } from '../text/mappedText.ts';
import type { FoundBuild, FoundReference, Reading } from './buildFound.ts';
import { hasGap } from './gaps.ts';
import { type ImageCommand, imageCommand, textOf } from './imageCommand.ts';
import { withMadeParts } from './madeText.ts';
import { inFolder } from './place.ts';

/** What holds where a script of a pipeline, a recipe or a file starts. */
export interface ScriptStart extends Reading {
  /** Value of a variable; undefined: not known. */
  readonly variable: (name: string) => string | undefined;
  readonly folder: string;
}

/** The commands of a script, with what is made at build time filled in for the moment. */
export function commandsOf(script: MappedText, start: ScriptStart): readonly ShellCommand[] {
  const { variable, folder, moment, budget } = start;
  if (!isWorthReading(script.text) || budget.letters < script.text.length) return [];
  budget.letters -= script.text.length;
  return readScript(withMadeParts(script, moment), { variable, directory: folder }).commands;
}

/** Most scripts of a pipeline have nothing to do with images. */
export function isWorthReading(script: string): boolean {
  return /docker|podman|buildah|nerdctl|\bimg\b|executor|GITHUB_(?:ENV|OUTPUT)|set-output/.test(script);
}

/** The images that commands build, under the names that they tag and push them by. */
export function shellBuilds(commands: readonly ShellCommand[], folder: string): readonly FoundBuild[] {
  const read = commands.flatMap((command) => {
    const action = imageCommand(command);
    return action === undefined ? [] : [{ action, folder: command.directory ?? folder }];
  });
  const actions = read.map(({ action }) => action);
  const tagged = tagsByName(actions);
  const pushed = pushedNames(actions);
  return read
    .flatMap(({ action, folder: from }) => (action.kind === 'build' ? [found(action, from)] : []))
    .slice(0, mostBuilds)
    .map((build) => ({ ...build, references: withTags(build.references, tagged) }))
    .map((build) => onlyPushed(build, pushed));
}

type Action<K> = Extract<ImageCommand, { kind: K }>;

function found(build: Action<'build'>, folder: string): FoundBuild {
  return {
    dockerfiles: dockerfilesOf(build, folder),
    references: build.tags.map(referenceOf),
    target: build.target?.text,
    pushes: build.pushes || undefined,
  };
}

function referenceOf(word: ShellWord): FoundReference {
  const { start, end } = word.span;
  return { text: textOf(word).replace(/^docker:\/\//, ''), span: { start, end: Math.max(start, end) } };
}

/** `-f` is looked for where the command runs, and by some programs in the context. */
function dockerfilesOf({ file, context, usual }: Action<'build'>, folder: string): readonly string[] {
  const given = context === undefined ? '.' : textOf(context).replace(/^dir:\/\//, '');
  const around = hasGap(given) ? undefined : inFolder(folder, given === '' ? '.' : given);
  if (file === undefined) return around === undefined ? [] : usual.flatMap((name) => inFolder(around, name) ?? []);
  const name = textOf(file);
  if (hasGap(name)) return [];
  return [folder, around ?? folder].flatMap((start) => inFolder(start, name) ?? []);
}

/** What `docker tag` gives another name, by that image's name. */
function tagsByName(actions: readonly ImageCommand[]): ReadonlyMap<string, readonly FoundReference[]> {
  const tagged = new Map<string, FoundReference[]>();
  for (const action of actions) {
    if (action.kind !== 'tag') continue;
    const from = named(textOf(action.from));
    const known = tagged.get(from) ?? [];
    if (known.length < mostReferences)
      tagged.set(from, [...known, ...action.to.slice(0, mostReferences).map(referenceOf)]);
  }
  return tagged;
}

const mostBuilds = 500;
const mostReferences = 100;

/** The references and those that were tagged from them, or from one of these. */
function withTags(
  references: readonly FoundReference[],
  tagged: ReadonlyMap<string, readonly FoundReference[]>,
): readonly FoundReference[] {
  const all = new Map<string, FoundReference>();
  const add = (reference: FoundReference): void => {
    const name = named(reference.text);
    if (all.has(name) || all.size >= mostReferences) return;
    all.set(name, reference);
    for (const next of tagged.get(name) ?? []) add(next);
  };
  references.forEach(add);
  return [...all.values()];
}

/** Where the script pushes some of the names, the others are its own. */
function onlyPushed(build: FoundBuild, pushed: ReadonlySet<string>): FoundBuild {
  const references = build.references.filter(({ text }) => pushed.has(named(text)) || pushed.has(withoutTag(text)));
  return references.length === 0 ? build : { ...build, references, pushes: true };
}

/** The names that are pushed; one without tag where all its tags are. */
function pushedNames(actions: readonly ImageCommand[]): ReadonlySet<string> {
  return new Set(
    actions.flatMap((action) => {
      if (action.kind === 'tag') return action.pushes ? action.to.map((word) => named(referenceOf(word).text)) : [];
      if (action.kind !== 'push') return [];
      const name = textOf(action.image);
      return [action.all ? withoutTag(name) : named(name)];
    }),
  );
}

function withoutTag(text: string): string {
  const colon = text.indexOf(':', text.lastIndexOf('/') + 1);
  return colon < 0 ? text : text.slice(0, colon);
}

/** A name without tag means `latest`. */
function named(text: string): string {
  return text.includes(':', text.lastIndexOf('/') + 1) ? text : `${text}:latest`;
}
