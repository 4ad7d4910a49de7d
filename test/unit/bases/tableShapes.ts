/** JSON Schemas of the known-bases tables: unknown keys fail, as a slip of the pen in a key is a fact that is lost. */

const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', items: text };
const day = { type: 'string', format: 'day' };
const flag = { type: 'boolean' };
const count = { type: 'integer', minimum: 0 };
const expression = { type: 'string', format: 'expression' };
const confidence = { enum: ['documented', 'derived'] };
const end = { anyOf: [day, flag] };

function record(properties: Record<string, object>, required: readonly string[] = []): object {
  return { type: 'object', properties, required, additionalProperties: false };
}

function mapOf(values: object): object {
  return { type: 'object', additionalProperties: values };
}

function listOf(items: object): object {
  return { type: 'array', items, minItems: 1 };
}

const orNone = (shape: object) => ({ anyOf: [shape, { type: 'null' }] });
const command = orNone({ anyOf: [text, { type: 'array', items: { type: 'string' } }] });
const account = record({ name: text, uid: count, gid: count }, ['name']);
const userText = { type: 'string', pattern: '^[A-Za-z0-9_.-]+(:[A-Za-z0-9_.-]+)?$' };
const user = record({ name: text, uid: count, gid: count, text: userText });
const platform = { type: 'string', pattern: '^[a-z0-9]+(/v[0-9])?$' };

const variant = record(
  {
    tags: listOf(text),
    user: { anyOf: [{ const: 'root' }, { type: 'null' }, { ...user, minProperties: 1 }] },
    entrypoint: command,
    cmd: command,
    workdir: { type: 'string', pattern: '^(/|[A-Z]:)' },
    shell: orNone(listOf(text)),
    osFamily: text,
    packageManager: orNone({ enum: ['apt', 'apk', 'dnf', 'yum', 'microdnf', 'zypper', 'pacman', 'tdnf'] }),
    onbuild: flag,
    accounts: { type: 'array', items: account },
    platforms: listOf(platform),
    compressedSize: { ...mapOf({ type: 'integer', minimum: 1e6, maximum: 3e10 }), propertyNames: platform },
    sizeTag: text,
    sizeDate: day,
    env: mapOf({ type: 'string' }),
    note: text,
    source: text,
    checked: day,
    confidence,
    base: { type: 'string', pattern: '/' },
  },
  ['tags'],
);

export const imagesShape = listOf(
  record(
    {
      name: text,
      aliases: listOf(text),
      note: text,
      source: text,
      checked: day,
      confidence,
      variants: listOf(variant),
    },
    [...['name', 'source', 'checked', 'variants']],
  ),
);

const cycle = record(
  {
    ...{ codename: text, release: day, eol: end, extended: end, extendedFree: { const: true } },
    ...{ active: end, lts: end, lastRelease: day, latest: text },
  },
  ['eol'],
);

const product = record(
  {
    ...{ kind: { enum: ['os', 'runtime', 'service'] }, source: orNone(text), asOf: day },
    ...{ policy: text, note: text, confidence, cycles: mapOf(cycle) },
  },
  ['kind', 'source', 'asOf', 'cycles'],
);

const imageRule = record(
  {
    ...{ product: orNone(text), cycle: expression, cycleFixed: text, fromName: expression },
    ...{ codename: { const: true }, retired: { type: 'string', pattern: '^\\d{4}(-\\d\\d)?$' }, note: text },
  },
  ['product'],
);

const moving = record(
  {
    ...{
      appliesTo: listOf(text),
      tags: listOf(text),
      majorTags: listOf({ type: 'string', pattern: '^\\d+(\\.\\d+)?$' }),
    },
    ...{
      releaseTags: listOf(text),
      codenames: listOf(text),
      neverPinned: listOf(text),
      fixed: listOf(text),
      note: text,
    },
  },
  ['appliesTo', 'tags'],
);

export const lifecycleShape = record(
  {
    ...{ asOf: day, retrieved: day, fields: text, products: mapOf(product), images: mapOf(imageRule) },
    osTokens: listOf(
      record({ match: expression, product: text, by: { const: 'codename' }, note: text }, ['match', 'product']),
    ),
    defaultOs: record(
      {
        ...{ asOf: day, source: text },
        images: mapOf(record({ default: mapOf(text), alpine: mapOf(text) }, ['default'])),
      },
      ['asOf', 'source', 'images'],
    ),
    movingTags: {
      type: 'object',
      properties: { any: listOf(text), rule: text },
      required: ['any', 'rule'],
      additionalProperties: moving,
    },
  },
  ['asOf', 'products', 'images', 'osTokens', 'defaultOs', 'movingTags'],
);

const size = { amd64: { type: 'integer', minimum: 1e5 }, date: day, measuredTag: text };
const tagPart = { type: 'string', pattern: '^[\\w.-]+$' };

const target = record(
  {
    ...{ name: text, ...size, tag: tagPart, keep: { const: true }, append: tagPart, strip: tagPart },
    replace: record({ from: expression, to: text }, ['from', 'to']),
    ...{ choose: listOf(text), caveat: text, plus: text, approx: text },
  },
  ['name'],
);

const alternative = record(
  {
    from: record({ name: text, match: listOf(text), notMatch: listOf(text), ...size }, ['name', 'match']),
    to: listOf(target),
    kind: { enum: ['variant', 'multi-stage', 'other-image', 'successor', 'other-distribution'] },
    caveats: texts,
    source: text,
  },
  ['from', 'to', 'kind'],
);

export const slimmerShape = record(
  {
    ...{ asOf: day, unit: text, kinds: mapOf(text), caveatWords: mapOf(text), source: text },
    alternatives: listOf(alternative),
  },
  ['asOf', 'kinds', 'caveatWords', 'source', 'alternatives'],
);

const setuid = record(
  {
    files: { ...mapOf({ type: 'string', pattern: '^[2467]\\d{3}$' }), propertyNames: { pattern: '^/' } },
    ...{ complete: flag, source: text, asOf: day, confidence, note: text },
  },
  ['files', 'complete', 'source', 'asOf'],
);

const exception = record({
  releases: listOf(text),
  images: listOf(text),
  tags: listOf(text),
  tools: texts,
  unknown: texts,
  install: text,
});

const accountTools = record(
  {
    ...{ tools: texts, adduser: { enum: ['debian', 'busybox', 'useradd'] }, install: text, except: listOf(exception) },
    ...{ source: text, asOf: day, confidence, note: text },
  },
  ['tools', 'source', 'asOf'],
);

const family = record(
  {
    ...{
      packageManager: orNone(text),
      libc: text,
      accounts: { type: 'array', items: account },
      shells: texts,
      sh: text,
    },
    ...{ setuid, accountTools, source: text, confidence, note: text },
  },
  ['packageManager'],
);

export const familiesShape = record(
  {
    ...{ asOf: day, use: text, families: mapOf(family) },
    archNamespaces: record({ comment: text, names: mapOf(text) }, ['names']),
    mirrors: record({ comment: text, prefixes: mapOf(text) }, ['prefixes']),
  },
  ['asOf', 'families', 'archNamespaces', 'mirrors'],
);
