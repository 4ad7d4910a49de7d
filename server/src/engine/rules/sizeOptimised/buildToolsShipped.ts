import type { Build } from '../../dockerfile/build.ts';
import { runtimeOf } from '../../facts/buildTools.ts';
import { layerName, layerSpan } from '../../facts/image/layerFacts.ts';
import { leftInImage } from '../../facts/image/leftInImage.ts';
import { toolsInImage } from '../../facts/image/toolsInImage.ts';
import type { ImageFacts } from '../../facts/imageFacts.ts';
import { shippedRuns } from '../../facts/shippedRuns.ts';
import { type KeptTools, keptTools } from '../../facts/size/keptTools.ts';
import { leftovers } from '../../facts/size/leftovers.ts';
import { namesOf } from '../../facts/unpinnedPackages.ts';
import { firstUnread } from '../../facts/unreadSteps.ts';
import { sizeText } from '../../text/sizeText.ts';
import { advice, doubt, evidence, type Outcome, rule, violation } from '../rule.ts';

export const buildToolsShipped = rule({
  id: 'build-tools-shipped',
  criterion: 'size-optimised',
  deciding: true,
  title: 'Compilers, headers and what else only building needs do not ship.',
  why: 'They make up most of many images and are of no use to whoever runs the program. A stage of its own can build it and hand over the result; the libraries it needs at run time come as packages without -dev or -devel.',
  ignore: 'Where the image compiles at run time, or is meant for building.',
  examples: {
    violated: [
      'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends build-essential cmake libfftw3-dev \\\n && rm -rf /var/lib/apt/lists/*\nCOPY . /src\nRUN make -C /src install\n',
      'FROM rockylinux/rockylinux:9\nRUN dnf install -y gcc-c++ openblas-devel && make -C /src && dnf remove -y gcc-c++ && dnf clean all\n',
      'FROM alpine:3.23\nRUN apk add --no-cache make\n',
    ],
    undecided: ['FROM debian:12\nCOPY install.sh /\nRUN /install.sh\n'],
    satisfied: [
      'FROM debian:12 AS build\nRUN apt-get update && apt-get install -y build-essential && make -C /src install\nFROM debian:12\nCOPY --from=build /opt/app /opt/app\n',
      'FROM alpine:3.23\nRUN apk add --no-cache --virtual .build build-base && make -C /src install && apk del .build\n',
      'FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends gcc && make -C /src install \\\n && apt-get purge -y --auto-remove gcc && rm -rf /var/lib/apt/lists/*\n',
    ],
  },
  *check(facts) {
    const { build } = facts;
    if (build === undefined) {
      yield* inLayers(facts);
      return;
    }
    const kept = keptTools(build);
    yield* kept.map(findingOf);
    if (shippedRuns(build).length === 0) yield evidence('no RUN in what ships');
    else yield* unreadRun(build, kept.length === 0 && leftovers(build).length === 0);
  },
});

/** Where the layers cannot be read, a rule of its own says so. */
function* inLayers(facts: ImageFacts): Iterable<Outcome> {
  const tools = toolsInImage(facts);
  if (tools === undefined) return;
  const { programs, bytes, layer } = tools;
  if (layer === undefined) {
    if (leftInImage(facts)?.length === 0) yield evidence('no cache and no build tools in the layers');
    return;
  }
  const shown = programs.slice(0, mostShown).join(', ');
  const more = programs.length > mostShown ? ` and ${programs.length - mostShown} more` : '';
  const message = `${layerName(facts, layer)} brings ${shown}${more}, which only building needs (${sizeText(bytes)} with what belongs to them). Build in a stage of its own and COPY the result.`;
  yield violation(layerSpan(facts, layer), message.charAt(0).toUpperCase() + message.slice(1));
}

const mostShown = 4;

function findingOf({ tools, removedLater }: KeptTools): Outcome {
  const tooLate = removedLater ? ' A later RUN that removes them does not make this layer smaller.' : '';
  const names = namesOf(tools.map(({ name, word }) => ({ ...word, text: name })));
  const what = tools.length === 1 ? 'it' : 'them';
  const message = `${names}, which only building needs, and keeps ${what}.${tooLate} ${remedy(tools)}`;
  const heavy = tools.find(({ kind }) => kind === 'heavy');
  return heavy === undefined ? advice(tools[0].word.span, message) : violation(heavy.word.span, message);
}

/** Headers and development kits are often taken for what programs run with, which is a package of its own. */
function remedy(tools: KeptTools['tools']): string {
  const [{ name }, ...others] = tools;
  const one = others.length === 0;
  const suffix = /-dev(?:el)?$/.exec(name)?.[0];
  if (suffix !== undefined && others.every((other) => other.name.endsWith(suffix))) {
    const which = one ? `the package without ${suffix}: install that` : `the packages without ${suffix}: install those`;
    return `What runs needs only ${which} here, and build in a stage of its own.`;
  }
  const [kit] = tools.flatMap((tool) => runtimeOf(tool.name) ?? []);
  const enough = kit === undefined ? '' : `To run ${kit.language}, ${kit.runtime} is enough.`;
  if (one && kit !== undefined) return enough;
  const what = one ? 'it' : 'them';
  return `Build in a stage of its own and COPY the result, or remove ${what} in this RUN.${enough && ` ${enough}`}`;
}

/** Where nothing else is found, what cannot be read decides. */
function* unreadRun(build: Build, isClean: boolean): Iterable<Outcome> {
  const unread = firstUnread(build);
  if (unread === undefined) {
    if (!isClean) return;
    const count = shippedRuns(build).length;
    yield evidence(`no cache and no build tools left by ${count === 1 ? 'the RUN' : `${count} RUNs`}`);
    return;
  }
  const what = `Cannot tell what this leaves in the image: ${unread.because}.`;
  yield doubt(unread.at, `${what} Check the built image.`);
}
