#!/bin/sh
# An answer that is cut, reset or stalled anywhere gives no verdict
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
lab_run web1 sh -ec 'seq 1 4000 >/etc/motd; chmod 644 /etc/motd'
standard <<'END'
  - file: /etc/motd
    content: "other\n"
    mode: "0644"
  - package: openssh-server
  - user: root
    shell: /bin/bash
END
mkdir "$lab/site"
printf 'plumbline: 1\nlimits: {connect: 5s, auth: 10s, probe: 8s, host: 8s}\n' >"$lab/site/plumbline.yaml"

# how much the host says in a whole audit, and what the report of it is
lab_gate whole "$net.2" --tally "$lab/tally" --to "$net.1:$lab_port"
lab_know whole "$net.2" web1
verdict='.resources | map("\(.id) \(.status)") | join(", ")'
drifted='file:/etc/motd drift, package:openssh-server in-sync, user:root in-sync'
audit whole
ends 2
expect "host(\"whole\") | $verdict" "$drifted"
lab_await 'the gate counted nothing' "$lab/errors" test -s "$lab/tally"
bytes=$(cat "$lab/tally")

gate() { # NAME FAULT BYTES
    number=$((number + 1))
    lab_gate "$1" "$net.$number" --"$2"-after "$3" --to "$net.1:$lab_port"
    lab_know "$1" "$net.$number" web1
}
number=2
for step in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    gate "cut-$step" cut $((step * (bytes - 1500) / 20))
    gate "reset-$step" reset $((step * (bytes - 1500) / 20 - 7))
done
for step in 1 3 5; do gate "stall-$step" stall $((step * (bytes - 1500) / 5)); done
# the last bytes only say that the shell has ended: the answer is whole, or there is none
for step in 1 2 3 4 5 6 7 8; do gate "late-$step" cut $((bytes - 60 * step)); done

# fails HOSTS STAGES: none of these hosts ended elsewhere, or has a verdict on any resource
fails() {
    expect "[.hosts[] | select(.name | test(\"$1\")) | select(.status != \"failed\" or (.error.stage | IN($2[]) | not) or
        (.resources | any(.status != \"unknown\"))) | \"\\(.name) \\(.status) \\(.error) \\($verdict)\"]" '[]'
}

for transport in libssh2 ssh; do
    audit --site "$lab/site" --transport $transport --parallel 16
    ends 6
    fails '^(cut|reset)' '["connect", "hostkey", "auth", "channel", "probe"]'
    fails '^stall' '["auth", "deadline"]'
    expect "[.hosts[] | select(.name | startswith(\"late\")) | select(.status != \"failed\") | $verdict] - [\"$drifted\"]" '[]'
    told web1 user:root in-sync
done
finish
