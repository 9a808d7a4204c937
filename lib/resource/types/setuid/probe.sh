# Setuid: what stands below a directory with a set-user-id or set-group-id bit, on its file system. One find a tree.
# runs: find
# runs: head -c

# probe_setuid ID PATH IGNORED LIMIT…: as the answers of tree; IGNORED are find's patterns, a newline between them.
probe_setuid() {
    while [ $# -gt 0 ]; do
        id=$1 follow=
        decode "$2"
        look_into_tree "$decoded"
        case $seen in
        there) give_setuid "$decoded" "$3" "$4" ;;
        gone) one_status "$decoded" ;;
        *) cannot "$id" "$seen" ;;
        esac
        shift 4
    done
}

# give_setuid PATH IGNORED LIMIT
give_setuid() {
    top=$1
    decode "$2"
    frame ok "$id"
    find_setuid | head -c $((4096 + $3 * 400))
}

# find_setuid: passes over the patterns of $decoded. That no name is no name begins the list of what is passed over.
find_setuid() {
    case $top in
    -*) top=./$top ;;
    esac
    cd -P "$top" || return
    set -- ! -name '*'
    IFS=$newline
    for pattern in $decoded; do set -- "$@" -o -path "$pattern"; done
    IFS=' '
    if [ "$find_form" = gnu ]; then
        $limit find . -mindepth 1 -xdev \( "$@" \) -prune -o \
            \( -type d ! \( -readable -executable \) -printf '//!/%P\n' , \
            -type f \( -perm -4000 -o -perm -2000 \) -printf '//%y+%m,%U,%G,%s,%T@,%C@,%i,%n,%D,%u:%g/%P\n' \) 2>/dev/null
    else
        find_closed -xdev \( "$@" \) -prune -o
        learn_stat
        $limit find . -xdev \( "$@" \) -prune -o -type f \( -perm -4000 -o -perm -2000 \) -exec \
            stat "${stat_form%% *}" "//${stat_form#* }%n" -- '{}' + 2>/dev/null
    fi
    echo "//=$?/"
}
