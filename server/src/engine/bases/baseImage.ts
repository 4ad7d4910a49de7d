import type { CommandLine } from '../facts/imageFacts.ts';
import type { User } from '../facts/user.ts';

/** An account that exists in an image. */
export interface Account {
  readonly name: string;
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * What is known of an outside image before it is built upon. Every field may be missing (`undefined`: not known);
 * `null` says that it is known to be set to nothing, which the table and an image config both can tell.
 */
export interface BaseImage {
  /** As looked up: normalised, with tag. */
  readonly reference: string;
  readonly source: string;
  /** YYYY-MM-DD of the source. */
  readonly checked: string;
  readonly derived: boolean;
  readonly user?: User | null;
  readonly entrypoint?: CommandLine | null;
  readonly command?: CommandLine | null;
  readonly workdir?: string | null;
  readonly shell?: readonly string[] | null;
  /** Variables of note; `complete` says that there are no others. */
  readonly environment?: ReadonlyMap<string, string>;
  readonly environmentComplete?: boolean;
  readonly family?: string;
  readonly packageManager?: string | null;
  /** The image's own accounts and its family's. */
  readonly accounts?: readonly Account[];
  readonly platforms?: readonly string[];
  /** Bytes by platform, compressed. */
  readonly compressedSize?: ReadonlyMap<string, number>;
  readonly sizeTag?: string;
  readonly sizeDate?: string;
  readonly onbuild?: boolean;
  readonly note?: string;
}

/** Gives what is known of an outside image, or undefined: "unknown", never a guess. */
export type BaseLookup = (reference: string) => BaseImage | undefined;
