import type { ImageConfig } from '../../oci/config.ts';
import type { Field } from '../../oci/field.ts';
import { absent, type Fact, known, type Origin, unknown } from '../fact.ts';
import type { CommandLine, ImageFacts, Size } from '../imageFacts.ts';

/** Read from the image itself. */
export const fromConfig: Origin = { kind: 'config' };

type ConfigFact =
  | 'user'
  | 'entrypoint'
  | 'command'
  | 'workdir'
  | 'shell'
  | 'environment'
  | 'labels'
  | 'ports'
  | 'volumes'
  | 'platforms'
  | 'history';

/** The facts that an image's config settles: nothing is inherited any more, so what it does not set is not set. */
export function configFacts(config: ImageConfig): Pick<ImageFacts, ConfigFact> {
  return {
    user: factOf(config.user, (text) => (text === '' ? undefined : { text, literal: true })),
    entrypoint: factOf(config.entrypoint, commandLine),
    command: factOf(config.command, commandLine),
    workdir: factOf(config.workdir, (text) => (text === '' ? undefined : text)),
    shell: listFact(config.shell),
    environment: mapFact(config.environment),
    labels: mapFact(config.labels),
    ports: listFact(config.ports),
    volumes: listFact(config.volumes),
    platforms: platformsFact(config.platform),
    history: listFact(config.history),
  };
}

/** A field without entries is a field that is not set. */
export function mapFact(field: Field<ReadonlyMap<string, string>>): Fact<ReadonlyMap<string, string>> {
  return factOf(field, (map) => (map.size === 0 ? undefined : map));
}

export function platformsFact(platform: Field<string>): Fact<readonly string[]> {
  if (platform.state === 'missing') return unknown('os and architecture are not set', platform.at);
  return factOf(platform, (text) => [text]);
}

/** The size that an inspect output gives. */
export function sizeOnDisk(size: Field<number>): Fact<Size> {
  if (size.state === 'missing') return unknown('the inspect output shows no Size', size.at);
  return factOf(size, (uncompressed) => ({ compressed: undefined, uncompressed }));
}

function listFact<T>(field: Field<readonly T[]>): Fact<readonly T[]> {
  return factOf(field, (list) => (list.length === 0 ? undefined : list));
}

function commandLine(words: readonly string[]): CommandLine | undefined {
  return words.length === 0 ? undefined : { form: 'exec', words };
}

/** `meaning` gives undefined for a value that sets nothing. */
function factOf<T, U>(field: Field<T>, meaning: (value: T) => U | undefined): Fact<U> {
  if (field.state === 'wrong') return unknown(field.because, field.at);
  const value = field.state === 'present' ? meaning(field.value) : undefined;
  return value === undefined ? absent(field.at, fromConfig) : known(value, field.at, fromConfig);
}
