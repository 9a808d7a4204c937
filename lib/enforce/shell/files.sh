# shellcheck disable=SC2086 # words of data are plain on purpose, and set -f is in force
# Files: made beside their place, whole and with their attributes, and then renamed into it.
# changes: cat
# changes: cp -a
# changes: mv -f
# changes: rm -f
# changes: rm -rf
# changes: rmdir
# changes: touch -c

# learn_tools: which of their options the host's cp and mv know.
learn_tools() {
    exactly='' likeness=
    : >"$journal/tried"
    if mv -f -T "$journal/tried" "$journal/tried.2" 2>/dev/null; then exactly=-T; fi
    : >"$journal/tried"
    if cp -a --attributes-only "$journal/tried" "$journal/tried.2" 2>/dev/null; then likeness=--attributes-only; fi
    rm -f "$journal/tried" "$journal/tried.2"
}

# rename: the temporary one takes the place of what stands under the name.
rename() {
    if [ ! "$exactly" ] && [ -d "$name" ] && [ ! -L "$name" ]; then
        refuse "a folder has taken the place of $path"
    elif ! said=$(mv -f $exactly -- "$temporary" "$name" 2>&1); then
        fail "$(opening_line "$said")"
    else
        durable .
    fi
}

# hold NAME FUNCTION ARGUMENT…: calls it with $handle, a name of that file or folder which nobody can put something else
# behind while it is changed.
hold() {
    held=$1
    shift
    { find_handle && "$@"; } 9<"$held"
}

find_handle() {
    handle=$held
    if guarded; then return; fi
    handle=/proc/$$/fd/9
    if [ -L "$held" ] || [ "$(stat -L -c '%d %i' "$handle")" != "$(stat -c '%d %i' "$held")" ] ||
        { [ -f "$handle" ] && [ "$(stat -L -c %h "$handle")" != 1 ]; }; then
        refuse "somebody swapped names in $folder"
    fi
}

# make_file SOURCE LIKE WHEN: the temporary file, with the bytes of the one and, if it is there, the attributes of the
# other; WHEN is `now`, or `kept` for its time as well.
make_file() {
    if ! said=$( (set -C && : >"$temporary") 2>&1); then
        fail "no file can be made in $folder: ${said##*: }"
        return
    fi
    hold "$temporary" fill "$@"
}

fill() {
    digest_of "$1"
    expected=$digest
    said=$( (cat "$1" >"$handle") 2>&1)
    if ! digest_of "$handle" || [ "$digest" != "$expected" ]; then
        fail "the bytes did not arrive whole in $folder: ${said:-is its file system full?}"
    elif [ ! -f "$2" ]; then
        try coreutils chmod 644 "$handle"
    else
        liken "$2" "$handle" && if [ "$3" = now ]; then touch -c "$handle"; fi
    fi
}

# liken SOURCE FILE: the attributes of $entry/was; SOURCE is its copy.
liken() {
    if [ "$likeness" ]; then cp -a $likeness -- "$1" "$2" 2>/dev/null; fi
    attributes_were "$2" || restore_attributes "$2" "$entry/was" || return
    touch -c -r "$1" "$2"
    attributes_were "$2" || refuse "the attributes of $path could not be kept: its file system or the host's tools lose some"
}

attributes_were() {
    were=$(sed -n '2,$p' "$entry/was")
    case $1 in
    /proc/*) [ "$(print_attributes "$temporary")" = "$were" ] ;;
    *) [ "$(print_attributes "$1")" = "$were" ] ;;
    esac
}

# as_planned: whether there stands what the step expects.
as_planned() {
    look_at "$name"
    if [ "$image" != "$before" ]; then
        refuse "$path changed since the plan: expected $(words_of "$before"), found $(words_of "$image")"
    fi
}

# words_of IMAGE
words_of() {
    case $1 in
    absent) echo 'nothing there' ;;
    'file '*) echo "a file of sha256:${1#file }" ;;
    link*) echo 'a link of a text of sha256:'"${1#link }" ;;
    directory) echo 'a folder' ;;
    *) echo 'something else' ;;
    esac
}

do_write() {
    as_planned || return
    if [ "$image" = directory ] || [ "$image" = other ]; then
        refuse "$path is no file"
        return
    fi
    digest_of "$entry/new"
    if [ "$digest" != "$after" ]; then
        fail "the bytes for $path did not arrive whole in $journal: is its file system full?"
        return
    fi
    changeable "$name" && keep "$name" && intend write && make_file "$entry/new" "$entry/backup" now &&
        hold "$temporary" dress && validate "$temporary" && durable "$temporary" && leave "$temporary" && as_planned &&
        rename && validate_place && flag_place && settle
}

# flag_place: once it is there, since no name of what is immutable can be changed.
flag_place() {
    if find_wanted immutable || find_wanted append_only; then flag + "$name" && leave "$name"; fi
}

# put_back: what was kept takes its place again.
put_back() {
    rm -rf "$temporary"
    if [ -L "$entry/backup" ] || [ -d "$entry/backup" ]; then
        if said=$(cp -a $exactly -- "$entry/backup" "$temporary" 2>&1); then rename; else fail "$(opening_line "$said")"; fi
    elif [ -f "$entry/backup" ]; then
        make_file "$entry/backup" "$entry/backup" kept && durable "$temporary" && rename
    elif [ -d "$name" ] && [ ! -L "$name" ]; then
        if said=$(rmdir -- "$name" 2>&1); then durable .; else refuse "$path changed since: $(opening_line "${said##*: }")"; fi
    else
        rm -f -- "$name" && durable .
    fi
}
