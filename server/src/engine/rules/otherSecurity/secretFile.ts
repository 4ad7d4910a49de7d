import type { Build } from '../../dockerfile/build.ts';
import { layerName, layerSpan } from '../../facts/image/layerFacts.ts';
import { type SecretInImage, secretFilesInImage } from '../../facts/image/secretFilesInImage.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { scriptOf } from '../../facts/scripts.ts';
import { secretFileOf } from '../../facts/secrets/secretFile.ts';
import { type PlacedSecret, secretFiles } from '../../facts/secrets/secretFiles.ts';
import { addToRun } from '../../facts/size/addToRun.ts';
import { baseName } from '../../shell/path.ts';
import { advice, type Finding, type Fix, rule, undecided, violation } from '../rule.ts';

export const secretFile = rule({
  id: 'secret-file',
  criterion: 'other-security',
  deciding: true,
  title: 'No file with keys or passwords is put into the image.',
  why: 'Private keys, .netrc, cloud credentials and their like can be taken out of the image by everybody who can pull it, also when a later RUN removes them: the layer keeps them. A secret mount shows the file to one RUN and leaves nothing behind. In a stage that does not ship the finding is advice.',
  ignore: 'Where the file holds no secret, whatever it is called.',
  examples: {
    violated: [
      'FROM debian:13\nCOPY id_rsa /root/.ssh/id_rsa\n',
      'FROM debian:13\nCOPY .netrc /root/\nRUN rm /root/.netrc\n',
      'FROM debian:13\nADD .aws /root/.aws\n',
      'FROM debian:13\nARG TOKEN\nRUN echo "machine example.org login bot password $TOKEN" > /root/.netrc\n',
      'FROM debian:13\nRUN --mount=type=secret,id=key cat /run/secrets/key > /root/.ssh/id_ed25519 \\\n    && git clone git@example.org:app.git\n',
      'FROM debian:13 AS build\nCOPY id_rsa /root/.ssh/\nFROM debian:13\nCOPY --from=build /app /app\n',
    ],
    undecided: ['FROM node:24\nCOPY package.json .npmrc /app/\n', 'FROM debian:13\nCOPY .env /app/.env\n'],
    satisfied: [
      'FROM debian:13\nRUN --mount=type=secret,id=netrc,target=/root/.netrc git clone https://example.org/app.git\n',
      'FROM debian:13\nRUN --mount=type=ssh git clone git@example.org:app.git\n',
      'FROM debian:13\nCOPY id_rsa.pub /root/.ssh/authorized_keys\nRUN ssh-keyscan example.org >> /root/.ssh/known_hosts\n',
      'FROM debian:13\nARG TOKEN\nRUN echo "machine example.org password $TOKEN" > ~/.netrc && git clone https://example.org/app.git && rm ~/.netrc\n',
      'FROM debian:13\nCOPY certs/ca.pem /usr/local/share/ca-certificates/ca.crt\n',
      'FROM debian:13\nCOPY examples/.env .env.example /app/\n',
    ],
  },
  *check(facts) {
    const { build } = facts;
    if (build === undefined) {
      for (const one of secretFilesInImage(facts) ?? []) yield inLayer(one, facts);
      return;
    }
    for (const one of secretFiles(build)) yield* findingOf(one, build);
  },
});

function inLayer({ path, file, layer, removedBy }: SecretInImage, facts: ImageFacts): Finding {
  const what = file.what.replace(' that may hold ', ' with ').replace(/\bsecrets$/, 'a secret');
  const late = removedBy === undefined ? '' : `, which ${layerName(facts, removedBy)} takes away too late`;
  const start = layerName(facts, layer);
  const message = `${start.charAt(0).toUpperCase()}${start.slice(1)} holds ${what}, ${path}${late}: everybody who can pull the image has it. Revoke it, and mount a new one into the RUN that needs it: RUN --mount=type=secret,id=NAME.`;
  return violation(layerSpan(facts, layer), message);
}

function* findingOf(one: PlacedSecret, build: Build): Iterable<Finding> {
  const { at, ships, sure, step } = one;
  if (!sure) {
    if (ships)
      yield undecided(
        at,
        `Cannot tell whether ${one.name} holds a secret, which ${step.instruction.keyword} would put into the image for good. Leave it out, or ${mounted(one)}`,
      );
    return;
  }
  const make = ships ? violation : advice;
  yield make(at, one.written === undefined ? copiedMessage(one) : writtenMessage(one), { fixes: fixesOf(one, build) });
}

function copiedMessage(one: PlacedSecret): string {
  const { file, step, ships } = one;
  const into = ships ? 'into the image, where a later RUN cannot take it out again' : 'into the cache of the build';
  return `${step.instruction.keyword} puts ${file.what}, ${one.name}, ${into}. Leave it out, and ${mounted(one)}`;
}

function writtenMessage(one: PlacedSecret): string {
  const where = one.ships ? 'in the image' : 'in the cache of the build';
  return `This RUN leaves ${one.file.what} ${where}. Remove ${one.path} at its end, or ${mounted(one)}`;
}

function mounted({ name, path }: PlacedSecret): string {
  const base = baseName(name.replace(/\/+$/, ''));
  const target = secretFileOf(path)?.folder === true && base !== baseName(path) ? `${path}/${base}` : path;
  return `mount it into the RUN that needs it: RUN --mount=type=secret,id=${base.replace(/^[._]+/, '')},target=${target}.`;
}

/** Which later RUNs need the file is for the author to tell. */
function fixesOf({ written, step, path }: PlacedSecret, { dockerfile }: Build): readonly Fix[] {
  const script = scriptOf(step, dockerfile.text);
  if (written === undefined || script === undefined || !/^[\w.~/][\w./-]+$/.test(path)) return [];
  if (!/^[~/]/.test(path) && script.commands.some(({ program }) => program === 'cd' || program === 'pushd')) return [];
  const edit = addToRun({ step, script }, dockerfile, `rm -f ${path}`);
  return edit === undefined ? [] : [{ title: `Remove ${path} at the end of this RUN`, safe: false, edits: [edit] }];
}
