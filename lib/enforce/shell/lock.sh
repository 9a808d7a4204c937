# shellcheck disable=SC2086 # words of data are plain on purpose, and set -f is in force
# The lock of the host, which one run holds from its beginning to its end, and the turn, which one process of that run
# holds while it works: a controller that comes back may find the shell of its last connection still at work.
# changes: date -u
# changes: ln
# changes: find
# changes: mkdir
# changes: mv -f
# changes: rm -f
# changes: rm -rf
# changes: rmdir

# change_open: the lock and the journal; what a killed run of the same id left half done is tidied up. Who comes to it
# again can still reach the host, so that no timer need go back.
change_open() {
    refusal=
    if find_journals && take_lock && take_turn; then
        learn_tools
        disarm
        rm -f "$journal/closed" "$journal/expired" "$journal/confirmed"
        tidy
        say applied "$tidied"
    else
        say refused "$refusal"
    fi
}

# change_reopen: the same for who goes back; where there is nothing to go back on, nothing is written.
change_reopen() {
    refusal=
    if ! fit; then
        say refused "$refusal"
    elif [ ! -d "$journal" ]; then
        say already ''
    else
        change_open
    fi
}

# take_lock: a second name of the run's claim, which link(2) makes for one run alone.
take_lock() {
    mkdir -p "$journal" && kept_by_root "$journal" || return
    if holds_lock; then return; fi
    rm -f "$journal/claim"
    if ! echo "$run since $(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$journal/claim" || ! durable "$journal/claim" "$journal"; then
        refuse "nothing can be written to $journal: is its file system full or read-only?"
    elif ln "$journal/claim" "$journals/lock" 2>/dev/null; then
        durable "$journals"
    else
        rm -f "$journal/claim"
        rmdir "$journal" 2>/dev/null
        say_holder
    fi
}

holds_lock() {
    read_words "$journals/lock"
    [ "${words%% *}" = "$run" ]
}

say_holder() {
    if read_words "$journals/lock"; then
        refuse "run ${words%% *} holds the host's lock $journals/lock since ${words##* }: resume it or roll it back first"
    else
        refuse "run $run does not hold the host's lock: it was not opened, or was closed"
    fi
}

# started PID: sets $born to when that process began and the boot it did in, or to nothing.
started() {
    born=
    if [ -r "/proc/$1/stat" ]; then IFS=$newline read -r born <"/proc/$1/stat"; fi 2>/dev/null
    born=${born##*\)}
    set -- $born
    born=${20}
    if [ "$born" ]; then read -r boot </proc/sys/kernel/random/boot_id && born=$born,$boot; fi
}

# take_turn: false while another process has it and lives.
take_turn() {
    if read_words "$journal/turn"; then
        set -- $words
        started "$1"
        if [ "$born" = "$2" ]; then
            refuse "process $1 of an earlier connection is still at work on run $run: wait until it ends"
            return
        fi
        rm -f "$journal/turn"
    fi
    started $$
    rm -f "$journal/turn.$$"
    echo "$$ $born" >"$journal/turn.$$"
    if ln "$journal/turn.$$" "$journal/turn" 2>/dev/null; then
        turn=1
        rm -f "$journal/turn.$$"
    else
        rm -f "$journal/turn.$$"
        refuse "another process began to work on run $run just now"
    fi
}

end_turn() {
    if [ "$turn" ]; then rm -f "$journal/turn"; fi
    turn=
}

# change_begin: what follows it is done only by the run that holds the lock.
change_begin() {
    refusal=
    if find_journals && { holds_lock || say_holder; } && kept_by_root "$journal" && take_turn; then
        closed=
        learn_tools
    else
        closed=$refusal
    fi
}

# change_close: frees the lock. Of closed runs the latest are kept.
change_close() {
    change_begin
    if [ ! "$closed" ] && [ -f "$journal/armed" ]; then closed="run $run is armed: confirm it first, or wait until it expires"; fi
    if [ "$closed" ]; then
        say refused "$closed"
    else
        end_turn
        : >"$journal/closed"
        prune
        rm -f "$journals/lock"
        durable "$journals"
        say applied ''
    fi
}

# prune: what can be taken back is what the latest 20 runs did to this host, within 90 days. A run that was not closed is
# kept, and one that did nothing is not.
prune() {
    set +f
    set -- "$journals"/*/closed
    set -f
    for entry; do
        entry=${entry%/closed}
        if [ -e "$entry/closed" ] && ! { [ $# -le 20 ] && has_steps "$entry" && is_recent "$entry"; }; then rm -rf "$entry"; fi
        shift
    done
}

# has_steps JOURNAL
has_steps() {
    set +f
    set -- "$1"/[0-9]*
    set -f
    [ -d "$1" ]
}

is_recent() { [ ! "$(find "$1/closed" -mtime +90)" ]; }
