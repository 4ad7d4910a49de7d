import { type MappedText, mappedSlice } from '../text/mappedText.ts';
import type { BuildFile, BuildsAt, FoundBuild } from './buildFound.ts';
import { replaced } from './madeText.ts';
import { pipelineVariables } from './moments.ts';
import { folderOf, foldersUp } from './place.ts';
import { commandsOf, shellBuilds } from './shellBuilds.ts';

/** The builds of a shell script, which may be started in its own folder or in one above it. */
export function scriptFileBuilds({ place, text }: BuildFile): BuildsAt {
  const own = folderOf(place);
  const script = withDefaults(withOwnPlace(mappedSlice(text, { start: 0, end: text.length }), own));
  return (reading) => {
    const known = pipelineVariables(own, reading.moment);
    const commands = commandsOf(script, { variable: (name) => known.get(name), folder: own, ...reading });
    return shellBuilds(commands, own).map((build) => startedAnywhere(build, own));
  };
}

/** The script's folder is one way to read its relative paths; each folder above is another. */
function startedAnywhere(build: FoundBuild, own: string): FoundBuild {
  const inside = build.dockerfiles.filter((path) => path.startsWith(`${own}/`));
  const elsewhere = foldersUp(own).flatMap((folder) =>
    inside.map((path) => (folder === '/' ? '' : folder) + path.slice(own.length)),
  );
  return { ...build, dockerfiles: [...new Set([...build.dockerfiles, ...elsewhere])] };
}

const here =
  /\$\(\s*dirname\s+(?:--\s+)?"?\$\{?(?:0|BASH_SOURCE(?:\[0\])?)\}?"?\s*\)|\$\{(?:0|BASH_SOURCE(?:\[0\])?)%\/\*\}/g;
const changed = /\$\(\s*cd\s+["']?([^"'$()`\n;&|]{1,300})["']?\s*(?:&&|;)\s*pwd(?:\s+-P)?\s*\)/g;

/** `$(cd "$(dirname "$0")" && pwd)` is the folder of the script. */
function withOwnPlace(script: MappedText, own: string): MappedText {
  return replaced(
    replaced(script, here, () => own),
    changed,
    ([, path]) => path?.trim(),
  );
}

/** Variables that nothing but the caller sets have their default: `${TAG:-1.0}`, `${1:-1.0}`. */
function withDefaults(script: MappedText): MappedText {
  const set = new Set(
    [...script.text.matchAll(/(?<![\w$])([A-Za-z_]\w*)=(?!["']?\$\{\1:?[-=])/g)].map(([, name]) => name),
  );
  return replaced(script, /\$\{(\w{1,80}):?[-=]([^${}"'`\\\n]{0,200})\}/g, ([, name, value]) => {
    return set.has(name) ? undefined : value;
  });
}
