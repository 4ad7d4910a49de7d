import type { Step } from '../dockerfile/build.ts';
import { expandIn } from '../dockerfile/dispatch.ts';
import { downloads, verifiesChecksum } from '../shell/downloads.ts';
import { type DownloadedRun, runsDownloaded } from '../shell/runsDownloaded.ts';
import type { Script, ShellCommand } from '../shell/script.ts';
import { gap } from '../shell/written.ts';
import { entriesOf } from '../text/persistentMap.ts';
import type { Span } from '../text/span.ts';
import type { ShippedRun } from './shippedRuns.ts';
import { isMoving } from './unpinnedClones.ts';

/** Something from the network that is another thing next time. */
export interface UnpinnedDownload {
  /** `latest`: the address asks for the newest; `installer`: a script is run that chooses the version itself. */
  readonly kind: 'latest' | 'branch' | 'installer';
  readonly url: string;
  readonly at: Span;
}

/** The downloads of a RUN that name no version, and that no check sum holds to one. */
export function unpinnedDownloads({ script, step }: ShippedRun): readonly UnpinnedDownload[] {
  const lastCheck = script.commands.findLastIndex(verifiesChecksum);
  const found = script.commands.slice(lastCheck + 1).flatMap((command) =>
    downloads(command).flatMap(({ tool, url }) => {
      const text = url.text ?? url.pieces.join(gap);
      const kind = tool === 'git' ? undefined : movingAddress(text);
      return kind === undefined ? [] : [{ kind, url: url.text ?? url.raw, at: url.span }];
    }),
  );
  const installers = unpinnedInstallers(script, step);
  const told = new Set(found.map(({ at }) => at.start));
  return [...found, ...installers.filter(({ at }) => !told.has(at.start))];
}

/** No RUN has more; each is compared with every variable. */
const most = 50;

function unpinnedInstallers(script: Script, step: Step): readonly UnpinnedDownload[] {
  const runs = runsDownloaded(script).slice(0, most).filter(isInstaller);
  if (runs.length === 0 || exportsVersion(script)) return [];
  const subjects = versionSubjects(step);
  return runs.flatMap(({ download: { url } }) => {
    const text = url.text?.toLowerCase() ?? '';
    return subjects.some((subject) => text.includes(subject))
      ? []
      : [{ kind: 'installer', url: url.text ?? '', at: url.span }];
  });
}

/** What ADD fetches without a version: a repository without a ref, or an address that moves. */
export function unpinnedAdd({ instruction, before }: Step, escape: string): readonly UnpinnedDownload[] {
  if (instruction.kind !== 'add' || instruction.flags.some(({ name }) => name === 'checksum')) return [];
  return instruction.sources.flatMap(({ raw, span }) => {
    const expansion = expandIn(before, raw, escape);
    if (expansion.state !== 'text') return [];
    const url = expansion.text;
    const kind = repositoryKind(url) ?? (/^https?:\/\//.test(url) ? movingAddress(url) : undefined);
    return kind === undefined ? [] : [{ kind, url, at: span }];
  });
}

function repositoryKind(url: string): 'branch' | undefined {
  if (!/^(?:git@|git:\/\/|ssh:\/\/|https?:\/\/[^#?]{1,1000}\.git(?:[#?]|$))/.test(url)) return undefined;
  const ref = /[?&](?:ref|tag|branch|commit|checksum)=([^&#]+)/.exec(url)?.[1] ?? /#([^:]+)/.exec(url)?.[1];
  return ref === undefined || isMoving(ref) ? 'branch' : undefined;
}

/** A key that changes stops the build; it is no part of the image. */
const signingKey = /\.(?:asc|gpg|key|pub|pem|crt)$/i;

/** Whether the address itself says that it moves. */
function movingAddress(url: string): 'latest' | 'branch' | undefined {
  const path = /^[a-z]+:\/\/[^/]*(\/.*)$/is.exec(url.slice(0, longest))?.[1] ?? '';
  if (signingKey.test(path)) return undefined;
  if (/[/_.=-]latest(?![a-z0-9])/i.test(path)) return 'latest';
  const ofFile = /\/(?:archive|tarball|zipball|raw|blob)\/(?:refs\/heads\/)?([\w-]+)(?=[/.?]|$)/.exec(path)?.[1];
  const ofRaw = /^https?:\/\/raw\.githubusercontent\.com\/[^/]+\/[^/]+\/(?:refs\/heads\/)?([\w-]+)\//.exec(url)?.[1];
  const ref = ofRaw ?? ofFile;
  return ref !== undefined && isMoving(ref) ? 'branch' : undefined;
}

const longest = 2000;

/** Whether a script is run that nothing here holds to a version. */
function isInstaller({ download, by, verified }: DownloadedRun): boolean {
  const url = download.url.text?.slice(0, longest);
  if (url === undefined || verified || download.tool === 'git' || pipItself.test(url)) return false;
  const path = url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(architectures, '');
  return !/\d/.test(path) && !isGivenVersion(by);
}

/** pip installs itself in its newest version everywhere. */
const pipItself = /^https?:\/\/bootstrap\.pypa\.io\//;
const architectures =
  /x86[-_]64|amd64|arm64|aarch64|i[3-6]86|ppc64(?:le)?|(?:linux|win)-?(?:32|64)|(?:conda|forge)[23]/gi;

/** `sh -s -- --version 1.2`, `POETRY_VERSION=1.8 python3 -`; what cannot be told may be one. */
function isGivenVersion({ args, assignments }: ShellCommand): boolean {
  const given = [...args.slice(0, most), ...assignments.values()];
  return given.some(({ text }) => text === undefined || /\d\.\d|^v?\d+$|version/i.test(text));
}

function exportsVersion({ commands }: Script): boolean {
  return commands.some(({ program, args }) => program === 'export' && args.some(({ raw }) => /version/i.test(raw)));
}

/** A file that sets more is no file of a person. */
const mostVariables = 300;

/** Of variables such as POETRY_VERSION the first part, which an address may name. */
function versionSubjects({ before }: Step): readonly string[] {
  const subjects: string[] = [];
  let seen = 0;
  for (const [name, fact] of entriesOf(before.variables)) {
    if (seen++ > mostVariables) break;
    const subject = /^(\w{2,40}?)_?VERSION$/i.exec(name)?.[1];
    if (subject !== undefined && fact.state !== 'absent') subjects.push(subject.toLowerCase());
  }
  return subjects;
}
