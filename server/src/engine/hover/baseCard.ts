import type { BaseImage } from '../bases/baseImage.ts';
import { measuredSize } from '../bases/measuredSize.ts';
import type { Stage } from '../dockerfile/build.ts';
import { settleBase } from '../dockerfile/initialState.ts';
import type { CommandLine } from '../facts/imageFacts.ts';
import { productTitle } from '../facts/products.ts';
import { imageSupport, type PartStanding, type Standing } from '../facts/support.ts';
import { isRoot, uidOf } from '../facts/user.ts';
import { type Lines, lineNumber } from '../text/lines.ts';
import { sizeText } from '../text/sizeText.ts';
import { type Block, code } from './card.ts';
import { sourceText } from './origin.ts';

interface Reading {
  readonly lines: Lines;
  /** YYYY-MM-DD; the day that ends of life are told for. */
  readonly date: string;
}

/** What the FROM of a stage brings: facts of the image, each with its source and day. */
export function baseCard(stage: Stage, reading: Reading): readonly Block[] {
  const { base } = stage;
  switch (base.kind) {
    case 'stage':
      return stageCard(base.stage, reading);
    case 'scratch':
      return [
        { kind: 'title', text: 'scratch' },
        { kind: 'text', text: 'Nothing: no files, no user, no command. The image runs as root unless USER is set.' },
      ];
    case 'unknown':
      return [{ kind: 'text', text: `Which base this is cannot be told: ${base.because}.` }];
    case 'image':
      return imageCard(stage, base.text, { ...reading, image: base.image });
  }
}

/** A stage says itself what it is; here is only where it stands, and what is at its root. */
function stageCard(parent: Stage, reading: Reading): readonly Block[] {
  const name = parent.name === undefined ? String(parent.index) : parent.name;
  const where = `Stage ${code(name)}, line ${lineNumber(reading.lines, parent.from.span.start)}, goes on here. It stands on:`;
  let root = parent;
  while (root.base.kind === 'stage') root = root.base.stage;
  return [{ kind: 'text', text: where }, ...baseCard(root, reading)];
}

interface Describing extends Reading {
  readonly image: BaseImage | undefined;
}

function imageCard({ platform, from }: Stage, text: string, { image, date }: Describing): readonly Block[] {
  const title: Block = { kind: 'title', text };
  const meant = from.base?.raw === text ? [] : [writtenAs(from.base?.raw ?? '')];
  const ends = endsOf(text, date);
  if (image === undefined) {
    return [title, ...meant, ...listOf(ends), { kind: 'text', text: `Not a known base. ${settleBase}` }];
  }
  const own = ownFacts(image);
  const note = image.note === undefined ? [] : [{ kind: 'text' as const, text: `Note: ${image.note}.` }];
  return [
    title,
    ...meant,
    ...listOf([...own.map(([name, value]) => `${name}: ${value}`), ...sizeOf(text, platform), ...ends]),
    ...rests(own, image),
    ...note,
  ];
}

function writtenAs(raw: string): Block {
  return { kind: 'text', text: `${code(raw)} with the build arguments put in.` };
}

function listOf(items: readonly string[]): readonly Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}

/** One line for the facts that come from one place. */
function rests(own: readonly OwnFact[], { source, checked, derived }: BaseImage): readonly Block[] {
  const names = own.flatMap(([name, value]) => (value === notKnown ? [] : name));
  if (names.length === 0) return [];
  const text = `${names.join(', ')}: ${derived ? 'as far as known, ' : ''}from ${sourceText(source, checked)}.`;
  return [{ kind: 'text', text }];
}

type OwnFact = readonly [name: string, value: string];

const notKnown = 'not known';

/** What the image's config sets; a field that is not known is said to be so. */
function ownFacts(image: BaseImage): readonly OwnFact[] {
  const { platforms, onbuild } = image;
  return [
    ['User', userText(image)],
    ['Entry point', commandText(image.entrypoint)],
    ['Command', commandText(image.command)],
    ...(platforms === undefined ? [] : [['Platforms', platformsText(platforms)] as const]),
    ...(onbuild === true ? [['ONBUILD', 'has triggers, which are not known here'] as const] : []),
  ];
}

/** `linux/amd64, arm64`: the system once. */
function platformsText(platforms: readonly string[]): string {
  const isLinux = platforms.every((platform) => platform.startsWith('linux/'));
  return isLinux
    ? `linux/${platforms.map((platform) => platform.slice('linux/'.length)).join(', ')}`
    : platforms.join(', ');
}

function userText({ user }: BaseImage): string {
  if (user === undefined) return notKnown;
  if (user === null) return 'none set, so root';
  if (isRoot(user)) return 'root';
  const uid = uidOf(user);
  return uid === undefined || user.text === String(uid) ? code(user.text) : `${code(user.text)} (uid ${uid})`;
}

function commandText(command: CommandLine | null | undefined): string {
  if (command === undefined) return notKnown;
  return command === null ? 'none' : code(JSON.stringify(command.words));
}

function sizeOf(text: string, platform: string | undefined): readonly string[] {
  const size = measuredSize(text, platform);
  if (size === undefined) return [];
  const { bytes, tag, date, approximate } = size;
  const measured = `measured ${approximate ? `for tag ${code(tag)} ` : ''}on ${date}`;
  return [`Size: ${approximate ? 'about ' : ''}${sizeText(bytes)} compressed on ${size.platform} (${measured})`];
}

const standings: Readonly<Record<Standing, string>> = {
  supported: '',
  extended: ', in long-term support by volunteers',
  'ends-soon': ', soon',
  superseded: ', a newer release is out',
  ended: ', past its end of life',
  unknown: '',
};

function endsOf(text: string, date: string): readonly string[] {
  const { parts, retired } = imageSupport(text, date);
  const dated = parts.filter(({ part }) => part.supportedUntil !== undefined);
  return [...dated.map(endOf), ...(retired === undefined ? [] : [`Built no more since ${retired}`])];
}

function endOf({ part, standing }: PartStanding): string {
  const { product, cycle, supportedUntil, asOf, source, found, foundAsOf } = part;
  const end =
    typeof supportedUntil === 'string' ? supportedUntil : supportedUntil === true ? 'has ended' : 'none announced';
  const assumed =
    (found === 'default' || found === 'base') && foundAsOf !== undefined ? `, inside as of ${foundAsOf}` : '';
  const rests = source === null ? `as of ${asOf}` : sourceText(source, asOf);
  return `End of life of ${productTitle(product)} ${cycle}${assumed}: ${end}${standings[standing]} (${rests})`;
}
