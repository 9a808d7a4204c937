# shellcheck disable=SC2086 # words of data are plain on purpose, and set -f is in force
# The way back: what a step left is replaced by what was kept, where nobody has changed it since.

# change_back ID STEP
change_back() {
    id=$1 step=$2 entry=$journal/$2 refusal=$closed outcome=refused undone=
    if [ "$stopping" ] && [ ! "$skipping" ]; then skipping="the connection was lost"; fi
    if [ "$skipping" ]; then
        say skipped "$skipping"
        return
    fi
    if [ ! "$refusal" ]; then take_back || fail "step $step could not be taken back"; fi
    cd /
    if [ "$refusal" ]; then
        skipping="step $step was not taken back"
        say "$outcome" "$refusal"
    else
        say "${undone:-applied}" ''
    fi
}

take_back() {
    if [ ! -f "$entry/intent" ]; then
        if was_untouched; then undone=already; else refuse "the journal has no step $step"; fi
    elif [ -f "$entry/taken" ]; then
        undone=already
    else
        read_intent
        case $kind in
        run) undo_run ;;
        *) undo_place ;;
        esac
    fi
}

was_untouched() { [ -f "$journal/untouched" ] && grep -qx "$step" "$journal/untouched"; }

undo_place() {
    decode "$path_word"
    enter "$decoded" || return
    if is_as "$name" "$entry/was"; then
        undone=already
        mark taken
    elif ! is_as "$name" "$entry/left"; then
        refuse "$path changed since step $step left it: it is not taken back"
    elif mark taking && restore_place; then
        mark taken
    else
        clear_after_failure
    fi
}

clear_after_failure() {
    reason=$refusal
    clear_place
    rm -f "$entry/taking"
    refusal=$reason
}

restore_place() {
    case $kind in
    attributes)
        hold "$name" restore_attributes_of_handle && durable "$name"
        ;;
    *) look_at "$name" && may_be_replaced && put_back ;;
    esac
}

restore_attributes_of_handle() { restore_attributes "$handle" "$entry/was"; }

# may_be_replaced: what the step itself made immutable may be changed by it again.
may_be_replaced() {
    if [ "$image" = absent ] || [ -L "$name" ]; then return; fi
    print_flags "$name" >"$entry/flags"
    while read -r word letter; do try e2fsprogs chattr "-$letter" -- "$name" || return; done <"$entry/flags"
    rm -f "$entry/flags"
    changeable "$name"
}

# undo_run: the commands that take it back, the first first.
undo_run() {
    case $undo,$(print_reason) in
    *"undo "*) ;;
    *,': nothing to take back'*)
        undone=already
        mark taken
        return
        ;;
    *)
        refuse "nothing takes step $step back$(print_reason)"
        return
        ;;
    esac
    mark taking
    : >"$entry/undone"
    IFS=$newline
    for line in $undo; do
        IFS=' '
        case $line in
        'undo '*) undo_one "${line#undo }" || return ;;
        esac
    done
    IFS=' '
    mark taken
}

undo_one() {
    decode "${1%% *}"
    program=$decoded input=
    may_run "$program" || return
    run_words 600 "$1" "$entry/output"
    ended=$?
    if [ $ended != 0 ]; then fail "$program ended with $ended$newline$(tail -n 5 "$entry/output")"; fi
}

print_reason() {
    line=${undo#*one_way }
    if [ "$line" != "$undo" ]; then
        printf ': '
        put "${line%%"$newline"*}"
    fi
}
