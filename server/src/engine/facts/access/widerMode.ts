import type { ModeEntry } from './modeEntry.ts';

/** A mode as written, with what others lack: `700` is `755`, `u+x` is `a+x`. Undefined where it is not written so plainly. */
export function widerMode(written: string): string | undefined {
  if (/^0?[0-7]{3}$/.test(written)) {
    const owner = Number(written.at(-3)) & 5;
    const wider = [...written.slice(-3)].map((digit) => Number(digit) | owner).join('');
    return wider === written.slice(-3) ? undefined : `${written.slice(0, -3)}${wider}`;
  }
  if (/^u\+[rxX]+$/.test(written)) return `a${written.slice(1)}`;
  return undefined;
}

/** What to say that made it so. */
export function causeText({ cause, mode }: ModeEntry): string {
  if (cause.how === 'chmod' && cause.word !== undefined) return `chmod ${cause.word.raw}`;
  const flag = cause.how === 'copy' ? cause.instruction.flags.find(({ name }) => name === 'chmod') : undefined;
  if (flag !== undefined) return `--chmod=${flag.value}`;
  return cause.how === 'umask' ? 'The umask' : `Mode ${mode.toString(8).padStart(4, '0')}`;
}
