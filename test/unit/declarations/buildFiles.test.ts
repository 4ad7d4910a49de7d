import { describe, expect, it } from 'vitest';
import { declared, declaredFacts, references } from './reading.ts';

describe('a Compose file', () => {
  const service = (text: string) => ({ 'compose.yaml': `services:\n  app:\n${text}` });

  it.each<[string, Record<string, string>, readonly string[]]>([
    ['a context', service('    image: q.io/x/a-b:1.0.0\n    build: .\n'), ['q.io/x/a-b:1.0.0']],
    [
      'a map',
      service('    image: q.io/x/a-b:1.0.0\n    build:\n      context: .\n      dockerfile: Dockerfile\n'),
      ['q.io/x/a-b:1.0.0'],
    ],
    [
      'more tags',
      service('    image: q.io/x/a-b:1.0.0\n    build:\n      tags: ["q.io/x/a-b:latest"]\n'),
      ['q.io/x/a-b:1.0.0', 'q.io/x/a-b:latest'],
    ],
    ['a default', service('    image: ${REG:-q.io/x}/a-b:${TAG-1.0.0}\n    build: .\n'), ['q.io/x/a-b:1.0.0']],
    [
      'a variable from outside',
      service('    image: q.io/x/a-b:${TAG:?}\n    build: .\n'),
      ['q.io/x/a-b:${TAG} | tag: ${TAG} is only known to the build in compose.yaml'],
    ],
    [
      'a merged base',
      { 'compose.yml': 'x-b: &b {build: .}\nservices:\n  a:\n    <<: *b\n    image: q.io/x/a-b:1.0.0\n' },
      ['q.io/x/a-b:1.0.0'],
    ],
    ['an image that is only run', service('    image: q.io/x/a-b:1.0.0\n'), []],
    ['another file', service('    image: q.io/x/a-b:1.0.0\n    build: {context: ., dockerfile: gpu.Dockerfile}\n'), []],
    ['an inline file', service('    image: q.io/x/a-b:1.0.0\n    build: {dockerfile_inline: "FROM a"}\n'), []],
    ['a name for this machine', service('    image: app\n    build: .\n'), []],
    ['a name of the right form', service('    image: namd-hlcs:1.0.0\n    build: .\n'), ['namd-hlcs:1.0.0']],
    ['a right name without a version', service('    image: my-app\n    build: .\n'), []],
  ])('with %s', (_, files, expected) => {
    expect(references(files)).toEqual(expected);
  });

  it('takes the Dockerfile from the context', () => {
    const files = {
      'deploy/docker-compose.yml':
        'services: {a: {image: "q.io/x/a-b:1.0.0", build: {context: .., dockerfile: docker/app.Dockerfile}}}',
    };
    expect(references(files, 'docker/app.Dockerfile')).toEqual(['q.io/x/a-b:1.0.0']);
  });
});

describe('a Bake file', () => {
  const tag = 'q.io/x/a-b:1.0.0';

  it.each<[string, string, readonly string[]]>([
    [
      'a list of tags',
      'target "app" {\n  tags = ["q.io/x/a-b:1.0.0", "q.io/x/a-b:latest"]\n}\n',
      [tag, 'q.io/x/a-b:latest'],
    ],
    [
      'a variable',
      'variable "TAG" { default = "1.0.0" }\ntarget "app" {\n  context = "."\n  tags = ["q.io/x/a-b:${TAG}"]\n}\n',
      [tag],
    ],
    [
      'a variable with a type',
      'variable "TAG" {\n  type = string\n  default = "1.0.0"\n}\ntarget "app" { tags = ["q.io/x/a-b:${TAG}"] }\n',
      [tag],
    ],
    [
      'variables in variables',
      'variable "R" { default = "q.io" }\nvariable "N" { default = "${R}/x/a-b" }\ntarget "app" { tags = ["${N}:1.0.0"] }\n',
      [tag],
    ],
    ['a name alone', 'variable "T" { default = "q.io/x/a-b:1.0.0" }\ntarget "app" { tags = [T] }\n', [tag]],
    [
      'a target it inherits from',
      'target "_c" {\n  tags = ["q.io/x/a-b:1.0.0"]\n}\ntarget "app" {\n  inherits = ["_c"]\n  dockerfile = "Dockerfile"\n}\n',
      [tag],
    ],
    [
      'comments and blocks',
      '# one\n/* two "{ */ // three\ngroup "default" { targets = ["app"] }\ntarget "app" {\n  args = { A = "b", C = "d" }\n  platforms = ["linux/amd64"]\n  tags = ["q.io/x/a-b:1.0.0"] # four\n}\n',
      [tag],
    ],
    [
      'a matrix',
      'target "app" {\n  name = "app-${v}"\n  matrix = { v = ["1.0.0", "2.0.0"] }\n  tags = ["q.io/x/a-b:${v}"]\n}\n',
      [tag, 'q.io/x/a-b:2.0.0'],
    ],
    [
      'a function',
      'target "app" { tags = ["q.io/x/a-b:${formatdate("YYYY", timestamp())}", "q.io/x/a-b:1.0.0"] }\n',
      [
        'q.io/x/a-b:${formatdate("YYYY", timestamp())} | tag: ${formatdate("YYYY", timestamp())} is only known to the build in docker-bake.hcl',
        tag,
      ],
    ],
    [
      'a choice',
      'variable "L" { default = "" }\ntarget "app" {\n  tags = [L != "" ? "a" : "", "q.io/x/a-b:1.0.0"]\n}\n',
      [tag],
    ],
    ['another file', 'target "app" { dockerfile = "gpu.Dockerfile"\n tags = ["q.io/x/a-b:1.0.0"] }\n', []],
    ['another context', 'target "app" { context = "docker"\n tags = ["q.io/x/a-b:1.0.0"] }\n', []],
    [
      'a variable that needs itself',
      'variable "A" { default = "${A}" }\ntarget "app" { tags = ["q.io/x/a-b:${A}"] }\n',
      ['q.io/x/a-b:${A} | tag: ${A} is only known to the build in docker-bake.hcl'],
    ],
    ['the end missing', 'target "app" {\n  tags = ["q.io/x/a-b:1.0.0"', [tag]],
  ])('with %s', (_, text, expected) => {
    expect(references({ 'docker-bake.hcl': text })).toEqual(expected);
  });

  it('may be JSON', () => {
    const json = {
      variable: { T: { default: '1.0.0' } },
      target: { app: { dockerfile: 'docker/Dockerfile', tags: ['q.io/x/a-b:${T}'] } },
    };
    expect(references({ 'docker-bake.json': JSON.stringify(json) }, 'docker/Dockerfile')).toEqual([tag]);
  });
});

describe('a Makefile', () => {
  it.each<[string, string, readonly string[]]>([
    ['variables', 'REG = q.io/x\nTAG := 1.0.0\nbuild:\n\tdocker build -t $(REG)/a-b:$(TAG) .\n', ['q.io/x/a-b:1.0.0']],
    ['a default', 'TAG ?= 1.0.0\nbuild:\n\t@docker build -t q.io/x/a-b:${TAG} .\n', ['q.io/x/a-b:1.0.0']],
    [
      'a variable set later',
      'IMAGE = $(REG)/a-b:$(TAG)\nREG = q.io/x\nTAG = 1.0.0\nb:\n\tdocker build -t $(IMAGE) .\n',
      ['q.io/x/a-b:1.0.0'],
    ],
    ['a continued recipe', 'b:\n\tdocker build \\\n\t  -t q.io/x/a-b:1.0.0 \\\n\t  .\n', ['q.io/x/a-b:1.0.0']],
    ['another program', 'ENGINE ?= podman\nb:\n\t$(ENGINE) build -t q.io/x/a-b:1.0.0 .\n', ['q.io/x/a-b:1.0.0']],
    [
      'a shell function',
      'T := $(shell date +%Y.%-m.%-d)\nb:\n\tdocker build -t q.io/x/a-b:$(T) .\n',
      ['q.io/x/a-b:$(date +%Y.%-m.%-d)'],
    ],
    [
      'a git tag',
      'T := $(shell git describe --tags)\nb:\n\tdocker build -t q.io/x/a-b:$(T) .\n',
      ['q.io/x/a-b:${...} | tag: ${...} is only known to the build in Makefile'],
    ],
    [
      'no value',
      'b:\n\tdocker build -t q.io/x/a-b:$(T) .\n',
      ['q.io/x/a-b:$(T) | tag: $(T) is only known to the build in Makefile'],
    ],
    [
      'a condition',
      'ifdef X\nT = 1.0.0\nelse\nT = 2.0.0\nendif\nb:\n\tdocker build -t q.io/x/a-b:$(T) .\n',
      ['q.io/x/a-b:$(T) | tag: $(T) is only known to the build in Makefile'],
    ],
    [
      'itself',
      'T = $(T)\nb:\n\tdocker build -t q.io/x/a-b:$(T) .\n',
      ['q.io/x/a-b:$(T) | tag: $(T) is only known to the build in Makefile'],
    ],
    [
      'a loop',
      'A = $(B)\nB = $(A)\nb:\n\tdocker build -t q.io/x/a-b:$(A) .\n',
      ['q.io/x/a-b:$(A) | tag: $(A) is only known to the build in Makefile'],
    ],
    ['a comment', 'T = 1.0.0 # the version\nb:\n\tdocker build -t q.io/x/a-b:$(T) .\n', ['q.io/x/a-b:1.0.0']],
    ['another folder', 'b:\n\tcd docker && docker build -t q.io/x/a-b:1.0.0 .\n', []],
    ['CRLF', 'T = 1.0.0\r\nb:\r\n\tdocker build -t q.io/x/a-b:$(T) .\r\n', ['q.io/x/a-b:1.0.0']],
  ])('with %s', (_, text, expected) => {
    expect(references({ Makefile: text })).toEqual(expected);
  });

  it('builds in other folders', () => {
    const text = 'b:\n\tcd docker && docker build -t q.io/x/a-b:1.0.0 .\n\tdocker build -t q.io/x/c-d:1.0.0 other\n';
    expect(references({ Makefile: text }, 'docker/Dockerfile')).toEqual(['q.io/x/a-b:1.0.0']);
    expect(references({ Makefile: text }, 'other/Dockerfile')).toEqual(['q.io/x/c-d:1.0.0']);
  });
});

describe('a script', () => {
  it.each<[string, string, readonly string[]]>([
    ['variables', 'NAME=a-b\nTAG="1.0.0"\ndocker build -t "q.io/x/${NAME}:${TAG}" .\n', ['q.io/x/a-b:1.0.0']],
    ['a default', 'docker build -t q.io/x/a-b:${TAG:-1.0.0} .\n', ['q.io/x/a-b:1.0.0']],
    ['a default of an argument', 'TAG=${1:-1.0.0}\ndocker build -t q.io/x/a-b:$TAG .\n', ['q.io/x/a-b:1.0.0']],
    ['a default that does not count', 'TAG=2.0.0\ndocker build -t q.io/x/a-b:${TAG:-1.0.0} .\n', ['q.io/x/a-b:2.0.0']],
    ['its own folder', 'cd "$(dirname "$0")"\ndocker build -t q.io/x/a-b:1.0.0 .\n', ['q.io/x/a-b:1.0.0']],
    [
      'its own folder by name',
      'DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)\ndocker build -t q.io/x/a-b:1.0.0 -f $DIR/Dockerfile "$DIR"\n',
      ['q.io/x/a-b:1.0.0'],
    ],
    [
      'an argument',
      'docker build -t q.io/x/a-b:$1 .\n',
      ['q.io/x/a-b:${...} | tag: ${...} is only known to the build in build.sh'],
    ],
    [
      'sudo and buildx',
      'sudo docker buildx build --platform linux/amd64,linux/arm64 --push -t q.io/x/a-b:1.0.0 .\n',
      ['q.io/x/a-b:1.0.0'],
    ],
    [
      'options before the tag',
      'docker build --no-cache --build-arg A=b --progress plain --tag=q.io/x/a-b:1.0.0 --file Dockerfile .\n',
      ['q.io/x/a-b:1.0.0'],
    ],
    ['a mistake further down', 'docker build -t q.io/x/a-b:1.0.0 .\nif [\n', ['q.io/x/a-b:1.0.0']],
    ['the reference of another image', 'docker build -t q.io/x/a-b:1.0.0 -f gpu.Dockerfile .\n', []],
    ['a remote context', 'docker build -t q.io/x/a-b:1.0.0 https://github.com/org/repo.git\n', []],
    ['standard input', 'docker build -t q.io/x/a-b:1.0.0 - < Dockerfile\n', []],
    ['no build', 'docker run --rm q.io/x/a-b:1.0.0\ndocker push q.io/x/a-b:1.0.0\n', []],
  ])('with %s', (_, text, expected) => {
    expect(references({ 'build.sh': text })).toEqual(expected);
  });

  it('may be started in the root', () => {
    expect(references({ 'ci/build.sh': 'docker build -t q.io/x/a-b:1.0.0 .\n' }, 'Dockerfile')).toEqual([
      'q.io/x/a-b:1.0.0',
    ]);
    expect(references({ 'ci/build.sh': 'docker build -t q.io/x/a-b:1.0.0 docker\n' }, 'docker/Dockerfile')).toEqual([
      'q.io/x/a-b:1.0.0',
    ]);
  });
});

describe('of several places', () => {
  const text =
    '# st4sd image=q.io/x/pragma-hlcs:1.0.0\nFROM debian:13\nLABEL org.opencontainers.image.title=label-hlcs org.opencontainers.image.version=1.0.0\n';
  const files = {
    'build.sh': 'docker build -t q.io/x/script-hlcs:1.0.0 .\n',
    'docker-bake.hcl': 'target "a" { tags = ["q.io/x/bake-hlcs:1.0.0"] }\n',
    'compose.yaml': 'services: {a: {build: ., image: "q.io/x/compose-hlcs:1.0.0"}}\n',
    '.github/workflows/a.yml':
      'jobs: {a: {steps: [{uses: docker/build-push-action@v6, with: {tags: "q.io/x/workflow-hlcs:1.0.0"}}]}}\n',
  };
  const configured = {
    reference: 'q.io/x/configured-hlcs:1.0.0',
    path: '.st4sd.yaml',
    text: '',
    span: { start: 0, end: 1 },
  };
  const without = (...names: readonly string[]) =>
    Object.fromEntries(Object.entries(files).filter(([name]) => !names.includes(name)));
  const bare = text.slice(text.indexOf('\n') + 1);

  it.each([
    ['option', text, { option: 'q.io/x/option-hlcs:1.0.0', configured, files }],
    ['pragma', text, { configured, files }],
    ['configuration', bare, { configured, files }],
    ['compose', bare, { files }],
    ['bake', bare, { files: without('compose.yaml') }],
    ['workflow', bare, { files: without('compose.yaml', 'docker-bake.hcl') }],
    ['script', bare, { files: without('compose.yaml', 'docker-bake.hcl', '.github/workflows/a.yml') }],
    ['label', bare, {}],
  ] as const)('%s comes first', (kind, dockerfile, given) => {
    const { declared: found } = declaredFacts(dockerfile, given);
    expect(found?.from?.kind).toBe(kind);
    expect(found?.references.map(({ reference }) => reference?.tag)).toEqual(['1.0.0']);
    expect(found?.references[0]?.text).toContain({ configuration: 'configured' }[kind as string] ?? kind);
    expect(found?.references[0]?.editable).toBe(kind === 'pragma');
  });

  it('a name for this machine counts nowhere', () => {
    expect(
      references({ 'compose.yaml': 'services: {a: {build: ., image: app}}\n', 'build.sh': files['build.sh'] }),
    ).toEqual(['q.io/x/script-hlcs:1.0.0']);
  });
});

describe('names without a folder', () => {
  it.each<[string, readonly string[]]>([
    ['docker build -t app .\n', []],
    ['docker build -t "" .\n', []],
    ["docker build -t 'q.io/x/a b' .\n", []],
    ['docker build -t q.io/x/A-b:1.0.0 .\n', ['q.io/x/A-b:1.0.0']],
    ['docker build -t test-image:ci .\n', []],
    ['docker build -t app . && docker push app\n', ['app']],
    ['docker buildx build --push -t app:1.0.0 .\n', ['app:1.0.0']],
    ['docker build -t namd-gpu-hlcs:1.0.0 .\n', ['namd-gpu-hlcs:1.0.0']],
    ['docker build -t namd-gpu-hlcs:latest .\n', ['namd-gpu-hlcs:latest']],
  ])('%j', (script, expected) => {
    expect(references({ 'build.sh': script })).toEqual(expected);
  });
});

describe('several builds of one Dockerfile', () => {
  const text = 'FROM debian:13 AS app\nFROM app AS test\n';
  const found = (script: string) =>
    declaredFacts(text, { files: { 'build.sh': script } }).declared?.references.map((one) => one.text);

  it.each<[string, string, readonly string[]]>([
    ['a stage that is not judged', 'docker build --target app -t q.io/x/a-b:1.0.0 .\n', []],
    ['the stage that is judged', 'docker build --target test -t q.io/x/a-b:1.0.0 .\n', ['q.io/x/a-b:1.0.0']],
    ['its number', 'docker build --target=1 -t q.io/x/a-b:1.0.0 .\n', ['q.io/x/a-b:1.0.0']],
    [
      'a name each',
      'for v in gpu mpi; do docker build --build-arg V=$v -t q.io/x/a-$v-b:1.0.0 .; done\n',
      ['q.io/x/a-gpu-b:1.0.0'],
    ],
    [
      'a tag each',
      'docker build -t q.io/x/a-b:1.0.0 .\ndocker build -t q.io/x/a-b:latest .\n',
      ['q.io/x/a-b:1.0.0', 'q.io/x/a-b:latest'],
    ],
  ])('with %s', (_, script, expected) => {
    expect(found(script)).toEqual(expected);
  });
});

describe('the labels of the file', () => {
  const named = (labels: string) => {
    const { declared: found } = declaredFacts(`FROM debian:13\nARG V\nLABEL ${labels}\n`);
    return found?.references.map((one) => `${one.text}${one.unknown?.tag === undefined ? '' : ' | tag'}`);
  };
  it.each<[string, readonly string[]]>([
    ['org.opencontainers.image.title=namd-gpu-hlcs org.opencontainers.image.version=1.0.0', ['namd-gpu-hlcs:1.0.0']],
    ['org.opencontainers.image.ref.name=q.io/x/namd-hlcs:1.0.0', ['q.io/x/namd-hlcs:1.0.0']],
    ['org.opencontainers.image.ref.name=namd-hlcs org.opencontainers.image.version=1.0.0', ['namd-hlcs:1.0.0']],
    ['org.opencontainers.image.title=namd-hlcs org.opencontainers.image.version=$V', ['namd-hlcs | tag']],
    ['org.opencontainers.image.title="NAMD for GPUs" org.opencontainers.image.version=1.0.0', []],
    ['org.opencontainers.image.title=namd org.opencontainers.image.version=1.0.0', []],
    ['org.opencontainers.image.title=namd-hlcs', []],
    ['org.opencontainers.image.version=1.0.0', []],
  ])('%s', (labels, expected) => {
    expect(named(labels)).toEqual(expected);
  });
});

describe('the application', () => {
  it.each([
    ['namd-gpu.Dockerfile', 'namd-gpu'],
    ['docker/raspa_source.dockerfile', 'raspa_source'],
    ['Quantum Espresso.Dockerfile', 'quantum-espresso'],
    ['app.Containerfile', 'app'],
    ['Dockerfile', undefined],
    ['Dockerfile.gpu', undefined],
    ['docker/Dockerfile', undefined],
    ['.Dockerfile', undefined],
  ])('of %s is %s', (path, application) => {
    expect(declared({}, path).application).toBe(application);
  });
});
