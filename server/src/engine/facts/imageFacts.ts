import type { Build } from '../dockerfile/build.ts';
import type { FileTree } from '../layers/fileTree.ts';
import type { HistoryStep } from '../oci/history.ts';
import type { Declared } from './declared.ts';
import type { Fact } from './fact.ts';
import type { LayerFacts } from './image/layerFacts.ts';
import type { User } from './user.ts';

export type SubjectKind =
  | 'dockerfile'
  | 'manifest'
  | 'index'
  | 'config'
  | 'inspect'
  | 'archive'
  | 'layout'
  | 'registry';

/** ENTRYPOINT or CMD as the image's config holds it: a shell form is the shell's words and the command text as one word. */
export interface CommandLine {
  readonly form: 'exec' | 'shell';
  readonly words: readonly string[];
}

/** The outside image at the root of the target's FROM chain, `docker.io/library/...` and `:latest` written out, without digest. */
export interface BaseReference {
  readonly reference: string;
  readonly digest: string | undefined;
}

/** Bytes; a part that is not known is undefined. */
export interface Size {
  readonly compressed: number | undefined;
  readonly uncompressed: number | undefined;
}

/** A file as it lies in the build context. */
export interface ContextFile {
  /** Permission bits. */
  readonly mode: number;
}

/** A Dockerfile beside an image, and how it is known to be that image's. */
export interface BuiltFrom {
  readonly path: string;
  readonly text: string;
  readonly facts: ImageFacts;
  /** `history`: the image's history has its steps. `reference`: it declares the image's reference. */
  readonly told: 'history' | 'reference';
}

/** What rules know of an image, whether it comes from a Dockerfile or from an image's JSON. */
export interface ImageFacts {
  readonly kind: SubjectKind;
  readonly user: Fact<User>;
  readonly entrypoint: Fact<CommandLine>;
  readonly command: Fact<CommandLine>;
  readonly workdir: Fact<string>;
  readonly shell: Fact<readonly string[]>;
  readonly base: Fact<BaseReference>;
  readonly environment: Fact<ReadonlyMap<string, string>>;
  readonly labels: Fact<ReadonlyMap<string, string>>;
  /** `os/arch[/variant]`. */
  readonly platforms: Fact<readonly string[]>;
  readonly size: Fact<Size>;
  /** Ports as written: `80`, `80/tcp`, `8000-8010`. */
  readonly ports: Fact<readonly string[]>;
  readonly volumes: Fact<readonly string[]>;
  /** The references it is or will be pushed as; a host that looked nowhere leaves it out. */
  readonly declared?: Declared;
  /** The references the image carries itself (RepoTags, annotations); a Dockerfile's are declared elsewhere. */
  readonly references: readonly string[];
  /** How the image is made; only a Dockerfile tells, and only it can be edited. */
  readonly build?: Build;
  /** The steps that made it, those of its base included; only an image's config tells. */
  readonly history?: Fact<readonly HistoryStep[]>;
  /** From the lowest up; only an image that was given with its manifest or its layers has them. */
  readonly layers?: readonly LayerFacts[];
  /** The files that the layers make; only an image that was given with its layers has them. */
  readonly files?: Fact<FileTree>;
  /** The Dockerfile that seems to have built the image; only an image that was given together with it has one. */
  readonly builtFrom?: BuiltFrom;
  /** Asks for a file of the build context, by its path there; a host that sees no files leaves it out. */
  readonly contextFile?: (path: string) => ContextFile | undefined;
}
