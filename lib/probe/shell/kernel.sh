# Files that the kernel makes (kernel_file), by one grep, and the lines that count of many small files (lines_of_files,
# for the parts).
# runs: cat
# runs: grep -E -H -n -s
# runs: grep -H -s
# runs: $when_silent        # a function of the script

# probe_kernel_file ID PATH…: all that is in each. Such a file has no size, and may say something else a moment later,
# so that it has no digest either.
probe_kernel_file() {
    questions=$* id=
    set --
    for word in $questions; do
        if [ ! "$id" ]; then
            id=$word
            continue
        fi
        decode "$word"
        look -L "$decoded"
        case $seen in
        gone) frame absent "$id" ;;
        there) if [ -f "$decoded" ]; then
            set -- "$@" "$id" "$decoded"
        else
            cannot "$id" "not a regular file"
        fi ;;
        *) cannot "$id" "$seen" ;;
        esac
        id=
    done
    when_silent=give_silent_file
    if [ $# -gt 0 ]; then give_kernel_files "$@"; fi
}

# give_silent_file ID PATH: one that has no line, or can't be read.
give_silent_file() {
    text=$(cat -- "$2" 2>&1; echo ".$?")
    case $text in
    .0) frame ok "$1" ;;
    *.[1-9]*)
        text=${text%"$newline".*}
        cannot "$1" "${text##*: }: $2"
        ;;
    *) cannot "$1" "changed while it was read" ;;
    esac
}

# give_kernel_files ID PATH…: read by a program, since the kernel gives a list of numbers only to whoever reads it in one
# go, and some shells read byte by byte. What has no line is left to $when_silent.
give_kernel_files() {
    found=$(read_kernel_files "$@") ids='' lines='' value='' count=0
    IFS=$newline
    for line in $found; do
        IFS=' '
        while [ $# -gt 0 ]; do
            case $line in
            "$2:"*)
                value="$value${line#"$2:"}$newline" count=$((count + 1))
                break
                ;;
            esac
            end_kernel_file "$1" "$2"
            shift 2
        done
    done
    IFS=' '
    while [ $# -gt 0 ]; do
        end_kernel_file "$1" "$2"
        shift 2
    done
    if [ "$ids" ]; then
        frame lines$ids
        printf '%s' "$lines"
    fi
}

# read_kernel_files ID PATH…: each line of each, with its path before it.
read_kernel_files() {
    count=$#
    while [ "$count" -gt 0 ]; do
        set -- "$@" "$2"
        shift 2
        count=$((count - 2))
    done
    grep -H -s '' -- "$@" </dev/null
}

# end_kernel_file ID PATH: one line goes to the others; more are an answer of their own.
end_kernel_file() {
    case $count in
    0) "$when_silent" "$1" "$2" ;;
    1) ids="$ids $1" lines="$lines$value" ;;
    *)
        frame ok "$1"
        printf '%s' "$value"
        ;;
    esac
    value='' count=0
}

# lines_of_files ID PATTERN FILE…: the files that are there, in this order: "given PATH", or "closed", "masked" or "odd"
# where nothing of it follows; an empty line; those of their lines that match the (extended) pattern, as
# "PATH:NUMBER:LINE".
lines_of_files() {
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
