import { type Arguments, hasOption, type OptionTable, optionValue, readOptions } from '../shell/options.ts';
import type { ShellCommand, ShellWord } from '../shell/script.ts';
import { gapFor } from './gaps.ts';

/** What a command does to an image, as far as its name is concerned. */
export type ImageCommand =
  | {
      readonly kind: 'build';
      readonly tags: readonly ShellWord[];
      readonly file: ShellWord | undefined;
      readonly context: ShellWord | undefined;
      readonly target: ShellWord | undefined;
      /** File names that are tried where none is given. */
      readonly usual: readonly string[];
      readonly pushes: boolean;
    }
  /** `podman push a b` names the image and pushes it. */
  | { readonly kind: 'tag'; readonly from: ShellWord; readonly to: readonly ShellWord[]; readonly pushes: boolean }
  | { readonly kind: 'push'; readonly image: ShellWord; readonly all: boolean };

/** Reads a call of docker, podman, buildah, nerdctl or kaniko; undefined for any other command. */
export function imageCommand({ program, args }: ShellCommand): ImageCommand | undefined {
  if (program === 'executor') return kaniko(args);
  if (program === undefined || !programs.has(program)) return undefined;
  const [verb = '', rest] = verbOf(args);
  if (builds.has(verb)) return build(rest, program);
  if (verb === 'tag') return tag(readOptions(rest, {}));
  return verb === 'push' ? push(readOptions(rest, pushOptions)) : undefined;
}

/** The text of a word, with gaps for what is not known. */
export function textOf({ text, pieces, unknown }: ShellWord): string {
  if (text !== undefined) return text;
  const [first = '', ...others] = pieces;
  const named = unknown.length === others.length;
  return first + others.map((piece, at) => gapFor(named ? `\${${unknown[at]}}` : '${...}') + piece).join('');
}

const programs = new Set(['docker', 'podman', 'buildah', 'nerdctl', 'img']);
const builds = new Set(['build', 'bud', 'build-using-dockerfile', 'buildx build', 'builder build', 'image build']);
const groups = new Set(['image', 'buildx', 'builder']);

const globalOptions: OptionTable = {
  short: 'cHl',
  long: ['--config', '--context', '--host', '--log-level', '--root', '--storage-driver', '--namespace', '--url'],
  ordered: true,
};

/** `build` of `docker --context x buildx build`, with what follows it. */
function verbOf(args: readonly ShellWord[]): readonly [string | undefined, readonly ShellWord[]] {
  const { operands } = readOptions(args, globalOptions);
  const [first, second] = operands;
  const name = first?.text;
  if (name === undefined || !groups.has(name)) return [name, operands.slice(1)];
  const inner = second?.text ?? '';
  return [inner === 'build' ? `${name} build` : inner, operands.slice(2)];
}

const buildOptions: OptionTable = {
  short: 'tfmcov',
  long: [
    ...['--tag', '--file', '--build-arg', '--build-arg-file', '--build-context', '--target', '--platform', '--output'],
    ...['--label', '--annotation', '--cache-from', '--cache-to', '--secret', '--ssh', '--network', '--progress'],
    ...['--add-host', '--allow', '--attest', '--builder', '--call', '--cgroup-parent', '--iidfile', '--metadata-file'],
    ...['--no-cache-filter', '--shm-size', '--ulimit', '--isolation', '--memory', '--memory-swap', '--cpu-period'],
    ...[
      '--cpu-quota',
      '--cpu-shares',
      '--cpuset-cpus',
      '--cpuset-mems',
      '--security-opt',
      '--arch',
      '--os',
      '--variant',
    ],
    ...['--format', '--volume', '--authfile', '--creds', '--cert-dir', '--jobs', '--manifest', '--runtime', '--userns'],
    ...['--device', '--cap-add', '--cap-drop', '--dns', '--env', '--from', '--ignorefile', '--logfile', '--timestamp'],
  ],
};

function build(args: readonly ShellWord[], program: string): ImageCommand {
  const given = readOptions(args, buildOptions);
  const output = optionValue(given, '-o', '--output')?.text ?? '';
  return {
    kind: 'build',
    tags: valuesOf(given, ['-t', '--tag']),
    file: optionValue(given, '-f', '--file'),
    context: given.operands[0],
    target: optionValue(given, '--target'),
    usual: program === 'docker' ? ['Dockerfile'] : ['Containerfile', 'Dockerfile'],
    pushes: hasOption(given, '--push') || /\btype=registry\b|\bpush=true\b/.test(output),
  };
}

function kaniko(args: readonly ShellWord[]): ImageCommand | undefined {
  const given = readOptions(args, {
    short: 'cdf',
    long: ['--context', '--destination', '--dockerfile', '--build-arg', '--cache-repo', '--label', '--target'],
  });
  const tags = valuesOf(given, ['-d', '--destination']);
  if (tags.length === 0) return undefined;
  return {
    kind: 'build',
    tags,
    file: optionValue(given, '-f', '--dockerfile'),
    context: optionValue(given, '-c', '--context'),
    target: optionValue(given, '--target'),
    usual: ['Dockerfile'],
    pushes: true,
  };
}

function valuesOf({ options }: Arguments, names: readonly string[]): readonly ShellWord[] {
  return options.flatMap(({ name, value }) => (value !== undefined && names.includes(name) ? [value] : []));
}

function tag({ operands: [from, ...to] }: Arguments): ImageCommand | undefined {
  return from === undefined || to.length === 0 ? undefined : { kind: 'tag', from, to, pushes: false };
}

const pushOptions: OptionTable = {
  short: 'f',
  long: ['--platform', '--authfile', '--creds', '--cert-dir', '--format', '--digestfile', '--sign-by'],
};

function push(given: Arguments): ImageCommand | undefined {
  const [image, to] = given.operands;
  if (image === undefined) return undefined;
  if (to !== undefined) return { kind: 'tag', from: image, to: [to], pushes: true };
  return { kind: 'push', image, all: hasOption(given, '-a', '--all-tags') };
}
