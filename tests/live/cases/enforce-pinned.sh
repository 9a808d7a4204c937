#!/bin/sh
# Enforce: a key that is pinned to the probe plans, and changes nothing: the host's answer is said
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
"$PLUMBLINE" probe | lab_run web1 sh -c 'mkdir -p /usr/local/lib/plumbline && cat >/usr/local/lib/plumbline/probe.sh'
"$PLUMBLINE" probe --authorized-keys "$lab/key.pub" | lab_run web1 sh -c 'cat >/root/.ssh/authorized_keys'
lab_run web1 sh -c 'echo changed >/etc/motd'
site=$lab/site
mkdir -p "$site/standard"
printf 'jane@example.org %s\n' "$(cat "$lab/key.pub")" >"$site/allowed_signers"
cat >"$site/plumbline.yaml" <<END
plumbline: 1
inventory: $lab/inventory.ini
standard: standard
history: none
ssh: {known_hosts: $lab/known_hosts, identity: $lab/key}
approval: {signers: allowed_signers, quorum: 1}
END
cat >"$site/standard/standard.yaml" <<'END'
plumbline: 1
standard: acme
resources:
  - file: /etc/motd
    content: "kept\n"
END
cd "$site" || exit

plumbline_ends 0 sign standard --identity "$lab/key"
plumbline_ends 2 plan --ssh-config none --output plan.json
plumbline_ends 0 sign plan.json --identity "$lab/key"
before=$(lab_run web1 sh -c 'cat /etc/motd; find /etc /var/lib /root -newer /etc/motd -type f')
for transport in libssh2 ssh; do
    plumbline_ends 6 enforce plan.json --ssh-config none --transport $transport \
        --approve "$(digest_of plan.json)"
    same "what is said over $transport" "$(sed -n 1,3p "$lab/report")" 'web1
  skipped    file:/etc/motd: not tried
  FAILED     the key that this run logs in with is pinned to the probe: it looks at the host and changes nothing; name the key of somebody who may change it (--identity)'
done
same 'the host' "$(lab_run web1 sh -c 'cat /etc/motd; find /etc /var/lib /root -newer /etc/motd -type f')" "$before"
finish
