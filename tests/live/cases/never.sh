#!/bin/sh
# Never: two thousand random command lines, environments, site files and standards change nothing without an approved plan
. "${0%/*}/../check.sh"
seed=${NEVER_SEED:-$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}
count=${NEVER_COUNT:-2000}

never=$lab/never
mkdir -p "$never/bin"
cp "$live"/never/* "$never/"
for program in plumbline plumbline-enforce; do strip -o "$never/bin/$program" "${PLUMBLINE%/*}/$program"; done
cp "$lab/key" "$lab/key.pub" "$never/"
for person in jane joe eve mallory; do ssh-keygen -q -t ed25519 -N '' -C $person -f "$never/$person"; done
for person in jane joe; do printf '%s@example.org %s\n' $person "$(cat "$never/$person.pub")"; done >"$never/allowed_signers"
ssh-keygen -q -t ed25519 -N '' -C web1 -f "$never/host_key"
printf '[127.0.0.1]:2222 %s\n' "$(cut -d' ' -f1,2 "$never/host_key.pub")" >"$never/known_hosts"
cat >"$never/sshd_config" <<'END'
ListenAddress 127.0.0.1
Port 2222
HostKey /never/host_key
PidFile none
PermitRootLogin prohibit-password
PasswordAuthentication no
AuthorizedKeysFile /never/key.pub
StrictModes no
UsePAM no
MaxStartups 1000
ForceCommand /never/host-shell
END
printf '#!/bin/sh\ntee -a "/never/received/$$" | $SSH_ORIGINAL_COMMAND\n' >"$never/host-shell"
chmod +x "$never/host-shell"

# sandbox SCRIPT WORD…
sandbox() {
    unshare --mount --net --pid --ipc --uts --fork --kill-child sh "$never/sandbox.sh" "$lab" "$@"
}
# orders: what the script that changes a host was called with, but for going back on a run that the host knows nothing of
orders() { grep -ha "^plumbline_change [0-9a-f]* " "$never"/received/* | grep -v "'reopen' </dev/null\$"; }

# what is looked for is there when it may be
sandbox approved.sh >"$lab/errors" 2>&1 || fail "a plan that people approved is not applied"
same 'what an approved plan writes' "$(grep -v ^/var/lib/plumbline "$lab/written")" '/etc/never
/etc/never.d'
grep -q ^/var/lib/plumbline/ "$lab/written" || fail "the host's journal is not seen"
orders | grep -q "'open' </dev/null\$" || fail "the change script is not seen when it is sent"
rm -rf "$never/received" "$never/site"
[ $failures = 0 ] || finish

: >"$lab/errors"
sandbox random.sh "$seed" "$count" || fail "the random command lines did not run"
same "what they wrote on the host, or on this machine outside of their folders" "$(cat "$lab/written")" ''
same "what the change script was told to do" "$(orders || :)" ''
sessions=$(find "$never/received" -type f | wc -l)
[ "$sessions" -gt 20 ] || fail "only $sessions sessions were begun: too few came that far"

# tell NUMBER…: those cases, to be run again by hand
tell() {
    for number; do
        printf 'case %s ended with %s: %s\n' "$number" "$(cat "$never/w/$number/status")" "$(tail -n 1 "$never/w/$number/run")"
        head -c 500 "$never/w/$number/said"
    done
}
cases_where() { (cd "$never/w" && grep -lE "$1" ./*/status | sed 's|^./||; s|/.*||'); }
killed=$(cases_where '^1(2[4-9]|[3-9].)$' || :)
# shellcheck disable=SC2086 # words
same "which were killed, or did not end" "$(tell $killed)" ''
good=
for number in $(cases_where '^0$'); do
    if grep -qE '^env .*/plumbline(-enforce)? (enforce|rollback) ' "$never/w/$number/run" &&
        ! grep -q -e "--help\|'-h'" "$never/w/$number/run"; then good="$good $number"; fi
done
# shellcheck disable=SC2086 # words
same "which say that all was done" "$(tell $good)" ''
# a signature, a waiver and what is adopted are what somebody asked to be written; a rollback opens its run's journal
written=
while IFS= read -r path; do
    number=${path#w/}
    number=${number%%/*}
    case $path in */enforced/*) allowed=rollback ;; *) allowed='sign|adopt|waive' ;; esac
    grep -qE "/plumbline(-enforce)? ($allowed)" "$never/w/$number/run" || written="$written $path"
done <"$never/touched"
same "what they wrote into a site" "$written" ''
printf 'seed %s: %s command lines, %s sessions\n' "$seed" "$count" "$sessions"
[ $failures = 0 ] || printf 'the same again: NEVER_SEED=%s\n' "$seed" >&2
finish
