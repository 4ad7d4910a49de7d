import { clearTextDownloads } from '../../facts/security/clearText.ts';
import { advice, rule } from '../rule.ts';

export const clearTextDownload = rule({
  id: 'clear-text-download',
  criterion: 'other-security',
  deciding: false,
  title: 'Downloads come over a connection that cannot be tampered with.',
  why: 'What comes by http:// or ftp:// can be changed by anybody on the way, and nobody notices. Most servers offer the same files by https://; a check sum or a signature does as well.',
  ignore: 'Where the server has no https:// and the file is checked in a way that is not seen.',
  examples: {
    violated: [
      'FROM debian:13\nRUN wget -q http://example.org/app-1.0.tar.gz && tar -xzf app-1.0.tar.gz && rm app-1.0.tar.gz\n',
      'FROM debian:13\nRUN curl -fsSL "ftp://example.org/pub/app-1.0.tar.gz" | tar -xz -C /opt\n',
      'FROM debian:13\nADD --chmod=644 http://example.org/model-1.0.pt /opt/\n',
      'FROM debian:13\nRUN git clone --branch v1.0 git://example.org/app.git\n',
    ],
    satisfied: [
      'FROM debian:13\nRUN wget -q https://example.org/app-1.0.tar.gz && tar -xzf app-1.0.tar.gz && rm app-1.0.tar.gz\n',
      "FROM debian:13\nRUN wget -q http://example.org/a-1.0.tgz && echo '93dcc18a  a-1.0.tgz' | sha256sum -c - && tar -xzf a-1.0.tgz && rm a-1.0.tgz\n",
      'FROM debian:13\nRUN curl -fsS http://localhost:8080/health\n',
      "FROM debian:13\nRUN echo 'deb [signed-by=/k.gpg] http://example.org/apt stable main' > /etc/apt/sources.list.d/a.list\n",
    ],
  },
  *check({ build }) {
    if (build === undefined) return;
    for (const { url, at, scheme } of clearTextDownloads(build)) {
      const edits = scheme === undefined ? [] : [{ span: scheme, newText: 'https' }];
      const fixes = edits.length === 0 ? [] : [{ title: 'Write https://', safe: false, edits }];
      const shown = url.length > longest ? `${url.slice(0, longest)}...` : url;
      yield advice(
        at,
        `Anybody on the way can change what comes from ${shown.replace(/\s+/g, ' ')}. Write https:// if the server has it, or check a sum.`,
        { fixes },
      );
    }
  },
});

const longest = 100;
