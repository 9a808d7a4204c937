#!/bin/sh
# what a proposed standard would mean is what an audit by it finds
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
lab_start web2 bookworm "$net.2"
lab_start new bookworm "$net.3"
history=sqlite:///${lab#/}/history.db

# declared MODE SHELL MOTD [MORE]: a standard that says so
declared() {
    standard <<END
  - file: /etc/motd
    content: "$3\n"
    mode: "$1"
    notify: service:ssh
  - service: ssh
    enabled: true
  - user: root
    shell: $2
    home: /root
  - package: openssh-server
  - setting: /etc/ssh/sshd_config
    values: {PermitRootLogin: "yes"}
  - line: /etc/hosts
    text: 127.0.0.1 localhost
$4
END
}

# impact OPTION…: of $lab/proposed.yaml instead of $lab/standard.yaml; leaves what it says in $lab/report
impact() {
    status=0
    "$PLUMBLINE" impact "$lab/proposed.yaml" --format "$format" --history "$history" -s "$lab/standard.yaml" \
        -i "$lab/inventory.ini" "$@" >"$lab/report" 2>"$lab/errors" || status=$?
}

# each host's resources whose effect is told, as "HOST ID STATUS"
claims='[.hosts[] | .name as $host | .resources[] | select(.effect == ("drifts", "differs", "rights")) |
    "\($host) \(.id) \(.proposed.status)"] | sort | join("\n")'

lab_run web1 sh -c 'printf "welcome\n" >/etc/motd; chmod 644 /etc/motd'
lab_run web2 sh -c 'printf "hello\n" >/etc/motd; chmod 600 /etc/motd'
lab_run new sh -c 'printf "welcome\n" >/etc/motd; chmod 644 /etc/motd'

declared 0644 /bin/bash welcome ''
audit --limit 'web*'

# the proposal: another content, another shell, and something that was never looked at
cp "$lab/standard.yaml" "$lab/current.yaml"
declared 0600 /bin/sh hello '  - group: root'
mv "$lab/standard.yaml" "$lab/proposed.yaml"
cp "$lab/current.yaml" "$lab/standard.yaml"

before=$(lab_run web1 sh -c 'ls /var/log | sort; wc -c </var/log/wtmp')
lab_stop new
impact
ends 6
expect '.summary | [.hosts, .drifts, .rights, .untold] | map(tostring) | join(" ")' '3 2 1 3'
expect '.summary.restarts' '{"service:ssh":1}'
expect '.hosts[] | select(.name == "new") | has("observed")' false
expect '[.hosts[] | .resources[] | select(.id == "group:root") | .effect] | unique | join(" ")' unobserved
told_claims=$(ask "$claims")
same 'no host was touched' "$(lab_run web1 sh -c 'ls /var/log | sort; wc -c </var/log/wtmp')" "$before"
cp "$lab/report" "$lab/impact.json"

# the truth
mv "$lab/proposed.yaml" "$lab/standard.yaml"
history=none
standard=$lab/standard.yaml
audit --limit 'web*'
ends 2
found=$(ask '[.hosts[] | .name as $host | .resources[] | "\($host) \(.id) \(.status)"] | sort | join("\n")')
for claim in "web1 file:/etc/motd drift" "web1 user:root drift" "web2 file:/etc/motd in-sync" "web2 user:root drift"; do
    case $told_claims in *"$claim"*) ;; *) fail "claimed nothing of: $claim
$told_claims" ;; esac
done
printf '%s\n' "$told_claims" >"$lab/claims"
printf '%s\n' "$found" >"$lab/found"
same 'claims that the audit does not bear out' "$(grep -vxFf "$lab/found" "$lab/claims" || true)" ''

# what it says of a property is what the audit finds, word for word
properties='[.hosts[] | .name as $host | .resources[] | select(.id == "file:/etc/motd" or .id == "user:root") |
    .id as $id | (.proposed // .).properties[] | "\($host) \($id) \(.name) \(.status) \(.expected) \(.actual)"] |
    sort | join("\n")'
same 'properties' "$(jq -r "$properties" "$lab/impact.json")" "$(ask "$properties")"

finish
