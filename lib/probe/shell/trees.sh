# Trees: tree. One process for each tree; two slashes begin each entry, since no path that find prints holds two.
# runs: find
# runs: head -c
# runs: sh -c               # its text is held to the same lists
# runs: stat

probe_tree() { ask_tree -xdev "$@"; }
probe_tree_across() { ask_tree '' "$@"; }

# ask_tree ONE_FILE_SYSTEM ID PATH DEPTH LIMIT…
ask_tree() {
    within=$1
    shift
    while [ $# -gt 0 ]; do
        id=$1 follow=
        decode "$2"
        look_into_tree "$decoded"
        case $seen in
        there) give_tree "$decoded" "$3" "$4" ;;
        gone) one_status "$decoded" ;;
        *) cannot "$id" "$seen" ;;
        esac
        shift 4
    done
}

# look_into_tree PATH: as look, for a directory that can be searched; learns which find the host has.
look_into_tree() {
    look '' "$1"
    if [ "$seen" != there ]; then return; fi
    if [ -L "$1" ] || [ ! -d "$1" ]; then
        seen="not a directory"
    elif [ ! -r "$1" ] || [ ! -x "$1" ]; then
        seen="permission denied"
    elif [ ! "$find_form" ]; then
        find_form=posix
        if find / -maxdepth 0 -printf '' >/dev/null 2>&1; then find_form=gnu; fi
    fi
}

# give_tree PATH DEPTH LIMIT: "//FIELDS/PATH" for each entry, "//!/PATH" for a folder that can't be read, and last
# "//=STATUS/", find's own. Cut after 400 bytes an entry, or 4 KiB.
give_tree() {
    case $1 in
    -*) top=./$1 ;;
    *) top=$1 ;;
    esac
    frame ok "$id"
    if [ "$find_form" = gnu ]; then
        find_gnu "$top" "$2" | head -c $((4096 + $3 * 400))
    else
        find_posix "$top" "$2" | head -c $((4096 + $3 * 400))
    fi
}

# Fields as those of stat, but for the mode: find's letter for the kind, a plus, and octal bits.
find_gnu() {
    $limit find "$1" -mindepth 1 -maxdepth "$2" $within -type d ! \( -readable -executable \) -printf '//!/%P\n' , \
        -printf '//%y+%m,%U,%G,%s,%T@,%C@,%i,%n,%D,%u:%g/%P\n' 2>/dev/null
    echo "//=$?/"
}

find_posix() {
    cd -P "$1" || return
    find_closed -mindepth 1 -maxdepth "$2" $within
    learn_stat
    # its options but for the letter are one word: the format
    $limit find . -mindepth 1 -maxdepth "$2" $within -exec \
        stat "${stat_form%% *}" "//${stat_form#* }%n" -- '{}' + 2>/dev/null
    echo "//=$?/"
}

# find_closed CONDITION…: the folders that can't be read, of those that meet it. The 20 seconds are for each round: a
# shell's function can't stand behind timeout.
find_closed() {
    # shellcheck disable=SC2016 # the inner shell's variables
    $limit find . "$@" -type d -exec sh -c \
        'for d do if [ ! -r "$d" ] || [ ! -x "$d" ]; then printf "//!/%s\n" "$d"; fi; done' sh '{}' + 2>/dev/null
}
