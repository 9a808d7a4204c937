#!/bin/sh
# The baseline calls drift what Ansible in check mode would change, task by task, or the table says why not
. "${0%/*}/../check.sh"
. "$live/oracle/ansible.sh"

oracle_table ansible.table 30
lab_start stock ansible "$net.1"
lab_start changed ansible "$net.2"
lab_run changed sh -e >/dev/null <<'END'
# mended
printf 'This system is for authorised use only. What is done on it may be recorded.\n' >/etc/issue
install -m 640 /dev/null /etc/cron.allow
chmod 700 /root /etc/cron.daily /etc/cron.d
chmod 600 /etc/crontab /etc/ssh/sshd_config
systemctl --quiet mask ctrl-alt-del.target
# drifted
usermod -s /bin/bash games
chmod 646 /etc/passwd
chown daemon /etc/passwd-
chgrp games /etc/group
chmod 644 /etc/shadow
chown daemon /etc/gshadow
chmod 640 /etc/security/opasswd
chmod 664 /etc/login.defs
chmod 444 /etc/sudoers
chmod 777 /tmp
: >/etc/hosts.equiv
: >/root/.rhosts
: >/etc/cron.deny
: >/etc/ld.so.preload
echo 'Debian GNU/Linux 12' >>/etc/motd
ln -sf /usr/share/zoneinfo/Europe/Vienna /etc/localtime
systemctl --quiet stop rsyslog syslog.socket
systemctl --quiet disable cron
systemctl --quiet enable debug-shell
for name in telnetd nis; do
    mkdir -p /run/packages/$name/DEBIAN
    printf 'Package: %s\nVersion: 99\nArchitecture: all\nMaintainer: lab\nDescription: lab\n' $name \
        >/run/packages/$name/DEBIAN/control
    dpkg-deb --build /run/packages/$name
    dpkg --install /run/packages/$name.deb
done
END
ansible_judge ansible.yaml
audit_manifest linux-baseline
oracle_compare stock
oracle_compare changed
finish
