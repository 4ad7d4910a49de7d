import { accountsOfImage } from '../../facts/files/accountsOfImage.ts';
import { imageFiles } from '../../facts/files/imageFiles.ts';
import { rule, violation } from '../rule.ts';

export const emptyPassword = rule({
  id: 'empty-password',
  criterion: 'other-security',
  deciding: true,
  title: 'No account of the image can be entered without a password.',
  why: 'An account whose password field in /etc/passwd or /etc/shadow is empty asks for no password: whoever gets into the container becomes that account by su or login, and so mostly root. An x, an asterisk or an exclamation mark closes it. This is seen in images that are given with their layers.',
  ignore: 'Where nothing in the image asks for passwords and the account has no rights.',
  examples: {
    violated: [
      '{"config": {}, "files": ["0644 0:0 /etc/passwd root:x:0:0::/root:/bin/sh", "0640 0:42 /etc/shadow root::19000:0:99999:7:::"]}\n',
      '{"config": {}, "files": ["0644 0:0 /etc/passwd app::1000:0::/home/app:/bin/sh"]}\n',
    ],
    satisfied: [
      '{"config": {}, "files": ["0644 0:0 /etc/passwd root:x:0:0::/root:/bin/sh", "0640 0:42 /etc/shadow root:*:19000:0:99999:7:::"]}\n',
    ],
  },
  *check(facts) {
    const files = imageFiles(facts);
    const open = (files && accountsOfImage(files))?.filter(({ password }) => password === '') ?? [];
    for (const { name, file } of open.slice(0, mostTold)) {
      const message = `The account ${name} has an empty password in ${file}, so that everybody in the container may become it. Lock it: RUN passwd -l ${name}.`;
      yield violation(facts.user.at, message);
    }
  },
});

const mostTold = 5;
