import { describe, expect, it } from 'vitest';
import { secretFile } from '../../../server/src/engine/rules/otherSecurity/secretFile.ts';
import { secretName } from '../../../server/src/engine/rules/otherSecurity/secretName.ts';
import { secretValue } from '../../../server/src/engine/rules/otherSecurity/secretValue.ts';
import { fixed, found, imageJson, messages } from './judging.ts';

const from = 'FROM debian:13\n';
/** Put together here, so that no scanner takes this file for a leak. */
const token = `${['gh', 'p_'].join('')}${'aZbYcXdWeVfU'.repeat(3)}`;

describe('secret-name', () => {
  it.each([
    ['an argument without default', 'ARG GITHUB_TOKEN\nRUN a\n', ['violated "GITHUB_TOKEN"']],
    ['an empty default', 'ARG GITHUB_TOKEN=""\n', ['violated "GITHUB_TOKEN"']],
    ['a default of its own', 'ARG CLIENT_SECRET=clientsecret\n', ['violated "CLIENT_SECRET"']],
    ['an ENV that keeps an ARG, once', 'ARG API_KEY\nENV API_KEY=${API_KEY}\n', ['violated "API_KEY"']],
    ['an ENV that keeps an ARG of another name', 'ARG PW\nENV DB_PASSWORD=$PW\n', ['violated "DB_PASSWORD"']],
    ['an ENV that keeps an ARG with an empty default', 'ARG API_KEY=\nENV API_KEY=$API_KEY\n', ['violated "API_KEY"']],
    ['two of one instruction', 'ENV A_TOKEN=abc1 B=c D_SECRET=x-y\n', ['violated "A_TOKEN"', 'violated "D_SECRET"']],
    ['the old form', 'ENV DB_PASSWORD two words\n', ['violated "DB_PASSWORD"']],
    ['lower case', 'env db_password=winter\n', ['violated "db_password"']],
    ['a value with a variable', 'ENV A=winter\nENV DB_PASSWORD=$A-tulips\n', ['violated "DB_PASSWORD"']],
    ['a label', 'LABEL api-key=winter\n', ['violated "api-key"']],
    ['a comment within', 'ENV A=b \\\n# TOKEN=abc\n  C_TOKEN=abc1\n', ['violated "C_TOKEN"']],
    ['CRLF', 'ENV A=b \\\r\n  C_TOKEN=abc1\r\n', ['violated "C_TOKEN"']],
  ])('%s', (_, text, expected) => {
    expect(found(secretName, from + text)).toEqual(expected);
  });

  it.each([
    // What other linters take for secrets.
    'ENV GOPRIVATE=github.com/org',
    'ENV AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/token KMS_KEY_ALIAS=alias/app PUBLIC_KEY=abcd',
    'ENV KEYCLOAK_URL=https://a.example AUTH_MODULE_VERSION=1.2 USERNAME=app SSH_AUTH_SOCK=/tmp/a KEYTIMEOUT=1',
    'ENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D',
    'ENV GOOGLE_APPLICATION_CREDENTIALS=/run/secrets/gcp.json',
    'ENV PASSWORD= TOKEN="" MAX_TOKEN=4096 USE_SECRET=true',
    'ENV PASSWORD=$PASSWORD',
    'ARG TOKEN=changeme\nENV TOKEN=$TOKEN',
    'ARG TOKEN_URL SECRETFILE="secret1.txt"',
    'LABEL token.note="is given at run time"',
    `ENV GITHUB_TOKEN=${token}`,
    '# ENV DB_PASSWORD=winter',
    'RUN <<EOF\nENV DB_PASSWORD=winter\nEOF',
  ])('has nothing to say of %s', (text) => {
    expect(found(secretName, `${from}${text}\n`)).toEqual([]);
  });

  it('advises in a builder, and leaves alone what is not reached', () => {
    const text = 'FROM a:1 AS build\nARG TOKEN\nFROM a:1 AS other\nARG TOKEN\nFROM a:1\nCOPY --from=build /a /a\n';
    expect(found(secretName, text)).toEqual(['advice "TOKEN"']);
  });

  it('sees what ONBUILD brings to a stage that is built on it', () => {
    expect(found(secretName, `FROM a:1 AS base\nONBUILD ENV DB_PASSWORD=winter\nFROM base\n`)).toEqual([
      'violated "DB_PASSWORD"',
    ]);
  });

  it('asks for a global argument only where a stage takes it up', () => {
    expect(found(secretName, 'ARG TOKEN\nFROM debian:13\n')).toEqual([]);
    expect(found(secretName, 'ARG TOKEN\nFROM debian:13\nARG TOKEN\n')).toEqual(['violated "TOKEN"']);
  });

  it('names both where an ENV keeps an ARG', () => {
    expect(messages(secretName, `${from}ARG KEY_IN\nARG API_KEY\nENV API_KEY=$API_KEY\n`)).toEqual([
      'The value of ENV API_KEY and ARG API_KEY can be read by everybody who has the image. Mount the secret into the RUN that needs it: RUN --mount=type=secret,id=api_key,env=API_KEY.',
    ]);
  });

  it.each([
    ['RUN a $TOKEN\n', 'RUN --mount=type=secret,id=token,env=TOKEN a $TOKEN\n'],
    [
      'RUN --network=none a \\\n    "${TOKEN}"\n',
      'RUN --mount=type=secret,id=token,env=TOKEN --network=none a \\\n    "${TOKEN}"\n',
    ],
    ['RUN <<EOF\na $TOKEN\nEOF\n', 'RUN --mount=type=secret,id=token,env=TOKEN <<EOF\na $TOKEN\nEOF\n'],
    [
      'RUN b\nRUN a $TOKEN\nRUN $TOKEN\n',
      'RUN b\nRUN --mount=type=secret,id=token,env=TOKEN a $TOKEN\nRUN --mount=type=secret,id=token,env=TOKEN $TOKEN\n',
    ],
  ])('mounts it into %j', (run, expected) => {
    expect(fixed(secretName, `${from}ARG TOKEN\n${run}`)).toBe(from + expected);
  });

  it.each([
    ['nothing names it', 'ARG TOKEN\nRUN npm ci\n'],
    ['another instruction names it', 'ARG TOKEN\nRUN a $TOKEN\nCOPY $TOKEN /a\n'],
    ['it has a default', 'ARG TOKEN=winter\nRUN a $TOKEN\n'],
    ['it stands with others', 'ARG A TOKEN\nRUN a $TOKEN\n'],
    ['a stage is built on it', 'ARG TOKEN\nRUN a $TOKEN\nFROM 0\n'],
  ])('offers no repair where %s', (_, text) => {
    expect(fixed(secretName, from + text)).toBeUndefined();
    expect(fixed(secretName, `# syntax=docker/dockerfile:1.4\n${from}ARG TOKEN\nRUN a $TOKEN\n`)).toBeUndefined();
  });

  it('reads the config of an image', () => {
    const config = { Env: ['PATH=/bin', 'DB_PASSWORD=winter', 'GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D'] };
    expect(
      messages(secretName, imageJson({ ...config, Labels: { 'api-key': 'tulip', token: 'see the page on it' } })),
    ).toEqual([
      'The variable DB_PASSWORD shows its value to everybody who has the image. Build it without.',
      'The label api-key shows its value to everybody who has the image. Build it without.',
    ]);
  });
});

describe('secret-value', () => {
  it.each([
    ['ENV', `ENV A=${token}\n`],
    ['ARG', `ARG A=${token}\n`],
    ['LABEL', `LABEL a=${token}\n`],
    ['RUN', `RUN git clone https://${token}@github.com/o/r\n`],
    ['CMD', `CMD ["a", "${token}"]\n`],
    ['USER', `USER ${token}\n`],
    ['RUN', `RUN <<EOF\nexport A=${token}\nEOF\n`],
    ['COPY', `COPY <<EOF /a\nexport A=${token}\nEOF\n`],
  ])('in %s, once, with no more than its start', (keyword, text) => {
    expect(found(secretValue, from + text)).toEqual([`violated "${token}"`]);
    const [message] = messages(secretValue, from + text);
    expect(message).toMatch(new RegExp(`^This ${keyword} holds a GitHub token \\(ghp_…\\)`));
  });

  it('advises in a builder and in global arguments; a comment is not the image', () => {
    expect(found(secretValue, `ARG A=${token}\nFROM debian:13\n`)).toEqual([`advice "${token}"`]);
    const text = `FROM a:1 AS build\nENV A=${token}\nFROM a:1\nCOPY --from=build /a /a\n`;
    expect(found(secretValue, text)).toEqual([`advice "${token}"`]);
    expect(found(secretValue, `${from}# ${token}\nRUN a \\\n# ${token}\n  b\n`)).toEqual([]);
    expect(found(secretValue, `FROM a:1 AS other\nENV A=${token}\nFROM a:1\n`)).toEqual([]);
  });

  it('shows a private key by its first line', () => {
    const text = `${from}RUN echo "-----BEGIN RSA PRIVATE KEY-----\\n\\\nnotakeynotakeynotakey\\n\\\n-----END RSA PRIVATE KEY-----" > /a\n`;
    expect(found(secretValue, text)).toEqual(['violated "-----BEGIN RSA PRIVATE KEY-----\\n\\"']);
  });

  it('reads the config of an image', () => {
    const config = { Env: [`A=${token}`], Labels: { b: token }, Entrypoint: ['x', token], Cmd: [token] };
    expect(messages(secretValue, imageJson(config)).map((text) => text.slice(0, 30))).toEqual([
      'The variable A holds a GitHub ',
      'The label b holds a GitHub tok',
      'The entry point holds a GitHub',
      'The command holds a GitHub tok',
    ]);
  });
});

describe('secret-file', () => {
  it.each([
    ['COPY id_rsa /root/.ssh/', ['violated "id_rsa"']],
    ['COPY keys/id_ed25519 keys/id_ed25519.pub /root/.ssh/', ['violated "keys/id_ed25519"']],
    ['ADD id_rsa ${HOME}/.ssh', ['violated "id_rsa"']],
    ['COPY ["id_rsa", "/root/.ssh/"]', ['violated "["id_rsa", "/root/.ssh/"]"']],
    ['COPY --chmod=600 ./.netrc /root/', ['violated "./.netrc"']],
    ['COPY docker/hostkey.pem /etc/pki/tls/private/a.key', ['violated "docker/hostkey.pem"']],
    ['COPY tls/server.key tls/server.crt /etc/ssl/', ['violated "tls/server.key"']],
    ['COPY .aws/credentials /root/.aws/credentials', ['violated ".aws/credentials"']],
    ['COPY kubeconfig /root/.kube/config', ['violated "kubeconfig"']],
    ['COPY service-account.json /app/', ['violated "service-account.json"']],
    ['COPY .ssh /root/.ssh', ['undecided ".ssh"']],
    ['COPY .npmrc .pypirc /root/', ['undecided ".npmrc"', 'undecided ".pypirc"']],
    ['COPY config.json /root/.docker/config.json', ['undecided "config.json"']],
    ['COPY skel/git-credentials /etc/skel/.git-credentials', ['undecided "skel/git-credentials"']],
    ['COPY .env.production /app/.env', ['undecided ".env.production"']],
    ['COPY <<EOF /root/.netrc\nmachine a password b\nEOF', ['violated "<<EOF /root/.netrc"']],
  ])('%s', (text, expected) => {
    expect(found(secretFile, `${from}${text}\n`)).toEqual(
      expected.map((one) => expect.stringContaining(one.slice(0, -1))),
    );
  });

  it.each([
    'COPY . /app',
    'COPY id_rsa.pub /root/.ssh/authorized_keys',
    'COPY known_hosts ssh_config /root/.ssh/',
    'COPY certs/CERN_Root_Certification_Authority_2.pem /usr/local/share/ca-certificates/a.crt',
    'COPY pubkey.pem public-key.pem chain.pem Release.key /etc/apt/keyrings/',
    'COPY examples/.env tests/id_rsa .env.example .env.template mentalist.env /app/',
    'ADD https://example.org/Release.key /etc/apt/a.asc',
    'COPY --from=ghcr.io/a/b:1 /root/.netrc /root/.netrc',
    'COPY <<EOF /root/.npmrc\nregistry=https://registry.example.org\nEOF',
    'RUN echo "REACT_APP_BACKEND_URL=/nomad" > .env',
    'RUN jq -n \'.credsStore="ecr-login"\' > /root/.docker/config.json',
    'RUN mkdir /root/.aws && { echo "[default]"; echo "output = json"; } > /root/.aws/config',
    'RUN ssh-keyscan github.com >> ~/.ssh/known_hosts',
    'RUN --mount=type=secret,id=netrc,target=/root/.netrc git clone https://example.org/a.git',
    'RUN --mount=type=ssh git clone git@github.com:o/r',
    'ARG T\nRUN echo "machine a password $T" > ~/.netrc && a && rm -f ~/.netrc',
    'ARG T\nRUN echo "$T" > /root/.ssh/id_rsa && a && rm -rf /root/.ssh',
    'ARG T\nRUN git config --global url."https://$T@github.com/".insteadOf https://github.com/ && a && git config --global --unset url."https://$T@github.com/".insteadOf',
    'ARG T\nRUN --mount=type=tmpfs,target=/run/a echo "password $T" > /run/a/.netrc',
    'RUN git config --global url.ssh://git@github.com/.insteadOf https://github.com/',
    'RUN echo "see ~/.netrc" > /etc/motd',
  ])('has nothing to say of %s', (text) => {
    expect(found(secretFile, `${from}${text}\n`)).toEqual([]);
  });

  it.each([
    'ARG T\nRUN echo "machine a password $T" > ~/.netrc && a',
    'ARG T\nRUN echo "$T" > /root/.ssh/id_rsa && chmod 600 /root/.ssh/id_rsa',
    'ARG T\nRUN echo "$T" | base64 -d > /root/.ssh/id_rsa',
    'ARG T\nRUN printf "//registry.npmjs.org/:_authToken=%s\\n" "$T" > .npmrc && npm ci',
    'ARG T\nRUN printf "machine a password %s" "$T" | tee /root/.netrc',
    'RUN --mount=type=secret,id=n cp /dev/null /a && cat /run/secrets/n > /root/.netrc',
    'ARG T\nRUN git config --global url."https://$T@github.com/".insteadOf https://github.com/',
    'ARG T\nRUN npm config set //registry.npmjs.org/:_authToken $T',
    'ARG T\nRUN aws configure set aws_secret_access_key $T',
    'ARG T\nRUN cat > ~/.netrc <<EOF\nmachine a\npassword $T\nEOF',
    'RUN echo DB_PASSWORD=winter >> /app/.env',
  ])('is violated by %s', (text) => {
    expect(found(secretFile, `${from}${text}\n`)).toEqual([expect.stringMatching(/^violated /)]);
  });

  it('advises in a builder, where what cannot be told decides nothing', () => {
    const text = 'FROM a:1 AS build\nCOPY id_rsa .npmrc /root/\nFROM a:1\nCOPY --from=build /a /a\n';
    expect(found(secretFile, text)).toEqual(['advice "id_rsa"']);
  });

  it('names a mount that shows the file where it was put', () => {
    expect(messages(secretFile, `${from}ADD id_rsa /root/.ssh\n`)[0]).toContain('id=id_rsa,target=/root/.ssh/id_rsa.');
  });

  it('names a file as it is written where the folder is not known', () => {
    const text = 'FROM quay.io/a/b:1\nARG T\nRUN mkdir .ssh && echo "$T" > .ssh/id_rsa\n';
    expect(messages(secretFile, text)[0]).toContain('Remove .ssh/id_rsa at its end');
    expect(fixed(secretFile, text)).toContain('> .ssh/id_rsa && rm -f .ssh/id_rsa\n');
  });

  it('removes what a RUN writes at its end', () => {
    expect(fixed(secretFile, `${from}ARG T\nRUN echo "password $T" > /root/.netrc \\\n    && git clone a\n`)).toBe(
      `${from}ARG T\nRUN echo "password $T" > /root/.netrc \\\n    && git clone a \\\n    && rm -f /root/.netrc\n`,
    );
  });
});
