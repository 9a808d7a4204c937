#!/bin/sh
# A host that moved is asked on in the session that is open, whatever its server allows; when that fails, its verdict stands
. "${0%/*}/../check.sh"

lab_start plain bookworm "$net.1"
lab_start single bookworm "$net.2" net
lab_start pinned bookworm "$net.3" net
lab_start box busybox "$net.4"
hosts='plain single pinned box'
lab_run single sh -c 'echo MaxSessions 1 >>/etc/ssh/lab_config'
"$PLUMBLINE" probe | lab_run pinned sh -c 'mkdir -p /usr/local/lib/plumbline && cat >/usr/local/lib/plumbline/probe.sh'
"$PLUMBLINE" probe --authorized-keys "$lab/key.pub" | lab_run pinned sh -c 'cat >/root/.ssh/authorized_keys'
standard <<'END'
  - file: /etc/motd
    mode: "0644"
  - file: /etc/issue
    mode: "0644"
END
change() { # FILE MODE
    for host in $hosts; do lab_run "$host" sh -c "touch $1; chmod $2 $1"; done
}
change /etc/motd 644
change /etc/issue 644

# a gate that passes on the first answer of a host and little of the second
lab_gate measured "$net.5" --tally "$lab/tally" --to "$net.1:$lab_port"
lab_know measured "$net.5" plain
change /etc/motd 600
audit measured
ends 2
lab_await 'the gate counted nothing' "$lab/errors" test -s "$lab/tally"
change /etc/motd 644
lab_gate cut "$net.6" --cut-after $(($(cat "$lab/tally") + 300)) --to "$net.1:$lab_port"
lab_know cut "$net.6" plain

history=sqlite://$lab/history.db
audit
in_sync

of='.past // . | "\(.cause) \(.suspects // []) \(.window.narrowed_by // [])"'
for told in '/etc/motd libssh2' '/etc/issue ssh'; do
    file=${told% *} transport=${told#* }
    sleep 1 # ctime is told in seconds
    change "$file" 600
    # shellcheck disable=SC2086 # names
    audit --transport "$transport" $hosts
    ends 2
    for host in $hosts; do
        expect "resource(\"$host\"; \"file:$file\") | $of" "host-changed [] [\"ctime of $file\"]"
        expect "resource(\"$host\"; \"file:$file\").missing_evidence | any(startswith(\"what the host recorded\"))" false
    done
done
audit --transport libssh2
change /etc/motd 640
audit --transport libssh2
expect '[.hosts[] | select(.error) | .name] | join(" ")' ''
told cut file:/etc/motd 'drift
mode: 0644, is 0640
would set mode 0644 (now 0640)'
expect 'resource("cut"; "file:/etc/motd").missing_evidence | join("\n")' \
    "what the host recorded could not be read: $net.6 port $lab_port closed the connection"
finish
