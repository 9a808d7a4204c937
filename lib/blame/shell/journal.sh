# The journal of systemd: log_journal.
# runs: awk *               # its program may not write, read or run
# runs: head -c
# runs: journalctl -q
# runs: tail -c

# probe_log_journal ID SINCE UNTIL COUNT LIMIT PATTERN MATCHES: how far back it goes, as "EPOCH.FRACTION …"; then, as JSON,
# the newest COUNT records of that time that match, without those whose line matches PATTERN, and of Python programs only
# those that name Ansible or Salt; the last LIMIT bytes.
# MATCHES are words of journalctl(1).
probe_log_journal() {
    id=$1 journal_since=$2 journal_until=$3 journal_count=$4 log_limit=$5
    decode "$6"
    journal_pattern=$decoded
    decode "$7"
    if ! find_journal; then return; fi
    frame ok "$id"
    $limit journalctl -q --no-pager -o short-unix 2>/dev/null | head -c 60
    echo
    set -- $decoded
    # shellcheck disable=SC2016 # these are awk's variables
    read_journal "$@" | awk 'BEGIN { pattern = ARGV[1]; ARGC = 1 }
        $0 ~ pattern || ($0 ~ /"_COMM" ?: ?"python/ && $0 !~ /ansible-|salt-/) { next }
        { print substr($0, 1, 6000) }' "$journal_pattern" | tail -c "$log_limit"
}

# find_journal: whether the system's can be read; else answers question $id.
find_journal() {
    seen=gone
    set +f
    for log in /run/log/journal/*/system*.journal /var/log/journal/*/system*.journal; do
        if [ -r "$log" ]; then
            seen=there
        elif [ -e "$log" ] && [ "$seen" = gone ]; then
            seen="permission denied: $log"
        fi
    done
    set -f
    if [ "$seen" = gone ] || ! have journalctl; then
        frame absent "$id"
        return 1
    elif [ "$seen" = there ] && ! have awk; then
        seen="the host has no awk"
    fi
    if [ "$seen" != there ]; then
        cannot "$id" "$seen"
        return 1
    fi
}

# read_journal MATCH…: an old journalctl can't leave fields out.
read_journal() {
    journal_fields=MESSAGE,SYSLOG_IDENTIFIER,_PID,_UID,_COMM,_EXE,_AUDIT_SESSION,_AUDIT_LOGINUID,UNIT
    journal_fields=--output-fields=$journal_fields
    if ! journalctl -q --no-pager -n 0 "$journal_fields" >/dev/null 2>&1; then journal_fields=--all; fi
    $limit journalctl -q --no-pager -o json "$journal_fields" "--since=@$journal_since" "--until=@$journal_until" \
        -n "$journal_count" "$@" 2>/dev/null
}
