import { describe, expect, it } from 'vitest';
import { sudo } from '../../../server/src/engine/rules/otherSecurity/sudo.ts';
import { fixed, found } from './judging.ts';

const file = (...lines: readonly string[]) => `FROM debian:13\n${lines.join('\n')}\n`;

describe('sudo', () => {
  it.each<[string, readonly string[]]>([
    ['RUN apt-get install -y vim sudo=1.9', ['violated "sudo=1.9"']],
    ['RUN dnf install -y sudo', ['violated "sudo"']],
    ['RUN sudo ldconfig && sudo make install', ['violated "sudo ldconfig"']],
    ['RUN sudo -u app make', ['violated "sudo -u app make"']],
    [
      "RUN echo '%sudo ALL=(ALL) NOPASSWD: ALL' | tee -a /etc/sudoers",
      ['violated "\'%sudo ALL=(ALL) NOPASSWD: ALL\'"'],
    ],
    ['ARG WHO\nRUN echo "$WHO ALL=(ALL) ALL" > /etc/sudoers.d/$WHO', ['violated ""$WHO ALL=(ALL) ALL""']],
    [
      "RUN sed -i 's/^%wheel.*/%wheel ALL=(ALL) NOPASSWD: ALL/' /etc/sudoers",
      ['violated "\'s/^%wheel.*/%wheel ALL=(ALL) NOPASSWD: ALL/\'"'],
    ],
    ['COPY <<EOF /etc/sudoers.d/app\napp ALL=(ALL) NOPASSWD: ALL\nEOF', ['violated "<<EOF /etc/sudoers.d/app"']],
    // What comes of it is told where it comes from.
    ['RUN apt-get install -y sudo && sudo make', ['violated "sudo"']],
    // One RUN, one right.
    [
      'RUN echo "a ALL=(ALL) ALL" >> /etc/sudoers && echo "b ALL=(ALL) ALL" >> /etc/sudoers',
      ['violated ""a ALL=(ALL) ALL""'],
    ],
    ["RUN echo 'sudo is not available' > /etc/motd", []],
    ["RUN echo 'Defaults env_keep += HOME' >> /etc/sudoers.d/a", []],
    ["RUN echo '# %sudo ALL=(ALL) ALL' >> /etc/sudoers", []],
    ["RUN sed -i 's/^%sudo/#%sudo/' /etc/sudoers", []],
    ["RUN echo 'Set disable_coredump false' >> /etc/sudo.conf", []],
    ['RUN apt-get install -y sudo && apt-get purge -y sudo', []],
    ['RUN apt-get install -y sudo\nRUN sudo make\nRUN rm /usr/bin/sudo', []],
    ['RUN apt-get install -y libsudo-dev', []],
    ['RUN usermod -aG sudo app', []],
    ['RUN command -v sudo && sudo make', []],
    ['RUN printf \'#!/bin/sh\\nexec "$@"\\n\' > /usr/bin/sudo && chmod +x /usr/bin/sudo && sudo make', []],
    ['RUN pip install sudo', []],
  ])('%s', (line, expected) => {
    expect(found(sudo, file(line))).toEqual(expected);
  });

  it('does not look at what is only copied from', () => {
    expect(found(sudo, 'FROM debian:13 AS b\nRUN sudo make\nFROM debian:13\nCOPY --from=b /a /a\n')).toEqual([]);
  });

  it.each<[string, string | undefined]>([
    ['RUN apt-get install -y sudo vim', 'RUN apt-get install -y vim'],
    ['RUN apt-get install -y \\\n    sudo \\\n    vim', 'RUN apt-get install -y \\\n    vim'],
    ['RUN apt-get install -y \\\n    vim \\\n    sudo', 'RUN apt-get install -y \\\n    vim'],
    ['RUN apt-get install -y vim \\\n    sudo \\\n && make', 'RUN apt-get install -y vim \\\n && make'],
    ['RUN sudo -E ldconfig && sudo  make\nRUN A=b sudo make', 'RUN ldconfig && make\nRUN A=b make'],
    ['RUN apt-get install -y sudo', undefined],
    ['RUN apt-get install -y sudo vim\nRUN sudo make', undefined],
    ['USER 1000\nRUN sudo make', undefined],
    ['RUN sudo -u app make', undefined],
    ['RUN sudo sh -c "make a && make b"', undefined],
  ])('%s is mended', (line, expected) => {
    expect(fixed(sudo, file(line))).toBe(expected === undefined ? undefined : file(expected));
  });
});
