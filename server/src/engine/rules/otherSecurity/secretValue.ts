import { type SecretValue, secretValues, secretValuesOfImage } from '../../facts/secrets/secretValues.ts';
import { advice, type Finding, rule, violation } from '../rule.ts';

export const secretValue = rule({
  id: 'secret-value',
  criterion: 'other-security',
  deciding: true,
  title: 'No token, private key or password is written into the file or the config of the image.',
  why: 'Whoever has the Dockerfile or the image has the secret. Makers of tokens give them a form that can be told from anything else: AWS, GitHub, GitLab, Slack, Google, npm, PyPI, Hugging Face and others, private keys, and passwords in an address. The value is never shown in full. In a stage that does not ship the finding is advice.',
  ignore: 'Where the token gives access to nothing, as in a test.',
  examples: {
    violated: [
      'FROM debian:13\nRUN git clone https://bot:winter-tulips-7@git.example.org/app.git\n',
      'FROM debian:13\nRUN git clone https://oauth2:glpat-abcdefabcdefabcdefab@gitlab.com/org/app.git\n',
      'FROM debian:13\nCOPY <<EOF /etc/app.key\n-----BEGIN PRIVATE KEY-----\nnotakeynotakeynotakey\n-----END PRIVATE KEY-----\nEOF\n',
      'FROM debian:13\nENV HF_TOKEN=hf_abcdefghabcdefghabcdefghabcdefghab\n',
      '{"architecture": "amd64", "os": "linux", "config": {"Env": ["INDEX=https://bot:winter-tulips-7@pypi.example.org/simple"]}, "rootfs": {"type": "layers", "diff_ids": []}}\n',
    ],
    satisfied: [
      'FROM debian:13\nRUN git clone https://$USER:$TOKEN@git.example.org/app.git\n',
      'FROM debian:13\nENV DATABASE_URL=postgres://user:password@db/app\n',
      'FROM debian:13\nRUN echo glpat-xxxxxxxxxxxxxxxxxxxx AKIAIOSFODNN7EXAMPLE\n',
      'FROM debian:13\nRUN grep -q -e "-----BEGIN PRIVATE KEY-----" /run/secrets/key\n',
    ],
  },
  *check(facts) {
    const { build } = facts;
    if (build !== undefined) for (const one of secretValues(build)) yield findingOf(one);
    else for (const one of secretValuesOfImage(facts)) yield inConfig(one);
  },
});

function findingOf(one: SecretValue): Finding {
  const make = one.ships ? violation : advice;
  const who = one.ships ? 'the image' : 'this file';
  return make(
    one.at,
    `This ${one.where} holds ${named(one)}, for everybody who has ${who}. Revoke it, and mount a new one into the RUN that needs it: RUN --mount=type=secret,id=NAME.`,
  );
}

function inConfig(one: SecretValue): Finding {
  return violation(
    one.at,
    `The ${one.where} holds ${named(one)}, for everybody who has the image. Revoke it, and build the image without.`,
  );
}

function named({ kind, start }: SecretValue): string {
  return start === '' ? kind : `${kind} (${start}…)`;
}
