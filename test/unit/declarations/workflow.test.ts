import { describe, expect, it } from 'vitest';
import { declared, references } from './reading.ts';

const path = '.github/workflows/build.yml';

/** A workflow of one job: its own keys, and its steps. */
function workflow(steps: string, job = '', top = ''): Record<string, string> {
  return { [path]: `on: push\n${top}jobs:\n  image:\n    runs-on: ubuntu-latest\n${job}    steps:\n${steps}` };
}

function push(inputs: string): string {
  return `      - uses: docker/build-push-action@v6\n        with:\n          push: true\n${inputs}`;
}

describe('docker/build-push-action', () => {
  it.each<[string, Record<string, string>, readonly string[]]>([
    ['one tag', workflow(push('          tags: quay.io/x/a-b:1.0.0\n')), ['quay.io/x/a-b:1.0.0']],
    [
      'tags on lines',
      workflow(push('          tags: |\n            quay.io/x/a-b:1.0.0\n            quay.io/x/a-b:latest\n')),
      ['quay.io/x/a-b:1.0.0', 'quay.io/x/a-b:latest'],
    ],
    [
      'tags with commas',
      workflow(push('          tags: quay.io/x/a-b:1.0.0, quay.io/x/a-b:latest\n')),
      ['quay.io/x/a-b:1.0.0', 'quay.io/x/a-b:latest'],
    ],
    [
      'variables of workflow, job and step',
      workflow(
        `${push('          tags: ${{ env.REG }}/${{ env.NAME }}:${{ env.TAG }}\n')}        env: {TAG: 1.0.0}\n`,
        '    env:\n      NAME: a-${{ env.WHO }}\n',
        'env:\n  REG: quay.io/x\n  WHO: b\n',
      ),
      ['quay.io/x/a-b:1.0.0'],
    ],
    [
      'a matrix',
      workflow(
        push('          tags: quay.io/x/a-b:${{ matrix.version }}\n'),
        '    strategy:\n      matrix:\n        version: ["1.0.0", "2.0.0"]\n',
      ),
      ['quay.io/x/a-b:1.0.0', 'quay.io/x/a-b:2.0.0'],
    ],
    [
      'what include adds',
      workflow(
        push('          tags: quay.io/x/a-${{ matrix.who }}:${{ matrix.v }}\n'),
        '    strategy:\n      matrix:\n        v: [1.0.0]\n        include:\n          - v: 1.0.0\n            who: b\n',
      ),
      ['quay.io/x/a-b:1.0.0'],
    ],
    [
      'nothing but what include lists',
      workflow(
        push('          tags: quay.io/x/a-b:${{ matrix.v }}${{ matrix.w }}\n'),
        '    strategy:\n      matrix:\n        include:\n          - {v: 1.0.0, w: -rc1}\n          - {w: 2.0.0-rc2, v: ""}\n          - {v: 3.0.0}\n',
      ),
      [
        'quay.io/x/a-b:1.0.0-rc1',
        'quay.io/x/a-b:2.0.0-rc2',
        `quay.io/x/a-b:3.0.0\${{ matrix.w }} | tag: \${{ matrix.w }} is only known to the build in ${path}`,
      ],
    ],
    [
      'what include adds to none',
      workflow(
        push('          tags: quay.io/x/a-b:${{ matrix.v }}\n'),
        '    strategy:\n      matrix:\n        include:\n          - {w: 1}\n          - {v: 3.0.0}\n',
      ),
      [
        `quay.io/x/a-b:\${{ matrix.v }} | tag: \${{ matrix.v }} is only known to the build in ${path}`,
        'quay.io/x/a-b:3.0.0',
      ],
    ],
    [
      'a tag of the run',
      workflow(push('          tags: quay.io/x/a-b:${{ github.ref_name }}\n')),
      [`quay.io/x/a-b:\${{ github.ref_name }} | tag: \${{ github.ref_name }} is only known to the build in ${path}`],
    ],
    [
      'an owner that is not known',
      workflow(push('          tags: ghcr.io/${{ github.repository_owner }}/a-b:1.0.0\n')),
      ['ghcr.io/${{ github.repository_owner }}/a-b:1.0.0'],
    ],
    [
      'a number',
      workflow(push('          tags: quay.io/x/a-b:${{ env.V }}\n'), '', 'env:\n  V: 1.10\n'),
      ['quay.io/x/a-b:1.1'],
    ],
    [
      'a default of an input',
      {
        [path]: `on:\n  workflow_dispatch:\n    inputs:\n      tag: {default: 1.0.0}\njobs:\n  a:\n    steps:\n${push('          tags: q.io/x/a-b:${{ inputs.tag }}\n')}`,
      },
      ['q.io/x/a-b:1.0.0'],
    ],
    [
      'an image that is only tested beside one that is pushed',
      workflow(
        `      - uses: docker/build-push-action@v6\n        with: {push: false, load: true, tags: "q.io/x/test:1"}\n${push('          tags: q.io/x/a-b:1.0.0\n')}`,
      ),
      ['q.io/x/a-b:1.0.0'],
    ],
    ['another file', workflow(push('          file: Dockerfile.gpu\n          tags: q.io/x/a-b:1.0.0\n')), []],
    ['another context', workflow(push('          context: docker\n          tags: q.io/x/a-b:1.0.0\n')), []],
    ['no tags', workflow(push('          context: .\n')), []],
  ])('with %s', (_, files, expected) => {
    expect(references(files)).toEqual(expected);
  });

  it.each([
    ['docker/Dockerfile', 'context: docker'],
    ['docker/Dockerfile', 'context: ./docker/'],
    ['docker/Dockerfile', 'context: "{{defaultContext}}:docker"'],
    ['docker/app.Dockerfile', 'file: docker/app.Dockerfile'],
    ['docker/app.Dockerfile', 'file: ./docker/app.Dockerfile'],
    [
      'docker/app.Dockerfile',
      'context: ${{ github.workspace }}\n          file: ${{ github.workspace }}/docker/app.Dockerfile',
    ],
  ])('builds %s with %j', (file, inputs) => {
    const files = workflow(push(`          ${inputs}\n          tags: q.io/x/a-b:1.0.0\n`));
    expect(references(files, file)).toEqual(['q.io/x/a-b:1.0.0']);
    expect(references(files, `other/${file}`)).toEqual([]);
  });

  it('has the place of its tag', () => {
    const files = workflow(
      push('          tags: |\n            q.io/x/a-b:${{ env.TAG }}\n'),
      '',
      'env: {TAG: 1.0.0}\n',
    );
    const { from } = declared(files);
    expect(from?.kind).toBe('workflow');
    expect(from?.text?.slice(from.span?.start, from.span?.end)).toBe('q.io/x/a-b:${{ env.TAG }}');
  });

  it('has none for a tag that stands there', () => {
    const files = workflow(push('          tags: ghcr.io/${{ github.actor }}/a-b:latest\n'));
    const [reference] = declared(files).references;
    expect(reference?.samples).toBeUndefined();
    expect(reference?.reference?.text).toBe('a-b:latest');
  });

  it('counts what may be another tag of the same image', () => {
    const files = workflow(
      push('          tags: q.io/x/a-b:latest\n') + push('          tags: ${{ steps.x.outputs.tags }}\n'),
    );
    expect(references(files).map((line) => line.split(' |')[0])).toEqual([
      'q.io/x/a-b:latest',
      '${{ steps.x.outputs.tags }}',
    ]);
  });

  it('shows no half of an expression', () => {
    const files = workflow(
      '      - run: docker build -t q.io/x/a-b:${SHA::7} .\n',
      '',
      'env: {SHA: "${{ github.sha }}"}\n',
    );
    expect(references(files)).toEqual(['q.io/x/a-b:${...}']);
    expect(declared(files).references[0]?.samples?.[1]).toBe('10ce81a');
  });

  it('has samples for the commit and the number of the run', () => {
    const files = workflow(push('          tags: q.io/x/a-b:1.${{ github.run_number }}.0-${{ github.sha }}\n'));
    expect(declared(files).references[0]?.samples?.[1]).toBe('1.27.0-10ce81a4f2ab34cd56efab34cd56efab34cd56ef');
  });
});

describe('steps before the build', () => {
  const build = push('          tags: q.io/x/a-b:${{ steps.v.outputs.tag }}\n');

  it.each<[string, string, string]>([
    ['an output', '      - id: v\n        run: echo "tag=1.0.0" >> $GITHUB_OUTPUT\n', 'q.io/x/a-b:1.0.0'],
    ['quotes round the file', '      - id: v\n        run: echo "tag=1.0.0" >> "$GITHUB_OUTPUT"\n', 'q.io/x/a-b:1.0.0'],
    ['the old way', '      - id: v\n        run: echo "::set-output name=tag::1.0.0"\n', 'q.io/x/a-b:1.0.0'],
    [
      'a variable on the way',
      '      - id: v\n        run: |\n          TAG=$(date +%Y.%-m.%-d)\n          echo "tag=${TAG}" >> $GITHUB_OUTPUT\n',
      'q.io/x/a-b:$(date +%Y.%-m.%-d)',
    ],
  ])('leave %s', (_, step, expected) => {
    expect(references(workflow(step + build))).toEqual([expected]);
  });

  it('leave variables', () => {
    const step = '      - run: echo "TAG=$(date +%Y.%m.%d)-$(git rev-parse --short HEAD)" >> $GITHUB_ENV\n';
    const { references: found } = declared(workflow(step + push('          tags: q.io/x/a-b:${{ env.TAG }}\n')));
    expect(found[0]?.text).toBe('q.io/x/a-b:$(date +%Y.%m.%d)-$(git rev-parse --short HEAD)');
    expect(found[0]?.samples?.[0]).toBe('2025.01.01-0012345');
  });

  it('leave nothing that is known where only some branch does', () => {
    const step = '      - id: v\n        run: if [ -n "$X" ]; then echo "tag=1.0.0" >> $GITHUB_OUTPUT; fi\n';
    expect(references(workflow(step + build))[0]).toContain('tag: ');
  });

  it('may be in another job', () => {
    const file = `jobs:\n  v:\n    outputs: {tag: "\${{ steps.v.outputs.tag }}"}\n    steps:\n      - id: v\n        run: echo "tag=1.0.0" >> $GITHUB_OUTPUT\n  b:\n    needs: v\n    steps:\n${push('          tags: q.io/x/a-b:${{ needs.v.outputs.tag }}\n')}`;
    expect(references({ [path]: file })).toEqual(['q.io/x/a-b:1.0.0']);
  });
});

describe('docker/metadata-action', () => {
  const meta = (tags: string) =>
    `      - id: meta\n        uses: docker/metadata-action@v5\n        with:\n          images: quay.io/x/a-b\n          tags: |\n${tags}${push('          tags: ${{ steps.meta.outputs.tags }}\n')}`;

  it.each<[string, readonly string[]]>([
    [
      '            type=raw,value=1.0.0\n            type=raw,value=latest\n',
      ['quay.io/x/a-b:1.0.0', 'quay.io/x/a-b:latest'],
    ],
    ['            type=semver,pattern={{version}}\n            type=ref,event=branch\n', ['quay.io/x/a-b:{{version}}']],
    ['            type=semver,pattern=v{{version}}\n', ['quay.io/x/a-b:v{{version}}']],
    [
      '            type=ref,event=branch\n',
      [
        `quay.io/x/a-b:\${{ steps.meta.outputs.version }} | tag: \${{ steps.meta.outputs.version }} is only known to the build in ${path}`,
      ],
    ],
  ])('makes of %j', (tags, expected) => {
    expect(references(workflow(meta(tags)))).toEqual(expected);
  });

  it('makes versions of git tags', () => {
    const { references: found } = declared(workflow(meta('            type=semver,pattern={{version}}\n')));
    expect(found[0]?.samples?.[0]).toBe('1.1.0');
  });
});

describe('scripts and other actions', () => {
  it.each<[string, Record<string, string>, readonly string[]]>([
    [
      'docker build',
      workflow(
        '      - run: |\n          docker build -t "$REG/a-b:1.0.0" \\\n            -f Dockerfile .\n',
        '',
        'env: {REG: q.io/x}\n',
      ),
      ['q.io/x/a-b:1.0.0'],
    ],
    [
      'a local name that is tagged and pushed',
      workflow(
        '      - run: docker build -t app .\n      - run: docker tag app q.io/x/a-b:1.0.0 && docker push q.io/x/a-b:1.0.0\n',
      ),
      ['q.io/x/a-b:1.0.0'],
    ],
    [
      'the same in one step',
      workflow(
        '      - run: |\n          docker build -t app .\n          docker tag app q.io/x/a-b:1.0.0\n          docker push q.io/x/a-b:1.0.0\n',
      ),
      ['q.io/x/a-b:1.0.0'],
    ],
    [
      'a cut commit',
      workflow('      - run: docker build -t q.io/x/a-b:1.0.0-${GITHUB_SHA::7} .\n'),
      ['q.io/x/a-b:1.0.0-${GITHUB_SHA}'],
    ],
    [
      'buildah',
      workflow(
        '      - uses: redhat-actions/buildah-build@v2\n        with:\n          image: q.io/x/a-b\n          tags: 1.0.0 latest\n          containerfiles: ./Dockerfile\n',
      ),
      ['q.io/x/a-b:1.0.0', 'q.io/x/a-b:latest'],
    ],
    [
      'podman',
      workflow('      - run: podman build -t a . && podman push a docker://q.io/x/a-b:1.0.0\n'),
      ['q.io/x/a-b:1.0.0'],
    ],
  ])('are read: %s', (_, files, expected) => {
    expect(references(files)).toEqual(expected);
  });

  it('run where the step says', () => {
    const files = workflow('      - run: docker build -t q.io/x/a-b:1.0.0 .\n        working-directory: docker\n');
    expect(references(files, 'docker/Dockerfile')).toEqual(['q.io/x/a-b:1.0.0']);
    expect(references(files, 'Dockerfile')).toEqual([]);
  });
});
