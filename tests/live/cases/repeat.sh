#!/bin/sh
# The same host audited twice gives the same bytes, and --quiet speaks only of what is new
. "${0%/*}/../check.sh"

lab_start web1 systemd "$net.1"
lab_run web1 sh -ec 'systemctl is-system-running --wait >/dev/null || :
    echo drifted >/etc/motd; rm -rf /srv; mkdir -p /srv/a /srv/b /srv/c'
standard <<'END'
  - file: /etc/motd
    content: "kept\n"
  - directory: /srv
    purge: true
  - package: [openssh-server, not-there]
  - service: [cron, ssh, systemd-journald]
    state: running
    enabled: true
  - user: root
    groups: [sudo]
  - sysctl: kernel.ostype
    value: Linux
END
# without what tells one run from another
steady() { jq -S 'del(.run.id, .run.started, .run.finished, .hosts[].seconds, .hosts[].facts.now)' "$lab/report"; }
audit
ends 2
steady >"$lab/first"
for again in 2 3 4; do
    audit
    steady >"$lab/again"
    same "audit $again beside the first" "$(diff "$lab/first" "$lab/again")" ''
done

quietly() {
    audit --quiet
    ends 2
}
history=sqlite://$lab/history/history.db format=text
mkdir "$lab/history"
quietly
same 'what the first run speaks of' "$(grep -c '/etc/motd' "$lab/report")" 1
quietly
same 'what a run without news prints' "$(cat "$lab/report" "$lab/errors")" ''
lab_run web1 systemctl --quiet stop cron
quietly
same 'what is said of news' "$(grep -c 'service:cron' "$lab/report")" 1
quietly
same 'what a run without news prints' "$(cat "$lab/report" "$lab/errors")" ''
finish
