# Processes: processes, what runs, and process_arguments, with which words. One grep over all of /proc each.
# runs: grep
# runs: ls -ln

# probe_processes ID: "all" or "own", whether we may see everybody's executables; the lines of proc(5)'s status as
# "/proc/PID/status:KEY:\tVALUE"; ls's line of each executable; "=".
probe_processes() {
    if [ ! -r /proc/self/status ]; then
        cannot "$1" "the host has no /proc"
        return
    fi
    frame ok "$1"
    if [ -r /proc/1/environ ]; then echo all; else echo own; fi
    set +f
    set -- /proc/[0-9]*/status
    grep -H -s -e '^Name:' -e '^State:' -e '^Uid:' -e '^PPid:' "$@"
    set -- /proc/[0-9]*/exe
    set -f
    ls -ln "$@" 2>/dev/null
    echo '='
}

# probe_process_arguments ID: "/proc/PID/cmdline:" and a line of what is in it, its words ended by NULs; "=".
probe_process_arguments() {
    if [ ! -r /proc/self/cmdline ]; then
        cannot "$1" "the host has no /proc"
        return
    fi
    frame ok "$1"
    set +f
    set -- /proc/[0-9]*/cmdline
    set -f
    grep -a -H -s '' "$@"
    echo '='
}
