#!/bin/sh
# A run that is late, interrupted or killed ends at once with its workers, and says what it did not see
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
lab_gate stalled "$net.2" --stall-after 3000 --to "$net.1:$lab_port"
lab_know stalled "$net.2" web1
lab_run web1 sh -c 'echo kept >/etc/motd'
standard <<'END'
  - file: /etc/motd
    content: "kept\n"
END
started=$(date +%s)
audit --deadline 4s
[ $(($(date +%s) - started)) -lt 12 ] || fail 'the deadline of the run was not held'
ends 4
told web1 file:/etc/motd in-sync
ended stalled 'deadline: not audited: the run was over its deadline of 4s; raise limits.run or limits.parallel'

# none_left: no process that was given the key is there a second later
none_left() {
    sleep 1
    same 'processes of the run' "$(pgrep -a -f -- "$lab/key" || :)" ''
}
interrupt() { # SIGNAL STATUS
    : >"$lab/report"
    for transport in libssh2 ssh; do
        "$PLUMBLINE" audit --history none -s "$lab/standard.yaml" -i "$lab/inventory.ini" --ssh-config none \
            --known-hosts "$lab/known_hosts" --identity "$lab/key" --transport $transport >"$lab/report" 2>"$lab/errors" &
        run=$!
        sleep 2
        kill -"$1" $run
        status=0
        wait $run || status=$?
        ends "$2"
        same 'what an interrupted run prints' "$(cat "$lab/report")" ''
        none_left
    done
}
interrupt TERM 143
interrupt INT 130
interrupt KILL 137
finish
