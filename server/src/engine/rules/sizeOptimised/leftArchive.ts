import type { Build } from '../../dockerfile/build.ts';
import { scriptOf } from '../../facts/scripts.ts';
import { addAfter } from '../../facts/size/addToRun.ts';
import { keyOf } from '../../facts/size/layerFile.ts';
import { layerHistory, type UsedUp } from '../../facts/size/layerHistory.ts';
import { unseenCleaner } from '../../facts/size/unseenCleaner.ts';
import { baseName } from '../../shell/path.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import { type Fix, rule, undecided, violation } from '../rule.ts';

export const leftArchive = rule({
  id: 'left-archive',
  criterion: 'size-optimised',
  deciding: true,
  title: 'Archives and packages do not stay once they are unpacked or installed.',
  why: 'The image holds what is in them twice, once packed. Only what goes away in the RUN that brings it makes the image smaller.',
  ignore: 'Where the program reads the archive itself.',
  examples: {
    violated: [
      'FROM debian:12\nRUN curl -fsSLO https://example.org/app-1.0.tar.gz && tar -xzf app-1.0.tar.gz -C /opt\n',
      'FROM debian:12\nWORKDIR /tmp\nRUN wget https://example.org/app-1.0.deb \\\n && dpkg -i app-1.0.deb\n',
      'FROM debian:12\nCOPY app.tar.gz /tmp/\nRUN tar -xzf /tmp/app.tar.gz -C /opt\n',
      'FROM debian:12\nCOPY app.tar.gz /opt\nRUN cd /opt && tar -xzf app.tar.gz\n',
      'FROM debian:12\nADD https://example.org/app-1.0.tar.gz /tmp/\nRUN tar -xzf /tmp/app-1.0.tar.gz -C /opt\n',
    ],
    undecided: [
      'FROM debian:12\nCOPY cleanup.sh /\nRUN curl -fsSLO https://example.org/app-1.0.tar.gz && tar -xzf app-1.0.tar.gz -C /opt && /cleanup.sh\n',
    ],
    satisfied: [
      'FROM debian:12\nRUN curl -fsSL https://example.org/app-1.0.tar.gz | tar -xz -C /opt\n',
      'FROM debian:12\nRUN cd /tmp && wget https://example.org/a.zip && unzip a.zip -d /opt && rm -f *.zip\n',
      'FROM debian:12\nADD app.tar.gz /opt/\n',
      'FROM debian:12\nRUN --mount=type=bind,source=app.tar.gz,target=/tmp/app.tar.gz tar -xzf /tmp/app.tar.gz -C /opt\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    for (const used of layerHistory(build).usedUp) {
      const because = mayBeRemoved(used, build);
      const message = messageOf(used);
      if (because === undefined) yield violation(used.file.at, message, { fixes: fixesOf(used, build) });
      else {
        const what = `Cannot tell whether ${baseName(used.file.path)} stays in the image: ${because}.`;
        yield undecided(used.file.at, `${what} Remove it in the RUN itself, or check the built image.`);
      }
    }
  },
});

/** What is not seen of the RUN that brings it may take it away again. */
function mayBeRemoved({ file, step, command }: UsedUp, build: Build): string | undefined {
  const script = file.step === step ? scriptOf(step, build.dockerfile.text) : undefined;
  return script && unseenCleaner({ step, script }, command);
}

function messageOf({ file, step }: UsedUp): string {
  const name = baseName(file.path);
  if (file.how === 'downloaded') {
    const where = file.step === step ? 'Remove it in this RUN' : 'Download, unpack and remove it in one RUN';
    const pipe = tar.test(name) ? ', or pipe the download' : '';
    return `${name} stays in the image beside what comes from it. ${where}${pipe}.`;
  }
  if (file.placed?.kind === 'remote') {
    return `${name} stays in the image beside what comes from it. Download, unpack and remove it in one RUN.`;
  }
  const isTar = tar.test(name) && file.how === 'copied' && file.placed?.kind === 'context';
  const write = isTar ? 'Let ADD unpack it' : 'Mount it for the RUN that needs it: RUN --mount=type=bind';
  return `${name} stays in the image beside what comes from it. ${write}.`;
}

const tar = /\.(?:tar(?:\.\w+)?|tgz|tbz2|txz)$/;

/** Right behind what unpacks it, where its name means the same. */
function fixesOf({ file, step, command, word }: UsedUp, build: Build): readonly Fix[] {
  const { dockerfile } = build;
  const script = scriptOf(step, dockerfile.text);
  if (file.how !== 'downloaded' || file.step !== step || script === undefined) return [];
  if (word.glob || !isPlain(command) || word.raw.length > longest || !plainName.test(word.raw)) return [];
  const later = script.commands.slice(script.commands.indexOf(command) + 1);
  const isSame = (one: ShellWord, other: ShellCommand) => one.raw === word.raw || keyOf(one, other, step) === file.path;
  if (later.some((other) => other.words.some((one) => isSame(one, other)))) return [];
  const sudo = command.wrappers.includes('sudo') ? 'sudo ' : '';
  const added = { statement: command.statement, command: `${sudo}rm ${word.raw}` };
  const edit = addAfter({ step, script }, dockerfile, added);
  return edit === undefined ? [] : [{ title: `Remove ${baseName(file.path)}`, safe: true, edits: [edit] }];
}

const longest = 300;
/** Letters that the shell takes as they are, and variables. */
const plainName = /^(?:[\w./+~@%=:-]|\$\w|\$\{\w+\})+$/;

/** It stands in the list of the RUN's own shell. */
function isPlain({ span, statement, pipe, ...where }: ShellCommand): boolean {
  const own = span.start === statement.start && span.end === statement.end && pipe.of === 1;
  return own && !where.conditional && !where.loop && !where.subshell && !where.substitution && !where.inFunction;
}
