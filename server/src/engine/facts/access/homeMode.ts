import { familyOfImage } from '../../bases/familyOfImage.ts';
import { lifecycleOf } from '../../bases/lifecycle.ts';
import type { Build, Stage, Step } from '../../dockerfile/build.ts';
import type { CreatedAccount } from '../../shell/accounts.ts';

/** The mode of the home that making an account leaves, where others are kept out of it; undefined where they are not, or none is made. */
export function homeModeOf(
  { tool, createsHome, system }: CreatedAccount,
  { stage }: Step,
  build: Build,
): number | undefined {
  const base = imageOf(stage, build);
  if (base === undefined || tool === 'passwd-file' || !keepsOthersOut(base, tool)) return undefined;
  const family = familyOfImage(base)?.accountTools;
  const alpine = family?.adduser === 'busybox';
  const redHat = redHats.test(base);
  const made = createsHome ?? (redHat && !system);
  // BusyBox makes homes that all can enter.
  if (!made || (tool === 'adduser' && alpine) || (tool === 'adduser' && system)) return undefined;
  return 0o700;
}

/** Whether the distribution is known to make homes for their owner alone; Debian's adduser was the first of its tools to change. */
function keepsOthersOut(base: string, tool: CreatedAccount['tool']): boolean {
  const system = lifecycleOf(base).parts.find(({ kind }) => kind === 'os');
  const release = Number(system?.cycle);
  if (system?.product === 'debian') return release > (tool === 'useradd' ? 12 : 11);
  if (system?.product === 'ubuntu') return release >= 21;
  return redHats.test(base) || current.test(base) || (tool === 'adduser' && /bookworm|debian:?-?12\b/.test(base));
}

/** Names of releases as images carry them, and the distributions themselves without one. */
const current =
  /trixie|jammy|noble|plucky|questing|resolute|ubuntu-?:?2[2-9]|debian-?:?1[3-9]|^(?:docker\.io\/(?:library\/)?)?(?:debian|ubuntu)(?::(?:latest|stable|rolling|testing|sid)(?:-slim)?)?(?:@|$)/;
const redHats = /centos|rockylinux|almalinux|fedora|\bubi\d|amazonlinux|oraclelinux|rhel|manylinux/;

function imageOf(stage: Stage, { stages }: Build): string | undefined {
  let { base } = stage;
  for (let steps = 0; base.kind === 'stage' && steps < stages.length; steps++) base = base.stage.base;
  return base.kind === 'image' ? base.text : undefined;
}
