import { type AcceleratorUse, acceleratorsUsed } from '../../facts/acceleratorsUsed.ts';
import { type DeclaredName, declaredNames } from '../../facts/declaredNames.ts';
import { declaredElsewhere } from '../../facts/declaredParts.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { shippedRuns, shippedSteps } from '../../facts/shippedRuns.ts';
import { installs } from '../../shell/packages.ts';
import { advice, rule } from '../rule.ts';

export const acceleratorAgrees = rule({
  id: 'accelerator-agrees',
  criterion: 'image-name',
  deciding: false,
  title: 'The name says what the image is built for, and nothing else.',
  why: 'Workflows choose between images of the same application by the accelerator in their names. One that is not told is not found; one that is not there fails on the node.',
  ignore:
    'Where the accelerator is there for something else than the application, or comes with files that are copied.',
  examples: {
    violated: [
      '# st4sd image=quay.io/st4sd/community-applications/namd-hlcs:1.0.0\nFROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\n',
      '# st4sd image=quay.io/st4sd/community-applications/lammps-serial-hlcs:1.0.0\nFROM debian:13\nRUN apt-get update && apt-get install -y openmpi-bin\n',
      '# st4sd image=quay.io/st4sd/community-applications/namd-cuda-hlcs:1.0.0\nFROM debian:13\nRUN apt-get update && apt-get install -y namd\n',
    ],
    satisfied: [
      '# st4sd image=quay.io/st4sd/community-applications/namd-gpu-hlcs:1.0.0\nFROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\n',
      '# st4sd image=quay.io/st4sd/community-applications/lammps-mpi-hlcs:1.0.0\nFROM debian:13\nRUN apt-get update && apt-get install -y openmpi-bin\n',
      '# st4sd image=quay.io/st4sd/community-applications/namd-gpu-hlcs:1.0.0\nFROM debian:13\nCOPY namd /opt/namd\n',
    ],
  },
  *check(facts, { maintainers = [], accelerators }) {
    const used = acceleratorsUsed(facts);
    const [main] = declaredNames(facts, { maintainers, accelerators }).filter(
      ({ reading }) => reading.state === 'valid',
    );
    if (main === undefined) return;
    const message = messageOf(main, used, facts);
    if (message !== undefined) yield advice(main.parts.declared.at, message);
  },
});

const families: Readonly<Record<'gpu' | 'mpi' | 'single', ReadonlySet<string>>> = {
  gpu: new Set(['gpu', 'cuda', 'rocm', 'hip', 'sycl', 'oneapi', 'opencl', 'openacc', 'vulkan', 'xpu']),
  mpi: new Set(['mpi', 'openmpi', 'mpich', 'mvapich', 'impi', 'intelmpi', 'parallel']),
  single: new Set(['serial', 'cpu']),
};

function messageOf(
  { name, reading }: DeclaredName,
  used: readonly AcceleratorUse[],
  facts: ImageFacts,
): string | undefined {
  if (reading.state !== 'valid') return undefined;
  const said = reading.accelerator?.replace(/\d+$/, '');
  const shown = `${name}${declaredElsewhere(facts)}`;
  // A graphics processor is the more telling of two.
  const use = used.find(({ kind }) => kind !== 'mpi') ?? used[0];
  if (use === undefined) return isMissing(said, facts) ? missing(shown, said) : undefined;
  const family = use.kind === 'mpi' ? 'mpi' : 'gpu';
  const contradicts = said === 'serial' || (said === 'cpu' && family === 'gpu');
  if (said !== undefined && !contradicts) return undefined;
  const word = use.kind === 'oneapi' ? 'sycl' : family;
  const proposal = `${reading.name}-${word}-${reading.maintainer}`;
  return said === undefined
    ? `The image ${use.says}, but the name ${shown} tells no accelerator. Write ${proposal}, if it is built for one.`
    : `The image ${use.says}, but the name ${shown} says ${said}. Write ${proposal}, if it is built for one.`;
}

function missing(shown: string, said = ''): string {
  return `The name ${shown} says ${said}, but nothing for it is installed and the base has nothing. Leave ${said} out, or install what it needs.`;
}

/** Only where everything that ships comes from a known base and the packages of its distribution. */
function isMissing(said: string | undefined, { build }: ImageFacts): boolean {
  if (said === undefined || build === undefined || !(families.gpu.has(said) || families.mpi.has(said))) return false;
  const root = build.ships[0]?.base;
  if (root?.kind !== 'image' || root.image === undefined) return false;
  const steps = shippedSteps(build);
  if (steps.some(({ instruction: { kind } }) => kind === 'copy' || kind === 'add')) return false;
  const runs = shippedRuns(build);
  const isPlain = runs.every(({ script: { unread, commands } }) => {
    return (
      unread.length === 0 && commands.every((command) => isInstall(command) || harmless.has(command.program ?? ''))
    );
  });
  return isPlain && runs.some(({ script }) => script.commands.some(isInstall));
}

const distribution: ReadonlySet<string> = new Set(['apt', 'apk', 'dnf', 'yum', 'microdnf', 'tdnf', 'zypper']);
const harmless: ReadonlySet<string> = new Set(
  'set cd rm mkdir ln echo true chmod chown chgrp useradd groupadd adduser addgroup export'.split(' '),
);

function isInstall(command: Parameters<typeof installs>[0]): boolean {
  return distribution.has(installs(command)?.manager ?? '');
}
