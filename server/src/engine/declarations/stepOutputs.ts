import type { ShellCommand } from '../shell/script.ts';
import { gapFor } from './gaps.ts';
import { textOf } from './imageCommand.ts';

type Entries = readonly (readonly [string, string])[];

/** What the commands of a step leave for later ones: `echo "TAG=1.0" >> $GITHUB_ENV`, and the same for outputs. */
export function writtenForLater(commands: readonly ShellCommand[]): {
  readonly env: Entries;
  readonly outputs: Entries;
} {
  const written = commands.flatMap((command) => {
    const text = printed(command);
    const file = command.redirections.find(({ operator }) => operator === '>>' || operator === '>')?.target?.raw ?? '';
    if (text === undefined) return [];
    const [, name, value] = form.exec(text) ?? old.exec(text) ?? [];
    if (name === undefined || value === undefined) return [];
    const to = file.includes('GITHUB_ENV') ? 'env' : file.includes('GITHUB_OUTPUT') || old.test(text) ? 'outputs' : '';
    // One branch of several: which one runs is not known.
    return [{ to, entry: [name, command.conditional ? gapFor(`\${${name}}`) : value] as const }];
  });
  const of = (kind: string) => written.flatMap(({ to, entry }) => (to === kind ? [entry] : []));
  return { env: of('env'), outputs: of('outputs') };
}

const form = /^([A-Za-z_][\w-]*)=([^\n]*)\n?$/;
const old = /^::set-output name=([\w-]+)::([^\n]*)$/;

/** What `echo` prints, or `printf` with `%s` alone. */
function printed({ program, args }: ShellCommand): string | undefined {
  const texts = args.map(textOf);
  if (program === 'echo') return texts.slice(/^-[neE]+$/.test(texts[0] ?? '') ? 1 : 0).join(' ');
  const [format, ...values] = texts;
  if (program !== 'printf' || format === undefined) return undefined;
  return format.replace(/%s/g, () => values.shift() ?? '').replace(/\\n$/, '');
}
