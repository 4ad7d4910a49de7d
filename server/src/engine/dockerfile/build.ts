import type { BaseImage } from '../bases/baseImage.ts';
import type { Fact } from '../facts/fact.ts';
import type { CommandLine } from '../facts/imageFacts.ts';
import type { User } from '../facts/user.ts';
import type { ImageReference } from '../reference/imageReference.ts';
import type { PersistentMap } from '../text/persistentMap.ts';
import type { Span } from '../text/span.ts';
import type { Dockerfile, From, Instruction, Onbuild } from './model.ts';

/** What a stage's FROM means, after build arguments. */
export type StageBase =
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'scratch' }
  | {
      readonly kind: 'image';
      /** As written, variables resolved. */
      readonly text: string;
      /** Undefined where the text is no image reference. */
      readonly reference: ImageReference | undefined;
      /** What is known of it, without which its facts are unknown. */
      readonly image: BaseImage | undefined;
    }
  | { readonly kind: 'unknown'; readonly because: string };

/** The image config and build state that an instruction meets or leaves. Immutable. */
export interface State {
  readonly user: Fact<User>;
  readonly workdir: Fact<string>;
  /** Config.Shell; absent means the platform's default shell. */
  readonly shell: Fact<readonly string[]>;
  readonly entrypoint: Fact<CommandLine>;
  readonly command: Fact<CommandLine>;
  /** ENV of the image's config, by name. */
  readonly environment: PersistentMap<Fact<string>>;
  /** What the builder expands with: ENV and ARG together, the later of a name wins. */
  readonly variables: PersistentMap<Fact<string>>;
  readonly labels: PersistentMap<Fact<string>>;
  /** Sets, as the image's config holds them: by text. */
  readonly ports: PersistentMap<true>;
  readonly volumes: PersistentMap<true>;
  readonly healthcheck: Fact<CommandLine>;
  /** Why a name that is not listed may still have a value (a base of which not all is known), else undefined. */
  readonly open: string | undefined;
}

/** One instruction at work in a stage: an ONBUILD trigger of the parent stage works in the child. */
export interface Step {
  readonly instruction: Instruction;
  readonly stage: Stage;
  readonly before: State;
  readonly after: State;
  /** The ONBUILD of the parent stage that brought the instruction. */
  readonly trigger?: Onbuild;
}

export interface Stage {
  /** Position in the file. */
  readonly index: number;
  /** Lower case, as BuildKit registers it. */
  readonly name: string | undefined;
  readonly from: From;
  readonly base: StageBase;
  /** Constant or resolved `--platform`, inherited from a parent stage; undefined means the target platform. */
  readonly platform: string | undefined;
  readonly os: 'linux' | 'windows';
  readonly steps: readonly Step[];
  readonly before: State;
  readonly after: State;
  /** From FROM to the end of the stage's last instruction. */
  readonly span: Span;
}

/** A Dockerfile with everything resolved that can be. */
export interface Build {
  readonly dockerfile: Dockerfile;
  readonly stages: readonly Stage[];
  /** The stage whose image is judged. */
  readonly target: Stage;
  /** The target and its FROM ancestors, root first: their filesystem ships. */
  readonly ships: readonly Stage[];
  /** `ships`, and what reaches it through COPY --from and RUN --mount from. */
  readonly reachable: ReadonlySet<Stage>;
}
