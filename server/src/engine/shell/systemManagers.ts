import { type ManagerSyntax, verbs, words } from './managerSyntax.ts';

const apt: ManagerSyntax = {
  manager: 'apt',
  short: 'otca',
  long: words('--option --target-release --default-release --config-file --host-architecture'),
  verbs: verbs({
    install: 'install reinstall build-dep satisfy',
    update: 'update',
    upgrade: 'upgrade dist-upgrade full-upgrade safe-upgrade dselect-upgrade',
    clean: 'clean autoclean distclean auto-clean',
    remove: 'remove purge autoremove autopurge auto-remove',
    download: 'download source',
  }),
};

const dnf: ManagerSyntax = {
  manager: 'dnf',
  short: 'cdexR',
  long: words(
    '--config --debuglevel --errorlevel --exclude --installroot --releasever --setopt --repo --repoid --enablerepo --disablerepo --forcearch --disableplugin --enableplugin --repofrompath --rpmverbosity --comment --downloaddir --destdir',
  ),
  sourceOptions: words('--repo --repoid --enablerepo --repofrompath'),
  rootOptions: ['--installroot'],
  verbs: verbs({
    install:
      'install localinstall reinstall groupinstall builddep build-dep swap downgrade group_install module_install install-n install-na install-nevra debuginfo-install',
    update: 'makecache check-update',
    upgrade:
      'update upgrade distro-sync distribution-synchronization upgrade-minimal update-minimal dup update-to localupdate group_upgrade group_update groupupdate',
    clean: 'clean',
    remove: 'remove erase autoremove groupremove group_remove module_remove',
    download: 'download',
  }),
};

/** Package managers of distributions, by program. */
export const systemManagers: Readonly<Record<string, ManagerSyntax>> = {
  apt,
  'apt-get': apt,
  aptitude: apt,
  apk: {
    manager: 'apk',
    short: 'Xpt',
    long: words(
      '--repository --root --virtual --repositories-file --keys-dir --arch --cache-dir --wait --cache-max-age',
    ),
    sourceOptions: ['-X', '--repository', '--repositories-file'],
    rootOptions: ['-p', '--root'],
    verbs: verbs({
      install: 'add',
      update: 'update',
      upgrade: 'upgrade fix',
      clean: 'cache_clean cache_purge',
      remove: 'del',
      download: 'fetch',
    }),
  },
  dnf,
  dnf5: dnf,
  dnf4: dnf,
  yum: { ...dnf, manager: 'yum' },
  microdnf: { ...dnf, manager: 'microdnf' },
  tdnf: { ...dnf, manager: 'tdnf' },
  zypper: {
    manager: 'zypper',
    short: 'RCDtr',
    long: words(
      '--root --installroot --reposd-dir --cache-dir --raw-cache-dir --type --repo --from --gpg-auto-import --config --userdata --plus-repo --plus-content --releasever',
    ),
    sourceOptions: ['-r', '--repo', '--from', '--plus-repo'],
    rootOptions: ['-R', '--root', '--installroot'],
    verbs: verbs({
      install: 'install in install-new-recommends inr source-install si',
      update: 'refresh ref refresh-services refs',
      upgrade: 'update up dist-upgrade dup patch',
      clean: 'clean cc',
      remove: 'remove rm',
      download: 'download',
    }),
  },
  brew: {
    manager: 'brew',
    verbs: verbs({
      install: 'install reinstall',
      update: 'update',
      upgrade: 'upgrade',
      clean: 'cleanup',
      remove: 'uninstall remove rm autoremove',
    }),
  },
  spack: {
    manager: 'spack',
    short: 'eCDjc',
    long: words('--env --env-dir --config-scope --jobs --scope --overwrite --backtrace'),
    nameOptions: ['-e', '--env'],
    verbs: verbs({
      install: 'install concretize',
      clean: 'clean gc',
      remove: 'uninstall remove',
      'env-create': 'env_create',
    }),
  },
};
