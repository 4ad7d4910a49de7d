import { describe, expect, it } from 'vitest';
import { secretFile } from '../../../server/src/engine/rules/otherSecurity/secretFile.ts';
import { secretInHistory } from '../../../server/src/engine/rules/otherSecurity/secretInHistory.ts';
import { checkOfLayers, factsOfLayers, type MadeStep } from '../images/factsOfLayers.ts';
import type { Made } from '../layers/makeTar.ts';
import { findings } from './judging.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const key = `-----BEGIN OPENSSH PRIVATE ${'KEY'}-----\n${'b3BlbnNzaC1rZXk'.repeat(5)}\n-----END OPENSSH PRIVATE KEY-----\n`;
const token = `${['gh', 'p_'].join('')}${'aZbYcXdWeVfU'.repeat(3)}`;
const word = 'winter-tulips-7';

async function found(...files: readonly Made[]) {
  const facts = await factsOfLayers([{ by: 'COPY . / # buildkit', files }]);
  return findings(secretFile, facts).map(({ message }) => message.replace(/: everybody.*/, ''));
}

describe('secret-file in layers', () => {
  it.each<[string, string, string]>([
    ['root/.ssh/id_rsa', key, 'a private SSH key'],
    ['etc/app/server.key', key, 'a private key'],
    ['root/.netrc', `machine example.org login bot password ${word}\n`, 'a .netrc with passwords'],
    ['root/.aws/credentials', `[default]\naws_secret_access_key = ${word}\n`, 'AWS credentials'],
    ['root/.kube/config', `users:\n- user:\n    token: ${word}\n`, 'a kubeconfig'],
    ['app/.npmrc', `//registry.example.org/:_authToken=${word}\n`, 'an .npmrc with a token'],
    ['app/.npmrc', `//registry.example.org/:_authToken=${token}\n`, 'an .npmrc with a token'],
    ['root/.pypirc', `[pypi]\npassword = ${word}\n`, 'a .pypirc with a token'],
    ['app/.env', `DEBUG=1\nDB_PASSWORD=${word}\n`, 'an .env with a secret'],
    ['usr/src/app/.env', `export API_KEY="${word}"\n`, 'an .env with a secret'],
    [
      'root/.docker/config.json',
      `{"auths": {"quay.io": {"auth": "${word}"}}}`,
      'a Docker configuration with passwords',
    ],
    ['app/service-account.json', `{"private_key": ${JSON.stringify(key)}}`, 'credentials of Google Cloud'],
  ])('finds %s', async (name, content, what) => {
    const messages = await found({ name, content });
    expect(messages).toEqual([`Layer 1 (COPY . /) holds ${what}, /${name}`]);
    expect(messages.join()).not.toContain(word);
  });

  it.each<[string, string]>([
    ['root/.ssh/id_rsa.pub', 'ssh-rsa AAAA'],
    ['etc/ssl/certs/ca.pem', '-----BEGIN CERTIFICATE-----\nMIIB\n'],
    ['etc/app/server.key', '-----BEGIN PUBLIC KEY-----\nMIIB\n'],
    ['app/.npmrc', 'registry=https://registry.example.org\n//registry.example.org/:_authToken=${NPM_TOKEN}\n'],
    ['app/.env', 'DEBUG=1\nDB_PASSWORD=changeme\nAPI_KEY=\nTOKEN=${TOKEN}\n'],
    ['app/.env.example', `DB_PASSWORD=${word}\n`],
    ['root/.netrc', 'machine example.org login anonymous\n'],
    ['root/.docker/config.json', '{"auths": {}}'],
    ['root/.ssh/id_rsa', ''],
    ['app/tests/data/server.key', key],
    ['etc/ssl/private/ssl-cert-snakeoil.key', key],
    ['usr/lib/python3/dist-packages/tornado/server.key', key],
    ['usr/share/perl5/Mojo/server.key', key],
    ['app/node_modules/a/.env', `TOKEN=${word}\n`],
  ])('has nothing to say of %s', async (name, content) => {
    expect(await found({ name, content })).toEqual([]);
  });

  it('finds what a later layer deletes, replaces or has the folder of', async () => {
    const steps: readonly MadeStep[] = [
      {
        by: 'COPY . /app',
        files: [
          { name: 'app/.ssh/id_rsa', content: key },
          { name: 'app/id_rsa', content: key },
        ],
      },
      { by: 'RUN rm', files: [{ name: 'app/.wh..ssh' }, { name: 'app/id_rsa', content: '' }] },
    ];
    const messages = findings(secretFile, await factsOfLayers(steps)).map(({ message }) => message);
    expect(messages.map((message) => message.replace(/: everybody.*/, '')).sort()).toEqual([
      'Layer 1 (COPY . /app) holds a private SSH key, /app/.ssh/id_rsa, which layer 2 (RUN rm) takes away too late',
      'Layer 1 (COPY . /app) holds a private SSH key, /app/id_rsa, which layer 2 (RUN rm) takes away too late',
    ]);
  });

  it('names a file once that is still there', async () => {
    const files = [{ name: 'root/.ssh/id_rsa', content: key }];
    const facts = await factsOfLayers([
      { by: 'COPY a', files },
      { by: 'COPY b', files },
    ]);
    expect(findings(secretFile, facts).map(({ message }) => message.slice(0, 16))).toEqual(['Layer 2 (COPY b)']);
  });
});

describe('secret-in-history', () => {
  it.each<[string, readonly string[]]>([
    [`RUN |1 NPM_TOKEN=${word} /bin/sh -c npm ci # buildkit`, ['the value of NPM_TOKEN in its RUN']],
    [`|2 A=b DB_PASSWORD=${word} /bin/sh -c make`, ['the value of DB_PASSWORD in its RUN']],
    [`ARG API_KEY=${word}`, ['the value of API_KEY in its ARG']],
    [`/bin/sh -c #(nop)  ENV OLD_SECRET=${word}`, ['the value of OLD_SECRET in its ENV']],
    [`RUN /bin/sh -c curl -u ${token} https://example.org # buildkit`, ['a GitHub token in its RUN']],
    [`RUN /bin/sh -c login --password ${word} # buildkit`, ['the value of password in its RUN']],
    ['RUN |2 VERSION=1.2 TOKEN= /bin/sh -c make # buildkit', []],
    ['RUN |1 TOKEN_URL=https://example.org /bin/sh -c make # buildkit', []],
    ['RUN /bin/sh -c export TOKEN=$(cat /run/secrets/token) && make # buildkit', []],
    [`ENV KEPT_TOKEN=${word}-kept`, []],
    ['', []],
  ])('judges %s', async (by, expected) => {
    const config = { Env: [`KEPT_TOKEN=${word}-kept`] };
    const { problems } = await checkOfLayers([{ by }, { by, files: [] }], config);
    const messages = problems.filter(({ rule }) => rule === 'secret-in-history').map(({ message }) => message);
    expect(messages.map((message) => message.replace(/^The history of the image shows (.*?), to .*$/, '$1'))).toEqual(
      expected,
    );
    expect(JSON.stringify(problems)).not.toContain(word);
  });

  it('has nothing to say of an image without a history', async () => {
    expect(findings(secretInHistory, await factsOfLayers([]))).toEqual([]);
  });
});
