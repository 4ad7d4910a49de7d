import type { Build } from '../../dockerfile/build.ts';
import { type SudoUse, sudoUse } from '../../facts/security/sudoUse.ts';
import { withoutOption } from '../../facts/security/withoutWords.ts';
import { isRoot } from '../../facts/user.ts';
import type { TextEdit } from '../../text/span.ts';
import { type Fix, rule, violation } from '../rule.ts';

export const sudo = rule({
  id: 'sudo',
  criterion: 'other-security',
  deciding: true,
  title: 'The image holds no sudo.',
  why: 'sudo makes its user root, which an image that runs as another user is meant to prevent. In a build USER root does the same, and clusters that run workflows do not let sudo work.',
  ignore: 'Where people work in the container by hand and it never runs on a cluster.',
  examples: {
    violated: [
      'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends sudo wget && rm -rf /var/lib/apt/lists/*\n',
      'FROM rayproject/ray:2.50.0\nRUN echo "ray ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/ray\n',
      'FROM rayproject/ray:2.50.0\nUSER root\nRUN sudo ldconfig\n',
      'FROM rayproject/ray:2.50.0\nUSER ray\nRUN sudo ldconfig\n',
      'FROM debian:13\nCOPY rights /etc/sudoers.d/app\n',
    ],
    satisfied: [
      "FROM debian:13\nRUN echo 'sudo is not available' > /etc/motd\n",
      'FROM debian:13\nUSER root\nRUN ldconfig\nUSER 1000:0\n',
      'FROM debian:13 AS build\nRUN apt-get update && apt-get install -y sudo && sudo make -C /src install\nFROM debian:13\nCOPY --from=build /opt/app /opt/app\n',
      'FROM alpine:3.23\nRUN apk add --no-cache sudo && sudo -u nobody make -C /src && apk del sudo\n',
      'FROM debian:13\nRUN useradd -m -u 1000 -G sudo app\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    const use = sudoUse(build);
    for (const { word } of use.installed) {
      const message =
        'This installs sudo, with which a user becomes root. Leave it out, and write USER where the build needs root.';
      yield violation(word.span, message, { fixes: installFix(use, build) });
    }
    for (const { at, withoutPassword } of use.granted) {
      const how = withoutPassword ? ' without a password' : '';
      yield violation(
        at,
        `This lets a user become root${how} by sudo. Leave it out, and write USER where the build needs root.`,
      );
    }
    const [first] = use.used;
    // Rights that the file gives are the cause.
    if (first === undefined || use.granted.length > 0) return;
    const root = isRootAt(first);
    const why = root
      ? 'The build is root here, so that sudo does nothing'
      : 'This needs a sudo in the image that makes its user root';
    yield violation(
      first.command.span,
      `${why}. ${root ? 'Leave it out' : 'Write USER root before the RUN and leave it out'}.`,
      {
        fixes: useFix(use, build),
      },
    );
  },
});

type Used = SudoUse['used'][number];

function isRootAt({ run: { step } }: Used): boolean {
  const { user } = step.before;
  return user.state === 'absent' || (user.state === 'known' && isRoot(user.value));
}

/** Only where nothing in the file needs it. */
function installFix({ installed, granted, needed }: SudoUse, { dockerfile }: Build): readonly Fix[] {
  if (granted.length > 0 || needed) return [];
  const edits = installed.map(({ call, word }) => {
    return call.asked.packages.length < 2 ? undefined : withoutOption([word], undefined, dockerfile);
  });
  return whole('Do not install sudo', edits);
}

/** Where the build is root all along. */
function useFix({ used }: SudoUse, { dockerfile: { text } }: Build): readonly Fix[] {
  const edits = used.slice(0, mostUses + 1).map((each): TextEdit | undefined => {
    const { command, run } = each;
    const start = command.words[0]?.span.start ?? 0;
    if (!isRootAt(each) || run.step.trigger !== undefined || command.asUser !== 'root') return undefined;
    const before = /(?:^|[\s;&|(])(sudo(?:[ \t]+-[EHn]{1,3})?[ \t]+)$/.exec(text.slice(Math.max(0, start - 30), start));
    const length = before?.[1]?.length;
    return length === undefined ? undefined : { span: { start: start - length, end: start }, newText: '' };
  });
  return edits.length > mostUses ? [] : whole('Leave sudo out', edits);
}

const mostUses = 200;

function whole(title: string, edits: readonly (TextEdit | undefined)[]): readonly Fix[] {
  const all = new Map<number, TextEdit>();
  for (const edit of edits) {
    if (edit === undefined) return [];
    all.set(edit.span.start, edit);
  }
  return [{ title, safe: false, edits: [...all.values()] }];
}
