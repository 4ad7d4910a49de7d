import { familyOfImage } from '../bases/familyOfImage.ts';
import type { Build, Stage, Step } from '../dockerfile/build.ts';
import type { CreatedAccount } from '../shell/accounts.ts';

/** The mode of the home that making an account leaves, where others are kept out of it; undefined where they are not, or none is made. */
export function homeModeOf(
  { tool, createsHome, system }: CreatedAccount,
  { stage }: Step,
  build: Build,
): number | undefined {
  const base = imageOf(stage, build);
  if (base === undefined || tool === 'passwd-file' || old.test(base)) return undefined;
  const family = familyOfImage(base)?.accountTools;
  const alpine = family?.adduser === 'busybox';
  const redHat = redHats.test(base);
  const made = createsHome ?? (redHat && !system);
  // BusyBox makes homes that all can enter.
  if (!made || (tool === 'adduser' && alpine) || (tool === 'adduser' && system)) return undefined;
  return 0o700;
}

/** Releases whose useradd and adduser still make homes for everybody. */
const old =
  /trusty|xenial|bionic|focal|wheezy|jessie|stretch|buster|bullseye|ubuntu-?:?(?:1\d|20)\.|debian:?-?(?:[789]|1[01])(?:\b|[.-])/;
const redHats = /centos|rockylinux|almalinux|fedora|\bubi\d|amazonlinux|oraclelinux|rhel|manylinux/;

function imageOf(stage: Stage, { stages }: Build): string | undefined {
  let { base } = stage;
  for (let steps = 0; base.kind === 'stage' && steps < stages.length; steps++) base = base.stage.base;
  return base.kind === 'image' ? base.text : undefined;
}
