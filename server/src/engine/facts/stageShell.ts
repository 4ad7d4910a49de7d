import type { Build, Stage } from '../dockerfile/build.ts';

/** Whether a shell form can run in the shipped image; undefined where that cannot be told. */
export function hasShell({ ships }: Build): boolean | undefined {
  const root = ships[0];
  if (root === undefined) return undefined;
  if (bringsFiles(ships)) return undefined;
  const { base } = root;
  if (base.kind === 'scratch') return false;
  if (base.kind !== 'image' || base.image === undefined) return undefined;
  const shellless = base.image.family === 'distroless' && !/debug/.test(base.text);
  return !shellless;
}

/** Files may bring a shell along where they are copied to the root, to a bin folder, or unpacked by ADD. */
function bringsFiles(ships: readonly Stage[]): boolean {
  return ships.some(({ steps }) =>
    steps.some(({ instruction }) => {
      if (instruction.kind !== 'copy' && instruction.kind !== 'add') return false;
      const destination = instruction.destination?.raw ?? '';
      return (
        instruction.kind === 'add' || /^\.?\/?$|^\/?((usr|busybox)\/)?s?bin(\/|$)|busybox|\/(ba)?sh$/.test(destination)
      );
    }),
  );
}
