import type { Build } from '../../dockerfile/build.ts';
import { placedBy } from '../../facts/placedFiles.ts';
import { reachableSteps } from '../../facts/reachable.ts';
import { verifiesChecksum } from '../../shell/downloads.ts';
import type { Span } from '../../text/span.ts';
import { advice, rule } from '../rule.ts';

export const unverifiedDownload = rule({
  id: 'unverified-download',
  criterion: 'other-security',
  deciding: false,
  title: 'What ADD downloads is compared with a check sum.',
  why: 'The file behind an address can be replaced by another one. With a check sum the build stops where that happens, and the same Dockerfile gives the same image.',
  ignore: 'Where the file is meant to be the newest one, or is checked further on in a way that is not seen.',
  examples: {
    violated: [
      'FROM debian:13\nADD --chmod=755 https://github.com/krallin/tini/releases/download/v0.19.0/tini /tini\n',
      'FROM debian:13\nARG VERSION=1.0\nADD --chmod=644 https://example.org/app-${VERSION}.tar.gz /opt/\n',
    ],
    satisfied: [
      'FROM debian:13\nADD --chmod=755 --checksum=sha256:93dcc18adc78c65a028a84799ecf8ad40c936fdfc5f2a57b1acda5a8117fa82c https://github.com/krallin/tini/releases/download/v0.19.0/tini /tini\n',
      "FROM debian:13\nADD --chmod=644 https://example.org/app-1.0.tar.gz /tmp/\nRUN echo '93dcc18a  /tmp/app-1.0.tar.gz' | sha256sum -c -\n",
      'FROM debian:13\nADD https://github.com/org/app.git#v1.2.0 /src\n',
      'FROM debian:13\nADD https://api.github.com/repos/org/app/git/refs/heads/main /dev/null\n',
      'FROM debian:13\nADD "https://github.com/org/app/commits?per_page=1" latest_commit\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    for (const { at, url } of unverified(build)) {
      yield advice(at, `Nothing checks what ADD downloads from ${url}. Give it --checksum=sha256:SUM.`);
    }
  },
});

function unverified(build: Build): readonly { readonly at: Span; readonly url: string }[] {
  // From the end, so that a check further down is known at the download.
  const checked = new Set<number>();
  const found: { at: Span; url: string }[] = [];
  for (const { step, script } of [...reachableSteps(build)].reverse()) {
    if (script?.commands.some(verifiesChecksum)) checked.add(step.stage.index);
    const { instruction } = step;
    if (instruction.kind !== 'add' || checked.has(step.stage.index)) continue;
    if (instruction.flags.some(({ name }) => name === 'checksum')) continue;
    for (const { kind, source, path, at } of placedBy(step, build)) {
      if ((kind !== 'remote' && kind !== 'archive') || !/^https?:/i.test(source)) continue;
      if (path.startsWith('/dev/') || onlyForItsChange.test(source)) continue;
      found.push({ at, url: source.length > longest ? `${source.slice(0, longest)}...` : source });
    }
  }
  return found.reverse();
}

/** Added so that the layers below are made anew when a branch has moved. */
const onlyForItsChange =
  /^https:\/\/(?:api\.github\.com\/repos\/[^?]{1,200}\/(?:refs|commits|branches)\b|github\.com\/[^/?]{1,100}\/[^/?]{1,100}\/(?:commits|branches)(?:[/?.]|$))/;

const longest = 120;
