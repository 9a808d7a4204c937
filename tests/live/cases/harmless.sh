#!/bin/sh
# Twenty audits leave a host's files as they were: path, inode, mode, owner, size, times and digest of each
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
lab_run web1 sh -ec 'mkdir -p /srv/app/below && echo one >/srv/app/below/file && ln -s below /srv/app/link'
standard <<'END'
  - file: /etc/motd
    content: "other\n"
    mode: "0600"
  - file: /etc/shadow
    sha256: "0000000000000000000000000000000000000000000000000000000000000000"
  - directory: [/srv/app, /etc, /root, /tmp, /var/log]
    recurse: {files: {mode: {at_most: "0644"}}}
  - directory: /srv
    purge: true
  - symlink: /srv/app/link
    target: above
  - line: /etc/hosts
    text: none
  - package: [openssh-server, not-there]
  - service: ssh
    state: running
  - user: [root, nobody, not-there]
  - group: [root, not-there]
  - sysctl: net.ipv4.ip_forward
    value: 1
    persisted: true
END

# The change time tells of every change, extended attributes included, and no program can set it back.
manifest() { # FILE
    lab_run web1 sh -c 'find / /run /dev/shm -xdev -printf "%i %y %m %u %g %s %T@ %C@ %l %p\n" | sort -k 10
        find / -xdev -type f -exec sha256sum {} + | sort -k 2' >"$1"
}
# the paths that differ between two manifests
changed() { diff "$1" "$2" | sed -n 's/^[<>].* \(\/.*\)/\1/p' | sort -u; }

manifest "$lab/before"
lab_ssh web1 true
lab_ssh web1 sudo -n true
manifest "$lab/after-ssh"
changed "$lab/before" "$lab/after-ssh" >"$lab/by-ssh"

manifest "$lab/before"
for audit in 1 2 3 4 5; do
    for options in "--transport libssh2" "--transport ssh" "--transport libssh2 --sudo" "--transport ssh --sudo"; do
        # shellcheck disable=SC2086 # words
        audit $options
        ends 2
        expect '.hosts[].status' drifted
    done
done
manifest "$lab/after"
same "paths that $audit times four audits changed, and ssh does not" \
    "$(changed "$lab/before" "$lab/after" | grep -vxF -f "$lab/by-ssh")" ''

lab_run web1 sh -c 'touch -r /etc/motd /etc/motd; mkdir /tmp/new'
manifest "$lab/touched"
same "what a manifest shows of a touched file" "$(changed "$lab/after" "$lab/touched" | tr '\n' ' ')" '/ /etc /etc/motd /tmp /tmp/new '
finish
