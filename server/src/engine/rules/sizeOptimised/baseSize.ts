import { smallerBase } from '../../facts/size/smallerBase.ts';
import { type ImageSupport, imageSupport } from '../../facts/support.ts';
import { sizeText } from '../../text/sizeText.ts';
import { advice, rule } from '../rule.ts';

export const baseSize = rule({
  id: 'base-size',
  criterion: 'size-optimised',
  deciding: false,
  title: 'There is no smaller base of the same kind.',
  why: 'Many distributions publish a variant without manuals, languages and tools that a container has no use for. Every image on it is smaller by that much.',
  ignore: 'Where the image needs what the smaller variant leaves out.',
  examples: {
    violated: ['FROM debian:12\nCOPY app /opt/app\n', 'ARG RELEASE=13\nFROM debian:${RELEASE}\nCOPY app /opt/app\n'],
    satisfied: [
      'FROM debian:12-slim\nCOPY app /opt/app\n',
      'FROM debian:12 AS build\nRUN make -C /src\nFROM debian:12-slim\nCOPY --from=build /opt/app /opt/app\n',
    ],
  },
  *check({ build }, { date }) {
    const found = build && smallerBase(build);
    if (found === undefined || found.brings !== undefined) return;
    // Another tag of what is built no more, or has ended, is no place to go to: end-of-life names one.
    if (isOver(imageSupport(found.smaller.reference, date))) return;
    const { base, name, bytes, smallerBytes, edit, at } = found;
    if (bytes === undefined || smallerBytes === undefined || bytes <= smallerBytes) return;
    const [caveat] = found.smaller.caveats;
    const mind = caveat === undefined ? '' : ` Mind: ${caveat}.`;
    const message = `${base} is about ${sizeText(bytes)} packed, ${name} about ${sizeText(smallerBytes)}.${mind}`;
    const fixes = edit === undefined ? [] : [{ title: `Write ${name}`, safe: false, edits: [edit] }];
    yield advice(at, message, { fixes });
  },
});

const isOver = ({ parts, retired }: ImageSupport) =>
  retired !== undefined || parts.some(({ standing }) => standing === 'ended');
