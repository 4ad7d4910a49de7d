import type { Dockerfile, Run } from '../../dockerfile/model.ts';
import { remembered } from '../../text/remembered.ts';
import type { TextEdit } from '../../text/span.ts';
import type { FixedArchitecture } from './fixedArchitectures.ts';

/** A change after which something is chosen by the platform. */
export interface Following {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** The easy cases: an installer that is there for more machines under the same name, a list of packages, an ARG. */
export function following(
  { kind, step, at, text, alike }: FixedArchitecture,
  dockerfile: Dockerfile,
): Following | undefined {
  if (step === undefined || step.trigger !== undefined) return undefined;
  if (kind === 'replaced argument') {
    const written = dockerfile.text.slice(at.start, at.end);
    return written.startsWith(`${text}=`)
      ? { title: `Take ${text} from the builder`, edits: [{ span: at, newText: text }] }
      : undefined;
  }
  const { instruction } = step;
  if (instruction.kind !== 'run' || instruction.command.form !== 'shell') return undefined;
  if (kind === 'package') return packagesOfMachine(alike, dockerfile);
  if (kind === 'source') return listOfMachine(at, dockerfile);
  return kind === 'download' || kind === 'word' ? installerOfMachine(instruction, dockerfile) : undefined;
}

/** Without the architecture behind its name, a package is that of the machine. */
function packagesOfMachine(alike: FixedArchitecture['alike'], { text }: Dockerfile): Following | undefined {
  const suffix = /^[\w.+${}-]+([:.](?:amd64|x86_64|arm64|aarch64))$/d;
  const edits = alike.flatMap(({ at }) => {
    const place = suffix.exec(text.slice(at.start, at.end))?.indices?.[1];
    return place === undefined ? [] : [{ span: { start: at.start + place[0], end: at.start + place[1] }, newText: '' }];
  });
  return edits.length === alike.length ? { title: 'Install the packages of the machine', edits } : undefined;
}

/** `[arch=amd64]` between double quotes, where the shell puts in what a program says. */
function listOfMachine(at: TextEdit['span'], { text }: Dockerfile): Following | undefined {
  const written = text.slice(at.start, at.end);
  const name = /^"[^"'\\]*\barch=([\w-]+)[\] ]/d.exec(written)?.indices?.[1];
  if (name === undefined) return undefined;
  const span = { start: at.start + name[0], end: at.start + name[1] };
  const newText = '$(dpkg --print-architecture)';
  return { title: 'List the packages of the machine', edits: [{ span, newText }] };
}

/** Installers of conda, from the first release that is there for aarch64 too. */
const installer =
  /(?:Miniconda3-(?:latest|py3\d+_(?:2[2-9]|4\.(?:9\.2|1\d))[\w.-]*)|(?:Miniforge|Mambaforge)\w*(?:-[\w.${}-]+)?)-(?:Linux|\$\(uname(?: -s)?\))-(x86_64)\.sh/dg;

const installersIn = remembered(({ text }: Dockerfile): readonly TextEdit[] =>
  [...text.matchAll(installer)].flatMap(({ indices }) => {
    const place = indices?.[1];
    if (place === undefined || isInComment(text, place[0])) return [];
    return [{ span: { start: place[0], end: place[1] }, newText: '$(uname -m)' }];
  }),
);

function installerOfMachine({ span }: Run, dockerfile: Dockerfile): Following | undefined {
  const edits = installersIn(dockerfile);
  // One that is named elsewhere too could not be found there afterwards.
  if (edits.length === 0 || edits.some((edit) => edit.span.start < span.start || edit.span.end > span.end))
    return undefined;
  const body = dockerfile.text.slice(span.start, span.end);
  if (body.includes("'") || body.split('x86_64').length - 1 !== edits.length) return undefined;
  return { title: 'Take the installer of the machine, by $(uname -m)', edits };
}

const isInComment = (text: string, offset: number) =>
  /^\s*#/.test(text.slice(text.lastIndexOf('\n', offset) + 1, offset));
