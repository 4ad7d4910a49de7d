import { describe, expect, it } from 'vitest';
import { checkDockerfile, checkImageJson } from '../../../server/src/engine/check.ts';
import { reportSubject } from '../../../server/src/engine/report.ts';
import { markdownReport } from '../../../server/src/engine/view/markdown.ts';
import { reportView } from '../../../server/src/engine/view/reportView.ts';
import { folderWith, run } from '../cli/run.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const token = (start: string, length: number) =>
  start + Array.from({ length }, (_, i) => 'aZbYcXdWeVfUgThS'[(i * 7) % 16]).join('');
const github = token(['gh', 'p_'].join(''), 36);
const gitlab = token(['gl', 'pat-'].join(''), 24);
const hub = token(['h', 'f_'].join(''), 34);
const aws = ['AK', 'IA', 'Z7Q2M4XW9T3B6N8K'].join('');
const body = token('MII', 60);
const secrets: Readonly<Record<string, string>> = {
  github,
  gitlab,
  hub,
  aws,
  body,
  password: 'w1nter-tulips',
  word: 'gezellig',
  quoted: 'two w0rds, quoted',
  inAddress: 'b1cycle-lane',
  label: 'herring-stand-9',
  short: 'k4as',
  viaArgument: 'polder-model-3',
};

const dockerfile = `# syntax=docker/dockerfile:1
ARG BASE_TOKEN=${github}
FROM registry.example.org/${github}/base:${hub} AS build
ARG GITHUB_TOKEN=${github}
ENV DB_PASSWORD=${secrets['password']} A=b \\
    API_KEY=${secrets['word']}
ENV ADMIN_PASSWORD ${secrets['quoted']}
ENV SHORT_PASSWORD=${secrets['short']}
ARG X=${secrets['viaArgument']}
ENV MY_SECRET=$X
LABEL com.example.api-key="${secrets['label']}" org.opencontainers.image.version="${gitlab}" org.opencontainers.image.title=${secrets['password']}
RUN git clone https://bot:${secrets['inAddress']}@git.example.org/app.git && pip install git+https://${github}@github.com/o/r.git
RUN curl -fsSL https://example.org/latest/${secrets['viaArgument']}/${secrets['password']}.tar.gz && apt-get update && apt-get install -y ${secrets['label']} && chmod 700 /opt/${gitlab} && useradd ${secrets['label']}
RUN <<EOT
export SLACK_TOKEN="${secrets['label']}"
echo "-----BEGIN RSA PRIVATE KEY-----
${body}
-----END RSA PRIVATE KEY-----" > /root/.ssh/id_rsa
EOT
COPY --from=${gitlab} --chmod=700 /a/${secrets['password']} /b/${hub}
COPY <<EOT /root/.netrc
password ${aws}
EOT
WORKDIR /work/${secrets['password']}
SHELL ["/bin/sh", "-c", "${github}"]
USER ${secrets['password']}
CMD run --token ${secrets['label']} ${aws}
MAINTAINER ${github}
ENTRYPOINT ["sh", "-c", "${hub}"
USER $MY_SECRET
FROM build
MAINTAINER ${secrets['password']}
CMD serve --key ${github}
USER ${github}
`;

const buildable = dockerfile.replace(`"${hub}"\n`, `"${hub}"]\n`);

const image = JSON.stringify(
  {
    architecture: 'amd64',
    os: 'linux',
    config: {
      User: github,
      Env: [
        `DB_PASSWORD=${secrets['password']}`,
        `GITHUB_TOKEN=${github}`,
        `API_KEY=${secrets['word']}`,
        `ADMIN_PASSWORD=${secrets['quoted']}`,
        `SHORT_PASSWORD=${secrets['short']}`,
        `MY_SECRET=${secrets['viaArgument']}`,
        `KEY=${body}`,
        `PRIVATE_KEY=-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----`,
      ],
      Labels: { 'com.example.api-key': secrets['label'], url: `https://bot:${secrets['inAddress']}@git.example.org/a` },
      Entrypoint: ['run', '--token', github, hub],
      Cmd: ['sh', '-c', `${gitlab} ${secrets['password']}`],
      WorkingDir: `/work/${aws}`,
    },
    history: [{ created_by: `|1 DB_PASSWORD=${secrets['password']} /bin/sh -c ${gitlab}` }],
    rootfs: { type: 'layers', diff_ids: [] },
  },
  null,
  2,
);

const files = { Dockerfile: dockerfile, 'Dockerfile.good': buildable, 'image.json': image };

/** What is seen of a secret; escapes of the formats undone. */
function shown(text: string): readonly string[] {
  const plain = text.replaceAll('\\_', '_').replaceAll('&#39;', "'");
  return Object.entries(secrets).flatMap(([name, value]) => {
    const at = plain.indexOf(value);
    return at < 0 ? [] : [`${name}: ${plain.slice(Math.max(0, at - 60), at + value.length + 20)}`];
  });
}

const formats = ['text', 'json', 'sarif', 'junit', 'github', 'markdown', 'checkstyle', 'codeclimate', 'html'];

describe('no secret is shown', () => {
  it.each(formats)('as %s', async (format) => {
    for (const level of ['contrib', 'gold']) {
      for (const more of [[], ['--no-ignores', '--strict'], ['--image', `quay.io/st4sd/${github}:1`]]) {
        const { out, err } = await run(folderWith(files), [
          '--format',
          format,
          '--level',
          level,
          ...more,
          ...Object.keys(files),
        ]);
        expect(out).not.toBe('');
        expect(shown(out)).toEqual([]);
        expect(shown(err)).toEqual([]);
      }
    }
  });

  it('in the diff of the repairs', async () => {
    for (const level of ['contrib', 'gold']) {
      const { out, err } = await run(folderWith(files), ['--fix-dry-run', '--level', level, ...Object.keys(files)]);
      if (level === 'gold') expect(out).toContain('+++');
      expect(shown(out + err)).toEqual([]);
    }
  });

  it('of a configuration and of build arguments', async () => {
    const config = `buildArgs:\n  GITHUB_TOKEN: ${github}\n  OTHER_PASSWORD: ${secrets['password']}\n  NUMBER: [${gitlab}]\nlevle: ${hub}\nimages:\n  Dockerfile: ${aws}\n`;
    const folder = folderWith({
      '.st4sd.yaml': config,
      Dockerfile: 'FROM debian:13\nARG OTHER_PASSWORD\nUSER $OTHER_PASSWORD\n',
    });
    for (const format of formats) {
      const { out, err } = await run(folder, ['--format', format, '--build-arg', `MY_TOKEN=${secrets['label']}`]);
      expect(shown(out + err)).toEqual([]);
    }
  });

  it('to an editor, beyond the text it has and edits of it', () => {
    for (const text of [dockerfile, buildable, image]) {
      const check = text === image ? checkImageJson(text) : checkDockerfile(text);
      if ('problem' in check) throw new Error(check.problem);
      const told = check.problems.map(({ message, fixes }) => [message, ...fixes.map(({ title }) => title)].join('\n'));
      const subject = reportSubject(check, 'a');
      expect(shown([...told, markdownReport(subject), reportView(subject).body].join('\n'))).toEqual([]);
    }
  });

  it('in what is wrong with a document', async () => {
    const broken = `{"config": {"Env": ["GITHUB_TOKEN=${github}" "${hub}"], "User": {"${gitlab}": 1}, "Labels": {"${aws}": ["x"]}}}`;
    const folder = folderWith({ 'a.json': broken, 'b.json': broken.replace('" "', '", "') });
    for (const format of formats) {
      const { out, err } = await run(folder, ['--format', format, 'a.json', 'b.json']);
      expect(shown(out + err)).toEqual([]);
    }
  });

  it('but every other character of a line stays where it is', async () => {
    const text = `FROM debian:13\nENV DB_PASSWORD=${secrets['password']} GITHUB_TOKEN=${github} A=b\n`;
    const { out } = await run(folderWith({ Dockerfile: text }), ['--level', 'gold']);
    const stars = '*'.repeat('w1nter-tulips'.length);
    expect(out).toContain(`2 │ ENV DB_PASSWORD=${stars} GITHUB_TOKEN=ghp_${'*'.repeat(36)} A=b`);
  });
});
