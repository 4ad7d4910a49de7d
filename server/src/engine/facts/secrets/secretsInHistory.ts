import { isSecretValue, namedValues } from '../../secrets/namedValues.ts';
import { tokensIn } from '../../secrets/tokens.ts';
import type { Span } from '../../text/span.ts';
import { knownValue } from '../fact.ts';
import { historyText } from '../image/historyText.ts';
import type { ImageFacts } from '../imageFacts.ts';

/** A secret in the record of how an image was made. */
export interface SecretInHistory {
  /** The name that its value is given to; undefined where its form tells. */
  readonly name: string | undefined;
  /** With its article. */
  readonly kind: string;
  /** The instruction that has it. */
  readonly keyword: string;
  readonly at: Span;
}

/** Those that the image's config does not show as well, where rules of their own tell them; each value once. */
export function secretsInHistory(facts: ImageFacts): readonly SecretInHistory[] {
  const shown = valuesInConfig(facts);
  const told = new Set<string>();
  return (facts.history === undefined ? [] : (knownValue(facts.history) ?? [])).flatMap(({ createdBy, at }) => {
    const { keyword } = historyText(createdBy);
    return secretsIn(createdBy).flatMap(({ value, name, kind }): readonly SecretInHistory[] => {
      if (told.has(value) || shown.has(value)) return [];
      told.add(value);
      return [{ name, kind, keyword, at }];
    });
  });
}

interface Found extends Pick<SecretInHistory, 'name' | 'kind'> {
  readonly value: string;
}

function secretsIn(text: string): readonly Found[] {
  const tokens = tokensIn(text);
  const byForm = tokens.map(({ kind, start, end }) => ({ kind, name: undefined, value: text.slice(start, end) }));
  const byName = namedValues(text)
    .filter(({ start, end }) => !tokens.some((token) => token.start < end && start < token.end))
    .map(({ start, end }) => ({ kind: 'a secret', name: nameBefore(text, start), value: text.slice(start, end) }));
  return [...byForm, ...byName];
}

/** The name that a value at this place is given to. */
function nameBefore(text: string, at: number): string | undefined {
  return /([A-Za-z_][\w.-]{0,200})\\?["']?[ \t]{0,8}[:=]?[ \t]{0,8}\\?["']?$/.exec(
    text.slice(Math.max(0, at - 220), at),
  )?.[1];
}

/** What variables and labels of the image hold, as a whole and the tokens in it, and what it starts. */
function valuesInConfig({ environment, labels, entrypoint, command }: ImageFacts): ReadonlySet<string> {
  const named = [environment, labels].flatMap((fact) => [...(knownValue(fact) ?? [])]);
  const started = [entrypoint, command].flatMap((fact) => knownValue(fact)?.words.join(' ') ?? []);
  const secret = named.filter(([name, value]) => isSecretValue(name, value)).map(([, value]) => value);
  const tokens = [...named.map(([, value]) => value), ...started].flatMap((text) =>
    tokensIn(text).map(({ start, end }) => text.slice(start, end)),
  );
  return new Set([...secret, ...tokens]);
}
