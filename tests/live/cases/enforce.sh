#!/bin/sh
# Enforce: a plan that was signed is applied to a real host, once, and taken back
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
lab_run web1 sh -ec 'echo changed >/etc/motd; chmod 600 /etc/motd'
site=$lab/site
mkdir -p "$site/standard" "$lab/history"
for person in jane joe; do
    ssh-keygen -q -t ed25519 -N '' -C "$person" -f "$lab/$person"
    printf '%s@example.org %s\n' "$person" "$(cat "$lab/$person.pub")" >>"$site/allowed_signers"
done
cat >"$site/plumbline.yaml" <<END2
plumbline: 1
inventory: $lab/inventory.ini
standard: standard
environment: production
history: sqlite://$lab/history/history.db
ssh: {known_hosts: $lab/known_hosts, identity: $lab/key}
approval: {signers: allowed_signers, quorum: 2}
END2
cat >"$site/standard/standard.yaml" <<'END2'
plumbline: 1
standard: acme
resources:
  - file: /etc/motd
    content: "kept\n"
    mode: "0644"
END2
cd "$site" || exit

motd() { lab_run web1 sh -c 'cat /etc/motd; stat -c %a /etc/motd'; }
enforce() { plumbline_ends "$1" enforce plan.json --ssh-config none --approve "$digest"; }

for person in jane joe; do plumbline_ends 0 sign standard --identity "$lab/$person"; done
plumbline_ends 2 plan --ssh-config none --output plan.json
digest=$(digest_of plan.json)

enforce 1
plumbline_ends 0 sign plan.json --identity "$lab/jane"
enforce 1
same 'why one signature does not do' "$(head -n 1 "$lab/errors")" \
    'plumbline: refused (signatures): too few signatures: expected 2 approvers, found 1 (jane@example.org); have another approver sign with `plumbline sign plan.json`'
same 'a host that nobody was to touch' "$(motd)" 'changed
600'
plumbline_ends 0 sign plan.json --identity "$lab/joe"
enforce 0
same 'what was planned' "$(motd)" 'kept
644'
plumbline_ends 0 audit --quiet --ssh-config none
run=$(basename enforced/*.jsonl .jsonl)
plumbline_ends 0 history web1 file:/etc/motd --format json
same 'what mended it, as the history has it' \
    "$(jq -r '.drifts[].events[] | "\(.event) \(.run) \(.plan) \(.outcome)"' "$lab/report" | grep ^enforced)" \
    "enforced $run $digest applied"

lab_run web1 sh -c 'chmod 640 /etc/motd'
plumbline_ends 2 rollback "$run" --yes --ssh-config none
same 'what somebody changed since' "$(motd)" 'kept
640'
enforce 2
same 'why a plan that is stale is refused' "$(sed -n 2p "$lab/report")" \
    '  refused    file:/etc/motd: changed since the plan: content was sha256:7f8b1dfc466b6249f06cbe55c9174df2578e7754da793fded244ef5cba2a38f1 when it was planned, and is right now; by whom is not known: no log of logins and sudo: have journald keep its journal (Storage=persistent), or install rsyslog'
lab_run web1 sh -c 'chmod 644 /etc/motd'
plumbline_ends 0 rollback "$run" --yes --ssh-config none
same 'what was there before' "$(motd)" 'changed
600'
plumbline_ends 0 rollback "$run" --yes --ssh-config none
same 'a second time' "$(sed -n '/^  already/p' "$lab/report")" '  already    file:/etc/motd: it was taken back before'
plumbline_ends 2 audit --quiet --ssh-config none
plumbline_ends 0 history web1 file:/etc/motd --format json
same 'why it drifts again' "$(jq -r '.drifts[-1].events[0].after | "\(.kind) \(.run) \(.outcome)"' "$lab/report")" \
    "rollback $run applied"
plumbline_ends 0 history runs --format json
same 'the runs that changed hosts' \
    "$(jq -r '.changes[] | "\(.kind) \(.applied) \(.already) \(.refused) \(.failed) \(.skipped)"' "$lab/report")" \
    'enforcement 1 0 0 0 0
rollback 0 0 1 0 0
enforcement 0 0 1 0 0
rollback 1 0 0 0 0
rollback 0 1 0 0 0'
plumbline_ends 0 history runs
same 'the same in words' "$(sed -n 's/.*enforced: 1 applied/enforced: 1 applied/p' "$lab/report" | sed 's/, by .*//')" \
    "enforced: 1 applied on 1 host; plan $(printf %s "$digest" | cut -c8-19)"
exit $failures
