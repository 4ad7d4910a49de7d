import { isStandIn } from '../../secrets/harmlessValue.ts';
import { namedValues } from '../../secrets/namedValues.ts';
import { tokensIn } from '../../secrets/tokens.ts';
import type { SecretFile } from './secretFile.ts';

/** Whether the content of a file that may hold secrets by its name holds one, and not a place for one. */
export function holdsSecret({ what, mark }: SecretFile, content: string): boolean {
  if (tokensIn(content).length > 0) return true;
  if (mark === undefined)
    return /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|^PuTTY-User-Key-File/m.test(content);
  if (what.includes('.env')) return namedValues(content).length > 0;
  return [...content.matchAll(new RegExp(mark.source, `${mark.flags.replace('g', '')}g`))].some(
    ({ 0: found, index }) => {
      const at = index + found.length - (/(?:\\S|\])$/.test(mark.source) ? 1 : 0);
      const value = /^[\s:="']*([^\s"',]*)/.exec(content.slice(at, at + longest))?.[1] ?? '';
      return value !== '' && !/^(?:\$|%|\{\{|<)/.test(value) && !isStandIn(value);
    },
  );
}

const longest = 2000;
