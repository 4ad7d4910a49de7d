import { type SmallerBase, smallerBase } from '../../facts/size/smallerBase.ts';
import { sizeText } from '../../text/sizeText.ts';
import { type Fix, rule, violation } from '../rule.ts';

export const develBase = rule({
  id: 'devel-base',
  criterion: 'size-optimised',
  deciding: true,
  title: 'The image does not stand on a base that is made for building.',
  why: 'Such a base holds compilers, headers and static libraries. Most of it is of no use to whoever runs the program, and a variant without it is often a tenth of the size.',
  ignore: 'Where the program compiles code when it runs.',
  examples: {
    violated: [
      'FROM python:3.13\nRUN pip install --no-cache-dir numpy==2.3.2\n',
      'FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\nCOPY app /opt/app\n',
      'FROM eclipse-temurin:21-jdk\nCOPY app.jar /opt/app.jar\n',
      'FROM rust:1.90\nCOPY . .\nRUN cargo build --release\n',
    ],
    satisfied: [
      'FROM python:3.13-slim\nRUN pip install --no-cache-dir numpy==2.3.2\n',
      'FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS build\nRUN make -C /src\nFROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nCOPY --from=build /opt/app /opt/app\n',
      'FROM eclipse-temurin:21-jre\nCOPY app.jar /opt/app.jar\n',
    ],
  },
  *check({ build }) {
    const found = build && smallerBase(build);
    if (found?.brings === undefined) return;
    yield violation(found.at, messageOf(found), { fixes: fixesOf(found) });
  },
});

function messageOf({ base, brings, name, bytes, smallerBytes, smaller }: SmallerBase): string {
  const smallSize = smallerBytes === undefined ? '' : `about ${sizeText(smallerBytes)}`;
  const own =
    bytes === undefined
      ? `; ${name} is ${smallSize} packed`
      : `: about ${sizeText(bytes)} packed, ${name} ${smallSize}`;
  const measured = smallSize === '' ? '' : own;
  const write = smaller.kind === 'multi-stage' ? `Build on it, and ship from ${name}` : `Ship from ${name}`;
  return `${base} brings ${brings} into the image${measured}. ${write}.`;
}

function fixesOf({ edit, name }: SmallerBase): readonly Fix[] {
  return edit === undefined ? [] : [{ title: `Ship from ${name}`, safe: false, edits: [edit] }];
}
