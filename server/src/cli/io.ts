import type { Terminal } from './progress.ts';

/** The streams and surroundings of the program. */
export interface Io extends Terminal {
  readonly cwd: string;
  readonly stdin: () => Promise<string>;
  readonly out: (text: string) => void;
  readonly color: boolean;
  readonly width: number;
  /** YYYY-MM-DD. */
  readonly today: string;
}
