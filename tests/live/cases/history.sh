#!/bin/sh
# Runs over hours: a drift's story, with a host that can't be reached in between, and no row where nothing changes
. "${0%/*}/../check.sh"

lab_start web1 systemd "$net.1"
lab_start web2 systemd "$net.2"
for host in web1 web2; do
    lab_run $host sh -ec 'systemctl is-system-running --wait >/dev/null || :
        echo kept >/etc/motd; mkdir -p /srv/a'
done
standard <<'END'
  - file: /etc/motd
    content: "kept\n"
    tags: [text]
  - directory: /srv
    purge: true
  - package: openssh-server
  - service: [cron, ssh]
    state: running
  - user: root
  - sysctl: kernel.ostype
    value: Linux
END
mkdir "$lab/history"
history=sqlite://$lab/history/history.db

# past HOST: what is known of the drift of /etc/motd, without times and names
past() { ask "resource(\"$1\"; \"file:/etc/motd\") | [.news, .cause, .audits] | map(tostring) | join(\" \")"; }
of_motd() { ask "resource(\"web1\"; \"file:/etc/motd\").$1"; }

audit
ends 2
same 'a first audit knows no earlier one' "$(ask 'resource("web1"; "directory:/srv").cause')" first-seen
started_right=$(ask .run.started)
heads=$(ask .run.ledger.head)

lab_run web1 sh -c 'sleep 1.1; echo changed >/etc/motd'
audit
same 'the host moved' "$(past web1)" 'opened host-changed 1'
same 'since when' "$(of_motd first_seen)" "$(ask .run.started)"
same 'it was right then' "$(of_motd window.after)" "$started_right"
same 'and wrong then' "$(of_motd window.before)" "$(ask .run.started)"
drift=$(of_motd drift)
opened=$(of_motd first_seen)
heads="$heads $(ask .run.ledger.head)"

audit
same 'an hour later' "$(past web1)" 'none host-changed 2'
same 'the same drift' "$(of_motd drift)" "$drift"
audit --quiet
same 'what a quiet run prints of what is known' "$(cat "$lab/report")" ''

# rows: how many rows there are of each kind that only a change writes
rows() {
    python3 - "$lab/history/history.db" <<'END'
import sqlite3, sys
store = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
for table in "hosts", "resources", "host_states", "observations", "drifts", "drift_events":
    print(table, store.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
END
}
before=$(rows)
audit
audit
same 'the rows after runs in which nothing changed' "$(rows)" "$before"

lab_stop web1
audit
same 'a host that is gone' "$(ask 'host("web1").status')" failed
audit --quiet
same 'what a quiet run prints of a host that is still gone' "$(cat "$lab/report")" ''
lab_start web1 systemd "$net.1"
lab_run web1 sh -ec 'systemctl is-system-running --wait >/dev/null || :
    echo changed >/etc/motd; mkdir -p /srv/a'
audit
same 'back, and as it was: audits that saw it' "$(past web1)" 'none host-changed 6'
same 'since the same time' "$(of_motd first_seen)" "$opened"

# the standard moves as well
sed 's/content: .*/content: "other\\n"/' "$standard" >"$lab/standard.new"
mv "$lab/standard.new" "$standard"
audit
same 'the standard moved too' "$(past web1)" 'changed both 7'
same 'and alone on the other host' "$(past web2)" 'opened standard-changed 1'

for host in web1 web2; do lab_run $host sh -c 'echo other >/etc/motd'; done
audit
same 'right again' "$(ask 'resource("web1"; "file:/etc/motd").status')" in-sync
heads="$heads $(ask .run.ledger.head)"
lab_run web1 sh -c 'echo changed >/etc/motd'
audit
same 'a drift of its own' "$(past web1)" 'opened host-changed 1'
[ "$(of_motd drift)" != "$drift" ] || fail 'a second drift has the name of the first'

for head in $heads; do
    "$PLUMBLINE" history verify --history "$history" --expect "$head" >"$lab/verified" 2>&1 ||
        fail "verify --expect $head: $(cat "$lab/verified")"
done
finish
