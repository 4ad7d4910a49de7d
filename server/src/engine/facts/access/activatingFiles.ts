import type { Build, Step } from '../../dockerfile/build.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import { outputsOf, writesText } from '../../shell/written.ts';
import type { Span } from '../../text/span.ts';
import { pathOf } from '../homes.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { placedFiles } from '../placedFiles.ts';
import { scriptOf } from '../scripts.ts';
import { shippedRuns } from '../shippedRuns.ts';
import { type Activated, activatedBy } from './activationLines.ts';
import { isStarted } from './startedFiles.ts';

/** A place that turns an environment on for some processes only: those of a login shell, of the entry point, of the build. */
export interface Activation {
  readonly activated: Activated;
  /** What does so, as it stands in a message. */
  readonly by: string;
  /** Why that is not enough, a clause. */
  readonly because: string;
  readonly at: Span;
  readonly step: Step | undefined;
}

/** Files of the image that turn an environment on for those who read them: start files of shells, the entry point script. */
export function activatingFiles(facts: ImageFacts, build: Build): readonly Activation[] {
  return [...inScripts(facts, build), ...inHeredocs(facts, build), ...inCopies(facts, build)];
}

const noLogin = 'a workflow starts no such shell';
const replaced = 'a workflow replaces it';

/** Files that only an interactive or a login shell reads. */
const startFile =
  /(?:^|\/)\.(?:bashrc|bash_profile|bash_login|profile|zshrc|zprofile)$|^\/etc\/(?:profile|bashrc|bash\.bashrc|zsh\/zshrc)$|^\/etc\/profile\.d\//;

/** What RUNs write to start files and to the entry point script. */
function inScripts(facts: ImageFacts, build: Build): readonly Activation[] {
  return shippedRuns(build).flatMap(({ step, script }) =>
    script.commands.flatMap((command) => [
      ...inCommand(command, { facts, at: command.span, step }),
      ...byOutput(command, step),
      ...byInit(command, step),
    ]),
  );
}

function inCommand(command: ShellCommand, place: InFile): readonly Activation[] {
  return writesText(command).flatMap(({ file, text }) => inFile(nameOf(file, command, place.step), text, place));
}

function nameOf(word: ShellWord, command: ShellCommand, step: Step): string {
  return pathOf(word, command, step) ?? word.text ?? word.pieces.join('');
}

interface InFile {
  readonly facts: ImageFacts;
  readonly at: Span;
  readonly step: Step;
}

function inFile(file: string, text: string, { facts, at, step }: InFile): readonly Activation[] {
  const found = activatedBy(text);
  if (found.length === 0) return [];
  if (startFile.test(file)) return found.map((activated) => ({ activated, by: file, because: noLogin, at, step }));
  if (!isStarted(facts, file, { running: false })) return [];
  return found.map((activated) => ({ activated, by: file, because: replaced, at, step }));
}

/** `spack env activate --sh . >> /etc/profile.d/x.sh` */
function byOutput(command: ShellCommand, step: Step): readonly Activation[] {
  const { program, args } = command;
  if (program !== 'spack' || !args.some(({ text }) => text === 'activate' || text === 'load')) return [];
  return outputsOf(command).flatMap(({ target }) => {
    const file = target && nameOf(target, command, step);
    if (file === undefined || !startFile.test(file)) return [];
    return [{ activated: spackOutput, by: file, because: noLogin, at: command.span, step }];
  });
}

const spackOutput: Activated = { kind: 'other', label: 'what spack installed', within: undefined };

/** A start file that another stage wrote, as the files that spack generates do. */
function inCopies(facts: ImageFacts, build: Build): readonly Activation[] {
  const copies = placedFiles(build).filter(({ from, path }) => from !== undefined && startFile.test(path));
  return copies
    .slice(0, mostCopies)
    .flatMap(({ from, source, step, at }) =>
      (from?.steps ?? []).flatMap((made) =>
        (scriptOf(made, build.dockerfile.text)?.commands ?? []).flatMap((command) =>
          [...inCommand(command, { facts, at, step: made }), ...byOutput(command, made)]
            .filter(({ by }) => by === source)
            .map((found) => ({ ...found, at, step })),
        ),
      ),
    );
}

const mostCopies = 20;

/** `conda init` writes to the start files that the base environment is turned on there. */
function byInit({ program = '', args, span }: ShellCommand, step: Step): readonly Activation[] {
  const [first, second] = args.map(({ text }) => text);
  const writes = (program === 'conda' || program === 'mamba') && first === 'init';
  if (!writes || second === '--help') return [];
  return [
    {
      activated: { kind: 'conda', name: 'base' },
      by: `the start file that ${program} init writes`,
      because: noLogin,
      at: span,
      step,
    },
  ];
}

function inHeredocs(facts: ImageFacts, build: Build): readonly Activation[] {
  const { text } = build.dockerfile;
  return placedFiles(build).flatMap(({ step, kind, path, source, instruction }) => {
    const heredoc = kind === 'heredoc' ? instruction.heredocs.find(({ name }) => name === source) : undefined;
    if (heredoc === undefined) return [];
    const body = text.slice(heredoc.body.start, heredoc.body.end);
    return inFile(path, body, { facts, at: instruction.argsSpan, step });
  });
}
