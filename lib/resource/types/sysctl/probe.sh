# Kernel parameters: sysctl, by the path below /proc/sys, and sysctl_files, what sets them at boot.

# probe_sysctl ID PATH…
probe_sysctl() {
    questions=$* id=
    set --
    for word in $questions; do
        if [ ! "$id" ]; then
            id=$word
            continue
        fi
        decode "$word"
        case /$decoded/ in
        // | *//* | */../* | */./*) frame absent "$id" ;;
        *) if has_parameter "/proc/sys/$decoded"; then set -- "$@" "$id" "/proc/sys/$decoded"; fi ;;
        esac
        id=
    done
    when_silent=refuse_parameter
    if [ $# -gt 0 ]; then give_kernel_files "$@"; fi
}

refuse_parameter() { cannot "$1" "the kernel does not give this key out"; }

# has_parameter PATH: whether it can be read; else answers question $id.
has_parameter() {
    if [ ! -d /proc/sys ]; then
        cannot "$id" "no /proc/sys on the host"
    elif [ ! -e "$1" ]; then
        frame absent "$id"
    elif [ -d "$1" ]; then
        cannot "$id" "this is a folder of keys, not a key"
    elif [ ! -r "$1" ]; then
        cannot "$id" "permission denied: $1"
    else
        return 0
    fi
    return 1
}

# probe_sysctl_files ID: the files that set keys at boot, the most important folder first, and their lines without
# comments. systemd does not read /etc/sysctl.conf.
probe_sysctl_files() {
    id=$1 last=/etc/sysctl.conf
    if [ -d /run/systemd/system ]; then last=; fi
    set +f
    set -- /etc/sysctl.d/*.conf /run/sysctl.d/*.conf /usr/local/lib/sysctl.d/*.conf /usr/lib/sysctl.d/*.conf
    if [ ! -L /lib ]; then set -- "$@" /lib/sysctl.d/*.conf; fi
    set -f
    lines_of_files "$id" '^[[:space:]]*[^#;[:space:]]' "$@" $last
}
