import type { Build, Stage } from '../../dockerfile/build.ts';
import { linesBefore } from '../../dockerfile/edit.ts';
import { baseSpan } from '../../dockerfile/resolve.ts';
import {
  type DeclaredArgument,
  fromArguments,
  platformArguments,
  undeclaredArguments,
} from '../../facts/fromArguments.ts';
import { nearest } from '../../reference/nearest.ts';
import type { Span } from '../../text/span.ts';
import { type Fix, rule, violation } from '../rule.ts';

export const undeclaredBaseArgument = rule({
  id: 'undeclared-base-argument',
  criterion: 'stable-base',
  deciding: true,
  title: 'Every variable of a FROM is declared by an ARG before the first FROM.',
  why: 'FROM only sees arguments that are declared before the first FROM. Any other variable is empty there, even if --build-arg gives it a value: the build stops, or takes another image than was meant.',
  ignore: 'Never: the variable has no value.',
  examples: {
    violated: [
      'ARG PYTHON_VERSION=3.13\nFROM python:$PYTHON_VERSON-slim\n',
      'FROM python:$PYTHON_VERSION-slim\nARG PYTHON_VERSION=3.13\n',
      'FROM debian${SUFFIX}\n',
    ],
    satisfied: [
      'ARG PYTHON_VERSION=3.13\nFROM python:$PYTHON_VERSION-slim\n',
      'FROM base-${TARGETARCH}\n',
      'FROM ${BASE:-debian:13}\n',
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    const candidates = [...[...fromArguments(build).global.keys()].slice(0, mostSought), ...platformArguments];
    const remedies = new Map<string, Remedy>();
    for (const stage of [...build.reachable].sort((a, b) => a.index - b.index)) {
      for (const name of undeclaredArguments(stage, build)) {
        const remedy = remedies.get(name) ?? remedyFor(name, build, remedies.size < mostSought ? candidates : []);
        remedies.set(name, remedy);
        const at = placeOf(name, stage);
        const fixes = remedy.meant === undefined ? remedy.fixes : renaming(remedy.meant, at);
        yield violation(at ?? baseSpan(stage.from), `FROM uses ${shown(name)}, which ${remedy.says}`, { fixes });
      }
    }
  },
});

/** For more names than these no similar one is looked for, and only among as many. */
const mostSought = 100;

interface Remedy {
  /** Completes "FROM uses ..., which ...". */
  readonly says: string;
  readonly fixes: readonly Fix[];
  /** A declared name that is nearly the same. */
  readonly meant?: string;
}

function remedyFor(name: string, build: Build, candidates: readonly string[]): Remedy {
  const later = fromArguments(build).staged.get(name);
  if (later !== undefined) return { says: laterMessage(later), fixes: declaration(later, build) };
  const upper = name.toUpperCase();
  const meant = candidates.find((other) => other.toUpperCase() === upper) ?? nearest(name, candidates);
  return meant === undefined
    ? {
        says: `no ARG before the first FROM declares. Declare it there with a default, ARG ${shown(name)}=VALUE.`,
        fixes: [],
      }
    : { says: `no ARG before the first FROM declares. Write ${meant}.`, fixes: [], meant };
}

function renaming(meant: string, at: Span | undefined): readonly Fix[] {
  if (at === undefined) return [];
  return [{ title: `Write ${meant}`, safe: false, edits: [{ span: at, newText: meant }] }];
}

function laterMessage(argument: DeclaredArgument): string {
  const line = shown(lineOf(argument) ?? `ARG ${argument.name}`);
  return `is declared only behind a FROM, where no FROM can see it. Write ${line} before the first FROM.`;
}

/** The declaration on a line of its own; undefined where its value is written over several. */
function lineOf({ name, value }: DeclaredArgument): string | undefined {
  const line = value === undefined ? `ARG ${name}` : `ARG ${name}=${value}`;
  return /[\r\n]/.test(line) ? undefined : line;
}

/** Without a default the base would still not be known. */
function declaration(argument: DeclaredArgument, { dockerfile }: Build): readonly Fix[] {
  const line = lineOf(argument);
  const first = dockerfile.instructions.find(({ kind }) => kind === 'from');
  if (first === undefined || line === undefined || argument.value === undefined) return [];
  const edits = [linesBefore(dockerfile, first, [line])];
  return [{ title: `Declare ${line} before the first FROM`, safe: false, edits }];
}

const shown = (text: string) => (text.length > longest ? `${text.slice(0, longest)}...` : text);
const longest = 100;

/** Where the name stands in FROM, if it is written there without a break. */
function placeOf(name: string, { from: { base } }: Stage): Span | undefined {
  if (base === undefined || base.span.end - base.span.start !== base.raw.length) return undefined;
  for (const { index, 0: sign } of base.raw.matchAll(/\$\{?/g)) {
    const start = index + sign.length;
    const end = start + name.length;
    if (base.raw.startsWith(name, start) && !/^[\p{L}\d_]/u.test(base.raw.slice(end, end + 2))) {
      return { start: base.span.start + start, end: base.span.start + end };
    }
  }
  return undefined;
}
