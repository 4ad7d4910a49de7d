import { rightsOf } from './imageFiles.ts';
import type { ClosedRun } from './runOf.ts';

/** `/opt/run, which needs /opt/py/bin/python3`, for a message. */
export function trailText(trail: readonly string[]): string {
  return trail.join(', which needs ');
}

/** What stands in the way of whom, and what opens it, as a message goes on. */
export function obstacleText({ path, node, needs }: Omit<ClosedRun, 'state' | 'trail'>, who: string): string {
  const nobody = needs === 'run' && (node.mode & 0o111) === 0;
  const mode = needs === 'read' ? 'a+r' : 'a+rx';
  return `${nobody ? 'nobody may' : `${who} may not`} ${needs} ${path} (${rightsOf(node)}). Add RUN chmod ${mode} ${path}.`;
}
