import { joinMapped, type MappedText, originOf, sliceMapped } from '../text/mappedText.ts';
import { formatDate } from './dateFormat.ts';
import { gapFor } from './gaps.ts';
import { type Moment, sampleMoments } from './moments.ts';

/**
 * A shell text with the outputs of its `$(date ...)` and `$(git rev-parse ...)` in their places, or gaps where there is
 * no moment; a command that is not understood stays for the shell's reader.
 */
export function withMadeParts(text: MappedText, moment: Moment | undefined): MappedText {
  return replaced(
    replaced(text, cut, ([, name, length]) => `\${${name}:0:${length}}`),
    substitution,
    ([written, inner, quoted = '']) => {
      const output = outputOf(inner ?? quoted);
      if (output === undefined) return undefined;
      return moment === undefined ? gapFor(written) : output(moment);
    },
  );
}

/** The text with what the pattern finds replaced, where there is something to replace it by. */
export function replaced(
  mapped: MappedText,
  pattern: RegExp,
  by: (match: RegExpExecArray) => string | undefined,
): MappedText {
  const parts: MappedText[] = [];
  let done = 0;
  for (const match of mapped.text.matchAll(pattern)) {
    const text = by(match);
    if (text === undefined) continue;
    if (match.index > done) parts.push(sliceMapped(mapped, done, match.index));
    done = match.index + match[0].length;
    parts.push(standingFor(text, { from: originOf(mapped, match.index), to: originOf(mapped, done - 1) }));
  }
  if (done === 0) return mapped;
  return joinMapped([...parts, sliceMapped(mapped, done)]);
}

/** A text whose first and last letter are those of the stretch it stands for. */
function standingFor(text: string, { from, to }: { readonly from: number; readonly to: number }): MappedText {
  return { text, from, breaks: text.length > 1 ? [{ at: text.length - 1, from: to }] : [] };
}

/** `${GITHUB_SHA::7}`: the start may be left out. */
const cut = /\$\{(\w{1,80})::(\d{1,3})\}/g;

/** A substitution of a plain command, without others inside. */
const substitution = /\$\(([^()$`\n]{1,200})\)|(?<!\\)`([^`$\n]{1,200})`/g;

type Output = (moment: Moment) => string;

function outputOf(command: string): Output | undefined {
  const written = command.trim().replace(/\s+/g, ' ');
  for (const [pattern, output] of commands) {
    const match = pattern.exec(written);
    if (match !== null) return output(match[1] ?? '');
  }
  return undefined;
}

const log =
  /^git (?:log|show)(?: -s| -1| -n ?1| --no-patch)* --(?:pretty|format)=["']?(?:format:)?(%h|%H)["']?(?: -1| -n ?1| -s)*$/;

const commands: readonly (readonly [RegExp, (found: string) => Output | undefined])[] = [
  [/^date(?: -u| --utc)* ["']?\+["']?([^"']+)["']?$/, date],
  [/^date(?: -u| --utc)* (?:-I|--iso-8601)(?:=?date)?$/, () => date('%F')],
  [/^git rev-parse (?:--verify )?--short(?:=(\d+))? HEAD$/, (digits) => commit(digits || '7')],
  [/^git rev-parse (?:--verify )?HEAD$/, () => commit('40')],
  [/^git rev-parse HEAD \| (?:cut -c ?(?:1?-)|head -c ?)(\d+)$/, commit],
  [log, (format) => commit(format === '%h' ? '7' : '40')],
  [/^(?:uname -m|arch)$/, () => () => 'x86_64'],
  [/^dpkg --print-architecture$/, () => () => 'amd64'],
  [/^git rev-list (?:--count HEAD|HEAD --count)$/, () => (moment) => `${moment.run}`],
];

function commit(digits: string): Output {
  return (moment) => moment.commit.slice(0, Number(digits));
}

function date(format: string): Output | undefined {
  const understood = sampleMoments.every((moment) => formatDate(format, moment) !== undefined);
  return understood ? (moment) => formatDate(format, moment) ?? '' : undefined;
}
