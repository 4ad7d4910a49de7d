import type { Moment } from './moments.ts';

/** What `date +FORMAT` writes at the moment; undefined where the format has something that is not understood. */
export function formatDate(format: string, moment: Moment): string | undefined {
  let understood = true;
  const text = format.replace(/%([-_0^]?)(.|$)/g, (_, flag: string, letter: string) => {
    const whole = wholes.get(letter);
    const written = whole === undefined ? conversions.get(letter)?.(moment) : formatDate(whole, moment);
    if (written === undefined) understood = false;
    return flagged(written ?? '', flag);
  });
  return understood ? text : undefined;
}

/** Conversions that stand for several others. */
const wholes: ReadonlyMap<string, string> = new Map([
  ['F', '%Y-%m-%d'],
  ['T', '%H:%M:%S'],
  ['R', '%H:%M'],
  ['D', '%m/%d/%y'],
]);

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const dayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

type Conversion = (moment: Moment) => string | undefined;

const conversions: ReadonlyMap<string, Conversion> = new Map<string, Conversion>([
  ['Y', ({ year }) => `${year}`],
  ['y', ({ year }) => two(year % 100)],
  ['m', ({ month }) => two(month)],
  ['b', ({ month }) => monthNames[month - 1]],
  ['d', ({ day }) => two(day)],
  ['e', ({ day }) => `${day}`.padStart(2)],
  ['j', (moment) => `${dayOfYear(moment)}`.padStart(3, '0')],
  ['a', (moment) => dayNames[weekday(moment)]],
  ['u', (moment) => `${weekday(moment) || 7}`],
  ['w', (moment) => `${weekday(moment)}`],
  ['H', ({ hour }) => two(hour)],
  ['I', ({ hour }) => two(hour % 12 || 12)],
  ['M', ({ minute }) => two(minute)],
  ['S', ({ second }) => two(second)],
  ['N', () => '012345678'],
  ['s', (moment) => `${milliseconds(moment) / 1000}`],
  ['z', () => '+0000'],
  ['Z', () => 'UTC'],
  ['%', () => '%'],
]);

/** `%-m` is without zeros, `%_m` with blanks, `%^b` in capitals. */
function flagged(text: string, flag: string): string {
  if (flag === '-') return text.replace(/^[0 ]+(?=\d)/, '');
  if (flag === '_') return text.replace(/^0+(?=\d)/, (zeros) => ' '.repeat(zeros.length));
  return flag === '^' ? text.toUpperCase() : text;
}

function two(number: number): string {
  return `${number}`.padStart(2, '0');
}

function milliseconds({ year, month, day, hour, minute, second }: Moment): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function dayOfYear({ year, month, day }: Moment): number {
  return (Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 0)) / 86_400_000;
}

function weekday(moment: Moment): number {
  return new Date(milliseconds(moment)).getUTCDay();
}
