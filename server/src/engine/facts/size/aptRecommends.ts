import type { Build } from '../../dockerfile/build.ts';
import { isWithin } from '../../dockerfile/path.ts';
import type { ShellCommand } from '../../shell/script.ts';
import { writesText } from '../../shell/written.ts';
import { holdsOptions, type PackageCall, packageCalls } from '../packageCalls.ts';
import { placedBy } from '../placedFiles.ts';
import { scriptOf } from '../scripts.ts';
import { shippedSteps } from '../shippedRuns.ts';

type Calls = readonly [PackageCall, ...PackageCall[]];

/** The calls of apt that install recommended packages too, by RUN; none from where settings of apt may forbid it. */
export function installsRecommends(build: Build): readonly Calls[] {
  const found: Calls[] = [];
  for (const step of shippedSteps(build)) {
    if (placedBy(step, build).some(({ path }) => isWithin(settings, path) || isWithin(path, settings))) break;
    const script = scriptOf(step, build.dockerfile.text);
    if (script === undefined) continue;
    const set = script.commands.findIndex(writesSettings);
    const commands = set < 0 ? undefined : new Set(script.commands.slice(0, set));
    const [first, ...others] = packageCalls(script).filter(
      (call) => bringsRecommends(call) && (commands === undefined || commands.has(call.command)),
    );
    if (first !== undefined) found.push([first, ...others]);
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
