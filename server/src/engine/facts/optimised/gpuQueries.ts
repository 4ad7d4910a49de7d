import type { Build } from '../../dockerfile/build.ts';
import type { ShellCommand } from '../../shell/script.ts';
import { remembered } from '../../text/remembered.ts';
import { type ReachableRun, reachableRuns } from '../reachable.ts';

/** A command of the build that asks for an accelerator. */
export interface GpuQuery {
  readonly run: ReachableRun;
  readonly command: ShellCommand;
  /** What asks: `nvidia-smi`, `torch.cuda.is_available`. */
  readonly what: string;
}

export const gpuQueries = remembered((build: Build): readonly GpuQuery[] =>
  reachableRuns(build).flatMap((run) =>
    run.script.commands.flatMap((command) => {
      const what = queryIn(command);
      return what === undefined ? [] : [{ run, command, what }];
    }),
  ),
);

const programs: ReadonlySet<string> = new Set([
  'nvidia-smi',
  'rocm-smi',
  'amd-smi',
  'rocminfo',
  'deviceQuery',
  'xpu-smi',
  'sycl-ls',
]);

/** Asking for the program itself is harmless. */
const harmless = /^(?:-h|--help|--version|-v)$/;

const python = /^(?:python|pypy|ipython)[23]?(?:\.\d{1,2})?$/;
const calls =
  /\b(?:torch\.cuda\.(?:is_available|device_count|current_device|get_device_\w+|init)|torch\.backends\.cudnn\.is_available|tf\.config\.(?:experimental\.)?list_physical_devices|tf\.test\.(?:is_gpu_available|gpu_device_name)|jax\.(?:devices|local_devices|device_count|default_backend)|cupy\.cuda\.runtime\.\w+|numba\.cuda\.(?:detect|gpus))\b/;
const longest = 20_000;

function queryIn({ program, args, redirections }: ShellCommand): string | undefined {
  if (program === undefined) return undefined;
  if (programs.has(program)) return args.some(({ text }) => harmless.test(text ?? '')) ? undefined : program;
  if (!python.test(program)) return undefined;
  const at = args.findIndex(({ text }) => text === '-c');
  const given = redirections.findLast(({ operator }) => operator === '<<' || operator === '<<<')?.target;
  const code = at >= 0 ? args[at + 1] : args.some(({ text }) => text !== '-') ? undefined : given;
  return calls.exec((code?.text ?? code?.pieces.join(' ') ?? '').slice(0, longest))?.[0];
}
