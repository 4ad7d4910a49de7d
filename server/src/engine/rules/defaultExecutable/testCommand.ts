import { linesAfter } from '../../dockerfile/edit.ts';
import { jsonForm } from '../../facts/commandLine.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { instructionOf } from '../../facts/origin.ts';
import { toolsOf } from '../../facts/tools.ts';
import type { Fix } from '../rule.ts';

/** `CMD ["tool", "--version"]` where the file itself puts a tool on the PATH; whether it knows --version is for the author. */
export function testCommandFix({ build, command }: ImageFacts): readonly Fix[] {
  if (build === undefined) return [];
  const tool = toolsOf(build).at(-1);
  if (tool === undefined) return [];
  const line = `CMD ${jsonForm([tool, '--version'])}`;
  const empty = instructionOf(command);
  const last = build.target.steps.at(-1)?.instruction ?? build.target.from;
  const edit = empty?.kind === 'cmd' ? { span: empty.span, newText: line } : linesAfter(build.dockerfile, last, [line]);
  return edit === undefined ? [] : [{ title: `End the stage with ${line}`, safe: false, edits: [edit] }];
}
