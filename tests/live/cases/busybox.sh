#!/bin/sh
# A host of busybox alone is audited as any other, and what it can't answer is unknown
. "${0%/*}/../check.sh"

lab_start box1 busybox "$net.1" net
lab_run box1 sh -e <<'END'
mkdir -p /srv/app/conf && echo a=1 >"/srv/app/conf/a b.conf" && chmod 600 "/srv/app/conf/a b.conf"
printf 'kept\n' >/etc/motd && chmod 644 /etc/motd
ln -s app /srv/link
printf 'net.ipv4.ip_forward = 0\n' >/etc/sysctl.conf
echo 0 >/proc/sys/net/ipv4/ip_forward
END
cat >"$lab/resources" <<'END'
  - file: /etc/motd
    content: "kept\n"
    owner: root
    mode: "0644"
    when: {os.id: lab, os.version: "1"}
  - file: /etc/nologin
    state: absent
  - directory: /srv/app
    owner: root
    recurse: {files: {mode: "0600"}, directories: {mode: "0755"}}
  - directory: /srv/app/conf
    purge: true
    keep: ["*.conf"]
  - symlink: /srv/link
    target: app
  - line: /etc/os-release
    text: ID=lab
  - user: audit
    uid: 1000
    groups: [wheel]
    shell: /bin/sh
    locked: true
  - group: wheel
    gid: 10
    members: [audit]
    exclusive: true
  - sysctl: net.ipv4.ip_forward
    value: 0
END
standard <"$lab/resources"
audit
in_sync

lab_run box1 sh -e <<'END'
printf 'edited\n' >/etc/motd && chown audit /etc/motd && chmod 4600 /etc/motd
touch /etc/nologin /srv/app/conf/new
chmod 640 "/srv/app/conf/a b.conf"
rm /srv/link && ln -s other /srv/link
sed -i 's/^ID=.*/ID=other/' /etc/os-release
echo ghost:x:1001:1001::/:/bin/sh >>/etc/passwd
sed -i 's/^wheel:.*/wheel:x:11:audit,ghost/' /etc/group
sed -i 's/^audit:.*/audit:x:1002:1000::\/home\/audit:\/bin\/ash/' /etc/passwd
echo 1 >/proc/sys/net/ipv4/ip_forward
END
sed -i '/when:/d' "$lab/resources"
{ cat "$lab/resources"; printf '  - package: busybox\n  - service: sshd\n    state: running\n'; } | standard
audit
ends 6
told box1 file:/etc/motd 'drift
content: sha256:78051faade059d70866df6a3fb83ef348721fd74a87e93ef95c493f87d0d236b, is sha256:68f01b289aedcf28e96fce1f9444365e83b9bfc7e1bf32df20f1f15966835316
mode: 0644, is 4600
owner: root, is 1000
would write content (1 line, sha256:78051faade05…, now sha256:68f01b289aed…)
would set mode 0644 (now 4600)
would set owner root (now 1000)'
expect 'resource("box1"; "file:/etc/motd").diff' '--- actual
+++ standard
@@ -1,1 +1,1 @@
-edited
+kept'
told box1 file:/etc/nologin 'drift
state: absent, is present
would remove file'
told box1 directory:/srv/app 'drift
recurse.files.mode of conf/a b.conf: 0600, is 0640
recurse.files.mode of conf/new: 0600, is 0644
would set mode 0600 of conf/a b.conf (now 0640)
would set mode 0600 of conf/new (now 0644)'
told box1 directory:/srv/app/conf 'drift
purge of new: absent, is file
would remove file new'
told box1 symlink:/srv/link 'drift
target: app, is other
would set target app (now other)
besides: dangling: what the link leads to does not exist'
told box1 line:/etc/os-release 'drift
text: ID=lab, is absent
would append line "ID=lab"'
told box1 user:audit 'drift
shell: /bin/sh, is /bin/ash
uid: 1000, is 1002
would set shell /bin/sh (now /bin/ash)
would set uid 1000 (now 1002)'
told box1 group:wheel 'drift
gid: 10, is 11
members: audit, is ["audit","ghost"]
would set gid 10 (now 11)
would remove ghost from group wheel'
told box1 sysctl:net.ipv4.ip_forward 'drift
value: 0, is 1
would write net.ipv4.ip_forward = 0 to the running kernel (now 1)
besides: wrong now, right after a reboot
besides: set at boot by /etc/sysctl.conf:1'
told box1 package:busybox 'unknown
state: present unknown: the host has no dpkg, rpm or apk
status: installed unknown: the host has no dpkg, rpm or apk'
told box1 service:sshd 'unknown
state: running unknown: the host runs no systemd, OpenRC or SysV init
current: true unknown: the host runs no systemd, OpenRC or SysV init'
finish
