# Files: stat, link. Builtins look first, then one process answers for all paths of a kind.
# runs: readlink
# runs: stat
# runs: $single             # a function of the script

# look FOLLOW PATH: sets $seen to there, gone, or why it can't be told. FOLLOW is -L or empty.
look() {
    seen="the host's shell can't hold this name"
    if [ ! "$2" ]; then return; fi
    seen=there
    if [ -e "$2" ]; then return; fi
    if [ ! "$1" ] && [ -L "$2" ]; then return; fi
    seen=gone above=$2
    while [ "$above" != / ]; do
        case $above in
        */*) above=${above%/*} ;;
        *) return ;;
        esac
        above=${above:-/}
        if [ -e "$above" ]; then
            if [ -d "$above" ] && [ ! -x "$above" ]; then seen="permission denied: $above"; fi
            return
        fi
    done
}

# one_by_one FUNCTION IDS ID PATH…: calls it with $id set for those of IDS, when an answer for all can't be told apart.
one_by_one() {
    single=$1 wanted=" $2 " id=
    shift 2
    for word do
        if [ ! "$id" ]; then
            id=$word
            continue
        fi
        case $wanted in
        *" $id "*) decode "$word" && "$single" "$decoded" ;;
        esac
        id=
    done
}

probe_stat() { ask_status '' "$@"; }
probe_stat_followed() { ask_status -L "$@"; }

# ask_status FOLLOW ID PATH…
ask_status() {
    follow=$1
    shift
    questions=$* gone='' gone_ids='' gone_count=0 there='' there_ids='' odd_ids='' there_count=0 id=
    set --
    for word in $questions; do
        if [ ! "$id" ]; then
            id=$word
            continue
        fi
        decode "$word"
        look "$follow" "$decoded"
        case $seen,$word in
        there,*\\* | there,-*) there_count=$((there_count + 1)) odd_ids="$odd_ids $id" && set -- "$@" "$decoded" ;;
        there,*) there_count=$((there_count + 1)) there_ids="$there_ids $id" there="$there $word" ;;
        gone,*\\* | gone,-*) one_status "$decoded" ;;
        gone,*) gone_count=$((gone_count + 1)) gone_ids="$gone_ids $id" gone="$gone $word" ;;
        *) cannot "$id" "$seen" ;;
        esac
        id=
    done
    # What seems gone is asked for as well, and first, so that the tool says whether it is or only can't be reached.
    if [ $((gone_count + there_count)) = 0 ]; then return; fi
    learn_stat
    if statuses_agree "$(stat $follow $stat_form -- $gone $there "$@" 2>&1)"; then
        if [ "$gone" ]; then frame absent$gone_ids; fi
        if [ "$lines" ]; then
            frame lines$there_ids$odd_ids
            printf '%s' "$lines"
        fi
    else
        one_by_one one_status "$gone_ids$there_ids$odd_ids" $questions
    fi
}

# learn_stat: sets $stat_form to the options that make stat(1) print a line for each path. Fields: raw mode (hexadecimal),
# uid, gid, size, mtime, ctime, inode, links, device, owner:group; names come last, and a slash ends what is whole.
learn_stat() {
    stat_form='-c %f,%u,%g,%s,%Y,%Z,%i,%h,%d,%U:%G/'
    # Linux has one form, BSD another
    if [ ! -e /proc/version ] && ! stat -c %u / >/dev/null 2>&1; then
        stat_form='-f %Xp,%u,%g,%z,%m,%c,%i,%l,%d,%Su:%Sg/'
    fi
}

# statuses_agree OUTPUT: whether there is an error for each path that is gone, a line for each that is there, and
# nothing else; sets $lines to those.
statuses_agree() {
    lines=
    IFS=$newline
    for line in $1; do
        case $line in
        *": No such file or directory" | *": Not a directory") gone_count=$((gone_count - 1)) ;;
        *": "*) there_count=-1 ;;
        [0-9a-f]*:*/) there_count=$((there_count - 1)) lines="$lines$line$newline" ;;
        *) there_count=-1 ;;
        esac
    done
    IFS=' '
    [ "$there_count,$gone_count" = 0,0 ]
}

# give_gone ID PATH…: says of the questions $gone_ids that there is nothing at the $gone_count paths $gone, if the tool
# agrees; else each is asked for alone.
give_gone() {
    if [ "$gone_count" = 0 ]; then return; fi
    learn_stat
    there_count=0
    if statuses_agree "$(stat $follow $stat_form -- $gone 2>&1)"; then
        frame absent$gone_ids
    else
        one_by_one one_status "$gone_ids" "$@"
    fi
}

# one_status PATH: answers question $id alone.
one_status() {
    learn_stat
    line=$(stat $follow $stat_form -- "$1" 2>&1)
    case $line in
    *": No such file or directory" | *": Not a directory") frame absent "$id" ;;
    [0-9a-f]*,*:*/)
        frame ok "$id"
        printf '%s' "$line"
        ;;
    *": "*) cannot "$id" "${line##*: }" ;;
    *) cannot "$id" "no stat on the host" ;;
    esac
}

# link: "resolves" or "dangles", a space, the target's bytes.
probe_link() {
    questions=$* ids='' there='' resolves='' count=0 id=
    for word in $questions; do
        if [ ! "$id" ]; then
            id=$word
            continue
        fi
        decode "$word"
        look '' "$decoded"
        case $seen,$word in
        gone,*) follow='' && one_status "$decoded" ;;
        there,*) link_is_there "$decoded" ;;
        *) cannot "$id" "$seen" ;;
        esac
        id=
    done
    # one line for each, if all are still there and none has a newline in it; else each is asked for alone
    if [ "$count" -gt 1 ] && targets_agree "$(readlink -- $there 2>/dev/null && echo .)"; then
        frame lines$ids
        printf '%s' "$lines"
    else
        one_by_one one_link "$ids" $questions
    fi
}

# link_is_there PATH: puts the question among those that are asked together, if its path is plain.
link_is_there() {
    if [ ! -L "$1" ]; then
        cannot "$id" "not a symbolic link"
        return
    fi
    case $word in
    *\\* | -*) one_link "$1" ;;
    *) count=$((count + 1)) ids="$ids $id" there="$there $word" ;;
    esac
}

# targets_agree TARGETS: whether there is a line for each path of $there, then a dot, and nothing else (an empty line is
# one that the shell passes over, but it has a length); sets $lines to the answers.
targets_agree() {
    lines='' paths="$there " length=${#1} last=
    IFS=$newline
    for line in $1; do
        length=$((length - ${#line} - 1)) last=$line
        if [ "$count" = 0 ]; then break; fi
        count=$((count - 1))
        paths=${paths# }
        says_whether_resolves "${paths%% *}"
        lines="$lines$resolves $line$newline" paths=${paths#* }
    done
    IFS=' '
    [ "$count,$last,$length" = 0,.,-1 ]
}

says_whether_resolves() {
    resolves=dangles
    if [ -e "$1" ]; then resolves=resolves; fi
}

# one_link PATH: answers question $id alone.
one_link() {
    target=$(readlink -n -- "$1" 2>/dev/null && echo .)
    case $target in
    *.)
        says_whether_resolves "$1"
        frame ok "$id"
        printf '%s' "$resolves ${target%.}"
        ;;
    *) cannot "$id" "changed while it was read, or the host's shell can't hold its target" ;;
    esac
}
