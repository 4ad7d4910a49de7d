import { describe, expect, it } from 'vitest';
import { newMask } from '../../../server/src/engine/secrets/mask.ts';
import { namedValues } from '../../../server/src/engine/secrets/namedValues.ts';
import { tokensIn } from '../../../server/src/engine/secrets/tokens.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const made = (start: readonly string[], length: number, letters = 'aZbYcXdWeVfUgThS') =>
  start.join('') + Array.from({ length }, (_, i) => letters[(i * 7) % 16]).join('');

const examples: readonly (readonly [kind: string, token: string])[] = [
  ['an AWS access key', made(['AK', 'IA'], 16, 'QWERTYUIOPASDF27')],
  ['a GitHub token', made(['gh', 's_'], 36)],
  ['a GitHub token', made(['github', '_pat_'], 82)],
  ['a GitLab token', made(['gl', 'pat-'], 20)],
  ['a Slack token', made(['xo', 'xb-'], 40)],
  ['a Slack webhook', made(['https://hooks.', 'slack.com/services/T0ABCDEFG/B0ABCDEFG/'], 24)],
  ['a Google API key', made(['AI', 'za'], 35)],
  ['a Google client secret', made(['GOC', 'SPX-'], 28)],
  ['an npm token', made(['np', 'm_'], 36)],
  ['a PyPI token', made(['py', 'pi-Ag'], 120)],
  ['a Hugging Face token', made(['h', 'f_'], 34)],
  ['a Docker Hub token', made(['dckr', '_pat_'], 27)],
  ['an Anthropic key', made(['sk-', 'ant-api03-'], 80)],
  ['an OpenAI key', made(['sk-', 'proj-'], 80)],
];

describe('tokens by their form', () => {
  it.each(examples)('%s', (kind, token) => {
    for (const [before, after] of [
      ['', ''],
      ['"', '"'],
      ['A=', '\n'],
      ['https://', '@github.com'],
      ['Bearer ', ' -o x'],
    ]) {
      const found = tokensIn(`${before}${token}${after}`);
      expect(found.map((one) => [one.kind, `${before}${token}`.slice(one.start, one.end)])).toEqual([[kind, token]]);
    }
  });

  it.each([
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIEnotakeynotakey\n-----END RSA PRIVATE KEY-----'],
    ['a private key', '-----BEGIN PRIVATE KEY-----\\nMIIEnotakeynotakey'],
    ['a private key', '-----BEGIN OPENSSH PRIVATE KEY-----\\n\\\nb3BlbnNzaCnotakeynotakey'],
    ['a password in an address', 'https://bot:winter-tulips@git.example.org/a.git'],
  ])('%s in %j', (kind, text) => {
    expect(tokensIn(text)).toMatchObject([{ kind }]);
  });

  it.each([
    ...[
      'AKIAIOSFODNN7EXAMPLE',
      `ghp_${'x'.repeat(36)}`,
      'ghp_short',
      'npm_config_registry',
      'hf_transfer',
      'hf_hub_download',
    ],
    ...[
      '-----BEGIN CERTIFICATE-----\nMIIEnotakeynotakey',
      'grep -e "-----BEGIN PRIVATE KEY-----" /run/secrets/key/of/it',
    ],
    ...['https://$USER:$TOKEN@example.org', 'https://user:password@example.org', 'postgres://app:app-pw-9@db/app'],
    ...[
      'https://git@github.com/o/r',
      'ssh://git@github.com:22/o/r',
      'ftp://anonymous:me@ftp.example.org',
      'git@github.com:o/r',
    ],
    ...['http://proxy.example.org:3128', 'https://a.example.org:8443/b@1.2', 'sha256:AKIA', 'mailto:a:b@c.d'],
  ])('none in %j', (text) => {
    expect(tokensIn(text)).toEqual([]);
  });
});

describe('values of secret names', () => {
  const values = (text: string) => namedValues(text).map(({ start, end }) => text.slice(start, end));
  it.each([
    ['ENV DB_PASSWORD=winter', ['winter']],
    ['ENV A=1 DB_PASSWORD="two words" B=2', ['two words']],
    ["ARG API_KEY='a b'", ['a b']],
    ['ENV DB_PASSWORD two words \nRUN a', ['two words']],
    ['LABEL com.example.api-key="a-b"', ['a-b']],
    ['{"Env": ["DB_PASSWORD=winter", "A=b"]}', ['winter']],
    ['{"api-token": "winter"}', ['winter']],
    ['{"a": "{\\"api-token\\": \\"winter\\"}"}', ['winter']],
    ['RUN export MY_TOKEN=winter && curl', ['winter']],
    ['CMD app --password winter --token=tulip', ['winter', 'tulip']],
    ['  password: winter\n', ['winter']],
    ['RUN MY_TOKEN=$(cat /run/secrets/token) a --password-variable NAME', []],
    ['ENV TOKEN_FILE=/a PASSWORD= TOKEN=$TOKEN', []],
    ['The secret: mount it. The TOKEN of ENV PASSWORD stays.', []],
    ['DB_PASSWORD="never closed', ['never']],
  ])('%j', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });
});

describe('a mask', () => {
  it('takes a value out wherever it is met, whole or cut off', () => {
    const mask = newMask('ENV DB_PASSWORD=winter-tulips-9');
    expect(mask.text('see winter-tulips-9 and winter-tul… there')).toBe('see … and …… there');
    expect(mask.lines('A winter-tulips-9 B')).toBe('A *************** B');
    expect(mask.value('DB_PASSWORD', 'other')).toBe('…');
    expect(mask.value('A', 'x winter-tulips-9')).toBe('x …');
  });

  it('leaves a word that stands elsewhere in the file', () => {
    const mask = newMask('FROM nagios/nagios:1.0.0\nENV ADMIN_PASSWORD=nagios\n');
    expect(mask.text('nagios/nagios:1.0.0')).toBe('nagios/nagios:1.0.0');
    expect(mask.lines('ENV ADMIN_PASSWORD=nagios')).toBe('ENV ADMIN_PASSWORD=******');
  });

  it('changes nothing where there is no secret', () => {
    const mask = newMask('FROM debian:13\nENV A=b\n');
    const text = 'The image runs as root: no USER is set… and docker.io/library/debian sets none.';
    expect(mask.text(text)).toBe(text);
  });

  it('takes no longer for each character of a long text', () => {
    const time = (lines: number) => {
      const text = Array.from(
        { length: lines },
        (_, i) => `ENV A${i}_TOKEN=same-start-${i}-x B="A="\nRUN echo https://a:b -----BEGIN`,
      ).join('\n');
      const started = performance.now();
      newMask(text).lines(text);
      return performance.now() - started;
    };
    time(500);
    expect(time(8000)).toBeLessThan(20 * Math.max(20, time(1000)));
  });
});
