import type { Build } from '../../dockerfile/build.ts';
import { isWithin } from '../../dockerfile/path.ts';
import type { ShellCommand } from '../../shell/script.ts';
import { writesText } from '../../shell/written.ts';
import { holdsOptions, type PackageCall, packageCalls } from '../packageCalls.ts';
import { placedBy } from '../placedFiles.ts';
import { scriptOf } from '../scripts.ts';
import { shippedSteps } from '../shippedRuns.ts';
import { type NeededRecommend, neededRecommends } from './neededRecommends.ts';

/** The calls of apt in a RUN that install recommended packages too. */
export interface WithRecommends {
  readonly calls: readonly [PackageCall, ...PackageCall[]];
  /** What of the recommended is often needed, and named by nothing so far. */
  readonly needed: readonly NeededRecommend[];
}

/** They by RUN; none from where settings of apt may forbid it. */
export function installsRecommends(build: Build): readonly WithRecommends[] {
  const found: WithRecommends[] = [];
  const neededBy = neededRecommends();
  for (const step of shippedSteps(build)) {
    if (placedBy(step, build).some(({ path }) => isWithin(settings, path) || isWithin(path, settings))) break;
    const script = scriptOf(step, build.dockerfile.text);
    if (script === undefined) continue;
    const set = script.commands.findIndex(writesSettings);
    const commands = set < 0 ? undefined : new Set(script.commands.slice(0, set));
    const calls: PackageCall[] = [];
    const needed: NeededRecommend[] = [];
    for (const call of packageCalls(script)) {
      const brings = bringsRecommends(call) && (commands === undefined || commands.has(call.command));
      if (!brings && (call.asked.manager !== 'apt' || call.asked.action !== 'install')) continue;
      const missing = neededBy(call);
      if (!brings) continue;
      calls.push(call);
      needed.push(...missing);
    }
    const [first, ...others] = calls;
    if (first !== undefined) found.push({ calls: [first, ...others], needed });
    if (set >= 0) break;
  }
  return found;
}

const settings = '/etc/apt';

function bringsRecommends(call: PackageCall): boolean {
  const { asked, command } = call;
  const { flags, options, packages } = asked;
  if (asked.manager !== 'apt' || command.program === 'aptitude' || asked.root !== undefined) return false;
  if ((asked.verb !== 'install' && asked.verb !== 'reinstall') || packages.length === 0) return false;
  if (flags.has('--no-install-recommends') || holdsOptions(call)) return false;
  return !options.some(({ value }) => /^=?apt::install-recommends=/i.test(value?.text ?? ''));
}

/** `echo 'APT::Install-Recommends "false";' > /etc/apt/apt.conf.d/x`, whatever the tool. */
function writesSettings(command: ShellCommand): boolean {
  const text = command.args.some((word) => /install-recommends/i.test(word.text ?? word.raw));
  const written = text || writesText(command).some((one) => /install-recommends/i.test(one.text));
  return written && command.program !== 'apt-get' && command.program !== 'apt';
}
