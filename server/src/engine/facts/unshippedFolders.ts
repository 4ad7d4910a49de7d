import type { Step } from '../dockerfile/build.ts';
import { expandIn } from '../dockerfile/dispatch.ts';
import { resolvePath } from '../dockerfile/path.ts';
import { mountOptions } from '../dockerfile/reach.ts';

const mounting: ReadonlySet<string> = new Set(['cache', 'tmpfs', 'bind']);

/** The folders of a RUN whose content is not part of the image: cache, tmpfs and bind mounts. */
export function unshippedFolders({ instruction, before }: Step, escape: string): readonly string[] {
  return instruction.flags.flatMap(({ name, value }) => {
    if (name !== 'mount' || value === undefined) return [];
    const options = mountOptions(value);
    const target = options.get('target') ?? options.get('dst') ?? options.get('destination');
    if (target === undefined || !mounting.has(options.get('type') ?? 'bind')) return [];
    const expansion = expandIn(before, target, escape);
    const text = expansion.state === 'text' ? expansion.text : target;
    return [resolvePath(before.workdir.state === 'known' ? before.workdir.value : '/', text)];
  });
}
