import { type MappedText, originSpan } from '../text/mappedText.ts';
import type { FoundBuild, FoundReference } from './buildFound.ts';
import { hasGap } from './gaps.ts';
import { metadataTags, metadataVersion } from './metadataAction.ts';
import type { Moment } from './moments.ts';
import { inFolder } from './place.ts';

/** An input of an action, its expressions evaluated. */
export type ActionInput = (name: string) => MappedText | undefined;

/** The build of an action that builds an image. */
export function actionBuild(action: string, input: ActionInput, root: string): FoundBuild | undefined {
  const text = (name: string) => input(name)?.text.trim();
  if (action === 'docker/build-push-action') {
    const tags = input('tags');
    const output = `${text('outputs') ?? ''}`;
    return {
      dockerfiles: dockerfiles(root, { context: text('context'), files: [text('file')], usual: ['Dockerfile'] }),
      references: tags === undefined ? [] : listed(tags, /[^\s,]+/g),
      target: text('target'),
      pushes:
        text('push') === 'true' || /\btype=registry\b|\bpush=true\b/.test(output) ? true : notPushed(text('push')),
    };
  }
  if (action !== 'redhat-actions/buildah-build') return undefined;
  const files = (text('containerfiles') ?? text('dockerfiles') ?? '').split(/\s+/).filter((name) => name !== '');
  return {
    dockerfiles: dockerfiles(root, { context: text('context'), files, usual: ['Containerfile', 'Dockerfile'] }),
    references: buildahReferences(input),
    target: undefined,
    pushes: undefined,
  };
}

/** What later steps see as `steps.<id>.outputs.<name>`. */
export function actionOutputs(
  action: string,
  input: ActionInput,
  moment: Moment | undefined,
): readonly (readonly [string, string])[] {
  if (action !== 'docker/metadata-action') return [];
  const [images, tags] = [input('images')?.text ?? '', input('tags')?.text ?? ''];
  return [
    ['tags', metadataTags(images, tags, moment)],
    ['version', metadataVersion(tags, moment)],
  ];
}

/** An image that is not pushed here is built for a test, unless another step pushes it. */
function notPushed(push: string | undefined): false | undefined {
  return push === 'false' ? false : undefined;
}

interface Given {
  readonly context: string | undefined;
  readonly files: readonly (string | undefined)[];
  readonly usual: readonly string[];
}

/** A file is named from the root, or from a context that is a part of the repository. */
function dockerfiles(root: string, { context = '.', files, usual }: Given): readonly string[] {
  const path = context.replace(/^\{\{defaultContext\}\}:?/i, '') || '.';
  const around = hasGap(path) ? undefined : inFolder(root, path);
  const named = files.flatMap((name) => (name === undefined || name === '' ? [] : [name]));
  if (named.some(hasGap)) return [];
  const starts = named.length === 0 ? [around] : [root, around];
  return starts.flatMap((start) => {
    return start === undefined
      ? []
      : (named.length === 0 ? usual : named).flatMap((name) => inFolder(start, name) ?? []);
  });
}

function listed(text: MappedText, word: RegExp): readonly FoundReference[] {
  return [...text.text.matchAll(word)].map(({ 0: written, index }) => ({
    text: written,
    span: originSpan(text, index, index + written.length),
  }));
}

/** An image and its tags apart; a tag may be a whole reference. */
function buildahReferences(input: ActionInput): readonly FoundReference[] {
  const image = input('image');
  const name = image?.text.trim() ?? '';
  const tags = input('tags');
  if (tags === undefined) return image === undefined ? [] : listed(image, /\S+/g);
  return listed(tags, /\S+/g).map(({ text, span }) => ({
    text: /[/:]/.test(text) || name === '' ? text : `${name}:${text}`,
    span,
  }));
}
