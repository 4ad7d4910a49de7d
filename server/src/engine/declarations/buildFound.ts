import type { Span } from '../text/span.ts';
import type { Moment } from './moments.ts';

/** A reference that a build gives its image. */
export interface FoundReference {
  /** With gaps for what is only known when the image is built. */
  readonly text: string;
  readonly span: Span;
}

/** A build of an image that a file describes. */
export interface FoundBuild {
  /** Places that its Dockerfile may have; none where that cannot be told. */
  readonly dockerfiles: readonly string[];
  readonly references: readonly FoundReference[];
  /** The stage that is asked for, where one is and can be told. */
  readonly target: string | undefined;
  /** Whether the file says that the image is pushed, or that it is not. */
  readonly pushes: boolean | undefined;
}

/** The builds of a file as they are at a moment. */
export type BuildsAt = (reading: Reading) => readonly FoundBuild[];

export interface Reading {
  /** Without one, all that only the build tells is a gap. */
  readonly moment: Moment | undefined;
  /** What may still be spent on the file. */
  readonly budget: Budget;
}

/** Letters of scripts that may be read: a matrix multiplies what a file holds. */
export interface Budget {
  letters: number;
}

/** A file that may describe builds. */
export interface BuildFile {
  /** Its absolute place. */
  readonly place: string;
  readonly text: string;
}
