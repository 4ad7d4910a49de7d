import { describe, expect, it } from 'vitest';
import { type Check, checkDockerfile } from '../server/src/engine/check.ts';
import { fixAll } from '../server/src/engine/fixAll.ts';
import { requirementOf } from '../server/src/engine/protocol/contributedImages.ts';

/** Whole images as scientists write them: they build and run, as root. */
const images: Readonly<Record<string, string>> = {
  'scripts on a Red Hat base': `FROM registry.access.redhat.com/ubi9/ubi:9.4
WORKDIR /scripts
RUN dnf -y install python3-pip && \\
    dnf clean all && rm -rf /var/cache/dnf/*
COPY requirements.txt .
RUN pip3 install --no-cache-dir -r requirements.txt
COPY bin /scripts/bin
ENTRYPOINT ["python3"]
`,
  'a code that is compiled in a stage of its own': `FROM debian:12.11 AS build
RUN apt-get update && apt-get install -y --no-install-recommends g++ make \\
 && rm -rf /var/lib/apt/lists/*
COPY . /src
RUN make -C /src install PREFIX=/opt/code

FROM debian:12.11-slim
COPY --from=build /opt/code /opt/code
ENV PATH=/opt/code/bin:$PATH
CMD ["code"]
`,
  'a conda environment on PATH': `FROM condaforge/miniforge3:25.3.0-3
COPY environment.yml /tmp/
RUN mamba env create -n work -f /tmp/environment.yml && mamba clean -afy
ENV PATH=/opt/conda/envs/work/bin:$PATH
CMD ["analyse"]
`,
};

const options = { image: 'quay.io/st4sd/community-applications/code-mdlab:1.0.0', date: '2026-11-24' };
const check = (text: string) => checkDockerfile(text, options);

const missing = ({ criteria }: Check) =>
  criteria.filter(({ id, verdict }) => requirementOf(id, 'contrib') === 'required' && verdict !== 'met');

describe('an image that runs as root', () => {
  it.each(Object.entries(images))(
    '%s: may be contributed after the safe fixes, and nothing else changes',
    (_, text) => {
      expect(missing(check(text)).map(({ id }) => id)).toEqual(['non-root']);
      const { text: mended } = fixAll(check, text);
      expect(missing(check(mended))).toEqual([]);
      expect(mended.replace(/^USER 10001:0\n/gm, '')).toBe(text);
    },
  );
});
