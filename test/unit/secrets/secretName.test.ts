import { describe, expect, it } from 'vitest';
import { isHarmless } from '../../../server/src/engine/secrets/harmlessValue.ts';
import { isSecretName } from '../../../server/src/engine/secrets/secretName.ts';

describe('names of secrets', () => {
  it.each([
    ...[
      'GITHUB_TOKEN',
      'github-token',
      'githubToken',
      'ACCESSTOKEN',
      'DB_PASSWORD',
      'MYSQLPASSWORD',
      'DB_PASS',
      'MYSQL_PWD',
    ],
    ...['API_KEY', 'apiKey', 'com.example.api-key', 'AWS_SECRET_ACCESS_KEY', 'DJANGO_SECRET_KEY', 'SSH_PRIVATE_KEY'],
    ...['NPM_AUTH', 'CLIENT_SECRET', 'SECRET', 'TOKEN', 'WANDB_API_KEY', 'GCP_CREDENTIALS'],
  ])('%s', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each([
    ...[
      'GOPRIVATE',
      'AWS_WEB_IDENTITY_TOKEN_FILE',
      'KMS_KEY_ALIAS',
      'PUBLIC_KEY',
      'KEYCLOAK_URL',
      'AUTH_MODULE_VERSION',
    ],
    ...[
      'USERNAME',
      'SSH_AUTH_SOCK',
      'KEYTIMEOUT',
      'GPG_KEY',
      'GPG_KEYS',
      'TOKENIZERS_PARALLELISM',
      'MAX_TOKENS',
      'PWD',
    ],
    ...[
      'OLDPWD',
      'PASS',
      'AUTHORS',
      'DISABLE_AUTH',
      'org.opencontainers.image.authors',
      'KEY',
      'PRIMARY_KEY',
      'COMPASS',
    ],
    ...[
      'NODE_TLS_REJECT_UNAUTHORIZED',
      'APT_KEY_DONT_WARN_ON_DANGEROUS_USAGE',
      'BYPASS',
      'SECRETARY',
      'PATH',
      'PASSENGER',
    ],
    ...[
      'GOOGLE_APPLICATION_CREDENTIALS_FILE',
      'TOKEN_EXPIRY',
      'JWT_SECRET_NAME',
      'PASSWORD_MIN_LENGTH',
      '',
      '_',
      'KEYBOARD',
    ],
    'TOKEN_'.repeat(1000),
  ])('not %s', (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});

describe('values that give nothing away', () => {
  it.each([
    ...['', ' ', '1', 'true', 'False', '4096', '3.5', '/run/secrets/token', './token', '~/.netrc', 'secrets/token.txt'],
    ...[
      'https://example.org/token',
      'A035C8C19219BA821ECEA86B64E628F8D684696D',
      'none',
      'changeme',
      'change-me',
      'CHANGE_ME',
    ],
    ...[
      '<token>',
      'your-token-here',
      'YOUR_API_KEY',
      'xxxxxxxx',
      '********',
      'fakekey',
      'dummy',
      '{{ token }}',
      'C:\\keys\\a',
    ],
    '39B641343D8C104B2B146DC3F9C39DC0B9698544 E60913E4DF209907D8E30D96659A97C9CF2A795A',
  ])('%j', (value) => {
    expect(isHarmless(value)).toBe(true);
  });

  it.each([
    'winter-tulips',
    'password',
    'https://bot:winter@example.org/',
    'A035C8C1',
    '/9j/4AAQSkZJRg+abc=',
    'nagios',
  ])('not %j', (value) => {
    expect(isHarmless(value)).toBe(false);
  });

  it('has a number for a password, though not for a token', () => {
    expect(isHarmless('123456', 'DB_PASSWORD')).toBe(false);
    expect(isHarmless('123456', 'TOKEN')).toBe(true);
    expect(isHarmless('1', 'DB_PASSWORD')).toBe(true);
  });
});
