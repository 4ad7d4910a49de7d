import { type Configuration, noConfiguration } from './configuration/configuration.ts';
import { configurationKeys } from './configuration/keys.ts';
import { readConfiguration } from './configuration/readConfiguration.ts';
import { settingSchema } from './configuration/schema.ts';
import { type Level, levels } from './protocol/contributedImages.ts';

/** What an editor's user can set; the same names as in its settings under `st4sd.`. */
export interface Settings {
  /** Undefined: contrib, unless the file says otherwise. */
  readonly level: Level | undefined;
  readonly checkWhen: 'always' | 'configured';
  /** Whether findings on what the level does not ask for are shown. */
  readonly hints: boolean;
  /** Whether size and user of a base are shown behind FROM. */
  readonly inlayHints: boolean;
  /** Whether it is shown above the target stage how the file stands. */
  readonly codeLens: boolean;
  /** The settings that mirror `.st4sd.yaml`, which wins over them. */
  readonly configuration: Configuration;
}

/** One row a setting of the editor's own: the manifest's settings are compared with this table by a test. */
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
  inlayHints: {
    values: [true, false],
    default: true,
    description: 'Show the size and the user of a known base behind FROM.',
  },
  codeLens: {
    values: [true, false],
    default: true,
    description: 'Show above the stage that is built how the file stands at both levels.',
  },
} as const;

/** One row a setting that mirrors a key of `.st4sd.yaml`; the level has a row of its own. */
export const mirroredSettings: ReadonlyMap<string, { readonly schema: object; readonly description: string }> = new Map(
  configurationKeys.keys
    .filter(({ name, setting }) => setting !== false && !(name in settingsTable))
    .map((key) => [key.name, { schema: settingSchema(key), description: key.description }]),
);

export const defaultSettings: Settings = {
  level: undefined,
  checkWhen: 'always',
  hints: true,
  inlayHints: true,
  codeLens: true,
  configuration: noConfiguration,
};

/** Complete settings from whatever a client sends; what is not understood keeps its default. */
export function readSettings(value: unknown): Settings {
  if (typeof value !== 'object' || value === null) return defaultSettings;
  const section = value as Readonly<Record<string, unknown>>; // every field is tested below
  const { level, checkWhen, hints, inlayHints, codeLens } = section;
  return {
    level: levels.find((name) => name === level),
    checkWhen: checkWhen === 'configured' ? 'configured' : 'always',
    hints: hints !== false,
    inlayHints: inlayHints !== false,
    codeLens: codeLens !== false,
    configuration: mirrored(section),
  };
}

/** The settings as the file they mirror, without places; what is empty is not set. */
function mirrored(section: Readonly<Record<string, unknown>>): Configuration {
  const set = [...mirroredSettings.keys()].filter((name) => isSet(section[name]));
  if (set.length === 0) return noConfiguration;
  // JSON is YAML.
  const read = readConfiguration(
    JSON.stringify(Object.fromEntries(set.map((name) => [name, section[name]]))),
    'settings',
  );
  if ('problem' in read) return noConfiguration;
  const images = read.configuration.images.map(({ referenceAt: _, levelAt: __, ...image }) => image);
  return { ...read.configuration, images, path: '', text: '' };
}

function isSet(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
