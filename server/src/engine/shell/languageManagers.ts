import { type ManagerSyntax, verbs, words } from './managerSyntax.ts';

const npmVerbs = {
  install: 'install i add ci clean-install isntall in install-ci-test cit',
  upgrade: 'update up upgrade',
  clean: 'cache_clean cache_clear cache_rm',
  remove: 'uninstall remove rm un r unlink prune',
};

const npm: ManagerSyntax = {
  manager: 'npm',
  short: 'wC',
  long: words(
    '--prefix --registry --cache --workspace --omit --include --loglevel --userconfig --globalconfig --tag --only',
  ),
  sourceOptions: ['--registry'],
  rootOptions: ['--prefix', '-C'],
  verbs: verbs(npmVerbs),
};

/** Package managers of other languages, by program. */
export const languageManagers: Readonly<Record<string, ManagerSyntax>> = {
  npm,
  pnpm: {
    ...npm,
    manager: 'pnpm',
    short: 'CF',
    long: words('--dir --filter --registry --store-dir --prefix --loglevel --reporter'),
    verbs: verbs({ ...npmVerbs, install: 'install i add ci fetch', clean: 'store_prune cache_delete' }),
  },
  yarn: {
    ...npm,
    manager: 'yarn',
    short: '',
    long: words(
      '--cwd --registry --network-timeout --network-concurrency --cache-folder --modules-folder --mutex --prefix',
    ),
    verbs: verbs({
      install: 'install add global_add workspaces_focus',
      upgrade: 'upgrade up',
      clean: 'cache_clean',
      remove: 'remove global_remove',
    }),
    otherwise: 'install',
  },
  bun: {
    ...npm,
    manager: 'bun',
    short: 'c',
    long: words('--cwd --registry --cache-dir --config'),
    verbs: verbs({ ...npmVerbs, clean: 'pm_cache' }),
  },
  gem: {
    manager: 'gem',
    short: 'vinsP',
    long: words('--version --install-dir --bindir --source --trust-policy --platform'),
    sourceOptions: ['-s', '--source'],
    rootOptions: ['-i', '--install-dir'],
    verbs: verbs({ install: 'install i', upgrade: 'update', clean: 'cleanup', remove: 'uninstall' }),
  },
  bundle: {
    manager: 'bundler',
    short: 'j',
    long: words('--jobs --path --without --with --gemfile --retry'),
    rootOptions: ['--path'],
    verbs: verbs({ install: 'install add', upgrade: 'update', clean: 'clean', remove: 'remove' }),
  },
  cargo: {
    manager: 'cargo',
    short: 'FjpZ',
    long: words(
      '--git --branch --tag --rev --version --vers --path --root --target --features --jobs --registry --index --profile --bin --example --target-dir --package --manifest-path --config --color',
    ),
    sourceOptions: ['--git', '--registry', '--index', '--path'],
    rootOptions: ['--root'],
    verbs: verbs({ install: 'install', download: 'fetch', clean: 'clean', remove: 'uninstall' }),
  },
  go: {
    manager: 'go',
    oneDash: true,
    long: words('-ldflags -gcflags -o -tags -mod -p -C -asmflags -modfile'),
    verbs: verbs({ install: 'install get', download: 'mod_download', clean: 'clean' }),
  },
  cpanm: {
    manager: 'cpan',
    short: 'lLM',
    long: words('--local-lib --local-lib-contained --mirror --from'),
    verbs: verbs({}),
    otherwise: 'install',
  },
  cpan: { manager: 'cpan', short: 'jI', verbs: verbs({}), otherwise: 'install' },
  'install2.r': {
    manager: 'R',
    short: 'drlnt',
    long: words('--repos --libloc --deps --ncpus --type'),
    sourceOptions: ['-r', '--repos'],
    verbs: verbs({}),
    otherwise: 'install',
  },
  'install.r': { manager: 'R', verbs: verbs({}), otherwise: 'install' },
  'installGithub.r': { manager: 'R', short: 'd', verbs: verbs({}), otherwise: 'install' },
  'installBioc.r': { manager: 'R', verbs: verbs({}), otherwise: 'install' },
};
