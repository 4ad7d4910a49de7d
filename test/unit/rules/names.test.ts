import { describe, expect, it } from 'vitest';
import { declaredByImage } from '../../../server/src/engine/declarations/declaredFor.ts';
import { isFinding } from '../../../server/src/engine/ignores/applyIgnores.ts';
import { allRules } from '../../../server/src/engine/rules/all.ts';
import { acceleratorAgrees } from '../../../server/src/engine/rules/imageName/acceleratorAgrees.ts';
import { acceleratorInTag } from '../../../server/src/engine/rules/imageName/acceleratorInTag.ts';
import { imageDeclared } from '../../../server/src/engine/rules/imageName/imageDeclared.ts';
import { imageName } from '../../../server/src/engine/rules/imageName/imageName.ts';
import { maintainerId } from '../../../server/src/engine/rules/imageName/maintainerId.ts';
import { semanticTag } from '../../../server/src/engine/rules/imageName/semanticTag.ts';
import { tagArchitecture } from '../../../server/src/engine/rules/imageName/tagArchitecture.ts';
import type { Finding, Outcome, Rule } from '../../../server/src/engine/rules/rule.ts';
import { applyEdits } from '../../../server/src/engine/text/span.ts';
import { declaredFacts, type Given as Places } from '../declarations/reading.ts';
import { factsOf, imageJson, outcomes } from './judging.ts';

const names = allRules.filter(({ criterion }) => criterion === 'image-name' || criterion === 'unique-tag');
const apps = 'quay.io/st4sd/community-applications';
const file = 'FROM debian:13\n';
const pragma = (...references: readonly string[]) => `# st4sd image=${references.join(', ')}\n${file}`;

/** What declares the image, and what the team has configured. */
interface Asking extends Places {
  readonly maintainers?: readonly string[];
  readonly accelerators?: readonly string[];
}

/** Everything a rule says of an image that is declared so. */
function said(rule: Rule, text: string, asking: Asking = {}): readonly Outcome[] {
  const { maintainers = ['hlcs', 'mdlab', 'st4sd'], accelerators = [], ...places } = asking;
  const facts = factsOf(text);
  const declared =
    facts.build === undefined ? declaredByImage(facts, places.option) : declaredFacts(text, places).declared;
  return outcomes(rule, text, { declared, context: { maintainers, accelerators } });
}

function findings(rule: Rule, text: string, asking?: Asking): readonly Finding[] {
  return said(rule, text, asking).filter(isFinding);
}

/** What a rule says of a reference. */
function messages(rule: Rule, reference: string, asking: Asking = {}): readonly string[] {
  return findings(rule, file, { option: reference, ...asking }).map(({ message }) => message);
}

/** The other outcomes: evidence, and what could not be judged. */
function remarks(rule: Rule, text: string, asking?: Asking): readonly string[] {
  return said(rule, text, asking).flatMap((outcome) => {
    if (outcome.finding === 'evidence') return [outcome.text];
    return outcome.finding === 'unjudged' ? [`unjudged: ${outcome.text}`] : [];
  });
}

/** Ids of the rules that find something, with what they find. */
function found(text: string, asking?: Asking): readonly string[] {
  return names.flatMap((rule) => findings(rule, text, asking).map(({ finding }) => `${rule.id} ${finding}`));
}

/** The file after a fix. */
function fixed(rule: Rule, text: string, title: string, asking?: Asking): string {
  const fix = findings(rule, text, asking)
    .flatMap(({ fixes }) => fixes)
    .find((one) => one.title === title);
  return fix === undefined ? 'no such fix' : applyEdits(text, fix.edits);
}

describe('references that occur', () => {
  it.each<[string, readonly string[]]>([
    [`${apps}/rdkit-st4sd:2019.09.1`, ['semantic-tag violated']],
    [`${apps}/raspa-pypi-mdlab:2023.09.20-10ce81a`, ['semantic-tag violated']],
    [`${apps}/raspa-source-mdlab:2024.12.11-9348fe0`, []],
    [`${apps}/geometry-mdlab:latest`, ['latest-only violated']],
    [`${apps}/ani-torch-st4sd:2.2.2`, []],
    [`${apps}/ani-torch-psi4-st4sd:0.1.0`, []],
    [`${apps}/caf-st4sd:1.0.0`, []],
    [`${apps}/gamess-st4sd:2019.11.30`, []],
    [`${apps}/opera-serial-mdlab:2.6.0`, []],
    [`${apps}/rdkit-st4sd`, ['latest-only violated']],
    ['docker-na-public.artifactory.swg-devops.com/repo/gamess-st4sd:1.0.0', []],
    ['quay.io/st4sd/official-base/st4sd-olm:v2.6.0:v0.10.0', ['maintainer-id violated', 'semantic-tag violated']],
    ['nvcr.io/hpc/gamess:17.09-r2-libcchem', ['image-name violated', 'semantic-tag violated']],
    ['9.162.221.169:5000/flow', ['image-name violated', 'latest-only violated']],
    ['namd-gpu-hlcs:1.0.0-x86_64', []],
  ])('%s', (reference, expected) => {
    expect(found(pragma(reference))).toEqual(expected);
  });
});

describe('image-declared', () => {
  it('is met by evidence that names the place', () => {
    expect(remarks(imageDeclared, file, { option: `${apps}/a-hlcs:1.0.0` })).toEqual([
      `${apps}/a-hlcs:1.0.0 declared by --image`,
    ]);
    expect(remarks(imageDeclared, pragma('a-hlcs:1.0.0'))).toEqual(['a-hlcs:1.0.0 declared by the pragma']);
    const files = { 'compose.yaml': 'services:\n  a:\n    build: .\n    image: q.io/x/a-hlcs:1.0.0\n' };
    expect(remarks(imageDeclared, file, { files })).toEqual(['q.io/x/a-hlcs:1.0.0 declared by compose.yaml, line 4']);
  });

  it('leaves the tag unjudged, without a second finding', () => {
    expect(found(file)).toEqual(['image-declared undecided']);
    expect(remarks(semanticTag, file)).toEqual(['unjudged: no image reference is declared']);
    expect(remarks(semanticTag, pragma('NAME-MAINTAINER:VERSION'))).toEqual([
      'unjudged: a declared reference is not filled in',
    ]);
  });

  it.each([
    'NAME-MAINTAINER:VERSION',
    'namd-hlcs:VERSION',
    'q.io/x/<name>-hlcs:1.0.0',
    'namd-hlcs:$VERSION',
    'namd-hlcs:X.Y.Z',
    'q.io/YOUR/namd-hlcs:1.0.0',
  ])('takes %s for not filled in', (reference) => {
    expect(found(pragma(reference))).toEqual(['image-declared undecided']);
  });

  const title = 'Declare the image in a comment';
  const line = (name: string) => `# st4sd image=${apps}/${name}:VERSION`;

  it.each<[string, string]>([
    ['FROM a\n', `${line('NAME-MAINTAINER')}\nFROM a\n`],
    ['# syntax=docker/dockerfile:1\nFROM a\n', `# syntax=docker/dockerfile:1\n${line('NAME-MAINTAINER')}\nFROM a\n`],
    ['# syntax=a\r\n# escape=`\r\nFROM a\r\n', `# syntax=a\r\n# escape=\`\r\n${line('NAME-MAINTAINER')}\r\nFROM a\r\n`],
    ['#!/usr/bin/env build\nFROM a\n', `#!/usr/bin/env build\n${line('NAME-MAINTAINER')}\nFROM a\n`],
    ['\uFEFFFROM a\n', `\uFEFF${line('NAME-MAINTAINER')}\nFROM a\n`],
    ['# a comment\nFROM a\n', `${line('NAME-MAINTAINER')}\n# a comment\nFROM a\n`],
  ])('puts the pragma into %j', (text, after) => {
    expect(fixed(imageDeclared, text, title)).toBe(after);
  });

  it('fills in what is known', () => {
    const asking = { path: 'docker/namd-gpu.Dockerfile', maintainers: ['hlcs'] };
    expect(fixed(imageDeclared, file, title, asking)).toBe(`${line('namd-gpu-hlcs')}\n${file}`);
  });

  it('asks for a reference of an image that has none', () => {
    expect(findings(imageDeclared, imageJson({}))[0]?.message).toBe(
      'Cannot tell the name and the tag of the image: no reference is declared. Give it with --image.',
    );
  });
});

describe('image-name', () => {
  it.each<[readonly string[], readonly string[]]>([
    [['namd-hlcs:1.0.0', 'namd-hlcs:latest', 'namd-hlcs:1.0.0-x86_64'], []],
    [['namd-hlcs:1.0.0', 'namd:1.0.0', 'namd:latest'], []],
    [['namd:1.0.0', 'namd-gpu:1.0.0', 'namd-gpu-hlcs:1.0.0'], ['image-name violated']],
    [['namd-gpu:1.0.0', 'namd-gpu-hlcs:1.0.0'], []],
    [['quantum-espresso:1.0.0', 'quantum-espresso-hlcs:1.0.0'], []],
    [['namd-hlcs:1.0.0', 'namd-mdlab:1.0.0'], []],
    [['namd-hlcs:1.0.0', 'gromacs-hlcs:1.0.0'], ['image-name violated']],
    [['q.io/x/namd-hlcs:1.0.0', 'ghcr.io/y/namd-hlcs:1.0.0'], []],
    [['namd-gpu-hlcs:1.0.0', 'namd-hlcs:1.0.0'], ['image-name violated']],
  ])('of %j', (references, expected) => {
    expect(found(pragma(...references))).toEqual(expected);
    expect(found(pragma(...references), { maintainers: [] })).toEqual(expected);
  });

  it.each<[string, string]>([
    ['namd:1.0.0', 'namd (given by --image) has no maintainer id. Write namd-MAINTAINER.'],
    [
      'namd-gpu:1.0.0',
      'namd-gpu (given by --image) ends in the accelerator gpu where the maintainer id belongs. Write namd-gpu-MAINTAINER.',
    ],
    ['gpu-hlcs:1.0.0', 'gpu-hlcs (given by --image) has no name before the accelerator. Write NAME-gpu-hlcs.'],
    ['namd--hlcs:1.0.0', 'namd--hlcs (given by --image) is not name-maintainer. Write namd-hlcs.'],
    ['docker://q.io/namd-hlcs:1.0.0', 'An image reference has no scheme: leave out "docker://" (given by --image).'],
  ])('says of %s', (reference, message) => {
    expect(messages(imageName, reference)).toEqual([message]);
  });

  it('corrects the name where it stands', () => {
    expect(fixed(imageName, pragma('q.io/x/namd--hlcs:1.0.0'), 'Write namd-hlcs')).toBe(
      pragma('q.io/x/namd-hlcs:1.0.0'),
    );
    expect(fixed(imageName, pragma('q.io/x/Namd-hlcs:1.0.0'), 'Write q.io/x/namd-hlcs')).toBe(
      pragma('q.io/x/namd-hlcs:1.0.0'),
    );
    expect(fixed(imageName, pragma('namd:1.0.0'), 'Write namd-hlcs', { maintainers: ['hlcs'] })).toBe(
      pragma('namd-hlcs:1.0.0'),
    );
    expect(findings(imageName, file, { option: 'Namd-hlcs:1.0.0' })[0]?.fixes).toEqual([]);
  });

  it('cannot tell a name that only the build knows', () => {
    const files = { '.gitlab-ci.yml': 'a:\n  script: docker build -t $CI_REGISTRY_IMAGE:1.0.0 .\n' };
    expect(found(file, { files })).toEqual(['image-name undecided']);
    expect(findings(imageName, file, { files })[0]?.message).toBe(
      'Cannot tell the name of the image: ${CI_REGISTRY_IMAGE} is only known to the build in .gitlab-ci.yml. Declare it with # st4sd image=.',
    );
  });

  it('knows accelerators that are configured', () => {
    expect(found(pragma('gaudi-hlcs:1.0.0'))).toEqual([]);
    expect(found(pragma('gaudi-hlcs:1.0.0'), { accelerators: ['gaudi'] })).toEqual(['image-name violated']);
  });
});

describe('maintainer-id', () => {
  it('names the nearest, and corrects a slip', () => {
    expect(messages(maintainerId, 'namd-hlc:1.0.0')).toEqual([
      'hlc at the end of namd-hlc (given by --image) is not an agreed maintainer id. Write namd-hlcs.',
    ]);
    expect(fixed(maintainerId, pragma('namd-hlc:1.0.0'), 'Write namd-hlcs')).toBe(pragma('namd-hlcs:1.0.0'));
    expect(messages(maintainerId, 'quantum-espresso:1.0.0')[0]).toMatch(
      /agreed maintainer id \(hlcs, mdlab, st4sd\)\. Write quantum-espresso-\w+, if/,
    );
  });

  it('asks nothing where no ids are agreed on', () => {
    expect(messages(maintainerId, 'quantum-espresso:1.0.0', { maintainers: [] })).toEqual([]);
  });
});

describe('semantic-tag', () => {
  it.each<[string, string, boolean]>([
    ['v1.0.0', '1.0.0', true],
    ['1.0', '1.0.0', true],
    ['2019.09.1', '2019.9.1', true],
    ['2023.09.20-10ce81a', '2023.9.20-10ce81a', true],
    ['20230920', '2023.9.20', false],
    ['1.0.0_rc1', '1.0.0-rc1', false],
    ['1.0-x86_64', '1.0.0-x86_64', true],
  ])('of %s is %s', (tag, proposal, safe) => {
    const text = pragma(`q.io/x/a-hlcs:${tag}`);
    const [finding] = findings(semanticTag, text);
    expect(finding?.message).toMatch(new RegExp(`^Tag ${tag} is not a semantic version.* Write ${proposal}\\.$`));
    expect(finding?.fixes.map((fix) => fix.safe)).toEqual([safe]);
    expect(fixed(semanticTag, text, `Write ${proposal}`)).toBe(pragma(`q.io/x/a-hlcs:${proposal}`));
  });

  const build = (tag: string) => ({ files: { 'build.sh': `docker build -t q.io/x/a-hlcs:${tag} .\n` } });

  it.each<[string, string]>([
    [
      '$(date +%Y.%m.%d)-$(git rev-parse --short HEAD)',
      'can be 2025.01.01-0012345, which is not a semantic version (leading zero). Write %-m and %-d for numbers without leading zeros, and -g instead of - before the commit: 2025.1.1-g0012345.',
    ],
    [
      '1.0.0-$(git rev-parse --short HEAD)',
      'can be 1.0.0-0012345, which is not a semantic version (a number behind the hyphen has a leading zero). Write -g instead of - before the commit: 1.0.0-g0012345.',
    ],
    [
      '$(date +%Y.%-m.%d)',
      'can be 2025.1.01, which is not a semantic version (leading zero). Write %-d for numbers without leading zeros: 2025.1.1.',
    ],
    [
      '$GITHUB_RUN_NUMBER',
      'can be 1, which is not a semantic version (it has fewer than three numbers). Make it MAJOR.MINOR.PATCH, such as 1.0.0.',
    ],
  ])('judges %s as a scheme', (tag, reason) => {
    expect(findings(semanticTag, file, build(tag))[0]?.message).toContain(reason);
  });

  it.each([
    '$(date +%Y.%-m.%-d)',
    '$(date +%Y.%-m.%-d)-g$(git rev-parse --short HEAD)',
    '1.0.$GITHUB_RUN_NUMBER',
    '1.0.0-$(date +%s)',
    '1.0.0-$(uname -m)',
  ])('accepts %s', (tag) => {
    expect(findings(semanticTag, file, build(tag)).filter(({ finding }) => finding === 'violated')).toEqual([]);
  });

  it('is not confused by what makes the tag', () => {
    const asking = build("$(date '+%Y/%m:%d')");
    expect(found(file, asking)).toEqual(['semantic-tag violated']);
    expect(findings(semanticTag, file, asking)[0]?.message).toMatch(/^Tag \$\(date '\+%Y\/%m:%d'\) \(declared/);
  });

  it('is undecided on a tag that cannot be told', () => {
    expect(found(file, build('$TAG'))).toEqual(['semantic-tag undecided']);
    expect(found(file, build('$(git describe --tags)'))).toEqual(['semantic-tag undecided']);
  });

  it('leaves a digest unjudged', () => {
    const reference = `q.io/x/a-hlcs@sha256:${'0'.repeat(64)}`;
    expect(found(pragma(reference))).toEqual([]);
    expect(remarks(semanticTag, pragma(reference))).toEqual(['unjudged: a digest tells no tag']);
  });
});

describe('latest-only', () => {
  it.each<[readonly string[], readonly string[]]>([
    [['a-hlcs:latest'], ['latest-only violated']],
    [['a-hlcs'], ['latest-only violated']],
    [['a-hlcs', 'a-hlcs:latest'], ['latest-only violated']],
    [['a-hlcs:latest-x86_64'], ['latest-only violated']],
    [['a-hlcs:latest', 'a-hlcs:1.0.0'], []],
    [['a-hlcs:latest', 'a-hlcs:v1'], ['semantic-tag violated']],
    [['a-hlcs:latest', 'a-hlcs:VERSION'], ['image-declared undecided']],
  ])('of %j', (references, expected) => {
    expect(found(pragma(...references))).toEqual(expected);
  });
});

describe('a name that may be another tag', () => {
  it('leaves latest-only silent', () => {
    const files = { 'build.sh': 'docker build -t $IMAGE -t q.io/x/a-hlcs:latest .\n' };
    expect(found(file, { files })).toEqual(['image-name undecided', 'semantic-tag undecided']);
  });
});

describe('accelerator-in-tag', () => {
  it.each<[string, string]>([
    ['namd-hlcs:1.0.0-cuda11', 'namd-cuda-hlcs:1.0.0'],
    ['namd-hlcs:1.0.0-gpu', 'namd-gpu-hlcs:1.0.0'],
    ['namd-gpu-hlcs:1.0.0-cuda11.8', 'namd-gpu-hlcs:1.0.0'],
    ['namd-hlcs:cuda-1.0.0-x86_64', 'namd-cuda-hlcs:1.0.0-x86_64'],
  ])('%s is %s', (reference, proposal) => {
    expect(found(pragma(reference))).toEqual(['accelerator-in-tag violated']);
    expect(fixed(acceleratorInTag, pragma(reference), `Write ${proposal}`)).toBe(pragma(proposal));
  });
});

describe('tag-architecture', () => {
  it.each<[string, string, readonly boolean[]]>([
    [imageJson({}, 'amd64'), '1.0.0-x86_64', []],
    [imageJson({}, 'amd64'), '1.0.0-aarch64', [true]],
    [imageJson({}, 'amd64'), '1.0.0', []],
    [imageJson({}, 'arm64'), '1.0.0-arm64v8', []],
    ['FROM --platform=linux/amd64 nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS amd64-final\n', '1.0.0-x86_64', []],
    ['FROM --platform=linux/amd64 debian:13 AS a\nFROM a\n', '1.0.0-arm64', [false]],
    ['FROM --platform=$TARGETPLATFORM debian:13\n', '1.0.0-arm64', []],
    ['ARG P=linux/amd64\nFROM --platform=$P debian:13\n', '1.0.0-arm64', []],
    ['FROM debian:13\n', '1.0.0-arm64', []],
  ])('of %s with %s', (text, tag, deciding) => {
    const option = `q.io/x/a-hlcs:${tag}`;
    expect(findings(tagArchitecture, text, { option }).map((finding) => finding.deciding)).toEqual(deciding);
  });
});

describe('accelerator-agrees', () => {
  const cuda = 'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\n';
  const mpi = 'FROM debian:13\nRUN apt-get update && apt-get install -y mpich\n';
  const plain = 'FROM debian:13\nRUN apt-get update && apt-get install -y python3\n';

  it.each<[string, string, string | undefined]>([
    [cuda, 'a-hlcs', 'a-gpu-hlcs'],
    [cuda, 'a-serial-hlcs', 'a-gpu-hlcs'],
    [cuda, 'a-cpu-hlcs', 'a-gpu-hlcs'],
    [cuda, 'a-gpu-hlcs', undefined],
    [cuda, 'a-cuda12-hlcs', undefined],
    [cuda, 'a-mpi-hlcs', undefined],
    [mpi, 'a-hlcs', 'a-mpi-hlcs'],
    [mpi, 'a-cpu-hlcs', undefined],
    ['FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS b\nFROM debian:13\nCOPY --from=b /a /a\n', 'a-hlcs', undefined],
    ['FROM python:3.12\nRUN pip install torch==2.1.0+cu118\n', 'a-hlcs', 'a-gpu-hlcs'],
    ['FROM python:3.12\nRUN pip install torch\n', 'a-gpu-hlcs', undefined],
    ['FROM rocm/dev-ubuntu-22.04:6.0\n', 'a-hlcs', 'a-gpu-hlcs'],
    ['FROM intel/oneapi-hpckit:2024.0.0\n', 'a-hlcs', 'a-sycl-hlcs'],
    [plain, 'a-gpu-hlcs', 'Leave gpu out'],
    [plain, 'a-hlcs', undefined],
    [`${plain}COPY a /a\n`, 'a-gpu-hlcs', undefined],
    ['FROM registry.example/cluster:1\nRUN apt-get install -y python3\n', 'a-gpu-hlcs', undefined],
    [`${plain}RUN ./install.sh\n`, 'a-gpu-hlcs', undefined],
    [
      'FROM debian:13\nRUN curl -O https://example.org/cuda-keyring_1.1-1_all.deb && dpkg -i cuda-keyring_1.1-1_all.deb\n',
      'a-hlcs',
      undefined,
    ],
  ])('of %j as %s proposes %s', (text, name, proposal) => {
    const [finding] = findings(acceleratorAgrees, text, { option: `q.io/x/${name}:1.0.0` });
    expect(finding?.deciding).toBe(proposal === undefined ? undefined : false);
    expect(finding?.message ?? '').toContain(proposal ?? '');
  });

  it('sees what the image of an accelerator sets', () => {
    const text = imageJson({ Env: ['CUDA_VERSION=12.4.1'] });
    expect(findings(acceleratorAgrees, text, { option: 'q.io/x/a-hlcs:1.0.0' })[0]?.message).toBe(
      'The image sets CUDA_VERSION, but the name a-hlcs (given by --image) tells no accelerator. Write a-gpu-hlcs, if it is built for one.',
    );
  });
});
