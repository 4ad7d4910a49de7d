import type { Step } from '../../dockerfile/build.ts';
import { unpacks } from '../../shell/archives.ts';
import { downloads } from '../../shell/downloads.ts';
import { makes } from '../../shell/files.ts';
import { baseName, pathKey } from '../../shell/path.ts';
import type { ShellCommand, ShellWord } from '../../shell/script.ts';
import type { Span } from '../../text/span.ts';
import { pathOf } from '../homes.ts';
import type { PlacedFile } from '../placedFiles.ts';

/** Something that a layer brings, big enough to care about. */
export interface LayerFile {
  /** Absolute; written as in the file where a variable in it is not known. */
  readonly path: string;
  readonly how: 'copied' | 'added' | 'downloaded' | 'cloned' | 'unpacked' | 'made';
  readonly step: Step;
  /** Where it is named. */
  readonly at: Span;
  /** It may have more below it. */
  readonly tree: boolean;
  readonly placed?: PlacedFile;
}

/** Stands for the folder that the RUNs start in, where it is not known: it is the same for all of them. */
export const unknownFolder = '/.workdir';

/** The path as a reader knows it. */
export function shownPath({ path }: LayerFile): string {
  return asWritten(path.replace(/\/\*$/, ''));
}

/** The path without the folder that is not known. */
export function asWritten(path: string): string {
  return path.startsWith(`${unknownFolder}/`) ? path.slice(unknownFolder.length + 1) : path;
}

const small =
  /(?:^|\/)(?:\w*[Ff]ile|LICENSE|README|\.[\w.-]+)$|\.(?:txt|ya?ml|toml|json|lock|(?:ba|z|c)?sh|py|R|r|pl|jl|rb|js|ts|cfg|conf|config|ini|md|rst|patch|diff|env|repo|list|asc|gpg|key|pub|pem|crt|crl|sha\d+|md5|sig|service|xml|html|css|csv|tsv|in|m4|cmake|def|lua|el|desktop|properties|rules|template|tmpl)$/;

/** Programs to install from, whatever their suffix. */
const installer = /(?:conda|mamba|forge|cuda|nvhpc|oneapi|julia|matlab)[^/]*\.(?:sh|run|bin)$/i;
/** What only sets up a repository or its key is a few kilobytes. */
const tiny = /(?:keyring|release|repo|packages-microsoft-prod|apt-config)(?!.*local).*\.(?:deb|rpm)$/i;
const archive = /\.(?:tar|t?gz|t?bz2|txz|t?xz|zst|tzst|lzma|zip|7z|rar|deb|rpm|whl|run|Z)$/;

/** Whether it is of no use once it is unpacked or installed. */
export function isPackage({ path }: LayerFile): boolean {
  return (archive.test(path) && !tiny.test(baseName(path))) || installer.test(path);
}

/** What COPY and ADD bring; single small files are left out. */
export function filePlaced(placed: PlacedFile): readonly LayerFile[] {
  const { kind, path, step, at, tree, source, instruction } = placed;
  if (kind === 'heredoc' || small.test(kind === 'remote' ? path : source) || path === '/') return [];
  return [{ path, how: instruction.kind === 'copy' ? 'copied' : 'added', step, at, tree, placed }];
}

/** What a command of a RUN brings. */
export function filesMade(command: ShellCommand, step: Step): readonly LayerFile[] {
  return [...fetchedBy(command, step), ...treesMadeBy(command, step)];
}

function fetchedBy(command: ShellCommand, step: Step): readonly LayerFile[] {
  return downloads(command).flatMap(({ tool, output, directory, url }): LayerFile[] => {
    const folder = directory === undefined ? command.directory : keyOf(directory, command, step);
    const path = output === undefined ? undefined : keyOf(output, { ...command, directory: folder }, step);
    if (path === undefined || path === '/dev/null') return [];
    if (tool === 'git') return [{ path, how: 'cloned', step, at: command.span, tree: true }];
    const keep = !small.test(path) || installer.test(path);
    return keep ? [{ path, how: 'downloaded', step, at: url.span, tree: false }] : [];
  });
}

/** Environments, and the folder that an archive of that name is unpacked to. */
function treesMadeBy(command: ShellCommand, step: Step): readonly LayerFile[] {
  const tree = (path: string | undefined, how: LayerFile['how']): LayerFile[] =>
    path === undefined ? [] : [{ path, how, step, at: command.span, tree: true }];
  const unpacked = unpacks(command);
  if (unpacked !== undefined) {
    const { archive: word, directory } = unpacked;
    const folder = directory === undefined ? command.directory : keyOf(directory, command, step);
    const name = baseName((word && keyOf(word, command, step)) ?? '').replace(/\.(?:tar\.\w+|t\w+|zip|7z)$/, '');
    return folder === undefined || name === '' || /[*?$]/.test(name) ? [] : tree(`${folder}/${name}`, 'unpacked');
  }
  const prefix = prefixOf(command);
  if (prefix !== undefined) return tree(keyOf(prefix, command, step), 'made');
  return makes(command).flatMap(({ how, path }) =>
    how === 'environment' && path !== undefined ? tree(keyOf(path, command, step), 'made') : [],
  );
}

/** `bash Miniconda3.sh -b -p /opt/conda`. */
function prefixOf({ words, args }: ShellCommand): ShellWord | undefined {
  const isInstaller = words.slice(0, 2).some((word) => installer.test(word.text ?? word.raw));
  const option = isInstaller ? args.findIndex(({ text }) => /^-\w*p$/.test(text ?? '')) : -1;
  return option < 0 ? undefined : args[option + 1];
}

/** Something that is the same for two words that name the same path; undefined where the folder cannot be told. */
export function keyOf(word: ShellWord, command: ShellCommand, step: Step): string | undefined {
  const key = pathOf(word, command, step) ?? pathKey(word, command.directory);
  return key === undefined || !/^[/$]/.test(key) || key.length > longest ? undefined : key;
}

const longest = 1000;
