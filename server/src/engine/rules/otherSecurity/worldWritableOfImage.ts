import { imageFiles, rightsOf } from '../../facts/files/imageFiles.ts';
import { type OpenFile, worldWritableFiles } from '../../facts/files/worldWritableFiles.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { type Outcome, violation } from '../rule.ts';

const mostNames = 3;

/** What everybody may write to in a built image, in one finding. */
export function* worldWritableOfImage(facts: ImageFacts): Iterable<Outcome> {
  const tree = imageFiles(facts);
  if (tree === undefined) return;
  const named: OpenFile[] = [];
  let count = 0;
  for (const open of worldWritableFiles(tree)) {
    count++;
    if (named.length < mostNames) named.push(open);
  }
  const [first] = named;
  if (first === undefined) return;
  const paths = named.map(({ path }) => path);
  const names = `${paths.join(', ')}${count > mostNames ? ` and ${count - mostNames} more` : ''}`;
  const write = `chgrp -R 0 ${paths.join(' ')} && chmod -R g=u,o-w ${paths.join(' ')}`;
  yield violation(
    facts.user.at,
    `Every user may change ${names} (${rightsOf(first.node)}). Let only group 0: RUN ${write}.`,
  );
}
