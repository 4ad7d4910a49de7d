import { secretMount } from '../../facts/secrets/mountInstead.ts';
import { type SecretInHistory, secretsInHistory } from '../../facts/secrets/secretsInHistory.ts';
import { rule, violation } from '../rule.ts';

const history = (createdBy: string) =>
  `{"architecture": "amd64", "os": "linux", "config": {"Cmd": ["a"]}, "rootfs": {"type": "layers", "diff_ids": []},\n "history": [{"created_by": ${JSON.stringify(createdBy)}}]}\n`;

export const secretInHistory = rule({
  id: 'secret-in-history',
  criterion: 'other-security',
  deciding: true,
  title: 'The history of the image shows no secret.',
  why: 'The config of an image keeps every step that made it, with the values of the build arguments that a RUN was given: docker history shows them to everybody who can pull the image. The value itself is never shown here.',
  ignore: 'Where the value is known to everybody, or gives access to nothing.',
  examples: {
    violated: [
      history('RUN |1 NPM_TOKEN=winter-tulips /bin/sh -c npm ci # buildkit'),
      history('/bin/sh -c git clone https://bot:winter-tulips-7@git.example.org/app.git'),
    ],
    satisfied: [
      history('RUN |1 VERSION=1.2 /bin/sh -c npm ci # buildkit'),
      history('RUN /bin/sh -c git clone https://$USER:$TOKEN@git.example.org/app.git # buildkit'),
      'FROM debian:13\nUSER 1000\n',
    ],
  },
  *check(facts) {
    if (facts.build !== undefined) return;
    for (const one of secretsInHistory(facts)) yield violation(one.at, messageOf(one));
  },
});

function messageOf({ name, kind, keyword }: SecretInHistory): string {
  const what = name === undefined ? kind : `the value of ${name}`;
  const mount = name === undefined ? '--mount=type=secret,id=NAME' : secretMount(name);
  return `The history of the image shows ${what} in ${keyword === '' ? 'a step' : `its ${keyword}`}, to everybody who can pull it. Revoke it, and mount a new one into the RUN that needs it: RUN ${mount}.`;
}
