import { linesBefore } from '../dockerfile/edit.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { Fix } from '../rules/rule.ts';
import type { Span } from '../text/span.ts';
import { outlineOf } from './outline.ts';

interface Ignorable {
  readonly rule: string;
  readonly criterion: string | null;
  readonly at: Span;
  readonly ignore?: object;
}

/**
 * Ignores the finding by a comment above the instruction it stands in, with room for the reason; undefined where it
 * cannot be ignored or already is. The caller may put the cursor at the end of the inserted line.
 */
export function ignoreFix(dockerfile: Dockerfile, { rule, criterion, at, ignore }: Ignorable): Fix | undefined {
  if (criterion === null || ignore !== undefined) return undefined;
  const position = outlineOf(dockerfile).instructionAt(at.start);
  const instruction = position === undefined ? undefined : dockerfile.instructions[position];
  if (instruction === undefined) return undefined;
  const edit = linesBefore(dockerfile, instruction, [`# st4sd ignore=${rule}; reason=`]);
  return { title: `Ignore ${rule} here with a reason`, safe: false, edits: [edit] };
}
