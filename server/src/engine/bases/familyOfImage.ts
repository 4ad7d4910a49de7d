import { normalisedText } from '../reference/normalise.ts';
import { type Family, familyOf } from './families.ts';
import { familyEntry } from './familiesTable.ts';
import type { VariantFacts } from './imagesTable.ts';
import { isDistribution, lifecycleOf } from './lifecycle.ts';
import { tableFacts } from './tableFacts.ts';

/** As `familyOf` for a known image: by its release and repository, and with what its own entry says otherwise. */
export function familyOfImage(reference: string): Family | undefined {
  const known = tableFacts(reference);
  if (known?.facts.osFamily === undefined) return undefined;
  const { name: image, tag } = known.reference;
  const system = lifecycleOf(normalisedText(known.reference)).parts.find(({ kind }) => kind === 'os');
  const releases = [system?.cycle ?? suite(known.facts.osFamily, tag)].filter((word) => word !== undefined);
  const family = familyOf(known.facts.osFamily, tag === undefined ? { image, releases } : { image, tag, releases });
  if (family === undefined) return undefined;
  const { setuid, accountTools, packageManager, shells } = family;
  const itself = isDistribution(image);
  const releaseMatters = familyEntry(family.name)?.accountTools?.except !== undefined;
  return {
    ...family,
    packageManager: known.facts.packageManager === undefined ? packageManager : known.facts.packageManager,
    shells: shells?.length === 0 && mayHaveShell(known.facts, tag) ? undefined : shells,
    setuid: setuid && { ...setuid, complete: setuid.complete && itself },
    accountTools: accountTools && { ...accountTools, complete: itself && (system !== undefined || !releaseMatters) },
  };
}

/** A suite in preparation (`sid`, `testing`) is no release with dates, but the table of families names it. */
function suite(family: string, tag = ''): string | undefined {
  const [word = ''] = tag.split('-', 1);
  const exceptions = familyEntry(family)?.accountTools?.except ?? [];
  return exceptions.some(({ releases }) => releases?.includes(word)) ? word : undefined;
}

/** Families without a shell have images for development that bring one. */
function mayHaveShell({ entrypoint, cmd, shell }: VariantFacts, tag: string | undefined): boolean {
  if (shell || /(?:^|[-_.])(?:dev|debug)/.test(tag ?? '')) return true;
  return [entrypoint, cmd].some((command) => {
    if (typeof command === 'string') return true;
    return /(?:^|\/)(?:ba|da|a)?sh$/.test(command?.[0] ?? '');
  });
}
