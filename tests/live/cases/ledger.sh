#!/bin/sh
# What audits record is signed, an edit of it is named, and backups come back, in SQLite and PostgreSQL
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
lab_run web1 sh -c 'echo kept >/etc/motd'
standard <<'END'
  - file: /etc/motd
    content: "kept\n"
END
site=$lab/site
mkdir "$site"
ssh-keygen -q -t ed25519 -N '' -C ledger -f "$site/ledger"
printf 'plumbline: 1\nstandard: ../standard.yaml\nledger_key: ledger\n' >"$site/plumbline.yaml"

# history_of URL COMMAND…: leaves what it says in $lab/said, and $status
history_of() {
    of=$1
    shift
    status=0
    "$PLUMBLINE" history "$@" --site "$site" --history "$of" >"$lab/said" 2>&1 || status=$?
}
record() { audit --site "$site"; }
head_told() { ask .run.ledger.head; }
is_whole() { # URL ENTRIES HEAD
    history_of "$1" verify
    same "verify of $1" "$status $(cat "$lab/said")" \
        "0 the history is as it was recorded: $2 entries, $2 signed; head $3"
}
names() { # WHAT URL TEXT OPTION…: verify ends with 1 and says that text
    what=$1 url=$2 text=$3
    shift 3
    history_of "$url" verify "$@"
    same "$what: the exit status" "$status" 1
    grep -qF "$text" "$lab/said" || fail "$what
--- expected to be said
$text
--- found
$(cat "$lab/said")"
}
edited() { # DATABASE STATEMENT
    python3 -c 'import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.execute(sys.argv[2])
database.commit()' "$1" "$2"
}

history=sqlite://$lab/records/history.db
mkdir "$lab/records"
record
in_sync
lab_run web1 sh -c 'echo else >/etc/motd'
record
ends 2
expect 'host("web1").resources[0].cause' host-changed
old=$(head_told)
is_whole "$history" 2 "$old"

# a backup, which is an older copy as soon as another run is recorded
history_of "$history" backup "$lab/old.db"
ends 0
is_whole "sqlite://$lab/old.db" 2 "$old"
record
newest=$(head_told)
is_whole "$history" 3 "$newest"
names 'an older copy' "sqlite://$lab/old.db" 'an older copy, or its end was cut' --expect "$newest"
history_of "$history" verify --expect "$newest"
ends 0

# what somebody edits is named
cp "$lab/old.db" "$lab/edited.db"
edited "$lab/edited.db" "UPDATE ledger SET signature = NULL WHERE seq = 2"
names 'a signature that is gone' "sqlite://$lab/edited.db" 'ledger entry 2 (run 2)'
cp "$lab/old.db" "$lab/edited.db"
edited "$lab/edited.db" "UPDATE drifts SET opened = 1"
names 'a drift that is made older' "sqlite://$lab/edited.db" 'drift of file:/etc/motd on web1'
cp "$lab/old.db" "$lab/edited.db"
edited "$lab/edited.db" "UPDATE blobs SET content = replace(content, 'else', 'kept')"
names 'another content' "sqlite://$lab/edited.db" 'of file:/etc/motd on web1'
history_of "sqlite://$lab/edited.db" backup "$lab/old.db"
ends 1
is_whole "sqlite://$lab/old.db" 2 "$old"

# backups while audits run and record
(
    for round in 1 2 3 4 5 6; do
        lab_run web1 sh -c "echo $round >/etc/motd"
        "$PLUMBLINE" audit --site "$site" --history "$history" -i "$lab/inventory.ini" --quiet \
            --known-hosts "$lab/known_hosts" --identity "$lab/key" --ssh-config none >/dev/null 2>>"$lab/looped" || :
    done
) &
loop=$!
backups=0
while kill -0 $loop 2>/dev/null; do
    history_of "$history" backup "$lab/during.db"
    ends 0
    backups=$((backups + 1))
    # without the site: its newest entry may have been about to be signed
    "$PLUMBLINE" history verify --history "sqlite://$lab/during.db" >"$lab/said" 2>&1 ||
        fail "a backup during audits: $(cat "$lab/said")"
done
wait $loop
same 'what the audits in the loop complain of' "$(cat "$lab/looped")" ''
[ $backups -ge 2 ] || fail "only $backups backups were made while audits ran"
record
is_whole "$history" 10 "$(head_told)"

# restored elsewhere, where the history goes on
history_of "$history" backup "$lab/last.db"
mkdir "$lab/elsewhere"
history=sqlite://$lab/elsewhere/history.db
history_of "$history" restore "$lab/last.db"
ends 0
restored=$(sed -n 's/.*; head //p' "$lab/said")
is_whole "$history" 11 "$restored"
record
ends 2
expect 'host("web1").resources[0].new' null
is_whole "$history" 12 "$(head_told)"
history_of "$history" restore "$lab/old.db"
ends 1
grep -qF -e --replace "$lab/said" || fail "what a restore onto a history says: $(cat "$lab/said")"

# the same in PostgreSQL, where nothing of the server is this test's but a folder
programs=/usr/lib/postgresql/15/bin
server=$lab/hosts/history
mkdir "$server"
chown postgres: "$server"
chmod 711 "$lab" "$lab/hosts"
as_postgres='setpriv --reuid=postgres --regid=postgres --init-groups'
$as_postgres $programs/initdb --no-sync -E UTF8 --locale=C.UTF-8 -A trust -U audit -D "$server/cluster" >"$lab/initdb" 2>&1
$as_postgres --pdeathsig TERM $programs/postgres -D "$server/cluster" -k "$server" -c listen_addresses= -c fsync=off \
    >"$server/log" 2>&1 </dev/null &
postgres=$!
echo $postgres >"$server/server.pid"
lab_await 'PostgreSQL does not answer' "$server/log" $programs/pg_isready -q -h "$server"
$programs/createdb -h "$server" -U audit history
history="postgresql://audit@/history?host=$server"
lab_run web1 sh -c 'echo kept >/etc/motd'
record
in_sync
lab_run web1 sh -c 'echo else >/etc/motd'
record
ends 2
expect 'host("web1").resources[0].cause' host-changed
is_whole "$history" 2 "$(head_told)"
history_of "$history" backup "$lab/shared.db"
ends 0
is_whole "sqlite://$lab/shared.db" 2 "$(head_told)"
psql -q -h "$server" -U audit history -c 'UPDATE observations SET closed = NULL'
names 'an edit in PostgreSQL' "$history" 'observation of file:/etc/motd on web1'
history_of "$history" restore "$lab/shared.db" --replace
ends 0
is_whole "$history" 3 "$(sed -n 's/.*; head //p' "$lab/said")"
kill -QUIT $postgres
wait $postgres || :
record
ends 1
same 'what an audit without its history says' "$(grep -c 'this run is not recorded' "$lab/errors")" 1
expect 'resource("web1"; "file:/etc/motd").status' drift
finish
