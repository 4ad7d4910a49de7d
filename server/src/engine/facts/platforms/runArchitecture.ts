import type { Step } from '../../dockerfile/build.ts';
import { type ArchitectureWord, architectureWords } from '../../reference/architectureWords.ts';
import { downloads } from '../../shell/downloads.ts';
import { installs } from '../../shell/packages.ts';
import type { Script, ShellCommand, ShellWord } from '../../shell/script.ts';
import { get } from '../../text/persistentMap.ts';
import { remembered } from '../../text/remembered.ts';
import type { Fact } from '../fact.ts';
import { scriptOf, scriptSeeing } from '../scripts.ts';
import { fixedSource, foreignPackage } from './architecturePackages.ts';
import { architectureOfName, knownTextOf } from './architectureText.ts';

export type UseKind = 'download' | 'package' | 'source' | 'target' | 'word';

/** A word of a command that is for one architecture. */
export interface WordUse {
  readonly kind: UseKind;
  readonly word: ShellWord;
  /** What is known of it. */
  readonly text: string;
  readonly architecture: ArchitectureWord;
  readonly command: ShellCommand;
}

/** The words of a RUN's commands that are for one architecture whatever the platform. */
export function architecturesOfRun(step: Step, document: string): readonly WordUse[] {
  return (neutralScript(step, document)?.commands ?? []).flatMap(usesIn);
}

/**
 * The RUN without the values of variables that name an architecture: such a value is the platform's, or stands where
 * it is set, and is told there.
 */
function neutralScript(step: Step, document: string): Script | undefined {
  const { instruction, before } = step;
  if (instruction.kind !== 'run') return undefined;
  const isHidden = (name: string) => {
    const fact = get(before.variables, name);
    return fact !== undefined && namesArchitecture(fact);
  };
  const text = document.slice(instruction.span.start, instruction.span.end);
  const names = new Set([...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name));
  if (![...names].some(isHidden)) return scriptOf(step, document);
  return scriptSeeing(step, document, (name, usual) => (isHidden(name) ? undefined : usual));
}

const namesArchitecture = remembered((fact: Fact<string>) => {
  return fact.state === 'known' && architectureWords(fact.value).length > 0;
});

/** Programs whose words change nothing, or are patterns for other words. */
const harmless: ReadonlySet<string | undefined> = new Set(
  'echo printf grep egrep fgrep rg sed awk gawk perl test [ [[ rm rmdir unlink ls find cat head tail tr cut sort read uname arch which command exit true : basename dirname file ldd sha256sum sha512sum sha1sum md5sum gpg apt-key set update-alternatives docker qemu-user-static mkdir case ldconfig'.split(
    ' ',
  ),
);

function usesIn(command: ShellCommand): readonly WordUse[] {
  const source = fixedSource(command);
  if (source !== undefined) return [{ kind: 'source', text: knownTextOf(source.word), command, ...source }];
  if (command.program === 'dpkg') return addedArchitecture(command);
  if (harmless.has(command.program)) return [];
  const asked = installs(command);
  const packages = new Set(asked?.action === 'install' ? asked.packages : []);
  const urls = new Set(downloads(command).map(({ url }) => url));
  const given = [...command.assignments].map(([name, word]) => ({ name, word }));
  const words: readonly { name?: string; word: ShellWord }[] = [...given, ...command.words.map((word) => ({ word }))];
  return words.flatMap(({ name, word }, index) => {
    const text = knownTextOf(word);
    const architecture = packages.has(word) ? foreignPackage(text) : architectureOfName(text);
    if (architecture === undefined) return [];
    const isTarget = targets.test(name ?? '') || rustTarget.test(text) || isRemoteTarget(command, index);
    const isUrl = urls.has(word) || /^https?:/.test(text);
    const isPackage = packages.has(word) && !/\/|\.(?:rpm|deb|apk|whl)$/.test(text);
    const kind = isTarget ? 'target' : isUrl ? 'download' : isPackage ? 'package' : 'word';
    return [{ kind, word, text: name === undefined ? text : `${name}=${text}`, architecture, command }];
  });
}

/** 32-bit packages are there beside 64-bit x86 alone; others are added for cross-compiling, and `-i x.deb` names a file. */
function addedArchitecture(command: ShellCommand): readonly WordUse[] {
  const isAdding = command.args[0]?.text === '--add-architecture';
  return command.args.flatMap((word) => {
    const text = knownTextOf(word);
    const architecture = architectureOfName(text);
    if (architecture === undefined || (isAdding && !/86$/.test(architecture.name))) return [];
    return [{ kind: isAdding ? ('package' as const) : ('word' as const), word, text, architecture, command }];
  });
}

/** What a cross-compiler makes its output for. */
const targets = /^(?:GOARCH|CARGO_BUILD_TARGET)$/;
const rustTarget = /^(?:--target=)?(?:x86_64|aarch64|i686|armv7)-unknown-linux-\w+$/;

const isRemoteTarget = ({ program }: ShellCommand, index: number) => program === 'rustup' && index > 1;
