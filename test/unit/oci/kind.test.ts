import { describe, expect, it } from 'vitest';
import { kindOfJson, looksLikeImageJson } from '../../../server/src/engine/oci/kind.ts';
import { parseJson } from '../../../server/src/engine/text/json.ts';
import { fixture, fixtureNames } from './imageFixtures.ts';

const kinds: Readonly<Record<string, string>> = {
  'artifact/manifest': 'artifact',
  'attestation/manifest': 'artifact',
  'chart/manifest': 'artifact',
  'docker-image/config': 'config',
  'docker-image/index': 'index',
  'docker-image/inspect': 'inspect',
  'docker-image/manifest': 'manifest',
  'docker-save/manifest': 'save-manifest',
  'layout/index': 'index',
  'no-media-type/config': 'config',
  'no-media-type/index': 'index',
  'no-media-type/manifest': 'manifest',
  'no-user/config': 'config',
  'oci-image/config': 'config',
  'oci-image/index': 'index',
  'oci-image/manifest': 'manifest',
  'podman-inspect/inspect': 'inspect',
  'schema1/manifest': 'schema1',
  'skopeo-inspect/inspect': 'skopeo-inspect',
  'two-images/inspect': 'inspect',
  'wrong-types/config': 'config',
  'wrong-types/index': 'index',
  'wrong-types/inspect': 'inspect',
  'wrong-types/manifest': 'manifest',
};

const oci = 'application/vnd.oci.image';

const shapes: readonly (readonly [string, string | undefined])[] = [
  ['{"config":{"User":"0"}}', 'config'],
  ['{"architecture":"amd64","os":"linux","config":{}}', 'config'],
  ['{"architecture":"amd64","os":"linux","history":[]}', 'config'],
  ['{"rootfs":{},"history":[]}', 'config'],
  ['{"schemaVersion":2,"layers":[]}', 'manifest'],
  ['{"config":{"digest":"sha256:0"},"layers":[]}', 'manifest'],
  [`{"schemaVersion":2,"mediaType":"${oci}.manifest.v1+json"}`, 'manifest'],
  [`{"schemaVersion":2,"mediaType":"${oci}.manifest.v1+json","artifactType":"a/b","layers":[]}`, 'artifact'],
  [`{"config":{"mediaType":"${oci}.config.v1+json"},"artifactType":"a/b","layers":[],"schemaVersion":2}`, 'manifest'],
  [
    `{"schemaVersion":2,"config":{"mediaType":"${oci}.config.v1+json"},"layers":[{"mediaType":"application/x"}]}`,
    'artifact',
  ],
  [`{"schemaVersion":2,"config":{"mediaType":"${oci}.config.v1+json"},"layers":[{"size":1}]}`, 'manifest'],
  // The media type decides, also against the shape.
  [`{"schemaVersion":2,"mediaType":"${oci}.index.v1+json","layers":[],"manifests":[]}`, 'index'],
  ['{"schemaVersion":1,"fsLayers":[]}', 'schema1'],
  ['{"Id":"sha256:0","RepoTags":[],"Config":{}}', 'inspect'],
  // Neither: the clients refuse it.
  ['{"schemaVersion":2,"layers":[],"manifests":[]}', undefined],
  // A descriptor, not what it points to.
  [`{"mediaType":"${oci}.manifest.v1+json","digest":"sha256:0","size":1}`, undefined],
  ['{"schemaVersion":3,"manifests":[]}', undefined],
  ['[{"Id":"0","State":{},"Image":"sha256:0","HostConfig":{},"Config":{"User":"0"},"RootFS":{}}]', undefined],
  ['{"name":"app","version":"1.0.0","config":{"port":8080},"os":["linux"],"scripts":{}}', undefined],
  ['{"compilerOptions":{"strict":true},"files":[]}', undefined],
  ['{"os":"linux","architecture":"x64","config":{"debug":true}}', undefined],
  ['{"architectures":["BertModel"],"layers":12}', undefined],
  ['{"class_name":"Sequential","config":{"layers":[]}}', undefined],
  ['{"manifests":[]}', undefined],
  ['{}', undefined],
  ['[]', undefined],
  ['[null, 1, "a"]', undefined],
  ['"application/vnd.oci.image.manifest.v1+json"', undefined],
  ['null', undefined],
];

describe('kindOfJson', () => {
  it('is tested for every fixture', () => {
    expect(Object.keys(kinds)).toEqual(fixtureNames);
  });

  it.each(Object.entries(kinds))('takes %s for %s', (name, kind) => {
    expect(kindOf(fixture(name))).toBe(kind);
  });

  it.each(shapes)('takes %s for %s', (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });
});

describe('looksLikeImageJson', () => {
  it.each(Object.keys(kinds))('is true of %s, also where it breaks off', (name) => {
    const text = fixture(name);
    expect(looksLikeImageJson(text)).toBe(true);
    expect(looksLikeImageJson(text.trimEnd().slice(0, -1))).toBe(true);
  });

  it.each(shapes)('agrees with the kind of %s', (text, kind) => {
    expect(looksLikeImageJson(text)).toBe(kind !== undefined);
  });

  it.each([
    ['a long manifest', `{"schemaVersion":2,"layers":[${'{"size":1},'.repeat(20_000)}`, true],
    ['a long config', `{"architecture":"amd64","config":{"Env":["A=1"]},"history":[${'{},'.repeat(40_000)}`, true],
    ['a byte order mark', `\uFEFF${fixture('oci-image/config')}`, true],
    ['what tells it too late', `{"a":"${' '.repeat(70_000)}","config":{"User":"0"}}`, false],
    ['text', 'FROM scratch\n', false],
    ['nothing', '', false],
    ['deep nesting', '['.repeat(100_000), false],
    ['comments first', `// a\n${fixture('oci-image/config')}`, false],
  ])('reads the beginning of %s', (_, text, expected) => {
    expect(looksLikeImageJson(text)).toBe(expected);
  });
});

function kindOf(text: string): string | undefined {
  const json = parseJson(text);
  return 'problem' in json ? json.problem : kindOfJson(json.root);
}
