# Kernel parameters: sysctl, by the path below /proc/sys, and sysctl_files, what sets them at boot. One grep each.
# runs: grep

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
    if [ $# -gt 0 ]; then give_parameters "$@"; fi
}

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

# give_parameters ID PATH…: read by a program, since the kernel gives a list of numbers only to whoever reads it in one
# go, and some shells read byte by byte.
give_parameters() {
    found=$(read_parameters "$@") ids='' lines='' value='' count=0
    IFS=$newline
    for line in $found; do
        IFS=' '
        while [ $# -gt 0 ]; do
            case $line in
            "$2:"*)
                value="$value${line#"$2:"}$newline" count=$((count + 1))
                break
                ;;
            esac
            end_parameter "$1"
            shift 2
        done
    done
    IFS=' '
    while [ $# -gt 0 ]; do
        end_parameter "$1"
        shift 2
    done
    if [ "$ids" ]; then
        frame lines$ids
        printf '%s' "$lines"
    fi
}

# read_parameters ID PATH…: each line of each, with its path before it.
read_parameters() {
    count=$#
    while [ "$count" -gt 0 ]; do
        set -- "$@" "$2"
        shift 2
        count=$((count - 2))
    done
    grep -H -s '' -- "$@" </dev/null
}

# end_parameter ID: one line goes to the others; more are an answer of their own.
end_parameter() {
    case $count in
    0) cannot "$1" "the kernel does not give this key out" ;;
    1) ids="$ids $1" lines="$lines$value" ;;
    *)
        frame ok "$1"
        printf '%s' "$value"
        ;;
    esac
    value='' count=0
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
    give_lines "$id" '^[[:space:]]*[^#;[:space:]]' "$@" $last
}
