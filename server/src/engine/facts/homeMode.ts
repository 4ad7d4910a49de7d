import { familyOfImage } from '../bases/familyOfImage.ts';
import { lifecycleOf } from '../bases/lifecycle.ts';
import type { Build, Stage, Step } from '../dockerfile/build.ts';
import type { CreatedAccount } from '../shell/accounts.ts';

/** The mode of the home that making an account leaves, where others are kept out of it; undefined where they are not, or none is made. */
export function homeModeOf(
  { tool, createsHome, system }: CreatedAccount,
  { stage }: Step,
  build: Build,
): number | undefined {
  const base = imageOf(stage, build);
  if (base === undefined || tool === 'passwd-file' || isOld(base, tool)) return undefined;
  const family = familyOfImage(base)?.accountTools;
  const alpine = family?.adduser === 'busybox';
  const redHat = redHats.test(base);
  const made = createsHome ?? (redHat && !system);
  // BusyBox makes homes that all can enter.
  if (!made || (tool === 'adduser' && alpine) || (tool === 'adduser' && system)) return undefined;
  return 0o700;
}

/** Releases whose useradd, or whose adduser, still makes homes for everybody: Debian's adduser was the first to change. */
function isOld(base: string, tool: CreatedAccount['tool']): boolean {
  const system = lifecycleOf(base).parts.find(({ kind }) => kind === 'os');
  const release = Number(system?.cycle);
  if (system?.product === 'debian') return release <= (tool === 'useradd' ? 12 : 11);
  if (system?.product === 'ubuntu') return release < 21;
  return old.test(base) || (tool === 'useradd' && /bookworm|debian:?-?12(?:\b|[.-])/.test(base));
}

const old =
  /trusty|xenial|bionic|focal|wheezy|jessie|stretch|buster|bullseye|ubuntu-?:?(?:1\d|20)\.|debian:?-?(?:[789]|1[01])(?:\b|[.-])/;
const redHats = /centos|rockylinux|almalinux|fedora|\bubi\d|amazonlinux|oraclelinux|rhel|manylinux/;

function imageOf(stage: Stage, { stages }: Build): string | undefined {
  let { base } = stage;
  for (let steps = 0; base.kind === 'stage' && steps < stages.length; steps++) base = base.stage.base;
  return base.kind === 'image' ? base.text : undefined;
}
