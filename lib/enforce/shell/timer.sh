# shellcheck disable=SC2086 # words of data are plain on purpose, and set -f is in force
# Commit confirmed: a process that outlives the session takes steps back unless somebody comes and says that all is well.
# It reads this script from the journal. `armed` has its token, the boot and the second of its uptime (proc(5)) at which
# it is over, and the steps. Of `armed`, `confirmed` and `expired` there is one, and rename(2) tells who was first.
# changes: mv -f
# changes: nohup
# changes: rm -f
# changes: setsid
# changes: sleep
# changes: systemctl stop
# changes: systemd-run

# change_timer WORD…: a piece of the text that the timer runs.
change_timer() {
    if [ "$closed" ]; then return; fi
    for word; do put "$word"; done >>"$journal/timer.new"
}

# change_again LIMIT WORD…: a command that the timer runs when it has taken the steps back: a restart, say.
change_again() {
    if [ ! "$closed" ]; then printf '%s\n' "$*" >>"$journal/again.new"; fi
}

# change_arm TOKEN SECONDS STEP…: the steps in the order in which they are taken back. A timer that ticks already goes on
# with these and this time.
change_arm() {
    id=0 refusal=$closed
    if [ ! "$refusal" ] && [ -f "$journal/expired" ]; then say_expired; fi
    if [ ! "$refusal" ]; then set_timer "$@"; fi
    rm -f "$journal/timer.new" "$journal/again.new" "$journal/armed.new"
    if [ "$refusal" ]; then say refused "$refusal"; else say applied ''; fi
}

say_expired() { refuse "nobody confirmed run $run in time: the host took its steps back"; }

# read_uptime: sets $uptime, in seconds, and $boot.
read_uptime() { read -r uptime _ </proc/uptime && uptime=${uptime%%.*} && read -r boot </proc/sys/kernel/random/boot_id; }

# set_timer TOKEN SECONDS STEP…
set_timer() {
    token=$1 seconds=$2
    shift 2
    read_uptime
    if is_ticking; then
        token=${words%% *}
        write_timer "$@"
        return
    fi
    rm -f "$journal/confirmed" "$journal/ticking"
    write_timer "$@" || return
    if start_unit || start_process; then return; fi
    rm -f "$journal/armed"
    fail "the host's own timer could not be started: ${said:-it did not answer}"
}

# is_ticking: whether a timer of this boot waits.
is_ticking() {
    read_words "$journal/armed" || return
    case $words in *" $boot "*) ;; *) false ;; esac
}

# write_timer STEP…: what the timer reads.
write_timer() { keep_timer "$@" || fail "no timer can be written to $journal: is its file system full?"; }

keep_timer() {
    : >>"$journal/again.new"
    echo "$token $boot $((uptime + seconds)) $*" >"$journal/armed.new"
    mv -f "$journal/timer.new" "$journal/timer.sh" && mv -f "$journal/again.new" "$journal/again" &&
        echo "plumbline_change $token $run 'expire $token' </dev/null" >>"$journal/timer.sh" &&
        durable "$journal/timer.sh" "$journal/again" "$journal/armed.new" &&
        mv -f "$journal/armed.new" "$journal/armed" && durable "$journal"
}

# start_unit: by systemd, whose restart of sshd ends every process of its sessions.
start_unit() {
    if [ ! -d /run/systemd/system ] || ! have systemd-run; then return 1; fi
    said=$(systemd-run --quiet --unit="plumbline-$token" --on-active="$seconds" --timer-property=AccuracySec=1s \
        /bin/sh "$journal/timer.sh" 2>&1 </dev/null)
}

start_process() {
    if have setsid; then
        setsid sh "$journal/timer.sh" </dev/null >"$journal/timer.log" 2>&1 &
    else
        nohup sh "$journal/timer.sh" </dev/null >"$journal/timer.log" 2>&1 &
    fi
    for _ in 1 2 3 4 5; do
        if [ -f "$journal/ticking" ]; then return; fi
        sleep 1
    done
    [ -f "$journal/ticking" ]
}

# is_armed TOKEN
is_armed() { read_words "$journal/armed" && [ "${words%% *}" = "$1" ]; }

# is_over: the time in the $words of `armed` is.
is_over() {
    set -- $words
    read_uptime
    [ "$uptime" -ge "$3" ]
}

# change_expire TOKEN: the timer's own.
change_expire() {
    : >"$journal/ticking"
    learn_tools
    while is_armed "$1"; do
        refusal=
        if is_over && take_turn; then
            if is_armed "$1" && is_over; then
                go_back
                return
            fi
            end_turn
        fi
        sleep 1
    done
}

# go_back: takes back what the $words of `armed` name.
go_back() {
    if ! mv -f "$journal/armed" "$journal/expired" 2>/dev/null; then return; fi
    durable "$journal"
    closed=
    set -- $words
    shift 3
    for number; do
        skipping='' stopping=
        change_back "$number" "$number"
    done
    while IFS=' ' read -r limit again; do run_again "$limit" "$again"; done <"$journal/again"
}

# run_again LIMIT WORDS
run_again() {
    decode "${2%% *}"
    input='' refusal=
    if may_run "$decoded"; then run_words "$1" "$2" "$journal/again.output"; fi
}

# disarm: all is well; false where no timer waits.
disarm() {
    read_words "$journal/armed" && mv -f "$journal/armed" "$journal/confirmed" 2>/dev/null || return
    durable "$journal"
    if [ -d /run/systemd/system ]; then systemctl stop "plumbline-${words%% *}.timer" >/dev/null 2>&1; fi
    return 0
}

# change_confirm: somebody came over a new connection.
change_confirm() {
    id=0 refusal=
    if ! find_journals; then
        say refused "$refusal"
    elif disarm; then
        say applied ''
    elif [ -f "$journal/expired" ]; then
        say_expired
        say refused "$refusal"
    else
        say already ''
    fi
}
