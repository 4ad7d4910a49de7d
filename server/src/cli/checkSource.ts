import { writeFileSync } from 'node:fs';
import { createTwoFilesPatch } from 'diff';
import type { Around } from '../engine/around.ts';
import { type Check, type CheckOptions, checkDockerfile, checkImageJson } from '../engine/check.ts';
import { checkImages } from '../engine/checkImages.ts';
import { fixAll } from '../engine/fixAll.ts';
import { looksLikeImageJson } from '../engine/oci/kind.ts';
import { openImage } from '../node/images/openImage.ts';
import { contextBeside, type LookAround } from './lookAround.ts';
import type { Options } from './options.ts';
import { type FileText, readText, withoutMark } from './readText.ts';
import { type ReadError, reasonOf } from './reasons.ts';
import type { Source } from './sources.ts';

/** A Dockerfile that images of the same call are compared with. */
export type DockerfileBeside = NonNullable<CheckOptions['dockerfiles']>[number];

export interface Checking {
  readonly options: Options & { readonly date: string };
  readonly stdin: () => Promise<string>;
  readonly lookAround: LookAround;
  /** The Dockerfiles of the call, for images to be compared with. */
  readonly dockerfiles: () => Promise<readonly DockerfileBeside[]>;
}

/** A subject's check, and with --fix-dry-run what the repairs would change. */
export interface Checked {
  /** What the report calls the subject. */
  readonly path: string;
  readonly check: Check;
  readonly diff: string;
  /** The configuration file that holds for it, where it has something to say of itself. */
  readonly configuration: Around['configuration'];
}

/** The subjects of a source, mostly one, and what of it could not be read. */
export interface SourceResult {
  readonly checked: readonly Checked[];
  readonly errors: readonly ReadError[];
}

/** Reads one source, mends it where that is asked for, and checks what is in it. */
export async function checkSource(source: Source, checking: Checking): Promise<SourceResult> {
  const { path, file } = source;
  const unread = (message: string): SourceResult => ({ checked: [], errors: [{ path, message }] });
  try {
    const { limits } = checking.options;
    const image = file === undefined ? undefined : await openImage(file, limits);
    if (image !== undefined && 'problem' in image) return unread(image.problem);
    if (image === undefined) {
      const checked = await checkTextSource(source, checking);
      return 'message' in checked ? unread(checked.message) : { checked: [checked], errors: [] };
    }
    const { options: around, configuration } = await checking.lookAround(source);
    const dockerfiles = await checking.dockerfiles();
    const options = { ...checkOptions(checking.options), ...around, dockerfiles };
    const { checked, errors } = await checkImages(image, { path, limits, options });
    return { checked: checked.map((one) => ({ ...one, diff: '', configuration })), errors };
  } catch (error) {
    return unread(reasonOf(error));
  }
}

async function checkTextSource(source: Source, { options, stdin, lookAround }: Checking): Promise<Checked | ReadError> {
  const { path, file } = source;
  const read = file === undefined ? { ...withoutMark(await stdin()), isUtf8: true } : readText(file);
  if ('problem' in read) return { path, message: read.problem };
  const { options: around, configuration } = await lookAround(source);
  const contextFile = contextBeside(source);
  const checking = { ...checkOptions(options), ...around, ...(contextFile === undefined ? {} : { contextFile }) };
  const check = checkText(read.text, checking);
  if ('problem' in check) return { path, message: check.problem };
  if (options.fix === 'no' || check.kind !== 'dockerfile') return { path, check, diff: '', configuration };
  const outcome = mended(source, { read, check, options, checking });
  return 'message' in outcome ? outcome : { path, ...outcome, configuration };
}

/** What the Dockerfile of a source is checked as, for an image to be compared with; undefined where it is none. */
export async function dockerfileOf(source: Source, checking: Checking): Promise<DockerfileBeside | undefined> {
  try {
    const options = { ...checking.options, fix: 'no' as const };
    const checked = await checkTextSource(source, { ...checking, options });
    if ('message' in checked || checked.check.kind !== 'dockerfile') return undefined;
    const { text, facts, images } = checked.check;
    return facts === undefined ? undefined : { path: source.path, text, facts, images };
  } catch {
    // Why it cannot be read is told when its turn comes.
    return undefined;
  }
}

function checkText(text: string, options: CheckOptions): ReturnType<typeof checkImageJson> {
  const isJson = /^\s*[{[]/.test(text);
  if (!isJson) return checkDockerfile(text, options);
  if (looksLikeImageJson(text.slice(0, 65_536))) return checkImageJson(text, options);
  return { problem: 'This JSON is no image config, manifest, index or inspect output.', at: { start: 0, end: 0 } };
}

function checkOptions({ level, image, target, buildArgs, date, rules, ignores }: Checking['options']): CheckOptions {
  return { level, image, target, buildArgs, date, rules, ignores };
}

interface Mending {
  readonly read: FileText;
  readonly check: Check;
  readonly options: Checking['options'];
  readonly checking: CheckOptions;
}

type Mended = Pick<Checked, 'check' | 'diff'>;

function mended({ path, file }: Source, { read, check, options, checking }: Mending): Mended | ReadError {
  const { text } = fixAll((current) => checkDockerfile(current, checking), read.text);
  if (options.fix === 'diff') {
    const name = path.replace(/^\//, '');
    const shown = (whole: string) => read.mark + check.mask.lines(whole);
    const diff = createTwoFilesPatch(`a/${name}`, `b/${name}`, shown(read.text), shown(text));
    return { check, diff: text === read.text ? '' : diff };
  }
  if (file === undefined)
    return { path, message: 'Standard input cannot be mended in place; --fix-dry-run shows the repairs.' };
  if (text === read.text) return { check, diff: '' };
  if (!read.isUtf8) return { path, message: 'It is not UTF-8 text, so it cannot be mended in place.' };
  writeFileSync(file, read.mark + text);
  return { check: checkDockerfile(text, checking), diff: '' };
}
