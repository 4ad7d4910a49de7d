import type { Build } from '../../dockerfile/build.ts';
import { pipedInstallers } from '../../facts/security/pipedInstallers.ts';
import { shippedRuns } from '../../facts/shippedRuns.ts';
import { firstUnread } from '../../facts/unreadSteps.ts';
import { advice, doubt, evidence, type Outcome, rule, undecided, violation } from '../rule.ts';

export const pipedInstaller = rule({
  id: 'piped-installer',
  criterion: 'other-security',
  deciding: true,
  title: 'A script from the network is compared with a check sum before it is run.',
  why: 'With "curl | sh" the server decides at every build what runs in the image, and nobody can tell afterwards what it was. Half a script runs too where the connection breaks.',
  ignore: 'Where there is no other way to install the program, and its server is trusted like the base image.',
  examples: {
    violated: [
      'FROM debian:13\nRUN curl -fsSL https://sh.rustup.rs | sh -s -- -y --default-toolchain 1.90.0\n',
      'FROM debian:13\nRUN wget -qO- https://deb.nodesource.com/setup_22.x | bash - && apt-get install -y nodejs\n',
      'FROM debian:13\nRUN bash <(curl -fsSL https://example.org/install-1.0.sh)\n',
      'FROM debian:13\nRUN sh -c "$(curl -fsSL https://example.org/install-1.0.sh)"\n',
      'FROM r-base:4.5.2\nRUN Rscript -e \'source("https://example.org/install-1.0.R")\'\n',
    ],
    undecided: [
      'FROM debian:13\nCOPY install.sh /\nRUN /install.sh\n',
      '{"architecture": "amd64", "os": "linux", "config": {"Cmd": ["a"]}, "rootfs": {"type": "layers", "diff_ids": []}}\n',
    ],
    satisfied: [
      "FROM debian:13\nRUN curl -fsSLo install.sh https://example.org/install-1.0.sh && echo '93dcc18a  install.sh' | sha256sum -c - && sh install.sh\n",
      'FROM debian:13\nRUN curl -fsSL https://example.org/app-1.0.tar.gz | tar -xz -C /opt\n',
      "FROM debian:13\nRUN curl -fsSL https://example.org/app.json | python3 -c 'import json, sys; print(json.load(sys.stdin))'\n",
      "FROM debian:13\nRUN echo 'curl https://example.org | sh' > /README\n",
    ],
  },
  *check({ build, user }) {
    if (build === undefined) {
      const what = 'Cannot tell what the RUNs of this image did: they are not in this document.';
      yield undecided(user.at, `${what} Check the Dockerfile.`);
      return;
    }
    for (const { url, at, how, ships } of pipedInstallers(build)) {
      const message = `Whatever ${url} holds at the time of the build is ${how}. Download it, compare a check sum, then run it.`;
      yield (ships ? violation : advice)(at, message);
    }
    yield* unreadRun(build);
  },
});

/** A RUN that cannot be read may do any of what the criterion forbids. */
function* unreadRun(build: Build): Iterable<Outcome> {
  const unread = firstUnread(build);
  if (unread !== undefined) {
    yield doubt(unread.at, `Cannot tell whether this does anything unsafe: ${unread.because}. Check what it does.`);
    return;
  }
  const count = shippedRuns(build).length;
  if (count > 0)
    yield evidence(
      `no sudo, no check left out, nothing open to everybody in ${count === 1 ? 'the RUN' : `${count} RUNs`}`,
    );
}
