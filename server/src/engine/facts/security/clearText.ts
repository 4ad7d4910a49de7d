import type { Build } from '../../dockerfile/build.ts';
import { expandIn } from '../../dockerfile/dispatch.ts';
import { downloads, verifiesChecksum } from '../../shell/downloads.ts';
import type { Span } from '../../text/span.ts';
import { type ReachableStep, reachableSteps } from '../reachable.ts';

/** A download that anybody on the way can read and change, and that nothing checks. */
export interface ClearTextDownload {
  readonly url: string;
  readonly at: Span;
  /** Where the scheme stands in the file, where it does. */
  readonly scheme: Span | undefined;
}

/** The downloads of curl, wget, git and ADD by `http:`, `ftp:` and `git:` in the reachable stages. */
export function clearTextDownloads(build: Build): readonly ClearTextDownload[] {
  return reachableSteps(build).flatMap((place) => [...inRun(place, build), ...inAdd(place, build)]);
}

function inRun({ script }: ReachableStep, { dockerfile: { text: document } }: Build): readonly ClearTextDownload[] {
  if (script === undefined) return [];
  const lastCheck = script.commands.findLastIndex(verifiesChecksum);
  const found = new Map<number, ClearTextDownload>();
  for (const command of script.commands.slice(lastCheck + 1)) {
    for (const { url } of downloads(command)) {
      const start = url.text ?? url.pieces[0] ?? '';
      if (!isClear(start)) continue;
      found.set(url.span.start, { url: url.text ?? url.raw, at: url.span, scheme: schemeIn(url.span, document) });
    }
  }
  return [...found.values()];
}

function inAdd({ step }: ReachableStep, { dockerfile }: Build): readonly ClearTextDownload[] {
  const { instruction, before, trigger } = step;
  if (instruction.kind !== 'add' || instruction.flags.some(({ name }) => name === 'checksum')) return [];
  return instruction.sources.flatMap(({ raw, span }) => {
    const expansion = expandIn(before, raw, dockerfile.escape);
    const url = expansion.state === 'text' ? expansion.text : raw;
    if (!isClear(url)) return [];
    const scheme = trigger === undefined ? schemeIn(span, dockerfile.text) : undefined;
    return [{ url, at: span, scheme }];
  });
}

/** A name without a dot is one of the own network, as are the addresses set aside for it. */
function isClear(url: string): boolean {
  const host = /^(?:http|ftp|git):\/\/(?:[^/@\s]{0,200}@)?([^/:\s?#]{1,300})/i.exec(url)?.[1];
  if (host === undefined || !host.includes('.')) return false;
  return !/^(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|0\.0\.0)\.|\.(?:local|internal|localhost|lan)$/i.test(
    host,
  );
}

function schemeIn({ start, end }: Span, document: string): Span | undefined {
  const found = /^["']?(http|ftp|git)(?=:\/\/)/i.exec(document.slice(start, Math.min(end, start + 20)));
  if (found === null) return undefined;
  const at = start + found[0].length;
  return { start: at - (found[1] ?? '').length, end: at };
}
