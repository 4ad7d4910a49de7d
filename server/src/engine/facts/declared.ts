import type { ImageReference } from '../reference/imageReference.ts';
import type { Span } from '../text/span.ts';

/** A reference the image is, or will be, pushed as. */
export interface DeclaredReference {
  /**
   * As written, variables resolved as far as that file tells; a part made at build time stands as it is written there:
   * `$(date +%Y.%m.%d)`, `${CI_COMMIT_TAG}`.
   */
  readonly text: string;
  /**
   * Undefined where the text is no reference. A registry that cannot be told is left out, and so is a tag that is made
   * at build time.
   */
  readonly reference: ImageReference | undefined;
  /** What the tag would be on sample days and commits, where it is made at build time in a way that is understood. */
  readonly samples: readonly string[] | undefined;
  /** Parts that cannot be told, each with the reason: a clause, small letter, no full stop. */
  readonly unknown?: { readonly name?: string; readonly tag?: string };
  /** The word that still stands for what the author has to fill in: `MAINTAINER`. */
  readonly placeholder?: string;
  /** Where a finding on it shows in the subject's text: its pragma or JSON value, else the FROM of the target stage. */
  readonly at: Span;
  /** The text stands at `at` and can be replaced there. */
  readonly editable: boolean;
}

/** Where the references were found, the first place that has any. */
export interface DeclarationSource {
  readonly kind: 'option' | 'pragma' | 'configuration' | 'compose' | 'bake' | 'workflow' | 'script' | 'label' | 'image';
  /** The file, as the report names it; undefined for an option, and for the subject itself. */
  readonly path?: string;
  /** The place in that file's text. */
  readonly span?: Span;
  /** The text of that file, where it is another than the subject. */
  readonly text?: string;
}

/** What is known of the name the image will have. */
export interface Declared {
  readonly references: readonly DeclaredReference[];
  readonly from: DeclarationSource | undefined;
  /** A name to propose where none is declared: of `<application>.Dockerfile`, the application. */
  readonly application: string | undefined;
}
