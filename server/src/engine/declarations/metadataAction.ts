import { gapFor } from './gaps.ts';
import type { Moment } from './moments.ts';

/** The references that docker/metadata-action makes of its `images` and `tags`, one a line. */
export function metadataTags(images: string, tags: string, moment: Moment | undefined): string {
  const told = versions(tags, moment);
  const known = told.length === 0 ? [gapFor('${{ steps.meta.outputs.version }}')] : told;
  return lines(images)
    .flatMap((line) => known.map((tag) => `${fields(line).get('name') ?? line}:${tag}`))
    .join('\n');
}

/** The first of the tags. */
export function metadataVersion(tags: string, moment: Moment | undefined): string {
  return versions(tags, moment)[0] ?? gapFor('${{ steps.meta.outputs.version }}');
}

const most = 50;

function versions(tags: string, moment: Moment | undefined): readonly string[] {
  return lines(tags)
    .map((line) => tagOf(fields(line), moment))
    .filter((tag) => tag !== undefined);
}

/**
 * Only what every release has, whose version is that of the git tag that starts the build: branches, schedules and pull
 * requests have tags of their own.
 */
function tagOf(line: ReadonlyMap<string, string>, moment: Moment | undefined): string | undefined {
  const prefix = line.get('prefix') ?? '';
  const suffix = line.get('suffix') ?? '';
  const value = line.get('value');
  if (line.get('enable') === 'false') return undefined;
  if (line.get('type') === 'raw' && value !== undefined) return prefix + value + suffix;
  const pattern = line.get('pattern') ?? '';
  if (line.get('type') !== 'semver' || !pattern.includes('{{version}}')) return undefined;
  const version = moment === undefined ? gapFor('{{version}}') : `${moment.month}.${moment.day}.${moment.hour}`;
  return prefix + pattern.replace('{{version}}', version) + suffix;
}

function lines(text: string): readonly string[] {
  return text
    .split('\n', most)
    .flatMap((line) => (line.trim() === '' || line.trim().startsWith('#') ? [] : [line.trim()]));
}

/** `type=raw,value=1.0.0,enable=true`; a comma in braces or quotes is not looked for. */
function fields(line: string): ReadonlyMap<string, string> {
  return new Map(
    line.split(',').flatMap((part) => {
      const equals = part.indexOf('=');
      return equals < 0 ? [] : [[part.slice(0, equals).trim(), part.slice(equals + 1).trim()] as const];
    }),
  );
}
