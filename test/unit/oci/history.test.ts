import { describe, expect, it } from 'vitest';
import { imageConfig } from '../../../server/src/engine/oci/config.ts';
import { holderOf } from '../../../server/src/engine/oci/field.ts';
import { inspectedImages } from '../../../server/src/engine/oci/inspect.ts';
import { parseJson } from '../../../server/src/engine/text/json.ts';
import { fixture } from './imageFixtures.ts';

describe('the history of a config', () => {
  it('gives the instructions in order, each with its place', () => {
    const text = fixture('oci-image/config');
    const history = historyOf(text);
    if (history.state !== 'present') throw new Error(history.state);
    expect(history.value.map(({ createdBy, emptyLayer }) => [createdBy.slice(0, 30), emptyLayer])).toEqual([
      ['/bin/sh -c #(nop) ADD file:5e6', false],
      ['/bin/sh -c #(nop)  CMD ["bash"', true],
      ['RUN /bin/sh -c apt-get update ', false],
      ['COPY /src/solver /opt/solver #', false],
      ['USER 1001:0', true],
    ]);
    const last = history.value.at(-1);
    expect(text.slice(last?.at.start, last?.at.end)).toBe('"USER 1001:0"');
  });

  it('is shown by podman too', () => {
    const json = parseJson(fixture('podman-inspect/inspect'));
    const [image] = 'root' in json ? inspectedImages(json.root) : [];
    expect(image?.config.history).toMatchObject({
      value: [{ createdBy: '/bin/sh -c #(nop) USER solver', emptyLayer: true }],
    });
  });

  it('keeps its steps apart where some are wrong', () => {
    expect(historyOf('{"history":[7,{},{"created_by":5,"empty_layer":"yes"},{"empty_layer":true}]}')).toMatchObject({
      state: 'present',
      value: [
        { createdBy: '', emptyLayer: false, at: { start: 12, end: 13 } },
        { createdBy: '', emptyLayer: false, at: { start: 14, end: 15 } },
        { createdBy: '', emptyLayer: false, at: { start: 31, end: 32 } },
        { createdBy: '', emptyLayer: true },
      ],
    });
  });

  it('may be missing or no list', () => {
    expect(historyOf('{"rootfs":{}}').state).toBe('missing');
    expect(historyOf(fixture('wrong-types/config'))).toMatchObject({
      state: 'wrong',
      because: 'history is a string, not an array',
    });
  });
});

function historyOf(text: string) {
  const json = parseJson(text);
  if ('problem' in json) throw new Error(json.problem);
  return imageConfig(holderOf(json.root, 'the config')).history;
}
