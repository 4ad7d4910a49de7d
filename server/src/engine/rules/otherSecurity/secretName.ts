import type { Build } from '../../dockerfile/build.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { mountInstead, secretMount } from '../../facts/secrets/mountInstead.ts';
import { type SecretName, secretNames } from '../../facts/secrets/secretNames.ts';
import { isSecretValue } from '../../secrets/namedValues.ts';
import { tokensIn } from '../../secrets/tokens.ts';
import { advice, type Finding, type Fix, rule, violation } from '../rule.ts';

export const secretName = rule({
  id: 'secret-name',
  criterion: 'other-security',
  deciding: true,
  title: 'No build argument, variable or label holds a secret.',
  why: 'The values of ENV and LABEL stand in the config of the image, those of build arguments in its history: docker inspect and docker history show them to everybody who can pull it. A secret mount gives a RUN the value and leaves nothing behind. In a stage that does not ship the finding is advice.',
  ignore: 'Where the value is known to everybody, or the name only sounds like a secret.',
  examples: {
    violated: [
      'FROM debian:13\nARG GITHUB_TOKEN\nRUN git clone https://$GITHUB_TOKEN@github.com/org/app.git\n',
      'FROM debian:13\nENV DB_PASSWORD=winter-tulips\n',
      'FROM debian:13\nARG API_KEY\nENV API_KEY=$API_KEY\n',
      'FROM debian:13\nLABEL com.example.api-key="winter-tulips"\n',
      'FROM debian:13 AS build\nARG NPM_TOKEN\nRUN npm ci\nFROM debian:13\nCOPY --from=build /app /app\n',
      '{"architecture": "amd64", "os": "linux", "config": {"Env": ["DB_PASSWORD=winter-tulips"]}, "rootfs": {"type": "layers", "diff_ids": []}}\n',
    ],
    satisfied: [
      'FROM debian:13\nRUN --mount=type=secret,id=github_token,env=GITHUB_TOKEN git clone https://$GITHUB_TOKEN@github.com/org/app.git\n',
      'FROM debian:13\nENV TOKEN_FILE=/run/secrets/token PUBLIC_KEY=abc KMS_KEY_ALIAS=alias/app\n',
      'FROM debian:13\nENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D\n',
      'FROM debian:13\nENV DB_PASSWORD=\n',
      'FROM debian:13\nENV DB_PASSWORD=changeme\n',
    ],
  },
  *check(facts) {
    const { build } = facts;
    if (build === undefined) yield* inConfig(facts);
    else for (const one of secretNames(build)) yield findingOf(one, build);
  },
});

function findingOf(one: SecretName, build: Build): Finding {
  const make = one.ships ? violation : advice;
  return make(one.at, `${what(one)} ${instead(one)}`, { fixes: fixesOf(one, build) });
}

function what({ name, how, argument, ships }: SecretName): string {
  const kept = ships ? 'stays in the history of the image' : 'stays in the cache and the records of the build';
  if (how === 'given') return `The value that the build gives to ARG ${name} ${kept}.`;
  if (how === 'default') return `The default of ARG ${name} can be read by everybody who has this file, and ${kept}.`;
  if (how === 'label') return `The label ${name} shows its value to everybody who has the image.`;
  const both = argument === undefined ? '' : ` and ARG ${argument}`;
  return ships
    ? `The value of ENV ${name}${both} can be read by everybody who has the image.`
    : `The value of ENV ${name}${both} ${kept}.`;
}

function instead({ name, how }: SecretName): string {
  if (how === 'label') return 'Leave it out.';
  const late = how === 'variable' ? 'Set it when a container starts, or mount' : 'Mount';
  return `${late} the secret into the RUN that needs it: RUN ${secretMount(name)}.`;
}

function fixesOf(one: SecretName, build: Build): readonly Fix[] {
  const edits = mountInstead(one, build);
  const title = `Mount ${one.name} as a secret into the RUN that uses it`;
  return edits === undefined ? [] : [{ title, safe: false, edits }];
}

/** A token by its form is told by a rule of its own. */
function* inConfig({ environment, labels }: ImageFacts): Iterable<Finding> {
  for (const [fact, kind] of [
    [environment, 'variable'],
    [labels, 'label'],
  ] as const) {
    if (fact.state !== 'known') continue;
    for (const [name, value] of fact.value) {
      const words = kind === 'label' && /\s/.test(value);
      if (words || !isSecretValue(name, value) || tokensIn(value).length > 0) continue;
      yield violation(fact.at, `The ${kind} ${name} shows its value to everybody who has the image. Build it without.`);
    }
  }
}
