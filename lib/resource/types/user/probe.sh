# Users: own_group, the name of an account's own group (its number where it has no name), and now.
# runs: date -u
# runs: id -G
# runs: id -g
# runs: id -gn

# probe_own_group ID NAME…
probe_own_group() {
    while [ $# -gt 0 ]; do
        decode "$2"
        if [ ! "$decoded" ]; then
            cannot "$1" "the host's shell can't hold this name"
        elif ! have id; then
            cannot "$1" "no id on the host"
        else
            group=$($limit id -gn -- "$decoded" 2>/dev/null </dev/null)
            if [ "$group" ]; then
                frame ok "$1"
                printf '%s' "$group"
            else
                frame absent "$1"
            fi
        fi
        shift 2
    done
}

# probe_now: the host's clock, in seconds since 1970.
probe_now() {
    frame ok "$1"
    date -u +%s 2>/dev/null </dev/null
}
