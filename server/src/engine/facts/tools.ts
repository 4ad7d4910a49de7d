import type { Build, Step } from '../dockerfile/build.ts';
import { expandIn } from '../dockerfile/dispatch.ts';
import { cleanPath } from '../dockerfile/path.ts';
import { get } from '../text/persistentMap.ts';
import { scriptOf } from './scripts.ts';
import { shippedSteps } from './shippedRuns.ts';

const placers = new Set(['cp', 'mv', 'ln', 'install']);

/** Programs that the file itself puts on the PATH of the shipped image, in order; the last is the likeliest purpose. */
export function toolsOf(build: Build): readonly string[] {
  const steps = shippedSteps(build);
  const folders = pathFolders(build);
  const placed = steps.flatMap((step) => [...copied(step, build), ...installed(step, build)]);
  const names = placed.flatMap((path) => {
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    return folders.has(path.slice(0, slash)) && /^[A-Za-z0-9][\w.+-]*$/.test(name) ? [name] : [];
  });
  return [...new Set(names)].filter(
    (name) => !/entry-?point|\.(conf|txt|ya?ml|json|so|a|h)$|^(uv|uvx|tini|gosu)$/i.test(name),
  );
}

function pathFolders({ target }: Build): ReadonlySet<string> {
  const path = get(target.after.variables, 'PATH');
  const value = path?.state === 'known' ? path.value : '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  return new Set(value.split(':').map(cleanPath));
}

function copied({ instruction, before }: Step, { dockerfile: { escape } }: Build): readonly string[] {
  if (instruction.kind !== 'copy' || instruction.destination === undefined) return [];
  const text = (raw: string) => {
    const expansion = expandIn(before, raw, escape);
    return expansion.state === 'text' ? expansion.text : '';
  };
  const destination = text(instruction.destination.raw);
  if (!destination.startsWith('/')) return [];
  const sources = instruction.sources.map(({ raw }) => text(raw));
  return placedAt(destination, sources);
}

function installed(step: Step, { dockerfile }: Build): readonly string[] {
  const commands = scriptOf(step, dockerfile.text)?.commands ?? [];
  return commands.flatMap(({ program, args }) => {
    if (program === undefined || !placers.has(program)) return [];
    const paths = args.flatMap(({ text, glob }) => (text === undefined || glob || text.startsWith('-') ? [] : [text]));
    const destination = paths.at(-1);
    return destination?.startsWith('/') === true && paths.length > 1 ? placedAt(destination, paths.slice(0, -1)) : [];
  });
}

/** A destination that ends in a slash, or is a folder's usual name, takes the sources' names. */
function placedAt(destination: string, sources: readonly string[]): readonly string[] {
  const folder = destination.endsWith('/') || /\/s?bin$/.test(destination) || sources.length > 1;
  if (!folder) return [cleanPath(destination)];
  return sources
    .filter((source) => !/[*?[]|\/$/.test(source))
    .map((source) => cleanPath(`${destination}/${source.split('/').at(-1)}`));
}
