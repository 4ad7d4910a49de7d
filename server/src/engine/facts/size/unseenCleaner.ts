import { isWithin } from '../../dockerfile/path.ts';
import { unpacks } from '../../shell/archives.ts';
import { downloads } from '../../shell/downloads.ts';
import { baseName, pathKey } from '../../shell/path.ts';
import type { ShellCommand, Unread } from '../../shell/script.ts';
import { madeBy } from '../madePaths.ts';
import { setsUpSources } from '../setsUpSources.ts';
import type { ShippedRun } from '../shippedRuns.ts';

/** Why the rest of a RUN, behind a command, may take away what the command left: it runs something that is not seen. */
export function unseenCleaner(run: ShippedRun, after: ShellCommand): string | undefined {
  const { commands, unread } = run.script;
  const rest = commands.slice(commands.indexOf(after) + 1);
  const named = rest.find(isNamedCleaner);
  if (named !== undefined) return `what ${named.words[0]?.text} takes away is not seen`;
  const unseen = unread.filter((part) => part.span.start > after.span.start && mayClean(part)).slice(0, mostUnseen);
  if (unseen.length === 0) return undefined;
  const fetched = fetchedBy(run);
  const directories = new Map(rest.map(({ span, directory }) => [span.start, directory]));
  return unseen.find((part) => !isFetched(part, directories.get(part.span.start), fetched))?.because;
}

const mostUnseen = 100;

/** `/usr/local/bin/cleanup`: a program of the author's own. */
const isNamedCleaner = ({ program }: ShellCommand) =>
  program !== undefined && /^(?:[\w.]*[-_])?clean(?:up|er)?(?:[-_.][\w.-]*)?$/i.test(program);

/** What only sets variables cleans nothing, nor does a text from the network or the set-up of a source tree. */
function mayClean({ kind, file }: Unread): boolean {
  if (kind === 'limit' || kind === 'syntax') return true;
  if (kind !== 'script' && kind !== 'sourced' && kind !== 'program') return false;
  const name = baseName(file?.text ?? file?.pieces.at(-1) ?? '');
  return kind === 'sourced' ? !environment.test(name) : !setsUpSources(name);
}

const environment =
  /^(?:\.?bashrc|\.?(?:bash_)?profile|activate.*|(?:conda|mamba|micromamba|mamba_setup)\.sh|setvars\.sh|setup\.(?:ba)?sh|os-release|nvm\.sh|env|environment|.*\.env|GMXRC.*|thisroot\.sh|(?:modules?|lmod|init|bash|spack|setup-env)(?:\.sh)?|.*-env\.sh|enable)$/i;

/** The paths that a RUN brings from the network, as far as they can be told; undefined where it brings nothing. */
function fetchedBy({ script, step }: ShippedRun): readonly string[] | undefined {
  const fetching = script.commands.filter(
    (command) => downloads(command).some(({ output }) => output !== undefined) || unpacks(command) !== undefined,
  );
  if (fetching.length === 0) return undefined;
  return fetching.slice(0, mostUnseen).flatMap((command) => madeBy(command, step).map(({ path }) => path));
}

/** A script that the RUN itself brought along knows nothing of the rest of the image. */
function isFetched({ file }: Unread, directory: string | undefined, fetched: readonly string[] | undefined): boolean {
  if (file === undefined || fetched === undefined) return false;
  if (!(file.text ?? file.raw).startsWith('/')) return true;
  const path = pathKey(file, directory);
  return path !== undefined && fetched.some((made) => isWithin(made, path));
}
