import type { Stage } from '../../dockerfile/build.ts';

const roots = new WeakMap<Stage, Stage>();

/** The stage at the root of the FROM chain, whose base comes from outside; each chain is walked once. */
export function rootStage(stage: Stage): Stage {
  const passed: Stage[] = [];
  let at = stage;
  while (at.base.kind === 'stage' && !roots.has(at)) {
    passed.push(at);
    at = at.base.stage;
  }
  const root = roots.get(at) ?? at;
  for (const one of passed) roots.set(one, root);
  return root;
}
