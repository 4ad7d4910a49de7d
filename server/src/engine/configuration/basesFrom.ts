import type { BaseImage, BaseLookup } from '../bases/baseImage.ts';
import { compileGlob } from '../bases/glob.ts';
import type { CommandLine } from '../facts/imageFacts.ts';
import { accountOf, type User } from '../facts/user.ts';
import { parseReference } from '../reference/imageReference.ts';
import { familiarName, normalise, normalisedText } from '../reference/normalise.ts';
import type { Configuration, ConfiguredBase } from './configuration.ts';

/** Bases as the configuration has them, over what is known otherwise; the first name that matches counts. */
export function basesFrom({ bases }: Configuration, otherwise: BaseLookup): BaseLookup {
  if (bases.length === 0) return otherwise;
  const configured = bases.map((base) => ({ base, matches: compileGlob(base.name) }));
  const found = new Map<string, BaseImage | undefined>();
  return (reference) => {
    if (found.has(reference)) return found.get(reference);
    const names = namesOf(reference);
    const base = configured.find(({ matches }) => names.some(matches))?.base;
    const known = otherwise(reference);
    const image = base === undefined ? known : baseImage(base, { known, reference });
    if (found.size >= kept) found.clear();
    found.set(reference, image);
    return image;
  };
}

const kept = 500;

/** The names that a pattern may have been written for: with and without tag, short and in full. */
function namesOf(reference: string): readonly string[] {
  const parsed = parseReference(reference);
  if (parsed === undefined) return [reference];
  const { name, tag } = normalise(parsed);
  const names = [name, familiarName(name)];
  return [reference, ...names, ...(tag === undefined ? [] : names.map((one) => `${one}:${tag}`))];
}

interface Around {
  readonly known: BaseImage | undefined;
  readonly reference: string;
}

/** What is configured, and of the rest what is known. */
function baseImage({ user, entrypoint, cmd, source }: ConfiguredBase, { known, reference }: Around): BaseImage {
  const parsed = parseReference(reference);
  return {
    reference: parsed === undefined ? reference : normalisedText(normalise(parsed)),
    checked: '',
    ...known,
    source,
    derived: user === undefined && (known?.derived ?? false),
    ...(user === undefined ? {} : { user: userOf(user) }),
    ...(entrypoint === undefined ? {} : { entrypoint: commandLine(entrypoint) }),
    ...(cmd === undefined ? {} : { command: commandLine(cmd) }),
  };
}

function userOf(text: string): User | null {
  if (text.trim() === '') return null;
  const user: User = { text, literal: true };
  const account = accountOf(user);
  return /^\d+$/.test(account) ? { ...user, uid: Number.parseInt(account, 10) } : user;
}

function commandLine(value: readonly string[] | string): CommandLine | null {
  if (typeof value === 'string') return { form: 'shell', words: ['/bin/sh', '-c', value] };
  return value.length === 0 ? null : { form: 'exec', words: value };
}
