import type { Build } from '../../dockerfile/build.ts';
import { isWithin } from '../../dockerfile/path.ts';
import { buildUse } from '../../facts/access/buildUse.ts';
import { fileModes } from '../../facts/access/fileModes.ts';
import { keepsOut, type ModeCause, type ModeEntry } from '../../facts/access/modeEntry.ts';
import { neededFor } from '../../facts/access/neededPaths.ts';
import { causeText, widerMode } from '../../facts/access/widerMode.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { firstUnread } from '../../facts/unreadSteps.ts';
import type { Span } from '../../text/span.ts';
import { advice, doubt, type Fix, type Outcome, rule, violation } from '../rule.ts';
import { restrictiveModeOfImage } from './restrictiveModeOfImage.ts';

export const restrictiveMode = rule({
  id: 'restrictive-mode',
  criterion: 'any-user-access',
  deciding: true,
  title: 'What the image needs can be read and run by every user.',
  why: 'A workflow runs the image as a user of its own, in group 0 and without capabilities. A file or folder that is open to its owner alone cannot be used then.',
  ignore: 'Where nobody but the owner is meant to use the file, such as a key.',
  examples: {
    violated: [
      'FROM debian:12\nCOPY run.sh /usr/local/bin/run.sh\nRUN chmod 700 /usr/local/bin/run.sh\nCMD ["run.sh"]\n',
      'FROM debian:12\nCOPY --chmod=750 namd3 /usr/local/bin/\nCMD ["namd3"]\n',
      'FROM debian:12\nRUN umask 077 && mkdir -p /opt/app && make -C /src install\nENV PATH=/opt/app:$PATH\n',
      'FROM debian:12\nRUN mkdir /opt/data && chmod -R o-rwx /opt/data\n',
      '{"config": {"Env": ["PATH=/opt/namd/bin:/bin"]}, "files": ["0750 1000:1000 /opt/namd/", "0755 1000:1000 /opt/namd/bin/namd3 ELF"]}\n',
      '{"config": {"Env": ["PATH=/usr/local/bin:/bin"]}, "files": ["0700 0:0 /usr/local/bin/namd3 ELF"]}\n',
    ],
    undecided: [
      'FROM debian:12\nCOPY install.sh /\nRUN /install.sh\n',
      '{"architecture": "amd64", "os": "linux", "config": {"Cmd": ["a"]}, "rootfs": {"type": "layers", "diff_ids": []}}\n',
    ],
    satisfied: [
      '{"config": {"Env": ["PATH=/usr/local/bin:/bin"]}, "files": ["0755 0:0 /usr/local/bin/namd3 ELF"]}\n',
      'FROM debian:12\nCOPY run.sh /usr/local/bin/run.sh\nRUN chmod 755 /usr/local/bin/run.sh\nCMD ["run.sh"]\n',
      'FROM debian:12\nRUN chmod 700 /opt/app\nRUN chmod -R a+rX /opt/app\nENV PATH=/opt/app:$PATH\n',
      'FROM debian:12\nRUN mkdir -p -m 700 /root/.ssh\n',
    ],
  },
  *check(facts) {
    const { build } = facts;
    if (build === undefined) {
      yield* restrictiveModeOfImage(facts);
      return;
    }
    yield* findings(facts, build);
    const unread = firstUnread(build);
    if (unread === undefined) return;
    yield doubt(
      unread.at,
      `Cannot tell who may read and run what this makes: ${unread.because}. Check the built image.`,
    );
  },
});

function findings(facts: ImageFacts, build: Build): readonly Outcome[] {
  const entries = fileModes(build).filter(
    ({ mode, path, cause }) => keepsOut(mode) && causes.has(cause.how) && !isWithin('/root', path),
  );
  // One command may set the mode of several paths: what is needed comes first.
  const byPlace = new Map<Span, { entry: ModeEntry; cause: Said; needed: string | undefined }>();
  for (const entry of entries) {
    const { cause } = entry;
    if (cause.how === 'base' || byPlace.get(cause.at)?.needed !== undefined) continue;
    const needed = neededFor(facts, entry);
    if (needed !== undefined || (!byPlace.has(cause.at) && isWorthSaying(entry, build)))
      byPlace.set(cause.at, { entry, cause, needed });
  }
  return [...byPlace.values()].map(({ entry, cause, needed }) => {
    const fix = fixOf(entry);
    const message = messageOf(entry, needed, fix);
    const finding = needed === undefined || entry.assumed || entry.forGroup ? advice : violation;
    return finding(cause.at, message, { fixes: fix === undefined ? [] : [fix] });
  });
}

type Said = Exclude<ModeCause, { readonly how: 'base' }>;

function messageOf(entry: ModeEntry, needed: string | undefined, fix: Fix | undefined): string {
  const users = entry.forGroup ? 'users outside group 0' : 'other users';
  const what = entry.cause.how === 'umask' ? 'what is made under it' : entry.path;
  const why = needed === undefined ? '' : `; ${needed}`;
  return `${causeText(entry)} keeps ${users} out of ${what}${why}. ${fix?.title ?? 'Let others read and run it'}.`;
}

const causes: ReadonlySet<string> = new Set(['chmod', 'copy', 'umask']);

/** Places of programs and data, not of keys, settings and what only the build needs. */
function isWorthSaying({ path, cause, forGroup }: ModeEntry, build: Build): boolean {
  if (forGroup) return false;
  if (!/^\/(?:opt|usr|app|srv|work|data|home|scripts)\b/.test(path) || isPrivate.test(path)) return false;
  if (cause.how !== 'chmod') return true;
  const use = buildUse(build);
  return !use.used(path, cause.step) && !use.removed(path, cause.command);
}

const isPrivate =
  /\/\.(?:ssh|gnupg|aws|kube|docker|config|cache)(?:\/|$)|\.(?:key|pem|crt|p12|jks)$|\/id_\w+$|secret|passw|credential|token|\/\.\w+(?:rc|pass)$/i;

function fixOf({ cause }: ModeEntry): Fix | undefined {
  if (cause.how === 'chmod') {
    const wider =
      cause.word?.text === undefined || cause.word.raw !== cause.word.text ? undefined : widerMode(cause.word.text);
    if (wider === undefined || cause.word === undefined) return undefined;
    return { title: `Write ${wider}`, safe: false, edits: [{ span: cause.word.span, newText: wider }] };
  }
  if (cause.how !== 'copy') return undefined;
  const flag = cause.instruction.flags.find(({ name }) => name === 'chmod');
  const wider = widerMode(flag?.value ?? '');
  if (wider === undefined || flag === undefined) return undefined;
  return { title: `Write --chmod=${wider}`, safe: false, edits: [{ span: flag.valueSpan, newText: wider }] };
}
