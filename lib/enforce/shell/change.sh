# shellcheck disable=SC2086 # words of data are plain on purpose, and set -f is in force
# plumbline's change script: the only text that changes a host. It follows the probe's functions and answers in their
# frames. Functions only; the last line of what is sent calls plumbline_change with what is asked as one quoted text of
# data, so a link that is cut while it is sent changes nothing. Everything is done as root, from a journal in
# /var/lib/plumbline/RUN: a folder a step, whose files come in this order:
#     backup was left   what stood at the path, its image and attributes, and those that the step leaves
#     intent            what will be done, and what takes it back; from here on something may have been changed
#     done              it was
#     taking taken      it is being taken back; it was
# Lines such as these name what each part runs, beside words of the shell itself and functions of the script.
# changes: id -u
# changes: mkdir
# changes: stat
# changes: sync

# say OUTCOME WORDS: the answer to question $id; a connection that is gone ends the batch.
say() {
    frame ok "$id" 2>/dev/null || stopping=1
    { printf '%s\n%s' "$1" "$2" || stopping=1; } 2>/dev/null
}

# refuse REASON: sets $refusal unless there is one; false.
refuse() {
    if [ ! "$refusal" ]; then outcome=refused refusal=$1; fi
    return 1
}

# fail REASON: the same of what was tried.
fail() {
    if [ ! "$refusal" ]; then outcome=failed refusal=$1; fi
    return 1
}

# put WORD: the bytes that a word of data stands for, and no process that others could see them with.
put() {
    if [ "$1" = \\ ]; then return; fi
    case ${KSH_VERSION-} in
    *MIRBSD* | *LEGACY*)
        # shellcheck disable=SC3045,SC3044 # this shell has no printf of its own
        print -n -- "$1"
        ;;
    *) printf '%b' "$1" ;;
    esac
}

# durable FILE…: what is in them survives a loss of power, and so do the names in folders.
durable() { sync "$@" 2>/dev/null || sync; }

# read_words FILE: sets $words to its first line.
read_words() {
    words=
    if [ -f "$1" ]; then IFS=$newline read -r words <"$1"; fi 2>/dev/null
    [ "$words" ]
}

# opening_line TEXT
opening_line() { printf '%s' "${1%%"$newline"*}"; }

# plumbline_change NONCE RUN LINES: each line is a word, for which there is a function change_WORD, and its arguments.
plumbline_change() {
    set +e +u +v +x +C -f
    start "$1"
    unset -f COMMANDS_OF_ALL_PARTS 2>/dev/null
    run=$2 journals=/var/lib/plumbline journal=/var/lib/plumbline/$2
    id=0 step='' stopping='' skipping='' closed='' refusal='' outcome='' turn=
    trap 'stopping=1' HUP INT PIPE TERM
    find_digester
    echo "
@$nonce begin 1"
    IFS=$newline
    for line in $3; do
        IFS=' '
        set -- $line
        word=$1
        shift
        if have "change_$word"; then "change_$word" "$@"; fi
        IFS=$newline
    done
    IFS=' '
    end_turn
    echo "
@$nonce end $frames"
}

# fit: whether this can be done here at all.
fit() {
    case $run in
    *[!0-9A-Za-z]* | '') refuse "'$run' names no run" ;;
    *)
        if [ "$(id -u)" != 0 ]; then
            refuse "changes need root on the host, and this is user $(id -u)"
        elif [ ! "$digester" ]; then
            refuse "no sha256sum on the host: install coreutils"
        elif [ ! -r /proc/self/stat ]; then
            refuse "no /proc on the host"
        fi
        ;;
    esac
}

# kept_by_root FOLDER: whether nobody else can change it.
kept_by_root() {
    if [ -L "$1" ] || [ ! -d "$1" ]; then
        refuse "$1 is not a folder"
        return
    fi
    case $(stat -c '%u %a' "$1") in
    '0 '*[2367]? | '0 '*[2367]) refuse "others than root may write to $1: chmod go-w $1" ;;
    '0 '*) ;;
    *) refuse "$1 is not root's: chown root $1" ;;
    esac
}

# find_journals: makes the folder of journals where there is none.
find_journals() {
    fit || return
    if [ ! -e "$journals" ] && [ ! -L "$journals" ]; then
        mkdir -p /var/lib
        mkdir -m 700 "$journals" 2>/dev/null
        durable /var/lib
    fi
    kept_by_root /var && kept_by_root /var/lib && kept_by_root "$journals"
}
