#!/bin/sh
# Directories and symlinks, and what stands below them against the standard, are told path by path
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
right() {
    lab_run web1 sh -e <<'END'
rm -rf /srv/app/conf /etc/app
mkdir -p /srv/app/conf /srv/app/keep
echo a=1 >/srv/app/conf/a.conf
chmod 755 /srv/app/keep
ln -s /srv/app/conf /etc/app
END
}
right
standard <<'END'
  - directory: /srv/app
    owner: root
    mode: "0755"
    recurse: {files: {owner: root, mode: {at_most: "0644"}}, directories: {mode: "0755"}}
  - directory: /srv/app/conf
    purge: true
    keep: [a.conf]
  - symlink: /etc/app
    target: /srv/app/conf
END
audit
in_sync

lab_run web1 sh -e <<'END'
useradd --system deploy
chmod 770 /srv/app/keep
chown deploy /srv/app/conf/a.conf && chmod 666 /srv/app/conf/a.conf
echo b=2 >/srv/app/conf/b.conf
ln -sfn /srv/other /etc/app
END
audit
ends 2
told web1 directory:/srv/app 'drift
recurse.directories.mode of keep: 0755, is 0770
recurse.files.mode of conf/a.conf: at most 0644, is 0666
recurse.files.owner of conf/a.conf: root, is deploy
would set mode 0755 of keep (now 0770)
would set owner root of conf/a.conf (now deploy)'
told web1 directory:/srv/app/conf 'drift
purge of b.conf: absent, is file
would remove file b.conf'
told web1 symlink:/etc/app 'drift
target: /srv/app/conf, is /srv/other
would set target /srv/app/conf (now /srv/other)
besides: dangling: what the link leads to does not exist'

lab_run web1 sh -e <<'END'
rm -r /srv/app/conf /etc/app && ln -s /tmp /srv/app/conf
echo /srv/app/conf >/etc/app
END
audit
ends 2
told web1 directory:/srv/app/conf 'drift
kind: directory, is symlink
would replace symlink with directory'
told web1 symlink:/etc/app 'drift
kind: symlink, is file
would replace file with symlink to /srv/app/conf'

right
audit
in_sync
finish
