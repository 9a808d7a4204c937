#!/bin/sh
# A host that libssh2 can't talk to is audited by the system's ssh, which is said and remembered
. "${0%/*}/../check.sh"

lab_start modern bookworm "$net.1"
lab_start plain bookworm "$net.2"
lab_run modern sh -ec 'echo "Ciphers aes256-gcm@openssh.com" >>/etc/ssh/lab_config; kill -HUP 1'
lab_await 'sshd does not come back' "$lab/hosts/modern/log" lab_ssh modern true
lab_run modern sh -c 'echo kept >/etc/motd'
lab_run plain sh -c 'echo kept >/etc/motd'
standard <<'END'
  - file: /etc/motd
    content: "kept\n"
END
history=sqlite://$lab/history/history.db
mkdir "$lab/history"
audit
in_sync
# the second time the host is not tried with libssh2 first, and the reason is still said, in the same words
for _ in first second; do
    audit
    in_sync
    expect '[.hosts[] | "\(.name): \(.remark)"] | join("\n")' "modern: libssh2 has no key exchange, host key, cipher or MAC in common with $net.1 port $lab_port: used ssh
plain: null"
done

history=none
audit --transport libssh2
ends 4
told plain file:/etc/motd in-sync
ended modern "connect: libssh2 has no key exchange, host key, cipher or MAC in common with $net.1 port $lab_port; \
--transport ssh uses the system's ssh"
finish
