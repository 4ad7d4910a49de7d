import type { OptionTable } from './options.ts';

const words = (text: string) => text.split(' ');

export const curlOptions: OptionTable = {
  short: 'oHduAexXFbcmTCryYzwKEUQPth',
  long: words(
    '--output --header --data --data-raw --data-binary --data-urlencode --user --user-agent --referer --proxy --request --form --cookie --cookie-jar --max-time --connect-timeout --retry --retry-delay --retry-max-time --cacert --capath --cert --cert-type --key --url --output-dir --range --continue-at --limit-rate --write-out --config --proto --proto-default --proto-redir --tls-max --ciphers --resolve --oauth2-bearer --upload-file --netrc-file --interface --max-redirs --max-filesize --stderr --trace --trace-ascii --speed-limit --speed-time --time-cond --pinnedpubkey --socks5 --noproxy --json --variable --create-file-mode',
  ),
};

export const wgetOptions: OptionTable = {
  short: 'OPoaeitwQUTBARDIXl',
  long: words(
    '--output-document --directory-prefix --output-file --append-output --execute --input-file --tries --timeout --wait --waitretry --quota --user-agent --user --password --header --post-data --post-file --limit-rate --ca-certificate --ca-directory --certificate --private-key --accept --reject --domains --level --progress --retry-on-http-error --secure-protocol --referer --load-cookies --save-cookies --base --cut-dirs --restrict-file-names --connect-timeout --read-timeout --dns-timeout --http-user --http-password --method --body-data',
  ),
};

export const aria2Options: OptionTable = {
  short: 'odxsjkilUmt',
  long: words(
    '--out --dir --max-connection-per-server --split --max-concurrent-downloads --min-split-size --input-file --log --header --checksum --max-tries --timeout',
  ),
};

export const gitOptions: OptionTable = {
  short: 'Cc',
  long: words('--git-dir --work-tree --namespace --exec-path'),
  ordered: true,
};

export const cloneOptions: OptionTable = {
  short: 'bocuj',
  long: words(
    '--branch --depth --origin --config --reference --reference-if-able --separate-git-dir --filter --jobs --template --revision --shallow-since --shallow-exclude --upload-pack --bundle-uri --server-option',
  ),
};
