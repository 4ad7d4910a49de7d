import type { OptionTable } from './options.ts';

const words = (text: string) => text.split(' ');

export const useraddOptions = {
  short: 'bcdefgGkKpRPsuZ',
  long: words(
    '--base-dir --comment --home-dir --home --expiredate --inactive --gid --groups --skel --key --password --root --prefix --shell --uid --selinux-user',
  ),
} satisfies OptionTable;

// Debian's long options and BusyBox's letters, which mean other things to useradd (`-g` is the comment here).
export const adduserOptions = {
  short: 'hgsGuk',
  long: words(
    '--uid --gid --ingroup --home --shell --gecos --comment --conf --firstuid --lastuid --firstgid --lastgid --skel',
  ),
} satisfies OptionTable;
