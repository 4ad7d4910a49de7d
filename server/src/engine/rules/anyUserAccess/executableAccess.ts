import { isWithin } from '../../dockerfile/path.ts';
import { type DefaultRun, defaultRuns, type Obstacle, obstaclesOf } from '../../facts/files/defaultRuns.ts';
import { imageFiles } from '../../facts/files/imageFiles.ts';
import { obstacleText, trailText } from '../../facts/files/obstacleText.ts';
import { otherUsers, whoOf } from '../../facts/files/otherUsers.ts';
import type { Run } from '../../facts/files/runOf.ts';
import { rootHome } from '../../facts/homes.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { evidence, type Outcome, rule, unjudged, violation } from '../rule.ts';

export const executableAccess = rule({
  id: 'executable-access',
  criterion: 'any-user-access',
  deciding: true,
  title: 'Every user can run what the image starts.',
  why: 'A workflow runs the image as a user that nobody knew when it was built. The layers of a built image tell whether uid 65534, and a high uid in group 0, get to the default executable: through every folder and link on the way, with the right to run it, and to what runs it in turn, be it the interpreter of a script or the loader of a program. Only images that are given with their layers can be judged so; of a Dockerfile the other rules judge what it does to modes.',
  ignore: 'Never for a contributed image: every level asks for it.',
  examples: {
    violated: [
      '{"config": {"Entrypoint": ["/opt/app/run.sh"]}, "files": ["0700 0:0 /opt/app/", "0755 0:0 /opt/app/run.sh #!/bin/sh", "0755 0:0 /bin/sh ELF"]}\n',
      '{"config": {"Cmd": ["/bin/sh", "-c", "namd3 --version"], "Env": ["PATH=/opt/bin:/bin"]}, "files": ["0750 1000:1000 /opt/bin/namd3 ELF", "0755 0:0 /bin/sh ELF"]}\n',
      '{"config": {"Cmd": ["/bin/app"]}, "files": ["0755 0:0 /bin/app #!/opt/python3", "0744 0:0 /opt/python3 ELF"]}\n',
      '{"config": {"Cmd": ["/bin/app"]}, "files": ["0755 0:0 /bin/app ELF /lib64/ld-linux-x86-64.so.2"]}\n',
    ],
    satisfied: [
      '{"config": {"Cmd": ["namd3"], "Env": ["PATH=/opt/bin"]}, "files": ["0755 0:0 /opt/bin/namd3 ELF"]}\n',
      '{"config": {"Cmd": ["app"]}, "files": ["0755 0:0 /usr/bin/app #!/usr/bin/env sh", "/usr/bin/env -> busybox", "/usr/bin/sh -> busybox", "0755 0:0 /usr/bin/busybox ELF"]}\n',
    ],
  },
  *check(facts) {
    if (imageFiles(facts) === undefined) return;
    const runs = defaultRuns(facts);
    const obstacles = obstaclesOf(runs);
    // What lies in the home of root is another rule's.
    for (const obstacle of obstacles) if (!isWithin(rootHome, obstacle.run.path)) yield closed(obstacle);
    const broken = runs.flatMap(brokenOf);
    yield* broken;
    if (obstacles.length === 0 && broken.length === 0) yield* open(facts, runs);
  },
});

function closed({ started, users, run }: Obstacle): Outcome {
  const what = started.how === 'read' ? 'gives to its interpreter' : 'starts';
  const text = obstacleText(run, whoOf(users));
  return violation(started.at, `${started.keyword} ${what} ${trailText(run.trail)}, but ${text}`);
}

/** What is there and cannot run, for want of what runs it. */
function brokenOf({ started, runs }: DefaultRun): readonly Outcome[] {
  const [first] = runs;
  if (first?.run.state !== 'missing' || first.run.what === 'program') return [];
  const { trail, path, what } = first.run;
  const name = JSON.stringify(path).slice(1, -1);
  const write =
    what === 'loader'
      ? 'Build the program on the base that it ships on, or link it statically.'
      : name.endsWith('\\r')
        ? 'Its first line ends in a carriage return: store the script with LF line ends.'
        : 'Install it, or write the one that is there.';
  const message = `${started.keyword} starts ${trailText(trail)}, but its ${what} ${name} is not in the image. ${write}`;
  return [violation(started.at, message)];
}

function* open(facts: ImageFacts, runs: readonly DefaultRun[]): Iterable<Outcome> {
  const names = otherUsers.map(({ name }) => name).join(' and for ');
  let known = false;
  for (const { started, runs: each } of runs) {
    const run = each[0]?.run;
    if (run === undefined || started.how === 'read') continue;
    if (run.state === 'runs') {
      known = true;
      yield evidence(`${run.trail[0]} ${run.sure ? 'runs' : 'may be run'} for ${names}`, started.at);
    }
  }
  const nothing = facts.entrypoint.state === 'absent' && facts.command.state === 'absent';
  if (!known && !nothing)
    yield unjudged(
      whyNot(
        facts,
        runs.map(({ runs: [first] }) => first?.run),
      ),
    );
}

function whyNot({ environment, entrypoint, command }: ImageFacts, runs: readonly (Run | undefined)[]): string {
  if (runs.some((run) => run?.state === 'missing')) return 'the default executable is not in the image';
  const unknown = [entrypoint, command, environment].find((fact) => fact.state === 'unknown');
  return unknown?.state === 'unknown' ? unknown.because : 'what the image starts could not be found out';
}
