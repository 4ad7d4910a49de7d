import type { Build } from '../../dockerfile/build.ts';
import { cleanUp, programAsWritten } from '../../facts/size/cleanUp.ts';
import type { Leftover } from '../../facts/size/leftovers.ts';
import { type Fix, rule } from '../rule.ts';
import { leftInLayers, leftoverFindings, safeFix } from './leftoverFindings.ts';

export const npmCache = rule({
  id: 'npm-cache',
  criterion: 'size-optimised',
  deciding: false,
  title: 'The cache of npm, yarn and pnpm does not stay in the image.',
  why: 'They keep what they download beside the modules that are unpacked from it. Nothing in the image reads that copy.',
  ignore: 'Where the program installs from the cache when it runs.',
  examples: {
    violated: ['FROM node:22-slim\nRUN npm ci\n', 'FROM node:22-slim\nRUN yarn install --frozen-lockfile\n'],
    satisfied: [
      'FROM node:22-slim\nRUN npm ci && npm cache clean --force\n',
      'FROM node:22-slim\nRUN --mount=type=cache,target=/root/.npm npm ci\n',
      'FROM node:22-slim\nRUN yarn install && yarn cache clean\n',
    ],
  },
  *check(facts) {
    const { build } = facts;
    if (build === undefined) {
      yield* leftInLayers(facts, 'npm', {
        deciding: false,
        what: 'what npm or yarn downloaded',
        instead: 'End that RUN with npm cache clean --force or yarn cache clean.',
      });
      return;
    }
    yield* leftoverFindings(build, 'npm', {
      deciding: false,
      stays: 'what npm downloads stays',
      message: ({ calls: [{ asked }] }) =>
        `${asked.manager} leaves what it downloads in its cache. End this RUN with ${cleaning.get(asked.manager)}, or give it a cache mount.`,
      fixes: (left) => fixesOf(left, build),
    });
  },
});

const cleaning: ReadonlyMap<string, string> = new Map([
  ['npm', 'npm cache clean --force'],
  ['yarn', 'yarn cache clean'],
  ['pnpm', 'pnpm store prune'],
]);

/** yarn may keep what the program needs in its cache, so that its fix is to be looked at. */
function fixesOf(left: Leftover, build: Build): readonly Fix[] {
  const managers = new Set(left.calls.map(({ asked }) => asked.manager));
  const [manager = ''] = managers;
  const command = cleaning.get(manager);
  if (managers.size > 1 || command === undefined || programAsWritten(left) !== manager) return [];
  return safeFix(`Add ${command}`, [cleanUp(left, build, command)]).map((fix) => ({ ...fix, safe: manager === 'npm' }));
}
