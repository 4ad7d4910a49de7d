import type { Step } from '../../dockerfile/build.ts';
import { expandIn } from '../../dockerfile/dispatch.ts';
import type { Copy } from '../../dockerfile/model.ts';
import { reachableSteps } from '../../facts/reachable.ts';
import { baseName } from '../../shell/path.ts';
import { advice, rule } from '../rule.ts';

export const addForCopy = rule({
  id: 'add-for-copy',
  criterion: 'other-security',
  deciding: false,
  title: 'Files and folders of the build context are brought by COPY.',
  why: 'ADD also downloads, and unpacks what looks like an archive: whoever can change a file of the context can so put other files into the image than its name says. COPY only copies.',
  ignore: 'Where the source is an archive that its name does not show.',
  examples: {
    violated: [
      'FROM debian:13\nADD --chmod=755 run.sh /usr/local/bin/\n',
      'FROM debian:13\nWORKDIR /app\nADD src/ requirements.txt ./\n',
      'FROM debian:13\nADD ["my file.txt", "/data/"]\n',
    ],
    satisfied: [
      'FROM debian:13\nCOPY --chmod=755 run.sh /usr/local/bin/\n',
      'FROM debian:13\nADD app-1.0.tar.gz /opt/\n',
      'FROM debian:13\nADD --chmod=644 --checksum=sha256:93dcc18a https://example.org/app.bin /opt/\n',
      'FROM debian:13\nADD git@github.com:org/app.git#v1.2.0 /src\n',
      'FROM debian:13\nARG SOURCE\nADD ${SOURCE} /opt/\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    const { escape, text } = build.dockerfile;
    for (const { step } of reachableSteps(build)) {
      const { instruction } = step;
      if (instruction.kind !== 'add' || instruction.flags.some(({ name }) => onlyOfAdd.has(name))) continue;
      const sources = sourcesOf(step, instruction, escape);
      if (sources === undefined || sources.length + instruction.heredocs.length === 0) continue;
      const keyword = text.startsWith('add', instruction.keywordSpan.start) ? 'copy' : 'COPY';
      const safe = !sources.some((source) => mayBeArchive.test(baseName(source)));
      const edits = [{ span: instruction.keywordSpan, newText: keyword }];
      const fixes = [{ title: `Write ${keyword}`, safe, edits }];
      const what = sources.length === 1 ? named(sources[0] ?? '') : 'these';
      yield advice(instruction.keywordSpan, `ADD only copies ${cut(what)}. Write COPY, which does nothing else.`, {
        fixes,
      });
    }
  },
});

const onlyOfAdd: ReadonlySet<string> = new Set(['checksum', 'keep-git-dir', 'unpack']);

/** The sources, where all are known to be files or folders of the context that ADD does not unpack. */
function sourcesOf({ before }: Step, { sources }: Copy, escape: string): readonly string[] | undefined {
  const texts: string[] = [];
  for (const { raw } of sources) {
    // A build argument may give an address or an archive.
    const expansion = /^["']?\$/.test(raw) ? undefined : expandIn(before, raw, escape);
    if (expansion?.state !== 'text' || !isPlainCopy(expansion.text)) return undefined;
    texts.push(expansion.text);
  }
  return texts;
}

const archive = /\.(?:tar|tar\.\w{1,5}|tgz|tbz2?|txz|tzst|t?gz|bz2|xz|zst|lz4?|lzma|Z)$/i;
const address = /^(?:[a-z][a-z0-9+.-]{1,20}:\/\/|git@|[^/\s]{1,100}@[^/\s]{1,200}:)/i;

function isPlainCopy(source: string): boolean {
  const name = baseName(source);
  if (source === '' || address.test(source) || archive.test(name)) return false;
  // What a pattern may match is told by what stands behind it.
  const behind = /[*?\]]([^*?\]]*)$/.exec(name)?.[1];
  return behind === undefined || /\.[a-z0-9]{1,6}$/i.test(behind);
}

/** Names that are given to archives without an extension. */
const mayBeArchive = /^[^.]*(?:rootfs|archive|bundle|layer|backup|image)[^.]*$/i;

const named = (source: string) => (/^\.?\/?$/.test(source) ? 'the build context' : source);

const cut = (text: string) => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest)}...` : line;
};

const longest = 60;
