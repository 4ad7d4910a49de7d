import { lifecycleOf } from '../bases/lifecycle.ts';
import { lifecycleTable, type Product, productNamed } from '../bases/lifecycleTable.ts';
import { supportOf } from '../bases/support.ts';
import { familiarName } from '../reference/normalise.ts';

/** A product as its makers write it. */
export function productTitle(name: string): string {
  return titles.get(name) ?? name.charAt(0).toUpperCase() + name.slice(1);
}

const titles: ReadonlyMap<string, string> = new Map([
  ['centos', 'CentOS'],
  ['centos-stream', 'CentOS Stream'],
  ['rockylinux', 'Rocky Linux'],
  ['almalinux', 'AlmaLinux'],
  ['amazonlinux', 'Amazon Linux'],
  ['oraclelinux', 'Oracle Linux'],
  ['rhel', 'RHEL'],
  ['opensuse', 'openSUSE'],
  ['windowsservercore', 'Windows Server Core'],
  ['nanoserver', 'Windows Nano Server'],
  ['golang', 'Go'],
  ['php', 'PHP'],
  ['gcc', 'GCC'],
  ['ros', 'ROS'],
  ['cuda', 'CUDA'],
  ['mysql', 'MySQL'],
  ['mariadb', 'MariaDB'],
  ['mongo', 'MongoDB'],
  ['postgres', 'PostgreSQL'],
  ['httpd', 'Apache httpd'],
  ['dotnet', '.NET'],
  ['eclipse-temurin', 'Java'],
]);

/** The releases that are supported on the day and not about to end, newest first. */
export function supportedCycles(name: string, date: string): readonly string[] {
  const product = productNamed(name);
  if (product === undefined) return [];
  return Object.entries(product.cycles)
    .filter(([, { eol, release }]) => {
      return (release ?? '') <= date && supportOf({ supportedUntil: eol }, date) === 'supported';
    })
    .map(([cycle]) => cycle)
    .sort(byVersion);
}

/** The newest release of a repository (normalised name) whose tags are its releases: 13 for Debian. */
export function newestTag(name: string, date: string, major = ''): string | undefined {
  const product = Object.hasOwn(lifecycleTable.images, name) ? lifecycleTable.images[name]?.product : undefined;
  if (!product) return undefined;
  const cycle = supportedCycles(product, date).find((word) => major === '' || word.startsWith(`${major}.`));
  if (cycle === undefined) return undefined;
  const { parts } = lifecycleOf(`${familiarName(name)}:${cycle}`);
  return parts.some((part) => part.product === product && part.cycle === cycle && part.found === 'tag')
    ? cycle
    : undefined;
}

/** Whether every release ends with the next one. */
export function supportsNewestOnly({ policy = '' }: Pick<Product, 'policy'>): boolean {
  return policy === 'newest-only';
}

/** Newest first: number by number. */
function byVersion(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split('.').map(Number));
  for (let at = 0; at < Math.max(left?.length ?? 0, right?.length ?? 0); at++) {
    const difference = (right?.[at] ?? 0) - (left?.[at] ?? 0);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return 0;
}
