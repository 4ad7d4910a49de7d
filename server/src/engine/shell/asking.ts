import type { Argument, Pipeline, Statement } from './syntax.ts';

const questions = new Set(
  '[ test [[ (( grep egrep fgrep which type hash id getent false cmp diff pgrep mountpoint dpkg-query'.split(' '),
);
const questionOptions: ReadonlyMap<string, readonly string[]> = new Map([
  ['command', ['-v', '-V']],
  ['dpkg', ['-s', '-l', '--status']],
  ['rpm', ['-q']],
  ['apk', ['info']],
]);

/** Pipelines that run together or not at all. */
interface Segment {
  /** Right of `||`, or of a test and `&&`. */
  readonly uncertain: boolean;
  readonly pipelines: readonly Pipeline[];
}

/** Cuts `a && b || c` where it is no longer sure that the next command runs. Any command but a test is taken to succeed. */
export function segmentsOf({ pipelines, operators }: Statement): Segment[] {
  const segments: { uncertain: boolean; pipelines: Pipeline[] }[] = [];
  let asked = false;
  for (const [index, pipeline] of pipelines.entries()) {
    const otherwise = operators[index - 1] === '||';
    const uncertain = otherwise || asked;
    const last = segments.at(-1);
    if (last === undefined || otherwise || last.uncertain !== uncertain)
      segments.push({ uncertain, pipelines: [pipeline] });
    else last.pipelines.push(pipeline);
    asked = (asked && !otherwise) || asks(pipeline);
  }
  return segments;
}

/** Whether the pipeline is there for its exit status, so that failing is normal. */
function asks({ negated, commands }: Pipeline): boolean {
  const last = commands.at(-1);
  if (negated || last?.kind !== 'simple') return negated;
  const program = wordText(last.words[0]);
  if (questions.has(program)) return true;
  return questionOptions.get(program)?.includes(wordText(last.words[1])) === true;
}

function wordText(word: Argument | undefined): string {
  if (word === undefined || 'name' in word || word.parts.length !== 1) return '';
  const [part] = word.parts;
  return part?.kind === 'text' ? part.text : '';
}
