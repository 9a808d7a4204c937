#!/bin/sh
# Every standard that ships validates, says why, and audits a stock Debian 12 whole
. "${0%/*}/../check.sh"

manifests=$(realpath "$live/../../manifests")

# what cannot be known of these stock roots, as extended regular expressions of HOST RESOURCE PROPERTY: REASON. They have
# neither a kernel with its modules nor a boot loader (the machine's own are outside), no nftables (which package:nftables
# says), and nobody has run apt update in them.
cat >"$lab/explained" <<'END'
machine kernel_module:[^ ]* (state|loadable): no /lib/modules/.*
machine kernel_parameter:[^ ]* next_boot: no boot loader.*
machine firewall:.* [a-z]*: the host has no nft
(machine|container) foreign_packages:.* foreign: no package lists in /var/lib/apt/lists: run apt update
END

# --- each is right in itself, and they may be used together ---
for file in "$manifests"/*.yaml "$manifests"/*/*.yaml; do
    name=${file#"$manifests"/}
    grep -qF "$name" "$manifests/README.md" || fail "manifests/README.md does not name $name"
    sed -n '1s/^# [A-Z].*/said/p' "$file" | grep -q said || fail "$name does not begin by saying what it is for"
    sed -n '/^vars:/,/^[a-z]*:$/s/^  \([a-z_]*\):.*/\1/p' "$file" | while read -r variable; do
        grep -q "^|.*\<$variable\>.*| $name |" "$manifests/README.md" || echo "$variable of $name"
    done >"$lab/unnamed"
    [ ! -s "$lab/unnamed" ] || fail "manifests/README.md has no variable $(cat "$lab/unnamed")"
done
mkdir "$lab/site"
cp -R "$manifests" "$lab/site/manifests"
{
    printf 'plumbline: 1\nstandard: all\ninclude:\n'
    for file in "$manifests"/*.yaml; do echo "  - manifests/${file##*/}"; done
} >"$lab/site/standard.yaml"
for one in "$manifests"/*.yaml "$lab/site"; do
    said=$("$PLUMBLINE" validate -s "$one" 2>&1) || fail "$one does not validate"
    case $said in
    *'
'* | *[!g]) fail "validating $one says more than that nothing is wrong: $said" ;;
    esac
done

# --- what they say of a stock Debian 12 ---
# container: with a systemd of its own; machine: without one, on a kernel and a network stack that count as its own
lab_start container systemd "$net.1"
lab_start machine bookworm "$net.2" net
for host in container machine; do
    lab_run $host sh -c 'chmod 600 /etc/ssh/lab_config; chmod 700 /root' # the lab's own
done
for file in "$manifests"/*.yaml; do
    name=${file##*/}
    audit_manifest "${name%.yaml}"
    expect '[.hosts[] | select(.error) | .error] | length' 0
    expect '[.hosts[].resources[] | select(.why == null) | .id] | join(", ")' ''
    ask '.hosts[] | .name as $host | .resources[] | select(.status == "unknown") | . as $resource |
        [.properties[]? | select(.status == "unknown")] |
        if . == [] then [{name: "*", reason: $resource.reason}] else . end |
        .[] | "\($host) \($resource.id) \(.name): \(.reason)"' | sort -u >"$lab/unknown"
    same "unknowns of $name" "$(grep -vxEf "$lab/explained" "$lab/unknown" || :)" ''
    ask ".hosts[] | \"$name \\(.name): \" + ([.resources[].status] | group_by(.) | map(\"\\(length) \\(.[0])\") | join(\", \"))"
done
audit_manifest linux-baseline container --tags level1,level2,dev-sec
ends 2 # drift, and nothing that is unknown
audit_manifest linux-baseline container
expect '[.hosts[] | .resources | length >= 150] | all' true

# --- without root: less is known, and nothing is called in sync that root sees drift ---
lab_run machine sh -e <<'END'
useradd --create-home audit
install -d -o audit -m 700 /home/audit/.ssh
install -o audit -m 600 /root/.ssh/authorized_keys /home/audit/.ssh/authorized_keys
END
echo "anybody ansible_host=$net.2 ansible_port=$lab_port ansible_user=audit" >>"$lab/inventory.ini"
audit_manifest linux-baseline machine anybody
expect '(host("machine").resources | map({key: .id, value: .status}) | from_entries) as $root |
    [host("anybody").resources[] | select(.status == "in-sync" and $root[.id] != "in-sync") | .id] | join(", ")' ''
expect '[host("anybody").resources[] | select(.status == "unknown") | .id | select(test(
    "^(accounts|apparmor|directory|file|firewall|kernel_module|kernel_parameter|setting|setuid|sudo|user|uid):") | not)] | join(", ")' ''
finish
