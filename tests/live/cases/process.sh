#!/bin/sh
# The process: sign-off, waivers, an approved change, a freeze, promotion and the replay of an old standard
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
lab_start web2 bookworm "$net.2"
for host in web1 web2; do
    lab_run $host sh -ec 'echo kept >/etc/motd; chmod 644 /etc/motd; echo kept >/etc/issue; mkdir -p /srv/a'
done

# --- a site, its testing environment beside it, and three approvers ---------------------------------------------------

umask 022
next_year=$(date -u -d '+360 days' +%F)
for person in jane joe mallory; do ssh-keygen -q -t ed25519 -N '' -C "$person" -f "$lab/$person"; done
mkdir -p "$lab/history" "$lab/standard/files"
history=sqlite://$lab/history/history.db

# approver PERSON: a line of ALLOWED SIGNERS
approver() { printf '%s@example.org %s\n' "$1" "$(cut -d ' ' -f 1,2 "$lab/$1.pub")"; }

# site FOLDER ENVIRONMENT: its plumbline.yaml; more of it comes from standard input
site() {
    mkdir -p "$lab/$1/waivers" "$lab/$1/changes"
    { approver jane; approver joe; } >"$lab/$1/allowed_signers"
    cat - >"$lab/$1/plumbline.yaml" <<END
plumbline: 1
inventory: $lab/inventory.ini
standard: $lab/standard
environment: $2
history: $history
ssh: {known_hosts: $lab/known_hosts, identity: $lab/key}
waivers: waivers
changes: changes
$(cat)
END
}
printf 'approval: {signers: allowed_signers, quorum: 2}\n' | site production production

cat >"$lab/standard/standard.yaml" <<'END'
plumbline: 1
standard: live
resources:
  - file: /etc/motd
    source: files/motd
    mode: "0644"
  - file: /etc/issue
    content: "kept\n"
END
echo kept >"$lab/standard/files/motd"

# run_audit SITE OPTION…: as audit does, of a site
run_audit() {
    status=0
    folder=$lab/$1
    shift
    "$PLUMBLINE" audit --format $format --site "$folder" --ssh-config none "$@" >"$lab/report" 2>"$lab/errors" || status=$?
}

# signed PERSON PATH: by that person's key
signed() {
    "$PLUMBLINE" sign --site "$lab/production" "$2" --identity "$lab/$1" >"$lab/said" 2>&1 ||
        fail "sign $2 as $1: $(cat "$lab/said")"
}
signed_by_both() { signed jane "$1"; signed joe "$1"; }

signoff() { ask ".run.standard.signoff | .status, (.problems[]? // empty)"; }
of_motd() { ask "resource(\"web1\"; \"file:/etc/motd\").$1"; }
notice() { ask ".run.notices[]? | select(.subject == \"$1\") | .state"; }

# --- sign-off -----------------------------------------------------------------------------------------------------------

run_audit production
ends 8
same 'a standard that nobody signed' "$(ask .run.standard.signoff.status)" missing
format=text
run_audit production
case $(head -n 1 "$lab/report") in
'NOT SIGNED OFF: '*) ;;
*) fail "the first line of the report is $(head -n 1 "$lab/report")" ;;
esac
run_audit production --quiet
same 'a quiet run, of what the run before said' "$(cat "$lab/report")" ''
ends 8
format=json

signed jane "$lab/standard"
run_audit production
ends 8
case $(signoff) in
*'1 of 2'* | *'expected 2'*) ;;
*) fail "with one signature of two: $(signoff)" ;;
esac
signed joe "$lab/standard"
run_audit production
ends 0
same 'signed by two' "$(ask '.run.standard.signoff | [.status, .quorum, .serial, .signers] | map(tostring) | join(" ")')" \
    'valid 2 1 ["jane@example.org","joe@example.org"]'
"$PLUMBLINE" verify --site "$lab/production" >"$lab/said" 2>&1 || fail "verify: $(cat "$lab/said")"
cp -a "$lab/standard" "$lab/first"

echo edited >"$lab/standard/files/motd"
run_audit production
ends 10
same 'a file that was edited after the sign-off' "$(ask .run.standard.signoff.status)" invalid
case $(signoff) in
*files/motd*) ;;
*) fail "the edited file is not named: $(signoff)" ;;
esac
same 'no run can be proud of it' "$(of_motd cause)" standard-changed
echo kept >"$lab/standard/files/motd"
run_audit production
ends 0

# --- waivers ------------------------------------------------------------------------------------------------------------

lab_run web1 chmod 600 /etc/motd
run_audit production
ends 2
drift=$(of_motd drift)
cat >"$lab/production/waivers/motd.yaml" <<END
plumbline: 1
waivers:
  - hosts: web1
    resource: file:/etc/motd
    accepts: [{property: mode, value: "0600"}]
    reason: the vendor wants it
    ticket: INC-7
    approver: jane@example.org
    valid_through: $next_year
END
run_audit production
ends 2
same 'a waiver that nobody signed' "$(notice 'waiver INC-7')" not-signed
signed joe "$lab/production/waivers/motd.yaml"
run_audit production
ends 2
same 'a waiver that another one signed' "$(notice 'waiver INC-7')" not-signed
signed jane "$lab/production/waivers/motd.yaml"
run_audit production
ends 0
same 'waived' "$(of_motd status)" waived
same 'and the same drift' "$(of_motd drift)" "$drift"
same 'by whom, until when' "$(of_motd 'covers[0] | [.id, .by, .until] | join(" ")')" "INC-7 jane@example.org $(date -u -d "$next_year + 1 day" +%FT00:00:00Z)"
same 'the score' "$(ask '.summary.score | [.in_sync, .with_agreements] | map(tostring) | join(" ")')" '0.75 1'
run_audit production --quiet
same 'what a quiet run prints of a waived drift' "$(cat "$lab/report")" ''

lab_run web1 chmod 666 /etc/motd
run_audit production --quiet
ends 2
same 'a drift that mutated' "$(of_motd status)" drift
same 'its waiver' "$(notice 'waiver INC-7')" void
same 'and why' "$(of_motd 'uncovered[0]')" \
    "waiver INC-7 (waivers/motd.yaml:3) is void: mode is 0666, accepted was 0600"
"$PLUMBLINE" history web1 file:/etc/motd --site "$lab/production" --format json >"$lab/report"
same 'its story' "$(jq -r '.drifts[] | select(.drift == "'"$drift"'") | [.events[].event] | join(" ")' "$lab/report")" \
    'opened waived changed uncovered'
lab_run web1 chmod 644 /etc/motd
run_audit production
ends 0
same 'a waiver that nothing needs' "$(notice 'waiver INC-7')" unused
rm "$lab"/production/waivers/*

# --- an approved change -------------------------------------------------------------------------------------------------

from=$(ask .run.standard.digest)
sed 's/kept/better/' "$lab/standard/standard.yaml" >"$lab/standard/new"
mv "$lab/standard/new" "$lab/standard/standard.yaml"
signed_by_both "$lab/standard"
run_audit production
ends 2
to=$(ask .run.standard.digest)
same 'the serial of the next standard' "$(ask .run.standard.signoff.serial)" 2

# change UNTIL: from the standard before to this one, signed by both
change() {
    rm -f "$lab"/production/changes/*
    cat >"$lab/production/changes/0123.yaml" <<END
plumbline: 1
change: CHG-0123
title: a better issue
by: jane@example.org
from: 2026-01-01
until: $1
reason: it is better
covers: [{standard: {from: $from, to: $to}}]
END
    signed_by_both "$lab/production/changes/0123.yaml"
}
change "$next_year"
run_audit production
ends 0
same 'pending on both hosts' "$(ask '[.hosts[].resources[] | select(.status == "pending") | .covers[0].id] | join(" ")')" \
    'CHG-0123 CHG-0123'
change "$(date -u -d '+6 seconds' +%Y-%m-%dT%H:%M:%SZ)"
run_audit production
ends 0
sleep 6
run_audit production
ends 2
same 'after its end' "$(notice 'change CHG-0123')" ended
case $(ask 'resource("web2"; "file:/etc/issue").uncovered[0]') in
*CHG-0123*ended*) ;;
*) fail "the end of the change is not told: $(ask 'resource("web2"; "file:/etc/issue").uncovered')" ;;
esac
rm "$lab"/production/changes/*
for host in web1 web2; do lab_run $host sh -c 'echo better >/etc/issue'; done

# --- the calendar -------------------------------------------------------------------------------------------------------

printf 'approval: {signers: allowed_signers, quorum: 2}\ncalendar: calendar.yaml\n' | site production production
cat >"$lab/production/calendar.yaml" <<END
plumbline: 1
freezes:
  - {name: year end, from: 2026-01-01, until: $next_year}
END
run_audit production
ends 0
lab_run web1 chmod 640 /etc/motd
run_audit production
ends 2
same 'when it was changed' "$(of_motd 'calendar[0]')" "during the freeze 'year end'"
lab_run web1 chmod 644 /etc/motd
sed 's/2026-01-01/2026-13-01/' "$lab/production/calendar.yaml" >"$lab/calendar" && mv "$lab/calendar" "$lab/production/calendar.yaml"
run_audit production
ends 1
same 'the hosts of a run with a calendar that is none' "$(cat "$lab/report")" ''

# --- promotion ----------------------------------------------------------------------------------------------------------

printf 'approval: {signers: allowed_signers, quorum: 2, promote_from: {environment: testing, within: 7d}}\n' |
    site production production
printf 'approval: {signers: allowed_signers, quorum: 2}\n' | site testing testing
run_audit production
ends 8
case $(signoff) in
*testing*) ;;
*) fail "what was not tried in testing: $(signoff)" ;;
esac
run_audit testing web1
ends 0
run_audit production
ends 8
run_audit testing
ends 0
run_audit production
ends 0
same 'tried in testing' "$(ask .run.standard.signoff.status)" valid

# --- an old standard that was signed once -------------------------------------------------------------------------------

printf 'approval: {signers: allowed_signers, quorum: 2}\n' | site production production
mv "$lab/standard" "$lab/second"
cp -a "$lab/first" "$lab/standard"
run_audit production
ends 10
same 'a replay' "$(ask '.run.standard.signoff | [.status, .serial] | map(tostring) | join(" ")')" 'invalid 1'
case $(signoff) in
*serial*) ;;
*) fail "the older serial is not told: $(signoff)" ;;
esac
rm -rf "$lab/standard"
mv "$lab/second" "$lab/standard"
run_audit production
ends 0
finish
