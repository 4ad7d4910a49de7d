import type { Level } from '../protocol/contributedImages.ts';
import type { Span } from '../text/span.ts';

/** What a base is configured to have, beyond the built-in table. */
export interface ConfiguredBase {
  /** A reference or a glob of references. */
  readonly name: string;
  readonly user: string | undefined;
  /** A list of words, or a text for the shell. */
  readonly entrypoint: readonly string[] | string | undefined;
  readonly cmd: readonly string[] | string | undefined;
  /** Who says so: the file, or the settings. */
  readonly source: string;
}

/** What holds for one image: given at the top of the file, or for a glob of Dockerfiles under `images`. */
export interface ImageSettings {
  readonly reference?: string;
  /** Where the reference stands in the text of the configuration. */
  readonly referenceAt?: Span;
  readonly level?: Level;
  readonly levelAt?: Span;
  readonly target?: string;
  readonly buildArgs?: ReadonlyMap<string, string>;
  /** What the image is attested to be optimised with. */
  readonly optimised?: readonly string[];
  /** Bytes of the compressed layers. */
  readonly sizeBudget?: number;
}

/** A `.st4sd.yaml` as read: what could not be understood is among its problems and is not here. */
export interface Configuration {
  /** As the report names it. */
  readonly path: string;
  readonly text: string;
  readonly defaults: ImageSettings;
  /** In the order of the file; the first glob that matches counts. Globs are relative to the file's folder. */
  readonly images: readonly (ImageSettings & { readonly glob: string })[];
  /** None: any maintainer id will do. */
  readonly maintainers?: readonly string[];
  readonly accelerators?: readonly string[];
  readonly bases: readonly ConfiguredBase[];
  /** Globs of registries and repositories; none: any will do. */
  readonly trustedRegistries?: readonly string[];
  /** Label keys that an image has to carry. */
  readonly labels?: readonly string[];
  readonly rules: ReadonlyMap<string, 'off' | 'on'>;
  readonly allowIgnores?: boolean;
  readonly registry?: 'off' | 'on';
}

/** What holds where nothing is configured. */
export const noConfiguration: Configuration = {
  path: '',
  text: '',
  defaults: {},
  images: [],
  bases: [],
  rules: new Map(),
};
