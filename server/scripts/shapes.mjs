// Dockerfiles of any length, one shape each, for measuring how the check grows.

const lines = (count, line) => Array.from({ length: count }, (_, i) => line(i)).join('');
const start = 'FROM debian:12\n';

/** Each makes a text of about the given number of lines. */
export const shapes = {
  'RUN lines': (n) => start + lines(n, (i) => `RUN make part${i} && make install\n`),
  'RUN lines with variables': (n) => `${start}ENV A=b\n${lines(n, (i) => `RUN tool $A/\${B:-${i}} --level $C\n`)}`,
  'one RUN, continued': (n) => `${start}RUN true \\\n${lines(n, (i) => `  && make part${i} \\\n`)}  && true\n`,
  'one RUN, every second line a comment': (n) =>
    `${start}RUN true \\\n${lines(n / 2, (i) => `# part ${i}\n  && make part${i} \\\n`)}  && true\n`,
  'stages, each from the one before': (n) =>
    `FROM debian:12 AS s0\n${lines(n / 2, (i) => `FROM s${i} AS s${i + 1}\nENV A${i % 50}=${i}\n`)}`,
  'stages, all from the first': (n) =>
    `FROM debian:12 AS base\n${lines(n / 2, (i) => `FROM base AS s${i}\nCOPY --from=base /a /b\n`)}`,
  'ENV lines': (n) => start + lines(n, (i) => `ENV A${i}=$A${i - 1}b\n`),
  'one ENV, continued': (n) => `${start}ENV A=b \\\n${lines(n, (i) => `  A${i}=${i} \\\n`)}  Z=1\n`,
  'heredocs of four lines': (n) => start + lines(n / 4, (i) => `RUN <<EOF\nmake part${i}\nmake install\nEOF\n`),
  'one heredoc': (n) => `${start}RUN <<EOF\n${lines(n, (i) => `make part${i}\n`)}EOF\n`,
  'comment lines': (n) => start + lines(n, (i) => `# comment ${i}\n`),
  'COPY lines': (n) => start + lines(n, (i) => `COPY --chown=1000:0 part${i} /opt/part${i}\n`),
  'CMD lines': (n) => start + lines(n, (i) => `CMD ["a${i}"]\n`),
};
