# Logs: log_lines, log_events, log_bytes, log_clock. Only their newest bytes are read, and of those only the lines that
# match are given.
# runs: awk *               # its program may not write, read or run
# runs: date
# runs: grep
# runs: gzip -dc
# runs: stat
# runs: tail -c
# runs: $log_filter        # a function of the script

# probe_log_clock ID: "EPOCH ZONE" of now, and how long the host runs (proc(5), uptime).
probe_log_clock() {
    frame ok "$1"
    date '+%s %z'
    grep -s '' /proc/uptime
}

# probe_log_lines ID PATH SINCE SCAN WIDTH LIMIT PATTERN…: "whole", or "cut" when older bytes were left out; the first two
# lines of what was read, and those that match the (extended) pattern, each its first WIDTH bytes; the last LIMIT bytes of
# it. Of a log that was rotated since then the older files come first. SCAN bytes are read at most.
probe_log_lines() { give_logs matching_lines "$@"; }

# probe_log_events ID PATH SINCE SCAN WIDTH LIMIT PATTERN…: the same of audit.log: all lines of an event of which one does.
probe_log_events() { give_logs matching_events "$@"; }

# give_logs FILTER ID PATH SINCE SCAN WIDTH LIMIT PATTERN…
give_logs() {
    log_filter=$1
    shift
    while [ $# -gt 0 ]; do
        id=$1 scan=$4 width=$5 log_limit=$6
        find_logs "$2" "$3"
        decode "$7"
        if ! have awk; then
            cannot "$id" "the host has no awk"
        elif [ "$logs" ]; then
            frame ok "$id"
            echo "$log_state"
            read_logs | "$log_filter" "$decoded" | tail -c "$log_limit"
        elif [ "$seen" = gone ]; then
            frame absent "$id"
        else
            cannot "$id" "$seen"
        fi
        shift 7
    done
}

# find_logs PATH SINCE: sets $logs to the files that hold lines since then, the oldest first, and $log_state; or $seen
# when there is none. A rotated file's last line is as old as its mtime.
find_logs() {
    logs='' log_state=whole log_left=$scan log_since=$2
    look '' "$1"
    if [ "$seen" != there ]; then return; fi
    learn_stat
    log_dated=
    set +f
    for log in "$1"-[0-9]*; do log_dated="$log $log_dated"; done
    set -- "$1" "$1".[1-9] "$1".[1-9].gz
    set -f
    for log in "$@" $log_dated; do
        if [ -f "$log" ] && ! take_log; then break; fi
    done
}

# take_log: puts $log before $logs; fails when no older one is to be read.
take_log() {
    if [ ! -r "$log" ]; then
        seen="permission denied: $log" log_state="cut"
        return 1
    fi
    log_line=$(stat $stat_form -- "$log" 2>/dev/null)
    IFS=,
    set -- $log_line
    IFS=' '
    if [ "$logs" ] && [ "${5:-0}" -lt "$log_since" ]; then return 1; fi
    log_size=${4:-0}
    case $log in *.gz) log_size=$((log_size * 10)) ;; esac
    if [ "$log_size" -gt "$log_left" ]; then
        log_state="cut"
        case $log in *.gz) ;; *) logs="$log $logs" ;; esac
        return 1
    fi
    log_left=$((log_left - log_size)) logs="$log $logs"
}

# read_logs: the bytes of $logs, the newest $scan of each.
read_logs() {
    for log in $logs; do
        case $log in
        *.gz) $limit gzip -dc "$log" 2>/dev/null | tail -c "$scan" ;;
        *) tail -c "$scan" "$log" 2>/dev/null ;;
        esac
    done
}

# matching_lines PATTERN
matching_lines() {
    # shellcheck disable=SC2016 # these are awk's variables
    awk 'BEGIN { pattern = ARGV[1]; width = ARGV[2] + 0; ARGC = 1 }
        NR <= 2 || $0 ~ pattern { print substr($0, 1, width) }' "$1" "$width"
}

# matching_events PATTERN: an event's lines hold the same "audit(TIME:SERIAL)", and may stand between those of others.
matching_events() {
    # shellcheck disable=SC2016 # these are awk's variables
    awk 'BEGIN { pattern = ARGV[1]; width = ARGV[2] + 0; ARGC = 1 }
        {
            event = ""
            if (match($0, /audit\([0-9.]+:[0-9]+\)/)) event = substr($0, RSTART, RLENGTH)
            events[NR] = event
            lines[NR] = substr($0, 1, width)
            if (event != "" && $0 ~ pattern) kept[event] = 1
        }
        END { for (i = 1; i <= NR; i++) if (i <= 2 || events[i] in kept) print lines[i] }' "$1" "$width"
}

# probe_log_bytes ID PATH LIMIT…: the last bytes.
probe_log_bytes() {
    while [ $# -gt 0 ]; do
        look '' "$2"
        if [ "$seen" = gone ]; then
            frame absent "$1"
        elif [ "$seen" != there ]; then
            cannot "$1" "$seen"
        elif [ ! -f "$2" ]; then
            cannot "$1" "not a regular file"
        elif [ ! -r "$2" ]; then
            cannot "$1" "permission denied: $2"
        else
            frame ok "$1"
            tail -c "$3" "$2" 2>/dev/null
        fi
        shift 3
    done
}
