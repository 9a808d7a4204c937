#!/bin/sh
# A user with passwordless sudo sees what root sees, and without --sudo that is unknown with the reason
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
lab_run web1 sh -e <<'END'
useradd --create-home --shell /bin/sh --password '*' audit
cp -r /root/.ssh /home/audit && chown -R audit /home/audit/.ssh
echo 'audit ALL=(root) NOPASSWD: /bin/sh' >/etc/sudoers.d/audit && chmod 440 /etc/sudoers.d/audit
chmod 700 /root
echo kept >/root/kept
END
standard <<END
  - file: /etc/shadow
    sha256: "$(lab_run web1 sha256sum /etc/shadow | cut -d' ' -f1)"
    mode: "0640"
  - file: /root/kept
    content: "kept\n"
  - user: audit
    locked: true
END
for transport in libssh2 ssh; do
    audit --transport $transport --user audit --sudo
    in_sync
    audit --transport $transport --user audit
    ends 4
    expect '[.hosts[].resources[] | "\(.id): \([.properties[] | select(.status == "unknown") | .reason] | unique | join(" "))"] |
        join("\n")' 'file:/etc/shadow: permission denied
file:/root/kept: permission denied: /root
user:audit: needs root, audit with sudo: permission denied: /etc/shadow'
done
finish
