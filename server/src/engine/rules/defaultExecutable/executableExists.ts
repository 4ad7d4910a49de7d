import type { Build, Stage } from '../../dockerfile/build.ts';
import { expandIn } from '../../dockerfile/dispatch.ts';
import { isWithin } from '../../dockerfile/path.ts';
import { missingPrograms } from '../../facts/files/missingPrograms.ts';
import { scriptOf } from '../../facts/scripts.ts';
import { advice, rule, violation } from '../rule.ts';
import { startsInForce } from './execFormSyntax.ts';

export const executableExists = rule({
  id: 'executable-exists',
  criterion: 'default-executable',
  deciding: true,
  title: 'The default executable is in the image that ships.',
  why: 'A program that only a builder stage holds is not in the image; the container stops at once with "no such file". Where the files of the image are known, this decides; for a Dockerfile it is advice.',
  ignore: 'Where a script that cannot be read brings the file.',
  examples: {
    violated: [
      'FROM debian:12 AS build\nCOPY namd3 /opt/namd3\nFROM debian:12\nCMD ["/opt/namd3"]\n',
      '{"config": {"Cmd": ["namd3"], "Env": ["PATH=/opt/namd:/bin"]}, "files": ["0755 0:0 /opt/namd/bin/namd3 ELF"]}\n',
      '{"config": {"Entrypoint": ["/usr/bin/namd3"]}, "files": ["/usr/bin/namd3 -> /opt/namd/namd3"]}\n',
    ],
    satisfied: [
      '{"config": {"Cmd": ["namd3"], "Env": ["PATH=/opt/namd:/bin"]}, "files": ["0755 0:0 /opt/namd/namd3 ELF"]}\n',
      'FROM debian:12 AS build\nCOPY namd3 /opt/namd3\nFROM debian:12\nCOPY --from=build /opt/namd3 /opt/namd3\nCMD ["/opt/namd3"]\n',
      'FROM debian:12\nCMD ["/opt/namd3"]\n',
    ],
  },
  *check(facts) {
    const { build } = facts;
    if (build === undefined) {
      for (const { started, message } of missingPrograms(facts)) yield violation(started.at, message);
      return;
    }
    for (const { command, keyword, argsSpan } of startsInForce(facts)) {
      const path = command.form === 'exec' ? command.words[0] : undefined;
      if (path === undefined || !path.startsWith('/')) continue;
      const maker = build.stages.find((stage) => !build.ships.includes(stage) && makes(stage, path, build));
      if (maker === undefined || build.ships.some((stage) => mayBring(stage, path, build))) continue;
      const name = maker.name ?? `number ${maker.index}`;
      yield advice(
        argsSpan,
        `${keyword} starts ${path}, which only the stage ${name} makes. Copy it with COPY --from=${maker.name ?? maker.index} ${path} ${path}.`,
      );
    }
  },
});

/** A COPY of the stage whose destination is that very file. */
function makes(stage: Stage, path: string, build: Build): boolean {
  return destinations(stage, build).some((destination) => destination === path);
}

/** A COPY to the file or a folder above it, or a RUN that names one of them. */
function mayBring(stage: Stage, path: string, build: Build): boolean {
  if (destinations(stage, build).some((destination) => destination === undefined || isWithin(destination, path)))
    return true;
  const folder = path.slice(0, path.lastIndexOf('/'));
  return stage.steps.some((step) => {
    const script = scriptOf(step, build.dockerfile.text);
    if (script === undefined) return false;
    return (
      script.unread.length > 0 ||
      script.commands.some(({ words }) => words.some(({ text, raw }) => (text ?? raw).includes(folder)))
    );
  });
}

/** Where the stage copies to; undefined where that cannot be told. */
function destinations({ steps }: Stage, { dockerfile: { escape } }: Build): readonly (string | undefined)[] {
  return steps.flatMap(({ instruction, before }) => {
    if ((instruction.kind !== 'copy' && instruction.kind !== 'add') || instruction.destination === undefined) return [];
    const expansion = expandIn(before, instruction.destination.raw, escape);
    if (expansion.state !== 'text' || !expansion.text.startsWith('/')) return [undefined];
    return [expansion.text.length > 1 ? expansion.text.replace(/\/$/, '') : '/'];
  });
}
