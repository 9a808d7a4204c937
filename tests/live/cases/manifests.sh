#!/bin/sh
# Every standard that ships validates, says why, and audits a stock Debian 12 whole
. "${0%/*}/../check.sh"

manifests=$(realpath "$live/../../manifests")

# what cannot be known of a stock root that is no container, as extended regular expressions of RESOURCE PROPERTY: REASON
cat >"$lab/explained" <<'END'
kernel_module:[^ ]* (state|loadable): no /lib/modules/.*
kernel_parameter:[^ ]* next_boot: no boot loader.*
END
# the root has neither a kernel with its modules nor a boot loader: the machine's own are outside of it

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
    expect '[host("container").resources[] | select(.status == "unknown") | .id] | join(", ")' ''
    ask 'host("machine").resources[] | select(.status == "unknown") | . as $resource |
        [.properties[]? | select(.status == "unknown")] |
        if . == [] then [{name: "*", reason: $resource.reason}] else . end |
        .[] | "\($resource.id) \(.name): \(.reason)"' | sort -u >"$lab/unknown"
    same "unknowns of $name" "$(grep -vxEf "$lab/explained" "$lab/unknown" || :)" ''
    ask ".hosts[] | \"$name \\(.name): \" + ([.resources[].status] | group_by(.) | map(\"\\(length) \\(.[0])\") | join(\", \"))"
done
audit_manifest linux-baseline container
ends 2
expect '[.hosts[] | .resources | length >= 150] | all' true
finish
