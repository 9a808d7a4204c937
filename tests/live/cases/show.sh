#!/bin/sh
# Recorded runs print again what their audits printed, and a timeline tells what became of a drift
. "${0%/*}/../check.sh"

lab_start web1 systemd "$net.1"
lab_start web2 systemd "$net.2"
for host in web1 web2; do
    lab_run $host sh -ec 'systemctl is-system-running --wait >/dev/null || :; echo kept >/etc/motd; chmod 644 /etc/motd'
done
standard <<'END_OF_STANDARD'
  - file: /etc/motd
    content: "kept\n"
    mode: "0644"
    tags: [text]
  - file: /etc/shadow
    mode: "0640"
    severity: critical
    why: password hashes are for root alone
  - line: /etc/issue
    text: authorised use only
    state: absent
  - service: cron
    state: running
END_OF_STANDARD
history=sqlite://$lab/history/history.db format=text
runs=0

# audited STATUS OPTION…: keeps the report in both formats as $lab/N.text and $lab/N.json
audited() {
    wanted=$1
    shift
    runs=$((runs + 1))
    audit --output "json=$lab/$runs.json" "$@"
    ends "$wanted"
    cp "$lab/report" "$lab/$runs.text"
}

plumbline() { # COMMAND OPTION…: leaves what it prints in $lab/report
    status=0
    "$PLUMBLINE" "$@" --history "$history" -s "$standard" >"$lab/report" 2>"$lab/errors" || status=$?
}

shows() { # RUN NUMBER
    for face in text json; do
        plumbline show "$1" --format $face
        ends 0
        same "$face of run $2, shown as $1" "$(diff "$lab/report" "$lab/$2.$face")" ''
    done
}

id_of() { jq -r .run.id "$lab/$1.json"; }

audited 0
lab_run web1 sh -c 'echo changed >/etc/motd'
audited 2
lab_run web1 sh -c 'echo "changed again" >/etc/motd; printf "caf\351 \033[31m" >>/etc/motd'
lab_run web2 sh -c 'chmod 600 /etc/motd; echo authorised use only >>/etc/issue'
audited 2
audited 2 --tags text
lab_run web1 sh -c 'echo kept >/etc/motd'
lab_stop web2
audited 4
for _ in 1 2; do
    lab_run web1 sh -c 'echo flaps >/etc/motd'
    audited 2 web1
    lab_run web1 sh -c 'echo kept >/etc/motd'
    audited 4
done

shows last $runs
shows last~1 $((runs - 1))
number=0
while [ $number -lt $runs ]; do
    number=$((number + 1))
    shows "$(id_of $number)" $number
done
plumbline show "$(id_of 3)" --by resource --output "json=$lab/again.json"
same 'a report written by show' "$(diff "$lab/again.json" "$lab/3.json")" ''

timeline() { # HOST [RESOURCE]: its events, one line each
    plumbline history "$@" --format json
    ends 0
    jq -r '.drifts[] | .events[] | .event' "$lab/report" | tr '\n' ' '
}
same 'the timeline of a file' "$(timeline web1 file:/etc/motd)" \
    'opened changed resolved opened resolved opened resolved '
expect '[.drifts[].flaps] | unique | tojson' '[4]'
expect '.drifts[0].events[2].properties[0].to | startswith("sha256:")' true
same 'the timeline of a host that is gone' "$(timeline web2)" 'opened opened '
expect '.strip[-1].seen' drift
plumbline history
same 'what is open' "$(grep -c 'on web2 ' "$lab/report")" 2
plumbline history web3
ends 1
same 'a host that nobody knows' "$(cat "$lab/errors")" \
    "plumbline: no audit of host 'web3' is recorded: did you mean 'web1'?"

# nobody audited for seconds of a site that is to be audited every second
mkdir "$lab/site"
printf 'plumbline: 1\nevery: 1s\nhistory: %s\nstandard: %s\ninventory: %s\n' "$history" "$standard" "$lab/inventory.ini" \
    >"$lab/site/plumbline.yaml"
site_audit() {
    "$PLUMBLINE" audit --site "$lab/site" --known-hosts "$lab/known_hosts" --identity "$lab/key" --ssh-config none \
        web1 >/dev/null 2>"$lab/errors" || fail "the audit of the site: $(cat "$lab/errors")"
}
site_audit
sleep 4
site_audit
"$PLUMBLINE" history --site "$lab/site" --format json >"$lab/report"
expect '[.gaps[] | select(.before and .missed >= 2)] | length' 1
finish
