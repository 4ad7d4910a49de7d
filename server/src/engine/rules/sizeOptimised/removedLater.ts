import { type LayerFile, shownPath } from '../../facts/size/layerFile.ts';
import { type LaterChange, layerHistory } from '../../facts/size/layerHistory.ts';
import { lineNumber, linesOf } from '../../text/lines.ts';
import { rule, violation } from '../rule.ts';

export const removedLater = rule({
  id: 'removed-later',
  criterion: 'size-optimised',
  deciding: true,
  title: 'What the image does not need is removed in the layer that brings it.',
  why: 'A layer only adds to the one below: what a later one removes cannot be seen any more, but is stored and downloaded all the same.',
  ignore: 'Where the layers are squashed into one afterwards.',
  examples: {
    violated: [
      'FROM debian:12\nCOPY . /src\nRUN make -C /src install && rm -rf /src\n',
      'FROM debian:12\nRUN git clone https://github.com/org/app.git /src && make -C /src install\nRUN rm -rf /src\n',
      'FROM debian:12\nRUN wget -P /tmp https://example.org/app-1.0.tar.gz\nRUN tar -xzf /tmp/app-1.0.tar.gz -C /opt && rm -rf /tmp/*\n',
    ],
    satisfied: [
      'FROM debian:12\nRUN git clone https://github.com/org/app.git /src && make -C /src install && rm -rf /src\n',
      'FROM debian:12\nRUN --mount=type=bind,target=/src make -C /src install\n',
      'FROM debian:12 AS build\nCOPY . /src\nRUN make -C /src install && rm -rf /src\nFROM scratch\nCOPY --from=build / /\n',
      'FROM python:3.13-slim\nCOPY requirements.txt /tmp/\nRUN pip install --no-cache-dir -r /tmp/requirements.txt && rm /tmp/requirements.txt\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    const { text } = build.dockerfile;
    const lines = linesOf(text);
    for (const { kind, command, files, ...change } of layerHistory(build).changes) {
      if (kind !== 'removed') continue;
      const [file, ...others] = files;
      const more = others.length === 0 ? '' : ` and ${others.length} more`;
      const line = lineNumber(lines, file.at.start);
      const message = `Removing ${shownPath(file)}${more} here makes the image no smaller: the layer of line ${line} keeps it. ${remedy(file, change)}.`;
      yield violation(command.span, message);
    }
  },
});

function remedy({ how, placed, step, tree }: LayerFile, change: Pick<LaterChange, 'step'>): string {
  if (how === 'copied' || placed?.kind === 'context') {
    const from = placed?.instruction.flags.find(({ name }) => name === 'from')?.value;
    // What is mounted is read-only otherwise, and pip and many a make write where the sources are.
    const options = from === undefined ? (tree ? ' (with rw where the build writes there)' : '') : `,from=${from}`;
    return `Mount it for the RUN that needs it: RUN --mount=type=bind${options}`;
  }
  const inOne = step.stage === change.step.stage ? 'one RUN' : 'the RUN that brings it';
  return `Bring and remove it in ${inOne}`;
}
