#!/bin/sh
# A key that is pinned to the probe audits a host like any other, and runs nothing else
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
"$PLUMBLINE" probe | lab_run web1 sh -c 'mkdir -p /usr/local/lib/plumbline && cat >/usr/local/lib/plumbline/probe.sh'
"$PLUMBLINE" probe --authorized-keys "$lab/key.pub" | lab_run web1 sh -c 'cat >/root/.ssh/authorized_keys'
standard <<'END'
  - file: /etc/passwd
    owner: root
    mode: "0644"
  - package: bash
  - user: root
    uid: 0
END
for transport in libssh2 ssh; do
    audit --transport $transport
    in_sync
done

lab_ssh web1 'touch /root/broken-in' >"$lab/said" 2>&1 || :
printf 'touch /root/broken-in\n' | lab_ssh web1 sh >>"$lab/said" 2>&1 || :
printf "plumbline_probe 00112233445566778899aabbccddeeff 'stat 1 /etc'; touch /root/broken-in #' </dev/null\n" |
    lab_ssh web1 >>"$lab/said" 2>&1 || :
same 'what was run with the key' "$(lab_run web1 sh -c 'ls /root')" ''
same 'what the key says of it' "$(grep -v ^Pseudo-terminal "$lab/said" | sort -u)" 'plumbline: this key only answers the questions of plumbline'
finish
