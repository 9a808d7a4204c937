# Sudo: sudoers, the file and all that it includes.
# runs: grep

# probe_sudoers ID: as folder: "//WORD,STATUS/PATH" for /etc/sudoers and each file and folder that it includes, "//=/",
# and the bytes of those that are `given`.
probe_sudoers() {
    ids=" $1" unseen='' id=$1
    look -L /etc/sudoers
    case $seen in
    there) ;;
    gone) follow=-L && one_status /etc/sudoers && return ;;
    *) cannot "$1" "$seen" && return ;;
    esac
    find_sudoers
    if [ "$unseen" ]; then
        cannot "$1" "$unseen"
        return
    fi
    headers="$newline//$1$newline"
    IFS=$newline
    set -- /dev/null/, $sudoers
    IFS=' '
    give_paths "$@"
}

# find_sudoers: sets $sudoers to all paths, level by level, or $unseen to why that can't be done.
find_sudoers() {
    sudoers='' level=/etc/sudoers depth=0
    while [ "$level" ] && [ "$depth" -lt 16 ]; do
        depth=$((depth + 1)) next='' plain=
        IFS=$newline
        for file in $level; do
            IFS=' '
            case $newline$sudoers$newline in
            *"$newline$file$newline"*) ;;
            *) take_sudoers "$file" ;;
            esac
            IFS=$newline
        done
        set -- $plain
        level=$next
        if [ $# -gt 0 ]; then take_includes "$(grep -h '^[[:blank:]]*[#@]include' -- "$@" 2>/dev/null)"; fi
        IFS=' '
    done
}

# take_sudoers PATH: adds it to $sudoers; a file to $plain, what is in a folder to $next.
take_sudoers() {
    look -L "$1"
    case $seen in
    there) sudoers=$sudoers${sudoers:+$newline}$1 ;;
    gone) return ;;
    *)
        unseen=$seen
        return
        ;;
    esac
    if [ -f "$1" ]; then
        plain=$plain${plain:+$newline}$1
    elif [ -d "$1" ] && { [ ! -r "$1" ] || [ ! -x "$1" ]; }; then
        unseen="permission denied: $1"
    elif [ -d "$1" ]; then
        set +f
        for entry in "$1"/*; do
            case ${entry##*/} in
            *.* | *~ | \*) ;;
            *) next=$next${next:+$newline}$entry ;;
            esac
        done
        set -f
    fi
}

# take_includes LINES: adds to $level what they name; a name that is not absolute is one below /etc.
take_includes() {
    IFS=$newline
    for line in $1; do
        IFS=' '
        word=${line#*include}
        word=${word#dir}
        word=${word#"${word%%[! 	]*}"}
        case $word in
        \"*) word=${word#\"} && word=${word%%\"*} ;;
        *) word=${word%%[ 	]*} ;;
        esac
        case $word in
        '') ;;
        /*) level=$level${level:+$newline}$word ;;
        *) level=$level${level:+$newline}/etc/$word ;;
        esac
        IFS=$newline
    done
}
