#!/bin/sh
# Enforce: what somebody changed since the plan is left alone, and the refusal says whom the host's logs point to
. "${0%/*}/../check.sh"
. "$live/people.sh"

people_start
site=$lab/site
mkdir "$site/standard"
printf 'jane@example.org %s\n' "$(cat "$lab/key.pub")" >"$site/allowed_signers"
cat >>"$site/plumbline.yaml" <<END
inventory: $lab/inventory.ini
standard: standard
history: none
ssh: {known_hosts: $lab/known_hosts, identity: $lab/key, user: audit, sudo: true}
approval: {signers: allowed_signers, quorum: 1}
END
cat >"$site/standard/standard.yaml" <<'END'
plumbline: 1
standard: acme
resources:
  - file: [/etc/motd, /etc/other, /etc/silent]
    content: "kept\n"
END
# an account that the inventory names would be another than the site's
sed -i 's/ ansible_user=root//' "$lab/inventory.ini"
lab_run web1 sh -c 'for name in motd other silent; do echo changed >/etc/$name; done; touch -d 2026-01-01 /etc/silent'
cd "$site" || exit

# refused FILE: why
refused() { sed -n "s|^  refused    file:/etc/$1: changed since the plan: content was [^ ]* when it was planned, is [^ ]* now; ||p" "$lab/report"; }

plumbline_ends 0 sign standard --identity "$lab/key"
plumbline_ends 2 plan --ssh-config none --output plan.json
plumbline_ends 0 sign plan.json --identity "$lab/key"
story
as alice 'echo "Be nice." | sudo tee /etc/motd'
lab_run web1 sh -c 'echo elsewhere >/etc/silent; touch -d 2026-01-01 /etc/silent'
lab_run web1 journalctl --sync
plumbline_ends 2 enforce plan.json --ssh-config none \
    --approve "$(digest_of plan.json)"
same 'who changed it' "$(refused motd)" \
    "by Alice Doe (alice, key $(fingerprint alice | cut -c1-15)…, from 127.0.0.1), likely: a sudo command names /etc/motd"
same 'who wrote past every log' "$(refused silent)" \
    'by whom is not known: no audit log: with auditd, auditctl -w /etc/silent -p wa -k plumbline would tell next time'
same 'what nobody touched' "$(sed -n '/other/p' "$lab/report")" '  applied    file:/etc/other'
same 'the files' "$(lab_run web1 sh -c 'cat /etc/motd /etc/other /etc/silent')" 'Be nice.
kept
elsewhere'
finish
