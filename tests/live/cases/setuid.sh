#!/bin/sh
# A program that begins to run with its owner's rights is named, whoever put it there, on GNU and busybox hosts
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
lab_start box1 busybox "$net.2"
standard <<'END1'
  - setuid: /
    allowed:
      - /usr/bin/chage
      - /usr/bin/chfn
      - /usr/bin/chsh
      - /usr/bin/expiry
      - /usr/bin/gpasswd
      - /usr/bin/mount
      - /usr/bin/newgrp
      - /usr/bin/passwd
      - /usr/bin/ssh-agent
      - /usr/bin/su
      - /usr/bin/sudo
      - /usr/bin/umount
      - /usr/bin/not-installed
      - "/usr/lib/*/ssh-keysign"
      - /usr/lib/openssh/ssh-keysign
      - /usr/lib/dbus-1.0/dbus-daemon-launch-helper
      - /usr/sbin/unix_chkpwd
    ignore: [/srv/chroot]
END1
audit
in_sync

for host in web1 box1; do
    lab_run "$host" sh -e <<'END1'
mkdir -p /srv/chroot /opt/app
cp /bin/sh "/opt/app/back door" && chmod 4755 "/opt/app/back door"
cp /bin/sh /srv/chroot/su && chmod 4755 /srv/chroot/su
cp /bin/sh /opt/app/list && chown 0:10 /opt/app/list && chmod 2711 /opt/app/list
chmod 2775 /opt/app
cp /bin/sh /dev/shm/other-file-system && chmod 4755 /dev/shm/other-file-system
END1
done
audit
ends 2
told web1 setuid:/ 'drift
setuid of /opt/app/back door: absent, is 4755 root:root
setuid of /opt/app/list: absent, is 2711 root:uucp
would set mode 0755 of /opt/app/back door (now 4755)
would set mode 0711 of /opt/app/list (now 2711)'
told box1 setuid:/ 'drift
setuid of /opt/app/back door: absent, is 4755 root:root
setuid of /opt/app/list: absent, is 2711 root:wheel
would set mode 0755 of /opt/app/back door (now 4755)
would set mode 0711 of /opt/app/list (now 2711)'

for host in web1 box1; do lab_run "$host" sh -c 'chmod 755 "/opt/app/back door" && chmod 711 /opt/app/list'; done
audit
in_sync
finish
