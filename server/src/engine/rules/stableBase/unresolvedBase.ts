import { needsValue } from '../../facts/fromArguments.ts';
import { rule, undecided, unjudged } from '../rule.ts';

export const unresolvedBase = rule({
  id: 'unresolved-base',
  criterion: 'stable-base',
  deciding: true,
  title: 'The base of the image can be told.',
  why: 'A base that is only named when the image is built cannot be judged: it may be stable, or anything else.',
  ignore:
    'Where the value is given at every build and is looked after there; "buildArgs" in .st4sd.yaml tells it here.',
  examples: {
    violated: [],
    undecided: [
      'ARG BASE\nFROM $BASE\n',
      '{"architecture": "amd64", "os": "linux", "config": {"Cmd": ["a"]}, "rootfs": {"type": "layers", "diff_ids": []}}\n',
    ],
    satisfied: [
      'ARG BASE=debian:13\nFROM $BASE\n',
      'FROM ${BASE:-debian:13}\n',
      'FROM --platform=$BUILDPLATFORM debian:13\n',
      'ARG BASE\nFROM $BASE AS build\nFROM debian:13\nCOPY --from=build /a /a\n',
    ],
  },
  *check({ build, base }) {
    if (base.state !== 'unknown') return;
    if (build === undefined) {
      yield undecided(base.at, `Cannot tell the base: ${base.because}.`);
      return;
    }
    const because = `Cannot tell the base: ${base.because}`;
    const [root] = build.ships;
    yield root !== undefined && needsValue(root, build)
      ? undecided(base.at, `${because}. Give it a default, or its value under "buildArgs" in .st4sd.yaml.`)
      : // What stops the build is told by the rules that say so.
        unjudged(because);
  },
});
