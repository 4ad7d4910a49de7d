import type { Build, Stage, Step } from '../../dockerfile/build.ts';
import type { Assignment, Instruction } from '../../dockerfile/model.ts';
import { baseSpan } from '../../dockerfile/resolve.ts';
import {
  type ArchitectureWord,
  architectureWords,
  familyOf,
  onlyArchitecture,
} from '../../reference/architectureWords.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import { fromArguments, platformArguments } from '../fromArguments.ts';
import { architectureOfName, isForAll, stemOf, withoutVariables } from './architectureText.ts';
import { isForBuildPlatform, linuxStages } from './oneArchitecture.ts';
import { asksForArchitecture } from './platformQuestions.ts';
import { architecturesOfRun, type UseKind, type WordUse } from './runArchitecture.ts';

/** Something in a stage that is for one architecture, whatever platform is built for. */
export interface FixedArchitecture {
  readonly kind: UseKind | 'base' | 'file' | 'variable' | 'search path' | 'argument' | 'replaced argument';
  readonly stage: Stage;
  readonly step: Step | undefined;
  readonly at: Span;
  /** As written. */
  readonly text: string;
  readonly word: ArchitectureWord;
  /** It may not be carried out. */
  readonly conditional: boolean;
  /** All of its kind in the same instruction, itself included. */
  readonly alike: readonly Pick<FixedArchitecture, 'at' | 'text'>[];
}

type Use = Omit<FixedArchitecture, 'alike'>;

/** The first thing of every instruction in every reachable stage. */
export const fixedArchitectures = remembered((build: Build): readonly FixedArchitecture[] => {
  const told = new Set<string>();
  return linuxStages(build).flatMap((stage) => {
    const limited = isForBuildPlatform(stage, build);
    const found = stage.steps.map((step) => usesOf(step, build).filter(({ kind }) => !limited || kind === 'target'));
    const several = severalShapes(found.flat());
    const steps = found.flatMap((uses) =>
      firstOf(
        uses.filter((use) => !several.has(shapeOf(use))),
        told,
      ),
    );
    return limited ? steps : [...baseUses(stage, build).map((use) => ({ ...use, alike: [use] })), ...steps];
  });
});

/** What is there for another architecture too, but for that the same. */
function severalShapes(uses: readonly Use[]): ReadonlySet<string> {
  const families = new Map<string, string>();
  const several = new Set<string>();
  for (const use of uses) {
    const shape = shapeOf(use);
    const family = familyOf(use.word);
    if ((families.get(shape) ?? family) !== family) several.add(shape);
    families.set(shape, family);
  }
  return several;
}

const shapeOf = ({ kind, text, word }: Use) => `${kind} ${text.slice(0, longestText).replaceAll(word.name, '*')}`;
const longestText = 2000;

/** The first use that is none of what was told before: what was downloaded is unpacked and used later on. */
function firstOf(uses: readonly Use[], told: Set<string>): readonly FixedArchitecture[] {
  const keyOf = ({ kind, text }: Use) => (kind === 'argument' ? `ARG ${text}` : (stemOf(text) ?? ''));
  const fresh = uses.filter((use) => startsAnew.has(use.kind) || !told.has(keyOf(use)));
  for (const use of uses) told.add(keyOf(use));
  const first = fresh.find(({ kind }) => kind === 'download') ?? fresh[0];
  return first === undefined ? [] : [{ ...first, alike: fresh.filter(({ kind }) => kind === first.kind) }];
}

const startsAnew: ReadonlySet<FixedArchitecture['kind']> = new Set<FixedArchitecture['kind']>([
  ...(['download', 'package', 'source', 'target', 'replaced argument'] as const),
]);

function baseUses(stage: Stage, build: Build): readonly Use[] {
  const { base, from } = stage;
  const raw = from.base?.raw ?? '';
  if (base.kind === 'stage') return [];
  const use = { stage, step: undefined, at: baseSpan(from), conditional: false };
  const word = onlyArchitecture(architectureWords(withoutVariables(raw)));
  if (word !== undefined) return [{ ...use, kind: 'base', text: raw, word }];
  return [...raw.matchAll(/\$\{?([A-Za-z_]\w*)/g)].slice(0, 1).flatMap(([, name = '']) => {
    const given = onlyArchitecture(architectureWords(fromArguments(build).global.get(name)?.value ?? ''));
    return given === undefined ? [] : [{ ...use, kind: 'argument' as const, text: name, word: given }];
  });
}

function usesOf(step: Step, build: Build): readonly Use[] {
  const { instruction } = step;
  const { dockerfile } = build;
  const { line, heredocs } = instruction;
  const text = [line.text, ...heredocs.map(({ body }) => dockerfile.text.slice(body.start, body.end))].join('\n');
  switch (instruction.kind) {
    case 'run':
      return runUses(step, text, dockerfile.text);
    case 'copy':
    case 'add':
      return copyUses(step, instruction);
    case 'env':
      return instruction.values.flatMap((value) => settingUses(step, value));
    case 'arg':
      return instruction.values.flatMap((value) => argumentUses(step, value, build));
    default:
      return [];
  }
}

function runUses(step: Step, text: string, document: string): readonly Use[] {
  const uses = architecturesOfRun(step, document);
  if (uses.length === 0 || namesSeveral(text)) return [];
  const chooses = asksForArchitecture(text);
  return uses
    .filter(({ command }) => !(chooses && command.conditional))
    .map((use) => ({
      kind: use.kind,
      stage: step.stage,
      step,
      at: use.word.span,
      text: textOf(use),
      word: use.architecture,
      conditional: use.command.conditional,
    }));
}

/** As written where the architecture stands there. */
const textOf = ({ word: { raw }, text }: WordUse) => (architectureWords(withoutVariables(raw)).length > 0 ? raw : text);

/** Whoever names several has thought of them. */
function namesSeveral(text: string): boolean {
  const families = new Set<string>();
  for (let from = 0; from < text.length; from += stretch) {
    for (const word of architectureWords(text.slice(Math.max(0, from - overlap), from + stretch)))
      families.add(familyOf(word));
  }
  return families.size > 1;
}

const stretch = 1900;
const overlap = 30;

type CopyOrAdd = Extract<Instruction, { kind: 'copy' | 'add' }>;

function copyUses(step: Step, { sources, destination }: CopyOrAdd): readonly Use[] {
  const words = destination === undefined ? sources : [...sources, destination];
  if (namesSeveral(words.map(({ raw }) => raw).join(' '))) return [];
  return words.flatMap(({ raw, span }) => {
    const word = architectureOfName(withoutVariables(raw));
    const kind = /^["']?https?:/.test(raw) ? 'download' : 'file';
    return word === undefined ? [] : [{ kind, stage: step.stage, step, at: span, text: raw, word, conditional: false }];
  });
}

function settingUses(step: Step, { name, value, valueSpan }: Assignment): readonly Use[] {
  const text = value ?? '';
  const word = architectureOfValue(name, text);
  if (word === undefined) return [];
  const at = valueSpan;
  return [{ kind: settingKind(name, text), stage: step.stage, step, at, text, word, conditional: false }];
}

/** Where linkers look anyway, on whichever machine. */
const systemFolder =
  /^(?:[^:]*:)*?["']?\/(?:usr\/)?(?:lib|include)\/[\w.]+-linux-(?:gnu|musl)\w*(?:\/pkgconfig)?\/?(?:[:"']|$)/;

function settingKind(name: string, text: string): FixedArchitecture['kind'] {
  if (/^(?:GOARCH|CARGO_BUILD_TARGET)$/.test(name)) return 'target';
  const isSearched = /^(?:(?:LD_)?(?:LIBRARY|RUN)_PATH|PKG_CONFIG_PATH|(?:C|CPLUS)_INCLUDE_PATH|CPATH)$/.test(name);
  return isSearched && systemFolder.test(text) ? 'search path' : 'variable';
}

/** Of a variable whose own name says the architecture there are others for the rest. */
function architectureOfValue(name: string, text: string): ArchitectureWord | undefined {
  const word = onlyArchitecture(architectureWords(withoutVariables(text)));
  if (word === undefined || /\s/.test(text) || isForAll(text)) return undefined;
  return architectureWords(name).some((other) => familyOf(other) === familyOf(word)) ? undefined : word;
}

/** A bare ARG has the default that stands before the first FROM. */
function argumentUses(step: Step, argument: Assignment, build: Build): readonly Use[] {
  const { name, value, valueSpan, span } = argument;
  const text = value ?? fromArguments(build).global.get(name)?.value ?? '';
  const word = architectureOfValue(name, text);
  if (word === undefined) return [];
  const kind = platformArguments.has(name) ? 'replaced argument' : 'argument';
  const at = kind === 'argument' && value !== undefined ? valueSpan : span;
  return [{ kind, stage: step.stage, step, at, text: name, word, conditional: false }];
}
