import { describe, expect, it } from 'vitest';
import { factNames, factsOf, fixture, lineOf, linesOf } from './imageFixtures.ts';

const noBase = 'unknown: the image does not record its base; org.opencontainers.image.base.name would name it';

describe('a manifest', () => {
  const noConfig = "unknown: the manifest does not hold the image's config; check the config or the whole image";

  it('tells the size, the base and nothing that the config holds', () => {
    const text = fixture('oci-image/manifest');
    const { size, base, ...others } = linesOf(factsOf(text), text);
    expect(size).toBe('known {"compressed":30695678} @ "layers"');
    expect(base).toBe('known {"reference":"quay.io/example/base:1.2.3","digest":"sha256:cae662"} @ "annotations"');
    expect(new Set(Object.values(others))).toEqual(new Set([`${noConfig} @ "config"`]));
  });

  it.each([
    ['docker-image/manifest', 'known {"compressed":122487} @ "layers"'],
    ['no-media-type/manifest', 'known {"compressed":1024,"uncompressed":1024} @ "layers"'],
    ['wrong-types/manifest', 'unknown: in layer 2, size is -5, which is no number of bytes @ -5'],
  ])('%s has the size', (name, line) => {
    const text = fixture(name);
    expect(lineOf(factsOf(text).size, text)).toBe(line);
  });

  it.each([
    ['[]', 'known {"compressed":0} @ "layers"'],
    ['null', 'unknown: there is no list of layers @ null'],
    ['"x"', 'unknown: layers is a string, not an array @ "x"'],
    ['[{"size":1},5]', 'unknown: in layer 2, the descriptor is a number, not an object @ 5'],
    ['[{}]', 'unknown: layer 1 has no size @ {'],
    ['[{"size":"1"}]', 'unknown: in layer 1, size is a string, not a number @ "1"'],
    ['[{"size":1.5}]', 'unknown: in layer 1, size is 1.5, which is no number of bytes @ 1.5'],
    ['[{"size":1e99}]', 'unknown: in layer 1, size is 1e+99, which is no number of bytes @ 1e99'],
    ['[{"size":9007199254740991},{"size":1}]', 'unknown: the layers add up to an impossible size @ "layers"'],
  ])('with the layers %s has the size', (layers, line) => {
    const text = `{"schemaVersion":2,"config":{"digest":"sha256:0"},"layers":${layers}}`;
    expect(lineOf(factsOf(text).size, text)).toBe(line);
  });

  it('carries the references of its annotations', () => {
    const annotations = '{"org.opencontainers.image.ref.name":"quay.io/a/b:1.0.0"}';
    expect(factsOf(`{"schemaVersion":2,"layers":[],"annotations":${annotations}}`).references).toEqual([
      'quay.io/a/b:1.0.0',
    ]);
  });

  it.each([
    [
      'schema1/manifest',
      'this is a manifest of schema 1, which is too old to be read; push the image again with a current tool',
    ],
    ['artifact/manifest', 'this is the manifest of an artifact, not of a container image'],
    ['chart/manifest', 'this is the manifest of an artifact, not of a container image'],
    ['attestation/manifest', 'this is the manifest of an artifact, not of a container image'],
    [
      'docker-save/manifest',
      "the list of saved images does not hold the image's config; check the config or the whole archive",
    ],
  ])('%s tells nothing and why', (name, because) => {
    const facts = factsOf(fixture(name));
    expect(facts.kind).toBe('manifest');
    for (const fact of factNames) expect(facts[fact]).toMatchObject({ state: 'unknown', because });
  });

  it('of docker save carries the tags of its images', () => {
    expect(factsOf(fixture('docker-save/manifest')).references).toEqual(['solver-hlcs:1.0.0']);
  });
});

describe('an index', () => {
  it('tells the platforms and nothing that the configs hold', () => {
    const text = fixture('oci-image/index');
    const facts = factsOf(text);
    const { platforms, base, size, ...others } = linesOf(facts, text);
    expect(facts.kind).toBe('index');
    expect(platforms).toBe('known ["linux/amd64","linux/arm64/v8"] @ "manifests"');
    expect(base).toBe(`${noBase} @ "manifests"`);
    expect(size).toBe('unknown: the index does not list the layers of its images @ "manifests"');
    const because = 'unknown: the index does not hold the configs of its images; check the whole image';
    expect(new Set(Object.values(others))).toEqual(new Set([`${because} @ "manifests"`]));
  });

  it.each([
    ['docker-image/index', 'known ["linux/ppc64le","linux/amd64","linux/arm/v7"] @ "manifests"'],
    ['no-media-type/index', 'known ["linux/amd64"] @ "manifests"'],
    ['layout/index', 'unknown: entry 1 of the index has no platform @ {'],
    ['wrong-types/index', 'unknown: in entry 2 of the index, architecture is a number, not a string @ 64'],
  ])('%s has the platforms', (name, line) => {
    const text = fixture(name);
    expect(lineOf(factsOf(text).platforms, text)).toBe(line);
  });

  const amd64 = '{"platform":{"os":"linux","architecture":"amd64"}}';
  it.each([
    ['[]', 'unknown: the index lists no image @ "manifests"'],
    ['null', 'unknown: the index lists no image @ null'],
    ['{}', 'unknown: manifests is an object, not an array @ {}'],
    [`[${amd64},${amd64}]`, 'known ["linux/amd64"] @ "manifests"'],
    [`[${amd64},null]`, 'unknown: in entry 2 of the index, the descriptor is null, not an object @ n'],
    [`[${amd64},{"artifactType":"application/x"}]`, 'known ["linux/amd64"] @ "manifests"'],
    [
      `[${amd64},{"annotations":{"vnd.docker.reference.type":"attestation-manifest"}}]`,
      'known ["linux/amd64"] @ "manifests"',
    ],
    ['[{"platform":{"os":"unknown","architecture":"unknown"}}]', 'unknown: the index lists no image @ "manifests"'],
    ['[{"platform":{"os":"linux"}}]', 'unknown: in entry 1 of the index, architecture is not set @ "linux"'],
    [
      '[{"platform":"linux/amd64"}]',
      'unknown: in entry 1 of the index, platform is a string, not an object @ "linux/amd64"',
    ],
  ])('with the manifests %s has the platforms', (manifests, line) => {
    const text = `{"schemaVersion":2,"manifests":${manifests}}`;
    expect(lineOf(factsOf(text).platforms, text)).toBe(line);
  });

  it('carries the full references of its entries, not their bare tags', () => {
    expect(factsOf(fixture('layout/index')).references).toEqual([
      'docker.io/example/solver-hlcs:1.0.0',
      'quay.io/example/solver-hlcs:1.0.0',
    ]);
  });
});
