import { addOptions } from '../../facts/size/addOption.ts';
import { rule } from '../rule.ts';
import { leftInLayers, leftoverFindings, safeFix } from './leftoverFindings.ts';

export const pipCache = rule({
  id: 'pip-cache',
  criterion: 'size-optimised',
  deciding: true,
  title: 'The cache of pip does not stay in the image.',
  why: 'pip keeps every wheel that it downloads or builds, so that the image holds each package twice, one of them packed. Nothing in the image reads that copy.',
  ignore: 'Where the image is meant for people who go on installing packages in it.',
  examples: {
    violated: [
      'FROM python:3.13-slim\nRUN pip install numpy==2.3.2\n',
      'FROM python:3.13-slim\nRUN python -m pip install --upgrade pip \\\n && pip install -r requirements.txt\n',
    ],
    undecided: ['FROM python:3.13-slim\nCOPY cleanup.sh /\nRUN pip install numpy==2.3.2 && /cleanup.sh\n'],
    satisfied: [
      'FROM python:3.13-slim\nRUN pip install --no-cache-dir numpy==2.3.2\n',
      'FROM python:3.13-slim\nENV PIP_NO_CACHE_DIR=1\nRUN pip install numpy==2.3.2\n',
      'FROM python:3.13-slim\nRUN --mount=type=cache,target=/root/.cache pip install numpy==2.3.2\n',
      'FROM python:3.13-slim\nRUN pip install numpy==2.3.2 && rm -rf ~/.cache\n',
      'FROM python:3.13-slim\nRUN pip install numpy==2.3.2 && pip cache purge\n',
    ],
  },
  *check(facts) {
    const { build } = facts;
    if (build === undefined) {
      yield* leftInLayers(facts, 'pip', {
        what: 'what pip downloaded',
        instead: 'Add --no-cache-dir, or set PIP_NO_CACHE_DIR=1 further up.',
      });
      return;
    }
    yield* leftoverFindings(build, 'pip', {
      stays: 'what pip downloads stays',
      message: ({ calls: [{ asked }] }) =>
        `pip ${asked.verb} leaves what it downloads in its cache. Add --no-cache-dir, or set PIP_NO_CACHE_DIR=1 further up.`,
      fixes: ({ calls }) => safeFix('Add --no-cache-dir', addOptions(calls, build.dockerfile, '--no-cache-dir')),
    });
  },
});
