# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # lab, net and live are those of check.sh
# Hosts that are put right: a site whose plans one person signs, and checks of what became of its hosts. Sourced by
# cases, after check.sh.

# site_start: the site is made in $site, where the case goes on; $extra is more of plumbline.yaml
site_start() {
    site=$lab/site
    mkdir -p "$site/standard" "$lab/history"
    ssh-keygen -q -t ed25519 -N '' -C jane -f "$lab/jane"
    printf 'jane@example.org %s\n' "$(cat "$lab/jane.pub")" >"$site/allowed_signers"
    cat >"$site/plumbline.yaml" <<-END
	plumbline: 1
	inventory: $lab/inventory.ini
	standard: standard
	environment: production
	history: sqlite://$lab/history/history.db
	ssh: {known_hosts: $lab/known_hosts, identity: $lab/key}
	approval: {signers: allowed_signers}
	${extra:-}
	END
    cd "$site" || exit
}

# site_standard: its resources come from standard input, and jane signs it
site_standard() {
    printf 'plumbline: 1\nstandard: acme\nresources:\n' >"$site/standard/standard.yaml"
    cat >>"$site/standard/standard.yaml"
    rm -f "$site"/standard/*.sig
    run_ends 0 sign standard --identity "$lab/jane"
}

# run_ends STATUS WORD…: plumbline, whose report is in $lab/report, stderr in $lab/errors
run_ends() {
    wanted=$1
    shift
    status=0
    "$PLUMBLINE" "$@" >"$lab/report" 2>"$lab/errors" || status=$?
    [ "$status" = "$wanted" ] || fail "$1: expected exit status $wanted, found $status:
$(cat "$lab/report" "$lab/errors")"
}

# plan_signed OPTION…: makes plan.json of what drifts, signed by jane; its digest is in $digest
plan_signed() {
    rm -f plan.json*
    run_ends 2 plan --ssh-config none --output plan.json "$@"
    run_ends 0 sign plan.json --identity "$lab/jane"
    digest=$(sed -n 's/.*"digest": *"\(sha256:[0-9a-f]*\)".*/\1/p' plan.json | head -n 1)
}

# enforce_ends STATUS OPTION…: applies it; $run is then the run that did
enforce_ends() {
    wanted=$1
    shift
    run_ends "$wanted" enforce plan.json --ssh-config none --approve "$digest" "$@"
    run=$(sed -n 's/^run \([0-9A-Z]*\)[;:] .*/\1/p' "$lab/report")
}

rollback_ends() { # STATUS WORD…
    wanted=$1
    shift
    run_ends "$wanted" rollback --yes --ssh-config none "$@"
}

# audit_ends STATUS
audit_ends() { run_ends "$1" audit --quiet --ssh-config none; }

# reported TEXT: what was printed, but for the last line, which names the run
reported() { same "what was printed" "$(sed '/^run /d' "$lab/report")" "$1"; }

# has_said TEXT: some line of what was printed, or of stderr, has it
has_said() {
    grep -qF -- "$1" "$lab/report" "$lab/errors" || fail "nothing has '$1':
$(cat "$lab/report" "$lab/errors")"
}

# holds HOST PATH TEXT: the file's bytes are these, and nothing is left beside it
holds() { same "$2 of $1" "$(lab_run "$1" cat "$2")" "$3"; }

# enforced: what drifts on web1 is put right as run $run; then there is nothing to do, and nothing of it is sent
enforced() {
    plan_signed
    cp plan.json planned.json
    enforce_ends 0
    audit_ends 0
    journals=$(lab_run web1 ls /var/lib/plumbline)
    run_ends 0 plan --ssh-config none --output plan.json
    run_ends 0 sign plan.json --identity "$lab/jane"
    run_ends 1 enforce plan.json --ssh-config none --approve "$(jq -r .digest plan.json)"
    same 'why a plan of nothing is not applied' "$(head -n 1 "$lab/errors")" \
        'plumbline: refused (choice): expected a plan that changes something, found one with no step; there is nothing to apply'
    same 'the journals of a host to which nothing is sent' "$(lab_run web1 ls /var/lib/plumbline)" "$journals"
}

# declined RESOURCE: why plan.json leaves something of it
declined() {
    jq -r --arg id "$1" '.changes[] | select(.resource == $id) | .declined[]? |
        if .property then "\(.property): \(.reason)" else .reason end' plan.json
}

# tree HOST [PATH…]: all of its own file system but these paths and the journals, a line each: kind, mode, owner, group,
# where a link leads; the files' times and digests; lists, attributes and flags beyond those
tree() {
    host=$1 left_out="-path /var/lib/plumbline"
    shift
    for path; do left_out="$left_out -o -path $path"; done
    # shellcheck disable=SC2016 # of the host's shell
    lab_run "$host" sh -c '
        look() { find / -xdev \( '"$left_out"' \) -prune -o "$@"; }
        look -printf "%p %M %U %G %l\n" | sort
        look -type f -printf "%p %T@\n" | sort
        look -type f -print0 | sort -z | xargs -0 sha256sum
        look ! -type l -print0 | sort -z | xargs -0 getfacl -pns
        look ! -type l -print0 | sort -z | xargs -0 getfattr -dm- -e hex --absolute-names
        look -type f -print0 | sort -z | xargs -0 lsattr -d | grep "^[^ ]*[ia].* "' 2>/dev/null || :
}

# unplanned TREE TREE [PATH…]: what differs between them though no step of planned.json names it, nor do these
unplanned() {
    before=$1 after=$2
    shift 2
    { jq -r '.changes[].steps[]?.path // empty' planned.json && printf '%s\n' "$@"; } >"$lab/allowed"
    diff "$before" "$after" | sed -n 's/^[<>] [^/]*\(\/[^ ]*\).*/\1/p' | sort -u | grep -vxFf "$lab/allowed" || :
}
