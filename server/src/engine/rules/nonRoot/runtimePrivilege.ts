import { lowPort, privilegedStart } from '../../facts/privilege.ts';
import { advice, rule } from '../rule.ts';

export const runtimePrivilege = rule({
  id: 'runtime-privilege',
  criterion: 'non-root',
  deciding: false,
  title: 'What the image starts needs no privilege of root.',
  why: 'Clusters start contributed images as an ordinary user and take away the rights to change the user (SETUID, SETGID) and to open ports below 1024 (NET_BIND_SERVICE).',
  ignore: 'Where the entry point falls back to the user it is started as.',
  examples: {
    violated: [
      'FROM debian:12\nENTRYPOINT ["gosu", "app", "namd3"]\nUSER 1000\n',
      'FROM debian:12\nEXPOSE 80\nUSER 1000\n',
      '{"architecture": "amd64", "os": "linux", "config": {"User": "1000", "Entrypoint": ["/usr/bin/sudo", "run"]}, "rootfs": {"type": "layers", "diff_ids": []}}\n',
    ],
    satisfied: [
      'FROM debian:12\nEXPOSE 8080\nENTRYPOINT ["namd3"]\nUSER 1000\n',
      "FROM debian:12\nRUN echo 'sudo is not available' > /etc/motd\nUSER 1000\n",
    ],
  },
  *check(facts) {
    const start = privilegedStart(facts);
    if (start !== undefined) {
      yield advice(
        start.fact.at,
        `${start.keyword} starts ${start.program}, which ${start.why}; clusters do not allow that. Start the program itself, with USER set.`,
      );
    }
    const low = lowPort(facts);
    if (low !== undefined) {
      yield advice(low.at, `Port ${low.port} is below 1024, which only root may open. Use a higher one, such as 8080.`);
    }
  },
});
