import type { Build, Stage } from '../../dockerfile/build.ts';
import { expandWord } from '../../dockerfile/expand.ts';
import type { Dockerfile, Flag } from '../../dockerfile/model.ts';
import type { Variable } from '../../dockerfile/variable.ts';
import { readPlatform } from '../../reference/architectures.ts';
import { type ArchitectureWord, architectureWords } from '../../reference/architectureWords.ts';
import { skipBlanks } from '../../text/blank.ts';
import { remembered } from '../../text/remembered.ts';
import type { TextEdit } from '../../text/span.ts';
import { fromArguments, platformArguments } from '../fromArguments.ts';
import { linuxStages } from './oneArchitecture.ts';

/** A `--platform` of FROM, and what it comes to. */
export interface AskedPlatform {
  readonly stage: Stage;
  readonly flag: Flag;
  /** `constant`: the same for every build that gives no argument; `target`: what is built for anyway. */
  readonly kind: 'constant' | 'target';
  /** With its variables put in, where it is constant. */
  readonly platform: string;
  /** The arguments it is made of. */
  readonly from: readonly string[];
}

/** The `--platform` flags of the reachable stages that are constant or say what is so without them. */
export const askedPlatforms = remembered((build: Build): readonly AskedPlatform[] =>
  linuxStages(build).flatMap((stage): readonly AskedPlatform[] => {
    const flag = stage.from.flags.find(({ name }) => name === 'platform');
    // A stage that is built on a stage has its platform, whatever it asks for.
    if (flag?.value === undefined || stage.from.base === undefined || stage.base.kind === 'stage') return [];
    const { escape } = build.dockerfile;
    if (/^\$(?:TARGETPLATFORM|\{TARGETPLATFORM(?::?-[^${}]*)?\})$/.test(flag.value))
      return [{ stage, flag, kind: 'target', platform: '', from: [] }];
    const platform = constantText(flag.value, build, escape);
    const isPlatform = platform !== undefined && readPlatform(platform.text) !== undefined;
    return isPlatform ? [{ stage, flag, kind: 'constant', platform: platform.text, from: platform.from }] : [];
  }),
);

interface Constant {
  readonly text: string;
  readonly from: readonly string[];
}

/** The text of a word that no automatic argument has a part in; undefined where it has, or cannot be told. */
function constantText(source: string, build: Build, escape: string): Constant | undefined {
  const { global } = fromArguments(build);
  const from: string[] = [];
  let follows = false;
  let depth = 0;
  const lookup = (name: string): Variable => {
    if (from.length >= mostNames || depth >= mostNames) return unknown;
    from.push(name);
    const value = global.get(name)?.value;
    if (value === undefined) {
      follows ||= platformArguments.has(name);
      return global.has(name) ? unknown : { state: 'unset' };
    }
    depth++;
    const expansion = expandWord(value, escape, lookup);
    depth--;
    return expansion.state === 'text' ? { state: 'set', value: expansion.text } : unknown;
  };
  const expansion = expandWord(source, escape, lookup);
  return follows || expansion.state !== 'text' ? undefined : { text: expansion.text, from };
}

const mostNames = 16;
const unknown: Variable = { state: 'unknown', because: '' };

/** The architecture that a constant platform names. */
export function architectureOf({ platform }: AskedPlatform): ArchitectureWord | undefined {
  const architecture = readPlatform(platform);
  return architecture && (architectureWords(platform)[0] ?? { name: platform, at: 0, architecture });
}

/** Takes a flag out with the blanks behind it. */
export function withoutFlag({ text }: Dockerfile, { span }: Flag): TextEdit {
  return { span: { start: span.start, end: skipBlanks(text, span.end) }, newText: '' };
}
