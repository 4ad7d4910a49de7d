import type { Build } from '../../dockerfile/build.ts';
import type { InRootHome } from '../../facts/access/inRootHome.ts';
import { literalMove } from '../../facts/access/literalMove.ts';
import { inRootHome, rootHomeAsHome } from '../../facts/access/rootHome.ts';
import { type RootHomeGroup, rootHomeGroups } from '../../facts/access/rootHomeGroups.ts';
import { imageFiles } from '../../facts/files/imageFiles.ts';
import { advice, type Fix, rule, violation } from '../rule.ts';
import { rootHomeOfImage } from './rootHomeOfImage.ts';

export const rootHome = rule({
  id: 'root-home',
  criterion: 'any-user-access',
  deciding: true,
  title: 'Nothing that the image needs lies in the home of root.',
  why: 'The folder /root is closed to everybody but root in nearly every base. A workflow runs the image as another user, who then finds neither the program nor its libraries.',
  ignore: 'Where a script that cannot be read opens /root to all users.',
  examples: {
    violated: [
      'FROM debian:12\nWORKDIR /root/namd\nCOPY . .\nCMD ["./namd3"]\n',
      'FROM debian:12\nCOPY namd3 /root/bin/namd3\nENV PATH=/root/bin:$PATH\n',
      'FROM python:3.12\nRUN pip install --no-cache-dir --user numpy==2.1.0\n',
      'FROM debian:12\nRUN bash Miniconda3-latest-Linux-x86_64.sh -b -p /root/miniconda3\nENV PATH=/root/miniconda3/bin:$PATH\n',
      'FROM debian:12\nENV HOME=/root\n',
      '{"architecture": "amd64", "os": "linux", "config": {"Cmd": ["/root/run.sh"], "Env": ["PATH=/usr/bin:/bin"]}, "rootfs": {"type": "layers", "diff_ids": []}}\n',
      '{"config": {"Cmd": ["namd3"], "Env": ["PATH=/usr/bin"]}, "files": ["/usr/bin/namd3 -> /root/namd/namd3", "0700 0:0 /root/", "0755 0:0 /root/namd/namd3 ELF"]}\n',
    ],
    satisfied: [
      '{"config": {"Cmd": ["/root/namd3"]}, "files": ["0755 0:0 /root/", "0755 0:0 /root/namd3 ELF"]}\n',
      'FROM almalinux:9 AS rpms\nRUN rpmbuild -ba a.spec\nFROM almalinux:9\nCOPY --from=rpms /root/rpmbuild/RPMS /root/rpmbuild/RPMS\nRUN dnf install -y /root/rpmbuild/RPMS/$(uname -m)/a-1.0.rpm\n',
      'FROM debian:12\nCOPY namd3 /opt/namd/bin/namd3\nENV PATH=/opt/namd/bin:$PATH\n',
      'FROM debian:12\nRUN cd /root && git clone https://example.org/a.git && make -C a install && rm -rf a\n',
      'FROM debian:12\nCOPY namd3 /root/bin/namd3\nRUN chmod -R a+rX /root\nENV PATH=/root/bin:$PATH\n',
      'FROM debian:12\nADD caches.tgz /root\nCOPY namd3 /usr/local/bin/namd3\n',
      'FROM debian:12\nCOPY bashrc /root/.bashrc\nRUN rm -rf /root/.cache\n',
    ],
  },
  *check(facts) {
    if (imageFiles(facts) !== undefined) {
      yield* rootHomeOfImage(facts);
      return;
    }
    const groups = rootHomeGroups(inRootHome(facts), facts);
    for (const group of groups) {
      const { first, needed } = group;
      const fixes = facts.build === undefined || groups.length > mostFixed ? [] : fixesOf(group, facts.build);
      const finding = needed ? violation : advice;
      yield finding(first.at, messageOf(first, fixes), { fixes });
    }
    const home = groups.length === 0 ? rootHomeAsHome(facts) : undefined;
    if (home !== undefined) yield advice(home, homeMessage);
  },
});

/** Each looks through the whole file. */
const mostFixed = 20;

const homeMessage =
  'HOME is /root, which only root may enter, and programs write there. Set it to a folder that group 0 may write, or leave it out.';

function messageOf({ kind, what, path, write }: InRootHome, [fix]: readonly Fix[]): string {
  const other = kind === 'workdir' ? 'Set WORKDIR to another folder' : 'Use a folder such as /opt or /usr/local';
  const instead = write ?? fix?.title ?? other;
  return `${what} ${path}, which only root may enter. ${instead}.`;
}

function fixesOf({ top, first, found }: RootHomeGroup, build: Build): readonly Fix[] {
  const { drop, write } = first;
  if (drop !== undefined && write !== undefined) {
    const blank = build.dockerfile.text[drop.span.start - 1] === ' ' ? 1 : 0;
    return [
      {
        title: write,
        safe: false,
        edits: [{ span: { start: drop.span.start - blank, end: drop.span.end }, newText: '' }],
      },
    ];
  }
  if (top.startsWith('/root/.')) return [];
  const to = top === '/root' ? '/opt/work' : top.replace('/root/', '/opt/');
  const worksThere = found.some(({ kind }) => kind === 'workdir');
  const places = found.filter(({ kind }) => kind !== 'start' || !worksThere).map(({ at }) => at);
  const edits = literalMove(build, { from: top, to, places });
  return edits === undefined ? [] : [{ title: `Write ${to} instead of ${top}`, safe: false, edits }];
}
