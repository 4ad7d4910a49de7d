import type { Build, Step } from '../../dockerfile/build.ts';
import type { Span } from '../../text/span.ts';
import { placedBy } from '../placedFiles.ts';

/** A file that COPY or ADD writes from a here-document. */
export interface WrittenFile {
  readonly path: string;
  readonly text: string;
  readonly at: Span;
}

/** The texts that stand in a COPY or ADD itself. */
export function writtenFiles(step: Step, build: Build): readonly WrittenFile[] {
  const { instruction } = step;
  if (instruction.kind !== 'copy' && instruction.kind !== 'add') return [];
  const documents = new Map(instruction.heredocs.map((heredoc) => [heredoc.name, heredoc]));
  if (documents.size === 0) return [];
  return placedBy(step, build).flatMap(({ kind, source, path }) => {
    const body = kind === 'heredoc' ? documents.get(source)?.body : undefined;
    if (body === undefined) return [];
    return [{ path, text: build.dockerfile.text.slice(body.start, body.end), at: instruction.argsSpan }];
  });
}
