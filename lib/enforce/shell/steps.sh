# shellcheck disable=SC2086 # words of data are plain on purpose, and set -f is in force
# Steps: what goes with each kind of them, one after the other until one is refused.
# changes: cat
# changes: ln -sn
# changes: lsattr -Ra
# changes: mkdir -m
# changes: mv -f
# changes: rm -rf
# changes: sed -n

# change_step ID STEP TOKEN KIND PATH KIND_BEFORE HELD_BEFORE AFTER: begins a step; the lines up to `go` belong to it.
change_step() {
    id=$1 step=$2 token=$3 kind=$4 path_word=$5 before=$6 after=$8 known=
    wanted='' xattrs='' checker='' undo="token $3$newline" refusal=$closed outcome=refused
    input='' command='' limit_of_run=''
    if [ "$7" != - ]; then before="$6 $7"; fi
    if [ "$refusal" ] || [ "$skipping" ]; then return; fi
    begin_entry "$2" || find_known
}

# find_known: the journal has a step of this number.
find_known() {
    if [ "$refusal" ]; then return; fi
    known=1 asked_kind=$kind asked_path=$path_word
    read_intent
    kind=$asked_kind path_word=$asked_path
    case $undo in
    *"token $token$newline"*)
        if [ -f "$entry/taken" ]; then
            refuse "step $step was taken back"
        elif [ ! -f "$entry/done" ]; then
            refuse "step $step was begun before, and how it ended is not known"
        fi
        ;;
    *) refuse "the journal has another step $step" ;;
    esac
}

# change_bytes WORD…: of what a file is to hold.
change_bytes() {
    if [ "$refusal" ] || [ "$skipping" ] || [ "$known" ]; then return; fi
    for word; do put "$word"; done >>"$entry/new" 2>/dev/null
}

# change_go: does the step.
change_go() {
    if [ "$stopping" ] && [ ! "$skipping" ]; then skipping="the connection was lost"; fi
    if [ "$skipping" ]; then
        if [ -d "$entry" ] && [ ! "$known" ] && [ ! -e "$entry/intent" ]; then drop_entry; fi
        note_untouched
        say skipped "$skipping"
        return
    fi
    if [ ! "$refusal" ] && [ ! "$known" ]; then
        : >>"$entry/new" # of no bytes nothing was said
        do_step
    fi
    if [ "$refusal" ]; then
        note_untouched
        skipping="step $step was $outcome"
        say "$outcome" "$refusal"
    elif [ "$known" ]; then
        say already ''
    else
        say applied "$result"
    fi
}

# note_untouched: that there is nothing of this step to be taken back.
note_untouched() {
    if [ ! "$closed" ] && [ ! -e "$journal/$step/intent" ]; then echo "$step" >>"$journal/untouched"; fi
}

do_step() {
    result=
    decode "$path_word"
    case $kind in
    run) do_run ;;
    *) enter "$decoded" && "do_$kind" ;;
    esac || fail "step $step could not be finished"
    if [ "$refusal" ]; then abandon; fi
    cd /
}

# abandon: as if it had never been tried.
abandon() {
    reason=$refusal
    if [ ! -f "$entry/done" ]; then tidy_entry; fi
    refusal=$reason
}

do_attributes() {
    look_at "$name"
    case $image in
    file* | directory) ;;
    *)
        refuse "$path changed since the plan: expected a file or a folder, found $(words_of "$image")"
        return
        ;;
    esac
    if ! find_wanted immutable && ! find_wanted append_only; then may_be_touched "$name" || return; fi
    describe "$name" >"$entry/was"
    intend attributes && hold "$name" redress &&
        durable "$name" && leave "$name" && settle
}

redress() { flag - "$handle" && dress && flag + "$handle"; }

do_folder() {
    as_planned || return
    describe "$name" >"$entry/was"
    intend folder || return
    if ! said=$(mkdir -m 700 -- "$temporary" 2>&1); then
        fail "$(opening_line "$said")"
        return
    fi
    hold "$temporary" dress_folder &&
        leave "$temporary" && as_planned && rename && flag_place && settle
}

dress_folder() { try coreutils chmod 755 "$handle" && dress; }

do_link() {
    as_planned || return
    if [ "$image" = directory ]; then
        refuse "$path is a folder"
        return
    fi
    changeable "$name" && keep "$name" && intend link || return
    text=$(cat "$entry/new" && echo .)
    if ! said=$(ln -sn -- "${text%.}" "$temporary" 2>&1); then
        fail "$(opening_line "$said")"
        return
    fi
    leave "$temporary" && as_planned && rename && settle
}

# free_below NAME: whether nothing in a folder is kept by chattr(1)'s flags.
free_below() {
    if [ "$image" != directory ] || ! have lsattr; then return; fi
    said=$(lsattr -Ra -- "$1" 2>/dev/null | sed -n 's/^[-A-Za-z]*[ia][-A-Za-z]* \.//p')
    if [ "$said" ]; then refuse "$(opening_line "$folder$said") is immutable or append-only: chattr -i -a"; fi
}

do_remove() {
    as_planned || return
    if [ "$image" = absent ]; then return; fi
    changeable "$name" && free_below "$name" && keep "$name" && intend remove && echo absent >"$entry/left" && durable "$entry/left" &&
        as_planned || return
    if ! said=$(mv -f $exactly -- "$name" "$temporary" 2>&1); then
        fail "$(opening_line "$said")"
        return
    fi
    durable .
    if ! said=$(rm -rf -- "$temporary" 2>&1); then
        fail "$(opening_line "$said")"
        return
    fi
    durable . && settle
}
