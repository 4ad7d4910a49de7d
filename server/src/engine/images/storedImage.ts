import type { ImageProblem } from './document.ts';

/** Where the bytes of a layer are. */
export interface LayerBlob {
  /** Its name in the layout or the archive. */
  readonly file: string;
  /** What its bytes have to match, as they are stored. */
  readonly digest: string | undefined;
  /** What its bytes have to match when they are unpacked. */
  readonly diffId: string | undefined;
  readonly size: number | undefined;
  /** A clause on why it cannot be read. */
  readonly obstacle: string | undefined;
}

/** An image for one platform. */
export interface ImageVersion {
  /** The text of its manifest; images that `docker save` wrote have none. */
  readonly manifest: string | undefined;
  /** The text of its config. */
  readonly config: string;
  readonly layers: readonly LayerBlob[];
}

/** An image of a layout or an archive, for all its platforms. */
export interface StoredImage {
  /** What tells it from others beside it. */
  readonly name: string;
  readonly references: readonly string[];
  readonly versions: readonly ImageVersion[];
  readonly problems: readonly ImageProblem[];
}
