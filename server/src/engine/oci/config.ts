import type { Span } from '../text/span.ts';
import {
  type Field,
  type Holder,
  namesField,
  objectField,
  textField,
  textMapField,
  textsField,
  variablesField,
} from './field.ts';
import { type HistoryStep, historyField } from './history.ts';
import { platformField } from './platform.ts';

/** An image's config; OCI's, Docker's, and those within inspect outputs have the same fields. */
export interface ImageConfig {
  readonly user: Field<string>;
  readonly entrypoint: Field<readonly string[]>;
  readonly command: Field<readonly string[]>;
  readonly workdir: Field<string>;
  readonly shell: Field<readonly string[]>;
  readonly environment: Field<ReadonlyMap<string, string>>;
  readonly labels: Field<ReadonlyMap<string, string>>;
  readonly ports: Field<readonly string[]>;
  readonly volumes: Field<readonly string[]>;
  /** `os/arch[/variant]`. */
  readonly platform: Field<string>;
  readonly history: Field<readonly HistoryStep[]>;
  /** A short place that stands for the settings. */
  readonly at: Span;
}

/** The config of a document; `config` is the part of it that holds the settings. */
export function imageConfig(document: Holder, config = objectField(document, 'config')): ImageConfig {
  return {
    user: textField(config, 'User'),
    entrypoint: textsField(config, 'Entrypoint'),
    command: textsField(config, 'Cmd'),
    workdir: textField(config, 'WorkingDir'),
    shell: textsField(config, 'Shell'),
    environment: variablesField(config, 'Env'),
    labels: textMapField(config, 'Labels'),
    ports: namesField(config, 'ExposedPorts'),
    volumes: namesField(config, 'Volumes'),
    platform: platformField(document),
    history: historyField(document),
    at: config.at,
  };
}
