#!/bin/sh
# Enforce: a change that cuts a host off is taken back by the host itself, and a link that is cut tears nothing
. "${0%/*}/../check.sh"
# shellcheck source=../enforcing.sh
. "$live/enforcing.sh"

# a server for each connection reads its configuration anew; systemd restarts the other
lab_start plain bookworm "$net.1" net
lab_start booted systemd "$net.2"
lab_run booted systemctl is-system-running --wait >/dev/null || :
site_start
config=/etc/ssh/lab_config

# users WHO: the standard says who may log in
users() {
    site_standard <<END
  - line: who may log in
    path: $config
    match: ^AllowUsers
    text: AllowUsers $1
    notify: service:ssh
  - service: ssh
    state: running
    when: {init: systemd}
END
}
users_of() { lab_run "$1" sed -n 's/^AllowUsers //p' $config; }
was=$(lab_run booted cat $config)

# --- nobody can log in --------------------------------------------------------------------------------------------------

users nobody
plan_signed
enforce_ends 6 --confirm-within 5s
for host in booted plain; do
    same "what $host has" "$(users_of $host)" ''
    lab_ssh $host true || fail "$host can't be reached"
done
same 'every byte of it' "$(lab_run booted cat $config)" "$was"
same 'what is said of booted' "$(sed -n '/^booted/,/FAILED/p' "$lab/report" | sed 's/failed: .*; the host/failed: …; the host/')" \
    'booted
  failed     line:who may log in: taken back by the host itself: nobody could say that all is well
  applied    service:ssh
  FAILED     a second connection failed: …; the host went back by itself, and can be reached again'
same 'what is said of plain' "$(sed -n '/^plain/,/FAILED/p' "$lab/report" | sed 's/failed: .*; the host/failed: …; the host/')" \
    'plain
  failed     line:who may log in: taken back by the host itself: nobody could say that all is well
  FAILED     a second connection failed: …; the host went back by itself, and can be reached again'
has_said 'STOPPED after stage 1 of 1: 2 hosts failed, 0 may'
rollback_ends 0 "$run"
same 'what is left to take back' "$(grep '^  already' "$lab/report")" '  already    line:who may log in: it was taken back before
  already    line:who may log in: it was taken back before'
audit_ends 2

# --- root can: the second connection succeeds ---------------------------------------------------------------------------

users root
plan_signed
enforce_ends 0 --confirm-within 60s
for host in booted plain; do
    same "what $host has" "$(users_of $host)" root
    lab_run $host test -f "/var/lib/plumbline/$run/confirmed" || fail "the timer of $host was not disarmed"
    if lab_run $host test -e /var/lib/plumbline/lock; then fail "$host is still locked"; fi
done
same 'timers that wait' "$(lab_run booted systemctl list-units --all --no-legend 'plumbline-*')" ''
timer_waits() { lab_run plain sh -c 'cat /proc/[0-9]*/cmdline 2>/dev/null | tr "\0" " "' | grep -q timer.sh; }
for _ in 1 2 3 4; do if timer_waits; then sleep 1; fi; done
if timer_waits; then fail 'the timer of plain waits on'; fi
audit_ends 0

# --- the link is cut in the midst of it -----------------------------------------------------------------------------------

lab_gate cut "$net.3" --tally "$lab/tally" --to "$net.1:$lab_port"
lab_know cut "$net.3" plain
site_standard <<'END'
  - file: /etc/motd
    content: "new\n"
    mode: "0640"
  - file: /etc/issue
    content: "new\n"
    mode: "0640"
END
drift() {
    lab_run plain sh -ec 'for file in /etc/motd /etc/issue; do echo old >$file; chmod 604 $file; done'
    plan_signed --limit cut
}
# gate_anew OPTION…: every connection to it from now on
gate_anew() {
    kill "$(cat "$lab/hosts/cut/gate.pid")"
    lab_outlive "$(cat "$lab/hosts/cut/gate.pid")"
    rm "$lab/hosts/cut/gate.pid"
    lab_gate cut "$net.3" "$@" --to "$net.1:$lab_port"
}
whole() { lab_run plain sh -c 'for file in /etc/motd /etc/issue; do stat -c %a $file; cat $file; done; ls -A /etc | grep plumbline'; }
drift
: >"$lab/tally"
enforce_ends 0 --check true
bytes=$(sort -n "$lab/tally" | tail -n 1)
for share in 30 45 60 75 90; do
    gate_anew
    drift
    gate_anew --cut-after $((bytes * share / 100))
    status=0
    "$PLUMBLINE" enforce plan.json --ssh-config none --approve "$digest" --check true >"$lab/report" 2>"$lab/errors" || status=$?
    run=$(sed -n 's/^run \([0-9A-Z]*\)[;:] .*/\1/p' "$lab/report")
    case $status in 0 | 4 | 6) ;; *) fail "cut after $share %: the exit status is $status" ;; esac
    for file in /etc/motd /etc/issue; do
        case $(lab_run plain sh -c "stat -c %a $file; cat $file") in
        '604
old' | '640
new') ;;
        *) fail "cut after $share %: $file is neither old nor new" ;;
        esac
    done
    gate_anew
    run_ends 0 enforce --resume "$run" --ssh-config none --approve "$digest" --check true
    same "what is there after a cut after $share %" "$(whole)" '640
new
640
new'
done
finish
