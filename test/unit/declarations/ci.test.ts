import { describe, expect, it } from 'vitest';
import { declared, references } from './reading.ts';

const travis = (env: string, build = 'docker image build --tag "$IMAGENAME":"$IMAGETAG" .') => `language: python
before_script:
  - export IMAGENAME="$QUAY_URL"/"$APPLICATION_NAME"-"$APPLICATION_MAINTAINER"
  - export IMAGETAG="$(date '+%Y.%m.%d')-$(git rev-parse --short HEAD)"
script:
  - docker login -u "$QUAY_USERNAME" -p "$QUAY_API_KEY" quay.io
  - ${build}
  - docker image push "$IMAGENAME":"$IMAGETAG"
  - if [ "$TRAVIS_BRANCH" == "main" ]; then
      docker image tag "$IMAGENAME":"$IMAGETAG" "$IMAGENAME":latest;
      docker image push "$IMAGENAME":latest;
    fi;
env:
${env}`;

const one = travis(`  global:
    - QUAY_USERNAME=st4sd+mdlab
    - QUAY_URL=quay.io/st4sd/community-applications
    - APPLICATION_NAME=geometry
    - APPLICATION_MAINTAINER=mdlab
`);

const two = travis(
  `  matrix:
    - APPLICATION_NAME=raspa-pypi   VERSION=2.0.4
    - APPLICATION_NAME=raspa-source VERSION=2.0.47
    - APPLICATION_NAME=raspa-pypi   VERSION=2.0.4
  global:
    - QUAY_URL=quay.io/st4sd/community-applications
    - APPLICATION_MAINTAINER=mdlab
`,
  `docker image build --file "$APPLICATION_NAME".Dockerfile
                       --tag "$IMAGENAME":"$IMAGETAG"
                       --build-arg VERSION
                       .`,
);

const scheme = "$(date '+%Y.%m.%d')-$(git rev-parse --short HEAD)";

describe('a .travis.yml', () => {
  it('names the image by its variables, with a tag that is made when it runs', () => {
    const { references: found, from } = declared({ '.travis.yml': one });
    expect(found.map(({ text }) => text)).toEqual([
      `quay.io/st4sd/community-applications/geometry-mdlab:${scheme}`,
      'quay.io/st4sd/community-applications/geometry-mdlab:latest',
    ]);
    expect(found.map(({ reference }) => reference?.tag)).toEqual([undefined, 'latest']);
    expect(found.map(({ samples }) => samples)).toEqual([
      ['2025.01.01-0012345', '2025.04.09-10ce81a', '2025.08.31-7654321', '2025.10.12-9348fe0', '2025.12.25-abcdef0'],
      undefined,
    ]);
    expect(from?.kind).toBe('script');
    expect(from?.path).toBe('.travis.yml');
    expect(one.slice(from?.span?.start, from?.span?.end)).toBe('"$IMAGENAME":"$IMAGETAG"');
  });

  it.each(['raspa-pypi', 'raspa-source'])('of several jobs tells the one that builds %s', (name) => {
    expect(references({ '.travis.yml': two }, `${name}.Dockerfile`)).toEqual([
      `quay.io/st4sd/community-applications/${name}-mdlab:${scheme}`,
      `quay.io/st4sd/community-applications/${name}-mdlab:latest`,
    ]);
  });

  it.each([
    ['another Dockerfile', { '.travis.yml': two }, 'Dockerfile'],
    ['one in a folder', { '.travis.yml': one }, 'docker/Dockerfile'],
    ['a file that is broken', { '.travis.yml': 'script: [\n  "' }, 'Dockerfile'],
  ])('says nothing of %s', (_, files, path) => {
    expect(references(files, path)).toEqual([]);
  });

  it.each<[string, string]>([
    ['env: NAME=a-st4sd', 'quay.io/x/a-st4sd:1.0.0'],
    ['env:\n  NAME: a-st4sd', 'quay.io/x/a-st4sd:1.0.0'],
    ['env:\n  global:\n    NAME: a-st4sd', 'quay.io/x/a-st4sd:1.0.0'],
    ['env:\n  global:\n    - secure: "xyz"\n    - NAME=a-st4sd', 'quay.io/x/a-st4sd:1.0.0'],
    ['env:\n  jobs:\n    - NAME=a-st4sd', 'quay.io/x/a-st4sd:1.0.0'],
    ['jobs:\n  include:\n    - env: NAME=a-st4sd', 'quay.io/x/a-st4sd:1.0.0'],
    ['jobs:\n  include:\n    - script: docker build -t quay.io/x/b-st4sd:2.0.0 .', 'quay.io/x/b-st4sd:2.0.0'],
  ])('takes variables from %j', (env, reference) => {
    const file = `script: docker build -t quay.io/x/$NAME:1.0.0 . && docker push quay.io/x/$NAME:1.0.0\n${env}\n`;
    expect(references({ '.travis.yml': file })).toEqual([reference]);
  });
});

describe('a .gitlab-ci.yml', () => {
  const job = (text: string, top = '') => ({ '.gitlab-ci.yml': `${top}build:\n${text}` });

  it.each<[string, Record<string, string>, readonly string[]]>([
    [
      'variables of file and job',
      job(
        '  variables: {NAME: namd-hlcs}\n  script:\n    - docker build -t $REG/$NAME:$TAG .\n    - docker push $REG/$NAME:$TAG\n',
        'variables:\n  REG: quay.io/x\n  TAG: {value: "1.0.0", description: d}\n',
      ),
      ['quay.io/x/namd-hlcs:1.0.0'],
    ],
    [
      'a template that is extended',
      job(
        '  extends: .base\n',
        '.base:\n  before_script: [export T=1.0.0]\n  script: [docker build -t q.io/x/a-b:$T .]\n',
      ),
      ['q.io/x/a-b:1.0.0'],
    ],
    [
      'an anchor',
      job('  <<: *b\n  variables: {T: 2.0.0}\n', '.b: &b\n  script: [docker build -t q.io/x/a-b:$T .]\n'),
      ['q.io/x/a-b:2.0.0'],
    ],
    [
      'a matrix',
      job(
        '  parallel:\n    matrix:\n      - APP: [a, b]\n  script: docker build -f $APP/Dockerfile -t q.io/x/$APP-hlcs:1.0.0 $APP\n',
      ),
      [],
    ],
    [
      'kaniko',
      job(
        '  script:\n    - /kaniko/executor --context "${CI_PROJECT_DIR}" --dockerfile "${CI_PROJECT_DIR}/Dockerfile" --destination "q.io/x/a-b:1.0.0"\n',
      ),
      ['q.io/x/a-b:1.0.0'],
    ],
    [
      'a tag that only the pipeline knows',
      job('  script: docker build -t q.io/x/a-b:$CI_COMMIT_TAG .\n'),
      ['q.io/x/a-b:${CI_COMMIT_TAG} | tag: ${CI_COMMIT_TAG} is only known to the build in .gitlab-ci.yml'],
    ],
    [
      'a registry that only the pipeline knows',
      job('  script: docker build -t $CI_REGISTRY/a-b:1.0.0 .\n'),
      ['${CI_REGISTRY}/a-b:1.0.0'],
    ],
    [
      'a name that only the pipeline knows',
      job('  script: docker build -t $CI_REGISTRY_IMAGE:1.0.0 .\n'),
      ['${CI_REGISTRY_IMAGE}:1.0.0 | name: ${CI_REGISTRY_IMAGE} is only known to the build in .gitlab-ci.yml'],
    ],
    ['nothing that is known', job('  script: docker build -t $CI_REGISTRY_IMAGE:$CI_COMMIT_TAG .\n'), []],
  ])('is read with %s', (_, files, expected) => {
    expect(references(files)).toEqual(expected);
  });

  it('tells of a matrix the row that builds this file', () => {
    const file = job(
      '  parallel:\n    matrix:\n      - APP: [a, b]\n  script: docker build -f $APP/Dockerfile -t q.io/x/$APP-hlcs:1.0.0 $APP\n',
    );
    expect(references(file, 'b/Dockerfile')).toEqual(['q.io/x/b-hlcs:1.0.0']);
  });

  it('has samples for a commit', () => {
    const file = job('  script: docker build -t q.io/x/a-b:1.0.0-$CI_COMMIT_SHORT_SHA .\n');
    expect(declared(file).references[0]?.samples?.[0]).toBe('1.0.0-00123456');
  });
});
