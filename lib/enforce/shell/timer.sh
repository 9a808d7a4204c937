# shellcheck disable=SC2086 # words of data are plain on purpose, and set -f is in force
# Commit confirmed: a process that outlives the session takes steps back unless somebody comes and says that all is well.
# It reads this script from the journal. Of `armed`, `confirmed` and `expired` there is one, and rename(2) tells who was
# first.
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

# change_arm TOKEN SECONDS STEP…: the steps in the order in which they are taken back.
change_arm() {
    id=0 refusal=$closed
    if [ ! "$refusal" ]; then
        if [ -f "$journal/armed" ]; then refuse "run $run is armed already: confirm it first"; else set_timer "$@"; fi
        rm -f "$journal/timer.new"
    fi
    if [ "$refusal" ]; then say refused "$refusal"; else say applied ''; fi
}

# set_timer TOKEN SECONDS STEP…
set_timer() {
    token=$1 seconds=$2
    shift 2
    rm -f "$journal/confirmed" "$journal/expired" "$journal/ticking"
    mv -f "$journal/timer.new" "$journal/timer.sh" && echo "$token $*" >"$journal/armed" &&
        durable "$journal/timer.sh" "$journal/armed" "$journal" || fail "no timer can be written to $journal" || return
    if start_unit || start_process; then return; fi
    rm -f "$journal/armed"
    fail "the host's own timer could not be started: ${said:-it did not answer}"
}

# call_timer SECONDS: the last line of the timer's text; what it waits itself.
call_timer() {
    echo "plumbline_change $token $run 'expire $token $1' </dev/null" >>"$journal/timer.sh" && durable "$journal/timer.sh"
}

# start_unit: by systemd, whose restart of sshd ends every process of its sessions.
start_unit() {
    if [ ! -d /run/systemd/system ] || ! have systemd-run; then return 1; fi
    call_timer 0
    said=$(systemd-run --quiet --unit="plumbline-$token" --on-active="$seconds" --timer-property=AccuracySec=1s \
        /bin/sh "$journal/timer.sh" 2>&1 </dev/null)
}

start_process() {
    call_timer "$seconds"
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

# change_expire TOKEN SECONDS: the timer's own.
change_expire() {
    : >"$journal/ticking"
    waited=0
    while [ "$waited" -lt "$2" ]; do
        if ! is_armed "$1"; then return; fi
        sleep 1
        waited=$((waited + 1))
    done
    refusal=
    learn_tools
    until take_turn; do
        refusal=
        sleep 1
    done
    if ! is_armed "$1" || ! mv -f "$journal/armed" "$journal/expired" 2>/dev/null; then return; fi
    durable "$journal"
    closed=
    set -- ${words#"$1"}
    for number; do
        skipping='' stopping=
        change_back "$number" "$number"
    done
}

# change_confirm: all is well.
change_confirm() {
    id=0 refusal=
    if ! find_journals; then
        say refused "$refusal"
    elif read_words "$journal/armed" && mv -f "$journal/armed" "$journal/confirmed" 2>/dev/null; then
        durable "$journal"
        if [ -d /run/systemd/system ]; then systemctl stop "plumbline-${words%% *}.timer" >/dev/null 2>&1; fi
        say applied ''
    elif [ -f "$journal/confirmed" ]; then
        say already ''
    elif [ -f "$journal/expired" ]; then
        say refused "nobody confirmed run $run in time: the host took its steps back"
    else
        say refused "run $run is not armed"
    fi
}
