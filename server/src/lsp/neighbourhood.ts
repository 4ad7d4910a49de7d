import { type Around, aroundDockerfile } from '../engine/around.ts';
import type { Neighbour } from '../engine/declarations/neighbour.ts';
import type { Settings } from '../engine/settings.ts';
import { type Files, type Surroundings, surroundingsOf } from '../engine/surroundings.ts';
import type { Log } from './guard.ts';

/** What stands around the open documents, by URI; looked up once, and again when a file there changes. */
export interface Neighbourhood {
  /** Waits until what stands around the document is known. Never fails. */
  readonly ready: (uri: string) => Promise<void>;
  /** What that says of the document under the settings. */
  readonly of: (uri: string, settings: Settings) => Around | undefined;
  /** The configuration file that holds for the document; its path is a URI. */
  readonly configurationOf: (uri: string) => Neighbour | undefined;
  readonly forget: (uri: string) => void;
  /** A file changed that may say something about a document: everything is looked up anew. */
  readonly changed: () => void;
}

interface Known {
  readonly surroundings: Surroundings;
  /** Made once for each settings. */
  around: { readonly settings: Settings; readonly value: Around } | undefined;
}

interface World {
  readonly newFiles: () => Files;
  /** Whether the folder is the user's own; strangers' say on bases is not believed. */
  readonly trusted: () => boolean;
  readonly log: Log;
}

/** A URI's path has slashes too, so the engine looks around in URIs as it does in paths. */
export function newNeighbourhood({ newFiles, trusted, log }: World): Neighbourhood {
  const known = new Map<string, Known>();
  const pending = new Map<string, Promise<void>>();
  let files: Files | undefined;
  const look = async (uri: string) => {
    try {
      files ??= newFiles();
      known.set(uri, { surroundings: await surroundingsOf(uri, files), around: undefined });
    } catch (error) {
      log(`What stands around ${uri} could not be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return {
    ready: (uri) => {
      const waiting = pending.get(uri) ?? look(uri);
      pending.set(uri, waiting);
      return waiting;
    },
    of: (uri, settings) => {
      const entry = known.get(uri);
      if (entry === undefined) return undefined;
      if (entry.around?.settings !== settings)
        entry.around = { settings, value: around(uri, entry, { settings, trusted: trusted() }) };
      return entry.around.value;
    },
    configurationOf: (uri) => known.get(uri)?.surroundings.configuration,
    forget: (uri) => {
      known.delete(uri);
      pending.delete(uri);
    },
    changed: () => {
      files = undefined;
      pending.clear();
    },
  };
}

interface Believing {
  readonly settings: Settings;
  readonly trusted: boolean;
}

function around(place: string, { surroundings }: Known, { settings, trusted }: Believing): Around {
  const { configuration } = settings;
  return aroundDockerfile({
    place,
    surroundings,
    settings: configuration,
    trusted,
    shown: pathOfUri,
    absolute: pathOfUri,
  });
}

/** `file:///a/b%20c` is shown as `/a/b c`. */
export function pathOfUri(uri: string): string {
  const path = uri.replace(/^[a-z][a-z0-9+.-]*:(\/\/[^/]*)?/i, '').replace(/[?#].*$/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a stray % stands for itself
  }
}
