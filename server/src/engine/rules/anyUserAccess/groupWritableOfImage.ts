import { type WrittenInImage, writtenInImage } from '../../facts/files/writtenInImage.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { advice, evidence, type Outcome } from '../rule.ts';

/** Where the application of a built image writes and group 0 may not. */
export function* groupWritableOfImage(facts: ImageFacts): Iterable<Outcome> {
  for (const folder of writtenInImage(facts)) {
    const { path, at, writable } = folder;
    yield writable ? evidence(`${path} may be written by group 0`, at) : advice(at, messageOf(folder));
  }
}

function messageOf({ path, how, rights }: WrittenInImage): string {
  const make = rights === undefined ? `mkdir -p ${path} && ` : '';
  const state = rights === undefined ? 'not in the image, so that the runtime makes it for root' : rights;
  return `${hows[how](path)}, but group 0, which a workflow runs the image with, may not write there (${state}). Add RUN ${make}chgrp -R 0 ${path} && chmod -R g=u ${path}.`;
}

const hows = {
  volume: (path: string) => `The application writes to ${path}, as VOLUME says`,
  home: (path: string) => `The application works in the home ${path}`,
  workdir: (path: string) => `The application works in ${path}, which is its user's own`,
} as const;
