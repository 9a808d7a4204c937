# Files that the kernel makes (kernel_file), and the lines that count of many small files (give_lines, for the parts).
# runs: cat
# runs: grep -E -H -n -s

# probe_kernel_file ID PATH…: all that is in each. Such a file has no size, and may say something else a moment later, so
# that it has no digest either.
probe_kernel_file() {
    while [ $# -gt 0 ]; do
        decode "$2"
        look -L "$decoded"
        case $seen in
        gone) frame absent "$1" ;;
        there) give_kernel_file "$1" "$decoded" ;;
        *) cannot "$1" "$seen" ;;
        esac
        shift 2
    done
}

# give_kernel_file ID PATH
give_kernel_file() {
    if [ ! -f "$2" ]; then
        cannot "$1" "not a regular file"
        return
    fi
    text=$(cat -- "$2" 2>&1; echo ".$?")
    case $text in
    *.0)
        frame ok "$1"
        printf '%s' "${text%.0}"
        ;;
    *.[1-9]*)
        text=${text%"$newline".*}
        cannot "$1" "${text##*: }: $2"
        ;;
    *) cannot "$1" "the host's shell can't hold what is in it" ;;
    esac
}

# give_lines ID PATTERN FILE…: the files that are there, in this order: "given PATH", or "closed", "masked" or "odd" where
# nothing of it follows; an empty line; those of their lines that match the (extended) pattern, as "PATH:NUMBER:LINE".
give_lines() {
    id=$1 pattern=$2 list=
    shift 2
    set -- "$@" ''
    while [ "$1" ]; do
        word=masked
        if [ -f "$1" ]; then word=given; fi
        if [ "$word" = given ] && [ ! -r "$1" ]; then word=closed; fi
        case $1 in
        *"$newline"*) list="${list}odd ${1%%"$newline"*}$newline" ;;
        *) if [ -e "$1" ]; then list="$list$word $1$newline"; fi ;;
        esac
        if [ "$word" = given ]; then set -- "$@" "$1"; fi
        shift
    done
    shift
    frame ok "$id"
    printf '%s\n' "$list"
    if [ $# -gt 0 ]; then grep -E -H -n -s "$pattern" -- "$@" </dev/null; fi
}
