import { imageFiles, rightsOf } from '../../facts/files/imageFiles.ts';
import { type SetidFile, setidFiles } from '../../facts/files/setidFiles.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { advice, type Outcome, violation } from '../rule.ts';

/** The setuid and setgid files of a built image beyond its distribution's own. */
export function* setuidOfImage(facts: ImageFacts): Iterable<Outcome> {
  const tree = imageFiles(facts);
  if (tree === undefined) return;
  const found = setidFiles(tree);
  for (const one of found.filter(({ becomesRoot }) => becomesRoot))
    yield violation(
      facts.user.at,
      `The image holds ${one.path} (${rightsOf(one)}), with which a user becomes root. Leave it out.`,
    );
  const others = found.filter(({ becomesRoot }) => !becomesRoot);
  yield* of(
    others.filter(({ packaged }) => !packaged),
    violation,
    facts,
  );
  yield* of(
    others.filter(({ packaged }) => packaged),
    advice,
    facts,
  );
}

const mostNames = 3;

function* of(files: readonly SetidFile[], make: typeof violation, { user }: ImageFacts): Iterable<Outcome> {
  const [first] = files;
  if (first === undefined) return;
  const more = files.length > mostNames ? ` and ${files.length - mostNames} more` : '';
  const paths = files.slice(0, mostNames).map(({ path }) => path);
  const runs =
    files.length === 1 ? 'runs with the rights of its owner or group' : 'run with the rights of their owners or groups';
  const write = more === '' ? `chmod a-s ${paths.join(' ')}` : 'find / -xdev -type f -perm /6000 -exec chmod a-s {} +';
  const whose = `${paths.join(', ')}${more} ${runs}, whoever starts ${files.length === 1 ? 'it' : 'them'}`;
  yield make(user.at, `${whose} (${rightsOf(first)}). Add RUN ${write}.`);
}
