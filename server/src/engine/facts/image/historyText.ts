/** An instruction as builders write it into the history of an image. */
export interface HistoryText {
  /** Upper case; `RUN` for a command without a word in front, empty where nothing was written. */
  readonly keyword: string;
  /** What follows it: of a RUN the shell and the build arguments too, every stretch of blanks one. */
  readonly text: string;
}

const keywords =
  /^(?:ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\b/;

/** Reads what Docker, BuildKit, buildah and kaniko write. */
export function historyText(createdBy: string): HistoryText {
  const plain = createdBy
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ # buildkit$/, '');
  const set = plain.replace(/^(?:\/bin\/sh -c|cmd \/S \/C|powershell -Command .{0,200}?) #\(nop\) ?/, '').trim();
  const keyword = keywords.exec(set)?.[0];
  if (keyword !== undefined) return { keyword, text: set.slice(keyword.length).trim() };
  return { keyword: set === '' ? '' : 'RUN', text: set };
}

/** The instruction for a reader, without the shell and the build arguments, cut where it is long. */
export function shownStep(createdBy: string): string {
  const { keyword, text } = historyText(createdBy);
  if (keyword === '') return 'a step without words';
  const command = keyword === 'RUN' ? text.replace(/^\|\d+ .*?(?=\/bin\/\w+ -)|^\|\d+ /, '').replace(shell, '') : text;
  const shown = `${keyword} ${command}`.trim();
  return shown.length > longestShown ? `${shown.slice(0, longestShown - 1).trimEnd()}…` : shown;
}

const shell = /^\/bin\/\w{2,5} (?:-o pipefail )?-\w{1,4} /;
const longestShown = 60;
