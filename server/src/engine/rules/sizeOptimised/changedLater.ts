import type { Build, Step } from '../../dockerfile/build.ts';
import { withoutInstruction } from '../../dockerfile/edit.ts';
import { accountsMade } from '../../facts/accounts.ts';
import { scriptOf } from '../../facts/scripts.ts';
import { shippedSteps } from '../../facts/shippedRuns.ts';
import { keyOf, shownPath } from '../../facts/size/layerFile.ts';
import { type LaterChange, layerHistory } from '../../facts/size/layerHistory.ts';
import { changesMode, changesOwner } from '../../shell/modes.ts';
import { lineNumber, linesOf } from '../../text/lines.ts';
import { advice, type Fix, rule } from '../rule.ts';

export const changedLater = rule({
  id: 'changed-later',
  criterion: 'size-optimised',
  deciding: false,
  title: 'Owner and mode are set in the layer that brings the files.',
  why: 'A file whose owner or mode a later layer changes is stored there once more, all of it. COPY and ADD can set both at once.',
  ignore: 'Where the files are few and small.',
  examples: {
    violated: [
      'FROM debian:12\nCOPY data /opt/data\nRUN chown -R 1000:0 /opt/data\n',
      'FROM debian:12\nRUN git clone https://github.com/org/app.git /opt/app\nRUN chmod -R g=u /opt/app\n',
    ],
    satisfied: [
      'FROM debian:12\nCOPY --chown=1000:0 data /opt/data\n',
      'FROM debian:12\nRUN git clone https://github.com/org/app.git /opt/app && chmod -R g=u /opt/app\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    const lines = linesOf(build.dockerfile.text);
    for (const change of layerHistory(build).changes) {
      if (change.kind === 'removed') continue;
      const { command, files, kind } = change;
      const [file] = files;
      const { at, placed } = file;
      const fixes = fixesOf(change, build);
      const flag = kind === 'owner' ? '--chown' : '--chmod';
      const write =
        placed === undefined
          ? 'Do it in the RUN that makes them'
          : `Write ${flag} on that ${placed.instruction.keyword}`;
      const message = `${command.program} -R stores the files of ${shownPath(file)}, from line ${lineNumber(lines, at.start)}, a second time. ${write}.`;
      yield advice(command.span, message, { fixes });
    }
  },
});

/** The flag on the one COPY that brings just this folder; a RUN that did nothing else goes. */
function fixesOf({ kind, command, step, files }: LaterChange, build: Build): readonly Fix[] {
  const [file, ...others] = files;
  const copy = file.placed?.instruction;
  const script = scriptOf(step, build.dockerfile.text);
  const value = valueOf(kind, command, step);
  if (copy === undefined || others.length > 0 || value === undefined || script?.commands.length !== 1) return [];
  if (step.trigger !== undefined || file.step.trigger !== undefined || keyOf(value.path, command, step) !== file.path)
    return [];
  const flag = kind === 'owner' ? 'chown' : 'chmod';
  if (copy.flags.some(({ name }) => name === flag) || !isKnownThere(value.text, file.step, build)) return [];
  const at = copy.keywordSpan.end;
  const edits = [
    { span: { start: at, end: at }, newText: ` --${flag}=${value.text}` },
    withoutInstruction(build.dockerfile, step.instruction),
  ];
  return [{ title: `Write --${flag}=${value.text}`, safe: false, edits }];
}

function valueOf(kind: LaterChange['kind'], command: LaterChange['command'], step: LaterChange['step']) {
  const change = kind === 'owner' ? changesOwner(command) : changesMode(command);
  const [path, ...others] = change?.paths ?? [];
  const word = change === undefined ? undefined : 'mode' in change ? change.mode : change.word;
  const text = word?.text;
  if (path === undefined || others.length > 0 || path.glob || text === undefined || command.program === 'chgrp')
    return undefined;
  const fits = kind === 'owner' ? /^[\w.-]+(?::[\w.-]+)?$/ : /^0?[0-7]{3,4}$/;
  return fits.test(text) && step.instruction.kind === 'run' ? { text, path } : undefined;
}

/** COPY looks names up in the image as it is there: an account that is made further down is not. */
function isKnownThere(owner: string, copy: Step, build: Build): boolean {
  const steps = shippedSteps(build);
  const named = new Set(owner.split(':'));
  const made = accountsMade(build).filter(({ name }) => named.has(name));
  return made.every(({ step }) => steps.indexOf(step) < steps.indexOf(copy));
}
