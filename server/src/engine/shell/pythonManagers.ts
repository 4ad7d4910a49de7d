import { type ManagerSyntax, verbs, words } from './managerSyntax.ts';

const pip: ManagerSyntax = {
  manager: 'pip',
  short: 'rcetifbC',
  long: words(
    '--requirement --constraint --editable --target --index-url --extra-index-url --find-links --prefix --root --python-version --platform --implementation --abi --cache-dir --src --no-binary --only-binary --upgrade-strategy --progress-bar --trusted-host --proxy --timeout --retries --global-option --install-option --build-option --config-settings --log --cert --client-cert --exists-action --root-user-action --report --python --use-feature --use-deprecated --group',
  ),
  packageOptions: ['-e', '--editable'],
  fileOptions: ['-r', '--requirement'],
  sourceOptions: ['-i', '--index-url', '--extra-index-url', '-f', '--find-links', '--index', '--default-index'],
  rootOptions: ['-t', '--target', '--prefix', '--root'],
  verbs: verbs({
    install: 'install',
    remove: 'uninstall',
    clean: 'cache_purge cache_remove',
    download: 'download wheel',
  }),
};

const conda: ManagerSyntax = {
  manager: 'conda',
  short: 'npcfrs',
  long: words(
    '--name --prefix --channel --file --revision --solver --repodata-fn --subdir --platform --root-prefix --rc-file --channel-priority --use-index-cache --download-threads',
  ),
  fileOptions: ['-f', '--file'],
  sourceOptions: ['-c', '--channel'],
  rootOptions: ['-p', '--prefix'],
  nameOptions: ['-n', '--name'],
  flagsOnly: 'clean',
  verbs: verbs({
    install: 'install',
    'env-create': 'create env_create',
    'env-update': 'env_update',
    upgrade: 'update upgrade self-update',
    clean: 'clean',
    remove: 'remove uninstall env_remove',
  }),
};

const uv: ManagerSyntax = {
  ...pip,
  manager: 'uv',
  short: 'rceifpCtP',
  long: [
    ...(pip.long ?? []),
    ...words(
      '--directory --project --config-file --extra --only-group --no-group --index --default-index --torch-backend --link-mode --index-strategy --resolution --prerelease --exclude-newer --with --with-requirements --color --no-build-package --no-install-package --package --branch --tag --rev --keyring-provider --upgrade-package --override --build-constraint',
    ),
  ],
  verbs: verbs({
    install: 'pip_install pip_sync sync add tool_install python_install',
    upgrade: 'tool_upgrade self_update',
    clean: 'cache_clean cache_prune',
    remove: 'pip_uninstall remove tool_uninstall',
    'env-create': 'venv',
  }),
};

/** Package managers of Python and of conda environments, by program. */
export const pythonManagers: Readonly<Record<string, ManagerSyntax>> = {
  pip,
  pipx: {
    manager: 'pipx',
    short: 'ip',
    long: words('--python --pip-args --index-url --suffix --preinstall'),
    sourceOptions: ['-i', '--index-url'],
    verbs: verbs({
      install: 'install inject install-all',
      upgrade: 'upgrade upgrade-all',
      remove: 'uninstall uninject',
    }),
  },
  uv,
  poetry: {
    manager: 'poetry',
    short: 'ECPG',
    long: words('--extras --only --without --with --directory --project --source --group --python'),
    verbs: verbs({ install: 'install sync add', upgrade: 'update', clean: 'cache_clear', remove: 'remove' }),
  },
  pipenv: {
    manager: 'pipenv',
    short: 'ri',
    long: words('--requirements --python --index --categories --extra-pip-args'),
    fileOptions: ['-r', '--requirements'],
    verbs: verbs({ install: 'install sync', upgrade: 'update upgrade', remove: 'uninstall' }),
  },
  pdm: {
    manager: 'pdm',
    short: 'Gp',
    long: words('--group --project --lockfile --python'),
    verbs: verbs({ install: 'install sync add', upgrade: 'update', clean: 'cache_clear', remove: 'remove' }),
  },
  conda,
  mamba: { ...conda, manager: 'mamba' },
  micromamba: { ...conda, manager: 'micromamba' },
  'conda-lock': { ...conda, verbs: verbs({ install: 'install' }) },
  pixi: {
    manager: 'pixi',
    short: 'ecp',
    long: words('--environment --manifest-path --channel --platform --feature --skip'),
    sourceOptions: ['-c', '--channel'],
    verbs: verbs({
      install: 'install add global_install',
      upgrade: 'update upgrade',
      clean: 'clean',
      remove: 'remove global_uninstall',
    }),
  },
};
