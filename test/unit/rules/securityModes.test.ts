import { describe, expect, it } from 'vitest';
import { setuid } from '../../../server/src/engine/rules/otherSecurity/setuid.ts';
import { worldWritable } from '../../../server/src/engine/rules/otherSecurity/worldWritable.ts';
import { fixed, found, messages } from './judging.ts';

const file = (...lines: readonly string[]) => `FROM debian:13\n${lines.join('\n')}\n`;

describe('world-writable', () => {
  it.each<[string, readonly string[]]>([
    ['RUN chmod 777 /opt/run.sh', ['violated "chmod 777 /opt/run.sh"']],
    ['run CHMOD=0666; chmod $CHMOD /etc/app.conf', ['violated "chmod $CHMOD /etc/app.conf"']],
    ['RUN mkdir -m 777 /data', ['violated "mkdir -m 777 /data"']],
    ['RUN install -d -m 0777 /data', ['violated "install -d -m 0777 /data"']],
    ['RUN find /data -type d -exec chmod a+w {} +', ['violated "find /data -type d -exec chmod a+w {} +"']],
    ['ARG MODE=777\nCOPY --chmod=${MODE} a /opt/a', ['violated "--chmod=${MODE}"']],
    ['COPY --chmod=a+rwx a /opt/a', ['violated "--chmod=a+rwx"']],
    ['RUN <<EOF\nchmod -R 777 /data\nEOF', ['violated "chmod -R 777 /data"']],
    ['RUN bash -c "chmod -R 777 /data"', ['violated "chmod -R 777 /data"']],
    ['RUN ["chmod", "777", "/data"]', ['violated "["chmod", "777", "/data"]"']],
    ['RUN umask 0 && mkdir /data', ['violated "umask 0"']],
    ['RUN chmod 777 /a /b', ['violated "chmod 777 /a /b"']],
    ['RUN chmod -R 777 "$NOWHERE/data"', ['violated "chmod -R 777 "$NOWHERE/data""']],
    ['RUN mkdir data\nRUN chmod -R a+rwx data/', ['violated "chmod -R a+rwx data/"']],
    ['RUN git clone https://x.org/a.git && chmod -R 777 a && cd a && make && cd .. && rm -rf a', []],
    ['RUN chmod 777 run.sh\nRUN ./run.sh && rm run.sh', []],
    ['RUN cd "$(mktemp -d)" && chmod 777 run.sh', []],
    // The umask holds the others' right back.
    ['RUN chmod +w /data', []],
    ['RUN chmod 1777 /data', []],
    ['RUN chmod a+rwXt /data', []],
    ['RUN chmod 777 /tmp /var/tmp', []],
    ['COPY --chmod=777 a /tmp', []],
    ['RUN chmod 777 /data && chmod o-w /data', []],
    ['RUN chmod 777 /data\nRUN chmod 755 /data', []],
    ['RUN chmod 777 /data/a && chmod -R o-w /data', []],
    ['RUN cd /src && chmod 777 build.sh && ./build.sh && rm -rf /src', []],
    ['RUN chmod 777 *.sh && rm -f *.sh', []],
    ['RUN D=$(mktemp -d) && chmod 777 $D && rm -rf $D', []],
    ['RUN --mount=type=cache,target=/cache chmod -R 777 /cache', []],
    ['RUN umask 0', []],
    ['RUN umask 0 && echo done', []],
    ['RUN umask 002 && mkdir /data', []],
    ['RUN chmod $(cat mode) /data', []],
    ["RUN echo 'chmod 777 /data'", []],
    ['RUN # chmod 777 /data\\\n true', []],
    ['ONBUILD RUN chmod 777 /data', []],
  ])('%s', (line, expected) => {
    expect(found(worldWritable, file(line))).toEqual(expected);
  });

  it('names a path as it is written where the folder is not known', () => {
    expect(messages(worldWritable, file('RUN chmod -R a+rwx data/'))).toEqual([
      'Mode a+rwx lets every user change data. Let only group 0: chgrp 0, then chmod g=u.',
    ]);
  });

  it('keeps the star of a pattern', () => {
    expect(messages(worldWritable, file('RUN chmod 777 /opt/scripts/*'))[0]).toContain('change /opt/scripts/*.');
    expect(messages(setuid, file('RUN chmod u+s run'))[0]).toContain('makes run run with');
  });

  it('moves with the file', () => {
    expect(
      messages(worldWritable, file('RUN chmod 777 /src/app && mv /src/app /usr/local/bin/ && rm -rf /src')),
    ).toEqual(['Mode 777 lets every user change /usr/local/bin/app. Let only its owner and group 0.']);
  });

  it('looks at what is copied from a builder', () => {
    const build = 'FROM debian:13 AS build\nRUN chmod 777 /opt/app/run /opt/other\nFROM debian:13\n';
    expect(messages(worldWritable, `${build}COPY --from=build /opt/app /app\n`)).toEqual([
      'Mode 777 lets every user change /app/run. Let only its owner and group 0.',
    ]);
    expect(found(worldWritable, `${build}COPY --from=build /usr/lib /usr/lib\n`)).toEqual([]);
    expect(found(worldWritable, `${build}COPY --from=build --chmod=755 /opt/app /app\n`)).toEqual([]);
  });

  it.each<[string, string | undefined]>([
    ['RUN mkdir /d && chmod -R 777 /d', 'RUN mkdir /d && chgrp -R 0 /d && chmod -R 775 /d'],
    ['RUN mkdir /d && \\\n    sudo chmod 0777 /d', 'RUN mkdir /d && \\\n    sudo chgrp 0 /d && sudo chmod 0775 /d'],
    ['RUN chmod a+rwX -R /d; true', 'RUN chgrp -R 0 /d && chmod a+rX,ug+w -R /d; true'],
    ['RUN chmod 666 /etc/a', 'RUN chmod 664 /etc/a'],
    ['RUN chmod o+w /etc/a', 'RUN chmod g+w /etc/a'],
    ['RUN chmod -R go=u /d', 'RUN chgrp -R 0 /d && chmod -R g=u,o+rX /d'],
    ['COPY --chmod=777 a /a', 'COPY --chmod=775 a /a'],
    ['USER 1000\nRUN chmod -R 777 /d', 'USER 1000\nRUN chmod -R 775 /d'],
    ['RUN M=777; chmod $M /d', undefined],
    ['RUN ["chmod", "777", "/d"]', undefined],
  ])('%s is mended', (line, expected) => {
    const text = fixed(worldWritable, file(line));
    expect(text).toBe(
      expected === undefined
        ? undefined
        : file(expected).replace('chgrp -R 0 /d && chmod a', 'chgrp 0 -R /d && chmod a'),
    );
    if (text !== undefined) expect(found(worldWritable, text)).toEqual([]);
  });
});

describe('setuid', () => {
  it.each<[string, readonly string[]]>([
    ['RUN chmod u+s /usr/bin/a', ['violated "chmod u+s /usr/bin/a"']],
    ['RUN chmod 6755 /opt/a', ['violated "chmod 6755 /opt/a"']],
    ['RUN chmod +s /opt/a', ['violated "chmod +s /opt/a"']],
    ['RUN install -m 4755 a /usr/bin/a', ['violated "install -m 4755 a /usr/bin/a"']],
    ['RUN chmod g+s /usr/local/bin/a', ['violated "chmod g+s /usr/local/bin/a"']],
    ['COPY --chmod=4755 a /usr/bin/a', ['violated "--chmod=4755"']],
    ['RUN chmod u+s /usr/bin/a && chmod 755 /usr/bin/a', []],
    ['RUN chmod u+s /usr/bin/a\nRUN chmod u-s /usr/bin/a', []],
    ['RUN chmod -R g+s /data', []],
    ['RUN chmod 777 /opt && chmod a+s /opt', []],
    ['RUN chmod u+s /usr/local/share', []],
    ['RUN chmod +s /opt/app', ['violated "chmod +s /opt/app"']],
    ['WORKDIR /data\nRUN chmod g+ws .', []],
    ['RUN chmod 2775 /somewhere/unknown', []],
    ['RUN chmod 1777 /data', []],
    ['RUN chmod 755 /usr/bin/a', []],
    ["RUN echo 'chmod u+s /usr/bin/a'", []],
  ])('%s', (line, expected) => {
    expect(found(setuid, file(line))).toEqual(expected);
  });

  it.each<[string, string | undefined]>([
    ['RUN chmod 4755 /usr/bin/a', 'RUN chmod 755 /usr/bin/a'],
    ['RUN make install && chmod u+s /usr/bin/a', 'RUN make install'],
    ['RUN chmod u+s /usr/bin/a \\\n && make install', 'RUN make install'],
    ['RUN chmod u=rwxs /usr/bin/a', undefined],
    ['RUN if true; then chmod u+s /usr/bin/a; fi', undefined],
  ])('%s is mended', (line, expected) => {
    expect(fixed(setuid, file(line))).toBe(expected === undefined ? undefined : file(expected));
  });
});
