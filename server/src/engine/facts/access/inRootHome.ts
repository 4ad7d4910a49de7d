import { isWithin } from '../../dockerfile/path.ts';
import type { ShellWord } from '../../shell/script.ts';
import type { Span } from '../../text/span.ts';
import { rootHome } from '../homes.ts';

/** Something the image needs that lies in root's home, or a place that leads there. */
export interface InRootHome {
  readonly kind: 'install' | 'tool' | 'link' | 'copy' | 'workdir' | 'start' | 'variable' | 'path';
  /** The folder or file in /root. */
  readonly path: string;
  readonly at: Span;
  /** What puts or looks for it there, as the message starts. */
  readonly what: string;
  /** What to write instead. */
  readonly write: string | undefined;
  /** A word to leave out. */
  readonly drop: ShellWord | undefined;
  /** The image needs it for sure. */
  readonly sure: boolean;
  /** The tools that are installed, where they serve to build others. */
  readonly builders: readonly string[] | undefined;
}

export function isInRootHome(path: string): boolean {
  return isWithin(rootHome, path);
}

type Plain = Pick<InRootHome, 'kind' | 'path' | 'at' | 'what'>;

/** One of which nothing more is known. */
export function plainly(found: Plain): InRootHome {
  return { ...found, write: undefined, drop: undefined, sure: true, builders: undefined };
}
