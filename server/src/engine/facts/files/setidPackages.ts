/**
 * Programs with a setuid or setgid bit that distributions bring in packages beyond their base images, by name: their
 * publishers look after them, but a container needs none of them.
 */
export const setidOfPackages: ReadonlySet<string> = new Set(
  [
    // iputils, util-linux, shadow, pam
    'ping ping4 ping6 arping wall write bsd-write chfn chsh chage expiry gpasswd newgrp newuidmap newgidmap',
    'su mount umount passwd unix_chkpwd unix2_chkpwd pam_timestamp_check pam_extrausers_chkpwd userhelper',
    // openssh, dbus, polkit, utempter
    'ssh-agent ssh-keysign dbus-daemon-launch-helper pkexec polkit-agent-helper-1 utempter',
    // cron, at, mail, locate, screen, fuse, nfs, cifs, X
    'crontab at batch exim4 postdrop postqueue dotlockfile mail-lock mail-unlock mail-touchlock lockfile procmail',
    'locate mlocate plocate screen fusermount fusermount3 mount.nfs mount.cifs Xorg.wrap chrome-sandbox traceroute6.iputils',
  ].flatMap((line) => line.split(' ')),
);

/** Programs whose only use is to become root. */
export const becomesRoot: ReadonlySet<string> = new Set(['sudo', 'sudoedit', 'doas', 'gosu', 'su-exec']);
