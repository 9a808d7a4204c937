#!/bin/sh
# Enforce: killed or stopped at any moment, a run is gone on with or taken back, and two never change one host at once
. "${0%/*}/../check.sh"
. "$live/enforcing.sh"

# how often it is killed, and the seed of when
kills=${KILLS:-6}
seed=${SEED:-1}

lab_start web1 bookworm "$net.1"
site_start
site_standard <<'END'
  - file: /etc/motd
    content: "new\n"
    mode: "0640"
  - line: /etc/issue
    text: new
  - directory: /etc/folder
    mode: "0750"
  - file: /etc/folder/file
    content: "new\n"
    requires: directory:/etc/folder
  - file: /etc/gone
    state: absent
END
old='604 old
600 old
604 old'
new='640 new
600 old new
750 644 new'
# drifted: as it was before any run
drifted() {
    lab_run web1 sh -ec 'rm -rf /etc/folder; cd /etc; for file in motd issue gone; do rm -f $file; echo old >$file; chmod 604 $file; done
        chmod 600 issue; touch -d 2020-01-02T03:04:05Z motd'
}
# shape: what is there now, and what a killed step left beside it
shape() {
    lab_run web1 sh -c 'cd /etc; for file in motd issue gone; do
            if [ -e $file ]; then echo $(stat -c %a $file) $(cat $file); fi
        done
        if [ -e folder ]; then echo $(stat -c %a folder) $(if [ -e folder/file ]; then stat -c %a folder/file; cat folder/file; fi); fi
        ls -A . folder 2>/dev/null | grep plumbline; if [ -e /var/lib/plumbline/lock ]; then echo locked; fi'
}
# each_whole: whatever else, every file is the old one or the new one
each_whole() {
    found=$(lab_run web1 sh -c 'cd /etc; echo motd $(stat -c %a motd) $(cat motd); echo issue $(stat -c %a issue) $(cat issue)
        if [ -e gone ]; then echo gone $(stat -c %a gone) $(cat gone); fi
        if [ -e folder/file ]; then echo file $(stat -c %a folder/file) $(cat folder/file); fi')
    torn=$(echo "$found" | grep -vxE 'motd (604 old|640 new)|issue 600 old( new)?|gone 604 old|file 644 new' || :)
    [ ! "$torn" ] || fail "$1: neither old nor new: $torn"
}
# apply: in the background, by $controller
apply() {
    "$PLUMBLINE" enforce plan.json --ssh-config none --approve "$digest" --check true >"$lab/report" 2>"$lab/errors" &
    controller=$!
}
milliseconds() { echo $(($(date +%s%N) / 1000000)); }

drifted
plan_signed
began=$(milliseconds)
apply
wait $controller || fail "it could not be applied at all: $(cat "$lab/report" "$lab/errors")"
whole=$(($(milliseconds) - began))
same 'what is there after a whole run' "$(shape)" "$new"

# --- killed at random -----------------------------------------------------------------------------------------------------

# ends_in_order COMMAND…: succeeds, where need be once the host's shell of the killed run is through
ends_in_order() {
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        status=0
        "$@" >"$lab/report" 2>"$lab/errors" || status=$?
        if ! grep -qE 'is still at work|another run' "$lab/report" "$lab/errors"; then break; fi
        sleep 0.3
    done
    [ $status = 0 ] || fail "kill $kill after $delay of $whole ms: $*: exit status $status: $(cat "$lab/report" "$lab/errors")"
}
ways=
for kill in $(seq "$kills"); do
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    delay=$((whole * (30 + seed / 65536 % 80) / 100))
    drifted
    known=" $(echo enforced/*.jsonl) "
    apply
    sleep "$(printf '%d.%03d' $((delay / 1000)) $((delay % 1000)))"
    kill -KILL $controller 2>/dev/null || :
    wait $controller 2>/dev/null || :
    each_whole "kill $kill after $delay of $whole ms"
    run=
    for journal in enforced/*.jsonl; do
        case $known in *" $journal "*) ;; *) run=$(basename "$journal" .jsonl) ;; esac
    done
    if [ ! "$run" ]; then
        same "kill $kill, before anything began" "$(shape)" "$old"
        ways="${ways}0"
    elif [ $((seed / 8 % 2)) = 0 ]; then
        ends_in_order "$PLUMBLINE" enforce --resume "$run" --ssh-config none --approve "$digest" --check true
        same "kill $kill after $delay of $whole ms, gone on with" "$(shape)" "$new"
        ways="${ways}+"
    else
        ends_in_order "$PLUMBLINE" rollback "$run" --yes --ssh-config none
        same "kill $kill after $delay of $whole ms, taken back" "$(shape)" "$old"
        ways="${ways}-"
    fi
done
[ ! "${KILLS:-}" ] || echo "what followed $kills kills within $whole ms: $ways"

# --- stopped by a signal ----------------------------------------------------------------------------------------------------

# far from the host: there is time to stop a run in the midst of it
lab_gate far "$net.2" --delay 30 --to "$net.1:$lab_port"
lab_know far "$net.2" web1
drifted
plan_signed --limit far
# begun: a controller that has begun to change the host, in the background
begun() {
    drifted
    apply
    for _ in $(seq 200); do
        if lab_run web1 test -e /var/lib/plumbline/lock; then return; fi
        sleep 0.02
    done
    fail "the run did not begin: $(cat "$lab/report" "$lab/errors")"
}
for signal in INT:130 TERM:143 HUP:129; do
    begun
    kill -"${signal%:*}" $controller
    status=0
    wait $controller || status=$?
    same "the exit status after SIG${signal%:*}" "$status" "${signal#*:}"
    each_whole "SIG${signal%:*}"
    grep -q '^  skipped    .*: not tried: the run was stopped$' "$lab/report" || fail "SIG${signal%:*} is not told: $(cat "$lab/report")"
    run=$(sed -n 's/^run \([0-9A-Z]*\)[;:] .*/\1/p' "$lab/report")
    same 'whether it is locked' "$(shape | grep locked)" ''
done
run_ends 0 enforce --resume "$run" --ssh-config none --approve "$digest" --check true
same "what is there once it is gone on with" "$(shape)" "$new"

# nobody reads what it says
drifted
{ "$PLUMBLINE" enforce plan.json --ssh-config none --approve "$digest" --check true 2>"$lab/errors" || echo $? >"$lab/status"; } | :
same 'the exit status without a reader' "$(cat "$lab/status")" 1
same 'what is there all the same' "$(shape)" "$new"
has_said 'plumbline: the output could not be written to standard output'

# --- two at once ----------------------------------------------------------------------------------------------------------------

cp -R "$site" "$lab/other"
begun
kill -STOP $controller
first=$(lab_run web1 sed 's/ .*//' /var/lib/plumbline/lock)
(cd "$lab/other" && "$PLUMBLINE" enforce plan.json --ssh-config none --approve "$digest" --check true) >"$lab/second" 2>"$lab/errors" &&
    fail 'a second controller was not refused'
grep -qE "^  FAILED     lock: run $first holds the host's lock /var/lib/plumbline/lock since [-0-9TZ:]*: resume it or roll it back first" "$lab/second" ||
    fail "who holds the lock is not told: $(cat "$lab/second")"
kill -CONT $controller
wait $controller || fail "the first did not end well: $(cat "$lab/report" "$lab/errors")"
same 'what the first left' "$(shape)" "$new"
finish
