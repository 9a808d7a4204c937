# Commands that the author of a standard vouches for: command. This part goes only to a host that is asked such a question,
# where the site allows it, and is no part of what a key is pinned to.
# runs: id -u
# runs: setpriv --no-new-privs
# runs: timeout -k 2 20
# runs: head -c
# runs: tail -c

# probe_command ID TEXT…
probe_command() {
    while [ $# -gt 0 ]; do
        id=$1
        decode "$2"
        if ! have timeout || ! have setpriv; then
            cannot "$id" "no timeout or no setpriv on the host: a command only runs without privileges and for a time"
        else
            run_unprivileged "$decoded"
        fi
        shift 2
    done
}

# run_unprivileged TEXT: what it prints, what it says on stderr with its exit status on a last line, and how long that is.
# root becomes nobody, and nothing that is run can become more again. 64 KiB of each are kept.
run_unprivileged() {
    become=
    if [ "$(id -u)" = 0 ]; then become='--reuid=65534 --regid=65534 --clear-groups --inh-caps=-all --bounding-set=-all'; fi
    frame ok "$id"
    {
        said=$(
            {
                {
                    timeout -k 2 20 setpriv --no-new-privs $become sh -c "$1" 2>&4 </dev/null
                    printf '\n%s' "$?" >&4
                } | head -c 65536 >&3
            } 4>&1 | tail -c 65600
        )
    } 3>&1
    printf '\n%s\n%s' "$said" "${#said}"
}
