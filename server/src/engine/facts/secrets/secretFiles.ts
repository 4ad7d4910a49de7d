import type { Build, Step } from '../../dockerfile/build.ts';
import { baseName } from '../../shell/path.ts';
import { remembered } from '../../text/remembered.ts';
import type { Span } from '../../text/span.ts';
import { type PlacedFile, placedBy } from '../placedFiles.ts';
import { reachableStages } from '../reachable.ts';
import { unknownFolder } from '../size/layerFile.ts';
import { isShowpiece, type SecretFile, secretFileOf } from './secretFile.ts';
import { type WrittenSecret, writtenSecrets } from './writtenSecrets.ts';

/** A file with secrets that an instruction puts into a stage. */
export interface PlacedSecret {
  readonly step: Step;
  readonly ships: boolean;
  readonly file: SecretFile;
  /** As the author calls it. */
  readonly name: string;
  /** Where it lies. */
  readonly path: string;
  /** Its name says so, not only that of the place it is put at; or its content does. */
  readonly sure: boolean;
  readonly at: Span;
  /** The command that writes it. */
  readonly written: WrittenSecret | undefined;
}

/** The files with secrets that COPY, ADD and RUN put into what the image needs. */
export const secretFiles = remembered((build: Build): readonly PlacedSecret[] =>
  reachableStages(build).flatMap(({ stage, ships }) =>
    stage.steps.flatMap((step): readonly PlacedSecret[] => [
      ...placedBy(step, build).flatMap((placed) => copied(placed, ships, build)),
      ...writtenSecrets(step, build.dockerfile).map((written) => {
        const { file, at } = written;
        const path = asWritten(written.path);
        return { step, ships, file, name: baseName(path), path, sure: true, at, written };
      }),
    ]),
  ),
);

/** From the folder that the RUN starts in, where that is not known. */
function asWritten(path: string): string {
  return path.startsWith(`${unknownFolder}/`) ? path.slice(unknownFolder.length + 1) : path;
}

function copied(placed: PlacedFile, ships: boolean, build: Build): readonly PlacedSecret[] {
  const { kind, source, path, step, at } = placed;
  if (kind === 'heredoc') return inHeredoc(placed, ships, build);
  if ((kind !== 'context' && kind !== 'stage') || isShowpiece(`${source}/`)) return [];
  const bySource = secretFileOf(source);
  const file = bySource ?? secretFileOf(path);
  if (file === undefined || (bySource === undefined && file.folder)) return [];
  const sure = file.sure && bySource !== undefined;
  return [{ step, ships, file, name: source, path, sure, at, written: undefined }];
}

function inHeredoc({ instruction, path, source, step, at }: PlacedFile, ships: boolean, { dockerfile }: Build) {
  const file = secretFileOf(path);
  const heredoc = instruction.heredocs.find(({ name }) => name === source);
  if (file === undefined || heredoc === undefined) return [];
  const body = dockerfile.text.slice(heredoc.body.start, heredoc.body.end);
  if (file.mark !== undefined && !file.mark.test(body)) return [];
  return [{ step, ships, file, name: baseName(path), path, sure: true, at, written: undefined }];
}
