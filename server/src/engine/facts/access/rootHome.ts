import type { Build, Step } from '../../dockerfile/build.ts';
import type { ShellCommand } from '../../shell/script.ts';
import { get } from '../../text/persistentMap.ts';
import { remembered } from '../../text/remembered.ts';
import { folderOf, rootHome } from '../homes.ts';
import type { ImageFacts } from '../imageFacts.ts';
import { madeBy } from '../madePaths.ts';
import { instructionOf } from '../origin.ts';
import { placedFiles } from '../placedFiles.ts';
import { shippedRuns } from '../shippedRuns.ts';
import { buildUse } from './buildUse.ts';
import { rootHomeIsOpen } from './fileModes.ts';
import { folderInHome, homeInstall, type Running } from './homeInstalls.ts';
import { type HomeTool, homeTools } from './homeTools.ts';
import { type InRootHome, isInRootHome, plainly } from './inRootHome.ts';
import { rootHomeReferences } from './rootHomeReferences.ts';

/** What of the image lies in root's home, where no other user gets to it; nothing where that home was opened. */
export const inRootHome = remembered((facts: ImageFacts): readonly InRootHome[] => {
  const { build } = facts;
  if (build === undefined) return rootHomeReferences(facts);
  if (build.target.os === 'windows' || rootHomeIsOpen(build)) return [];
  // Where the image works there, that weighs more than what is copied there.
  return [...installed(build), ...rootHomeReferences(facts), ...copied(build)];
});

/** What RUNs install there and leave there. */
function installed(build: Build): readonly InRootHome[] {
  return shippedRuns(build).flatMap(({ step, script }) => {
    const exported = new Map<string, string>();
    const tools = homeTools(script);
    return script.commands.flatMap((command) => {
      noteExports(command, exported);
      const running = { command, step, exported };
      return [...linked(command, step, build), ...installedBy(running, build), ...toolOf(running, tools)];
    });
  });
}

function noteExports({ program, args }: ShellCommand, exported: Map<string, string>): void {
  if (program !== 'export') return;
  for (const { text } of args) {
    const equals = text?.indexOf('=') ?? -1;
    if (text !== undefined && equals > 0) exported.set(text.slice(0, equals), text.slice(equals + 1));
  }
}

/** A link in a folder of programs to a file there. */
function linked(command: ShellCommand, step: Step, build: Build): readonly InRootHome[] {
  if (command.program !== 'ln') return [];
  return madeBy(command, step).flatMap(({ path, sources }) => {
    const target = sources.find(isInRootHome);
    const program = /\/s?bin$/.test(folderOf(path)) && !isInRootHome(path);
    if (target === undefined || !program || buildUse(build).removed(path, command)) return [];
    return [plainly({ kind: 'link', path: target, at: command.span, what: `${path} is a link to` })];
  });
}

function installedBy(running: Running, build: Build): readonly InRootHome[] {
  const install = homeInstall(running);
  if (install === undefined || !isInRootHome(install.folder)) return [];
  const { folder: path, what, write, drop } = install;
  const { command } = running;
  const use = buildUse(build);
  if (use.removed(path, command) || use.taken(path, command)) return [];
  return [{ ...plainly({ kind: 'install', path, at: command.span, what: `${what} installs to` }), write, drop }];
}

function toolOf(running: Running, tools: ReadonlyMap<ShellCommand, HomeTool>): readonly InRootHome[] {
  const { command } = running;
  const tool = tools.get(command);
  const path = tool && folderInHome(tool.default, tool.variables, running);
  if (tool === undefined || path === undefined || !isInRootHome(path)) return [];
  const { what, write, builders } = tool;
  return [{ ...plainly({ kind: 'tool', path, at: command.span, what: `${what} installs to` }), write, builders }];
}

/** Folders of software; other dot folders are settings and caches. */
const softwareFolders = new Set(
  '.local .cargo .rustup .conda .mamba .julia .nvm .pyenv .rbenv .sdkman .venv .virtualenvs .pixi .bun .deno .poetry .juliaup .opam .cabal .ghcup .stack .go .npm-global .dotnet'.split(
    ' ',
  ),
);

function copied(build: Build): readonly InRootHome[] {
  const use = buildUse(build);
  return placedFiles(build).flatMap(({ step, path, folder, instruction, kind }) => {
    // What an archive holds cannot be told: it may be settings and caches as well.
    if (kind === 'archive' && path === rootHome) return [];
    const [, , first = ''] = path.split('/', 3);
    const settings = first.startsWith('.') && !softwareFolders.has(first);
    if (!isInRootHome(folder ?? path) || settings || use.used(path, step) || use.removed(path, step)) return [];
    const what = `${instruction.keyword} puts files into`;
    const { destination } = instruction;
    const { workdir } = step.before;
    const absolute = destination === undefined || /^[/$"']/.test(destination.raw);
    // A relative destination is named by the WORKDIR.
    if (!absolute && workdir.state === 'known' && instructionOf(workdir) !== undefined)
      return [plainly({ kind: 'workdir', path: workdir.value, at: workdir.at, what })];
    return [plainly({ kind: 'copy', path: folder ?? path, at: destination?.span ?? instruction.argsSpan, what })];
  });
}

/** HOME as the image sets it, where it is root's. */
export function rootHomeAsHome({ build, environment }: ImageFacts): InRootHome['at'] | undefined {
  if (build === undefined) {
    const value = environment.state === 'known' ? environment.value.get('HOME') : undefined;
    return value !== undefined && isInRootHome(value) ? environment.at : undefined;
  }
  const home = get(build.target.after.environment, 'HOME');
  if (home?.state !== 'known' || instructionOf(home) === undefined || !isInRootHome(home.value)) return undefined;
  return rootHomeIsOpen(build) ? undefined : home.at;
}
