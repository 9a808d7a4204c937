# Contents: digest (SHA-256), content. Only regular files are opened: never a fifo, device or, unless followed, a link.
# runs: head -c
# runs: openssl dgst -sha256 -r
# runs: sha256 -r
# runs: sha256sum
# runs: shasum -a 256
# runs: wc -c
# runs: $digester           # one of the digest programs above

probe_digest() { answer_digests '' "$@"; }
probe_digest_followed() { answer_digests -L "$@"; }

# answer_digests FOLLOW ID PATH…
answer_digests() {
    follow=$1
    shift
    take_digests "$@"
    ids='' lines=''
    set -- $digests
    while [ $# -gt 0 ]; do
        ids="$ids $1" lines="$lines$2$newline"
        shift 2
    done
    if [ "$ids" ]; then
        frame lines$ids
        printf '%s' "$lines"
    fi
}

probe_content() { answer_contents '' "$@"; }
probe_content_followed() { answer_contents -L "$@"; }

# answer_contents FOLLOW ID PATH WANTED LIMIT…: the digest alone when it is the wanted one; else "DIGEST SIZE", a
# newline, and the first LIMIT bytes.
answer_contents() {
    follow=$1 contents='' paths='' same=''
    shift
    while [ $# -gt 0 ]; do
        paths="$paths $1 $2" contents="$contents $1 $2 $3 $4"
        shift 4
    done
    take_digests $paths
    take_sizes $contents
    lines=
    set -- $contents
    while [ $# -gt 0 ]; do
        find_digest "$1"
        case $digest in
        '') ;;
        "$3") same="$same $1" lines="$lines$3$newline" ;;
        *) give_content "$1" "$2" "$digest" "$4" ;;
        esac
        shift 4
    done
    if [ "$same" ]; then
        frame lines$same
        printf '%s' "$lines"
    fi
}

# find_digest ID: sets $digest to that of $digests, which mostly stand in the order of the questions.
find_digest() {
    case $digests in
    " $1 "*)
        digest=${digests#" $1 "}
        digest=${digest%% *}
        digests=${digests#" $1 $digest"}
        ;;
    *" $1 "*)
        digest=${digests#*" $1 "}
        digest=${digest%% *}
        ;;
    *) digest= ;;
    esac
}

# take_sizes ID WORD WANTED LIMIT…: sets $sizes to what wc says of those files, of plain names, that have a digest other
# than the wanted one, each as "SIZE PATH" and a newline.
take_sizes() {
    sizes='' files=
    while [ $# -gt 0 ]; do
        case $digests,$2 in
        *" $1 $3 "* | *" $1 $3,"* | *,*\\* | *,-*) ;;
        *" $1 "*) files="$files $2" ;;
        esac
        shift 4
    done
    if [ "$files" ]; then sizes=$newline$(wc -c $files 2>/dev/null)$newline; fi
}

# find_size PATH: sets $size, from $sizes where it is there.
find_size() {
    case $sizes in
    *" $1$newline"*)
        size=${sizes%%" $1$newline"*}
        size=${size##*[!0-9]}
        ;;
    *)
        size=$(wc -c "$1" 2>/dev/null)
        size=${size#"${size%%[0-9]*}"}
        size=${size%%[!0-9]*}
        ;;
    esac
}

# give_content ID WORD DIGEST LIMIT
give_content() {
    decode "$2"
    case $decoded in -*) decoded=./$decoded ;; esac
    find_size "$decoded"
    if [ ! "$size" ]; then
        cannot "$1" "changed while it was read"
        return
    fi
    frame ok "$1"
    echo "$3 $size"
    head -c "$4" "$decoded" 2>/dev/null
}

# take_digests ID PATH…: sets $digests to " ID DIGEST ID DIGEST" and answers the questions that have none.
take_digests() {
    questions=$* digests='' files='' ids='' odd_ids='' gone='' gone_ids='' gone_count=0 count=0 id=
    find_digester
    set --
    for word in $questions; do
        if [ ! "$id" ]; then
            id=$word
            continue
        fi
        decode "$word"
        look_into "$decoded"
        case $seen,$decoded in
        there,*"$newline"* | there,-*) one_digest "$decoded" ;;
        there,"$word") count=$((count + 1)) ids="$ids $id" files="$files $word" ;;
        there,*) count=$((count + 1)) odd_ids="$odd_ids $id" && set -- "$@" "$decoded" ;;
        gone,"$word") gone_count=$((gone_count + 1)) gone_ids="$gone_ids $id" gone="$gone $word" ;;
        gone,*) one_status "$decoded" ;;
        *) cannot "$id" "$seen" ;;
        esac
        id=
    done
    give_gone $questions
    if [ "$count" = 0 ]; then return; fi
    if ! digests_agree $ids $odd_ids , "$($digester $files "$@" 2>/dev/null)"; then
        digests=
        one_by_one one_digest "$ids$odd_ids" $questions
    fi
}

# look_into PATH: as look, for a regular file that can be read.
look_into() {
    look "$follow" "$1"
    if [ "$seen" = there ]; then
        if [ ! -f "$1" ] || { [ ! "$follow" ] && [ -L "$1" ]; }; then
            seen="not a regular file"
        elif [ ! -r "$1" ]; then
            seen="permission denied"
        elif [ ! "$digester" ]; then
            seen="no sha256sum on the host"
        fi
    fi
}

find_digester() {
    digester=
    if have sha256sum; then
        digester=sha256sum
    elif have sha256; then
        digester='sha256 -r'
    elif have shasum; then
        digester='shasum -a 256'
    elif have openssl; then
        digester='openssl dgst -sha256 -r'
    fi
}

# digests_agree ID… , OUTPUT: whether there is a digest for each and nothing else; adds to $digests.
digests_agree() {
    answered=
    while [ "$1" != , ]; do
        answered="$answered$1 "
        shift
    done
    IFS=$newline
    for line in $2; do
        if ! is_digest "$line"; then count=0; fi
        digests="$digests ${answered%% *} $digest"
        answered=${answered#* } count=$((count - 1))
    done
    IFS=' '
    [ "$count" = 0 ]
}

# is_digest LINE: sets $digest to the 64 digits that begin it. GNU sha256sum puts a backslash before them when it had to
# escape the name.
is_digest() {
    digest=${1%% *}
    digest=${digest#\\}
    case $digest in
    *[!0-9a-f]*) return 1 ;;
    esac
    [ ${#digest} = 64 ]
}

# one_digest PATH: adds that of question $id to $digests.
one_digest() {
    odd=$1
    case $odd in
    -*) odd=./$odd ;;
    esac
    if is_digest "$($digester "$odd" 2>/dev/null)"; then
        digests="$digests $id $digest"
    else
        cannot "$id" "it could not be read"
    fi
}
