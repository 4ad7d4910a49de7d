import type { ShellCommand } from '../../shell/script.ts';
import { gap } from '../../shell/written.ts';
import type { SecretFile } from './secretFile.ts';

interface Setter {
  readonly program: RegExp;
  /** In the arguments, a blank between them; a NUL stands for what is not known. */
  readonly asks: RegExp;
  readonly path: string;
  readonly what: string;
}

/** Programs that keep what they are told in a file of the user. */
const setters: readonly Setter[] = [
  {
    program: /^git$/,
    asks: /^config .*?--(?:global|system) .*?url\.https?:\/\/(?:[^\s@]*:[^\s@]+|[^\s@]*\0[^\s@]*)@[^\s]*\.insteadof/i,
    path: '~/.gitconfig',
    what: 'a .gitconfig with a token',
  },
  {
    program: /^npm$/,
    asks: /^(?:config )?set \S*_(?:authToken|auth|password)[= ]\S/,
    path: '~/.npmrc',
    what: 'an .npmrc with a token',
  },
  {
    program: /^aws$/,
    asks: /^configure set (?:\S+\.)?aws_(?:secret_access_key|session_token) \S/,
    path: '~/.aws/credentials',
    what: 'AWS credentials',
  },
];

/** The file that a command puts credentials into. */
export function setsCredential(
  command: ShellCommand,
): { readonly file: SecretFile; readonly path: string } | undefined {
  const { program = '', args } = command;
  const setter = setters.find((one) => one.program.test(program));
  if (setter === undefined || args.length > mostArguments || unsetsCredential(command)) return undefined;
  const asked = args.map(({ pieces }) => pieces.join(gap)).join(' ');
  if (asked.length > longest || !setter.asks.test(asked)) return undefined;
  return { file: { what: setter.what, sure: true, folder: false, mark: undefined }, path: setter.path };
}

/** Whether what git was told is taken back. */
export function unsetsCredential({ program, args }: ShellCommand): boolean {
  return program === 'git' && args.some(({ text }) => /^--(?:unset(?:-all)?|remove-section)$/.test(text ?? ''));
}

const mostArguments = 20;
const longest = 2000;
