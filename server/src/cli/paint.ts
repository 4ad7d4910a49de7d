/** Colours for a terminal; they only say what words say too. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly info: (text: string) => string;
  readonly good: (text: string) => string;
}

export function painter(color: boolean): Paint {
  const style = (code: number, end: number) => (text: string) =>
    color && text !== '' ? `\u001B[${code}m${text}\u001B[${end}m` : text;
  return {
    bold: style(1, 22),
    quiet: style(2, 22),
    error: style(31, 39),
    warning: style(33, 39),
    info: style(36, 39),
    good: style(32, 39),
  };
}
