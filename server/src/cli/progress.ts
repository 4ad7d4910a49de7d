/** What a bar is drawn on. */
export interface Terminal {
  readonly err: (text: string) => void;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
  /** Columns of the terminal that standard error is; undefined where it is none, and then nothing is drawn. */
  readonly barWidth: number | undefined;
}

export interface Progress {
  readonly step: (done: number) => void;
  /** Takes the bar away. */
  readonly end: () => void;
}

/** A run that is over sooner needs no bar. */
const patience = 500;

/** Drawing takes longer than most files do. */
const pause = 100;

/** One line on the terminal that says how far the run has come. */
export function progressOn({ err, now, barWidth }: Terminal, total: number): Progress {
  const started = now();
  let drawn: number | undefined;
  return {
    step(done) {
      const time = now();
      if (barWidth === undefined || time - started < patience || time - (drawn ?? 0) < pause) return;
      drawn = time;
      err(`\r${bar(done, total, barWidth)}\u001B[K`);
    },
    end() {
      if (drawn !== undefined) err('\r\u001B[K');
    },
  };
}

function bar(done: number, total: number, width: number): string {
  const words = ` ${done} of ${total}`;
  const room = Math.min(40, width - words.length - 3);
  if (room < 5) return words.trim().slice(0, Math.max(0, width - 1));
  const full = Math.round((room * done) / Math.max(1, total));
  return `[${'#'.repeat(full)}${'.'.repeat(room - full)}]${words}`;
}
