#!/bin/sh
# Twenty audits leave a host's files as they were: path, inode, mode, owner, size, times and digest of each
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
lab_start app1 systemd "$net.2"
lab_run app1 systemctl is-system-running --wait >/dev/null || :
for host in web1 app1; do
    lab_run $host sh -ec 'mkdir -p /srv/app/below && echo one >/srv/app/below/file && ln -s below /srv/app/link'
done
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
  - accounts: in order
    no_empty_passwords: true
  - authorized_keys: root
    strict_modes: true
  - sudo: nothing else
    exclusive: true
  - cron: nothing else
    exclusive: true
END

# The change time tells of every change, extended attributes included, and no program can set it back.
manifests() { # NAME: of each host
    for host in web1 app1; do
        lab_run $host sh -c 'find / /run /dev/shm -xdev -printf "%i %y %m %u %g %s %T@ %C@ %l %p\n" | sort -k 10
            find / -xdev -type f -exec sha256sum {} + | sort -k 2' >"$lab/$1.$host"
    done
}
# changed HOST BEFORE AFTER: the paths that differ between two manifests
changed() { diff "$lab/$2.$1" "$lab/$3.$1" | sed -n 's/^[<>].* \(\/.*\)/\1/p' | sort -u; }

manifests unseen
for host in web1 app1; do
    lab_ssh $host true
    lab_ssh $host sudo -n true
done
manifests before
for audit in 1 2 3 4 5; do
    for options in "--transport libssh2" "--transport ssh" "--transport libssh2 --sudo" "--transport ssh --sudo"; do
        # shellcheck disable=SC2086 # words
        audit $options
        ends 2
        expect '[.hosts[].status] | join(" ")' 'drifted drifted'
    done
done
manifests after
for host in web1 app1; do
    changed $host unseen before >"$lab/by-ssh"
    same "paths of $host that $audit times four audits changed, and ssh does not" \
        "$(changed $host before after | grep -vxF -f "$lab/by-ssh")" ''
done

lab_run web1 sh -c 'touch -r /etc/motd /etc/motd; mkdir /tmp/new'
manifests touched
same "what a manifest shows of a touched file" "$(changed web1 after touched | grep -c '^/etc/motd$\|^/tmp/new$')" 2
finish
