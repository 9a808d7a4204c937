# shellcheck disable=SC2086 # words of data are plain on purpose, and set -f is in force
# The journal: what is written before and after each step, and what is made of it when a run was killed.
# changes: cat
# changes: cp -a
# changes: mkdir
# changes: mv -f
# changes: rm -f
# changes: rm -rf
# changes: sed -n

# begin_entry STEP: a new folder for the step; false where the journal has it already.
begin_entry() {
    step=$1 entry=$journal/$1
    if [ -e "$entry/intent" ]; then return 1; fi
    rm -rf "$entry"
    mkdir "$entry" || fail "nothing can be written to $journal: is its file system full or read-only?"
}

# drop_entry: nothing was changed.
drop_entry() {
    rm -rf "$journal/gone"
    if mv -f "$entry" "$journal/gone" 2>/dev/null; then rm -rf "$journal/gone"; fi
}

# keep NAME: a copy of what stands there, of the $image, and its description; a folder with all below it.
keep() {
    describe "$1" >"$entry/was"
    if [ "$image" = absent ]; then return; fi
    if ! said=$(cp -a -- "$1" "$entry/backup" 2>&1); then
        fail "no backup could be made of $path: $(opening_line "$said")"
        return
    fi
    if [ -f "$entry/backup" ] && [ ! -L "$entry/backup" ]; then
        digest_of "$entry/backup"
        if [ "$image" != "file $digest" ]; then refuse "$path changed while it was backed up"; fi
    fi
}

# intend KIND: from here on something may have been changed.
intend() {
    {
        printf 'kind %s\npath %s\n%s' "$1" "$path_word" "$undo"
    } >"$entry/intent.new"
    if [ -d "$entry/backup" ] && [ ! -L "$entry/backup" ]; then sync; fi
    set +f
    durable "$entry"/* "$entry"
    set -f
    if ! mv -f "$entry/intent.new" "$entry/intent" || ! durable "$entry" "$journal"; then
        fail "nothing can be written to $journal: is its file system full?"
    fi
}

# leave NAME: what the step leaves is there, or will be as soon as it is renamed.
leave() {
    describe "$1" >"$entry/left.new" && durable "$entry/left.new" && mv -f "$entry/left.new" "$entry/left" &&
        durable "$entry"
}

mark() { : >"$entry/$1" && durable "$entry"; }

# settle: the step was done.
settle() {
    rm -f "$entry/new"
    mark "done"
}

# read_intent: sets $kind, $path_word and $undo.
read_intent() {
    kind='' path_word='' undo=''
    while IFS=' ' read -r key rest; do
        case $key in
        kind) kind=$rest ;;
        path) path_word=$rest ;;
        *) undo=$undo$key\ $rest$newline ;;
        esac
    done <"$entry/intent"
}

# each_entry FUNCTION: calls it for each step of the journal.
each_entry() {
    set +f
    set -- "$1" "$journal"/[0-9]*
    set -f
    function=$1
    shift
    for entry; do
        step=${entry##*/}
        if [ -d "$entry" ]; then "$function"; fi
    done
}

# tidy: after a kill, what was begun is either as if it had never been, or done.
tidy() {
    tidied=
    rm -rf "$journal/gone"
    each_entry tidy_entry
}

tidy_entry() {
    if [ ! -f "$entry/intent" ]; then
        drop_entry
    elif [ -f "$entry/taken" ]; then
        :
    elif [ -f "$entry/taking" ]; then
        clear_place
    elif [ ! -f "$entry/done" ]; then
        clear_place && tidy_begun
    fi
}

# clear_place: removes what a kill left beside the path.
clear_place() {
    read_intent
    if [ "$kind" = run ]; then return; fi
    refusal=
    decode "$path_word"
    if enter "$decoded"; then rm -rf "$temporary" && durable .; fi
    cd /
}

tidy_begun() {
    if [ "$kind" = run ]; then
        tidied="${tidied}step $step was begun, and how it ended is not known; "
        return
    fi
    enter "$decoded" || return
    if is_as "$name" "$entry/was"; then
        drop_entry
    elif [ "$kind" = attributes ] && look_at "$name" && [ "$image" = "$(read_image "$entry/was")" ]; then
        restore_attributes "$name" "$entry/was" && drop_entry
    else
        look_at "$name"
        if [ "$image" = "$(read_image "$entry/left")" ]; then leave "$name"; fi
        settle
    fi
    cd /
}

# read_image DESCRIPTION: the image in it.
read_image() { if [ -f "$1" ]; then sed -n 1p "$1"; fi; }

# change_ask ID: "STEP begun", "STEP done" or "STEP taken", one a line.
change_ask() {
    id=0 refusal=
    if find_journals; then
        frame ok 0
        each_entry print_state
    else
        cannot 0 "$refusal"
    fi
}

print_state() {
    if [ -f "$entry/taken" ]; then
        echo "$step taken"
    elif [ -f "$entry/done" ]; then
        echo "$step done"
    elif [ -f "$entry/intent" ]; then
        echo "$step begun"
    fi
}
