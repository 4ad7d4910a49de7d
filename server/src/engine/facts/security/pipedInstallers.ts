import type { Build } from '../../dockerfile/build.ts';
import { type DownloadedRun, runsDownloaded } from '../../shell/runsDownloaded.ts';
import { sourcesCode } from '../../shell/sourcedCode.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import { type ReachableStep, reachableSteps } from '../reachable.ts';

/** A script from the network that is run unseen. */
export interface PipedInstaller {
  readonly url: string;
  /** What fetches it. */
  readonly at: Span;
  /** `run by sh`. */
  readonly how: string;
  readonly ships: boolean;
}

/** The scripts that go from the network into an interpreter without having been a file that could be checked. */
export const pipedInstallers = remembered((build: Build) => reachableSteps(build).flatMap(inRun));

function inRun({ script, ships }: ReachableStep): readonly PipedInstaller[] {
  if (script === undefined) return [];
  const found = new Map<number, PipedInstaller>();
  for (const run of runsDownloaded(script)) {
    const { download, by, through, from } = run;
    if (through === 'file' || isNear(run)) continue;
    const how = by.program === 'eval' || by.program === undefined ? 'run' : `run by ${by.program}`;
    found.set(from.span.start, { url: shown(download.url.text ?? download.url.raw), at: from.span, how, ships });
  }
  for (const command of script.commands) {
    const code = sourcesCode(command);
    if (code === undefined) continue;
    found.set(code.word.span.start, { url: shown(code.url), at: code.word.span, how: 'run by R', ships });
  }
  return [...found.values()];
}

/** On this very machine, or in the own files. */
function isNear({ download: { url, tool } }: DownloadedRun): boolean {
  return tool === 'git' || /^(?:file:|(?:https?:\/\/)?(?:localhost|127\.\d))/i.test(url.text ?? '');
}

function shown(text: string): string {
  const line = text.replace(/[\s\0]+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest)}...` : line;
}

const longest = 100;
