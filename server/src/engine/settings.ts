import { type Level, levels } from './protocol/contributedImages.ts';

/** What an editor's user can set; the same names as in its settings under `st4sd.`. */
export interface Settings {
  /** Undefined: contrib, unless the file says otherwise. */
  readonly level: Level | undefined;
  readonly checkWhen: 'always' | 'configured';
  /** Whether findings on what the level does not ask for are shown. */
  readonly hints: boolean;
}

/** One row a setting: the manifest's settings are compared with this table by a test. */
export const settingsTable = {
  level: {
    values: [null, ...levels],
    default: null,
    description: 'Level to judge by where neither the file nor its registry path says another.',
  },
  checkWhen: {
    values: ['always', 'configured'],
    default: 'always',
    description: 'Check every Dockerfile, or only those that carry a `# st4sd` comment.',
  },
  hints: {
    values: [true, false],
    default: true,
    description: 'Show findings on what the level does not ask for, as quiet hints.',
  },
} as const;

export const defaultSettings: Settings = { level: undefined, checkWhen: 'always', hints: true };

/** Complete settings from whatever a client sends; what is not understood keeps its default. */
export function readSettings(value: unknown): Settings {
  if (typeof value !== 'object' || value === null) return defaultSettings;
  const { level, checkWhen, hints } = value as Readonly<Record<string, unknown>>; // every field is tested below
  return {
    level: levels.find((name) => name === level),
    checkWhen: checkWhen === 'configured' ? 'configured' : 'always',
    hints: hints !== false,
  };
}
