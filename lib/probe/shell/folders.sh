# Folders: folder, a drop-in folder's files by suffix, with what is in them. One stat for all folders, one cat for each
# folder that has any.
# runs: cat
# runs: stat

# probe_folder ID PATH SUFFIX LIMIT…
probe_folder() {
    patterns='' folders='' gone='' gone_ids='' gone_count=0 gone_questions='' follow=-L
    while [ $# -gt 0 ]; do
        id=$1 suffix=$3
        decode "$2"
        look_into_folder "$decoded"
        if [ "$suffix" = \\ ]; then suffix=; fi
        case $seen,$2$suffix in
        there,*\\* | there,-*) give_odd_folder "$1 $4" "$decoded" "$suffix" ;;
        # no file is below /dev/null: it stands between the folders
        there,*) folders="$folders $1 $4" patterns="$patterns /dev/null/, $2/*$suffix" ;;
        gone,*\\* | gone,-*) one_status "$decoded" ;;
        gone,*)
            gone_count=$((gone_count + 1)) gone_ids="$gone_ids $id" gone="$gone $2"
            gone_questions="$gone_questions $id $2"
            ;;
        *) cannot "$id" "$seen" ;;
        esac
        shift 4
    done
    give_gone $gone_questions
    set +f
    set -- $patterns
    set -f
    if [ "$folders" ]; then give_folders "$@"; fi
}

# look_into_folder PATH: as look, for a folder that can be listed.
look_into_folder() {
    look -L "$1"
    if [ "$seen" = there ]; then
        if [ ! -d "$1" ]; then
            seen="not a directory"
        elif [ "${YASH_VERSION-}" ]; then
            seen="the host's shell can't hold every name"
        elif [ ! -r "$1" ] || [ ! -x "$1" ]; then
            seen="permission denied"
        fi
    fi
}

# give_odd_folder FOLDER PATH SUFFIX: of which one holds a byte that is not plain.
give_odd_folder() {
    outer=$folders folders=" $1" top=$2
    case $top in
    -*) top=./$top ;;
    esac
    decode "$3"
    set +f
    set -- /dev/null/, "$top"/*"$decoded"
    set -f
    give_folders "$@"
    folders=$outer
}

# give_folders FILE…: "//WORD,STATUS/NAME" for each, "//=/" and then the bytes of those that are `given`, one after the
# other: their sizes tell them apart.
give_folders() {
    learn_stat
    statuses=$(stat -L $stat_form -- "$@" 2>/dev/null)$newline id=
    for file do
        if [ "$file" = /dev/null/, ]; then
            end_folder "$@"
            set -- $folders
            id=$1 most=$2 entries=
            shift 2
            folders=$*
            set --
        elif [ -e "$file" ]; then
            status=${statuses%%"$newline"*} statuses=${statuses#*"$newline"}
            add_file "$file" "${file##*/}"
            if [ "$word" = given ]; then set -- "$@" "$file"; fi
        elif [ -L "$file" ]; then
            entries="$entries//dangles,/${file##*/}$newline"
        fi
    done
    end_folder "$@"
}

# add_file FILE NAME
add_file() {
    size=${status#*,*,*,}
    size=${size%%,*}
    word=given
    if [ ! -f "$1" ]; then
        word=other
    elif [ ! -r "$1" ]; then
        word=closed
    elif [ "${size:-0}" -gt "$most" ]; then
        word=large
    fi
    entries="$entries//$word,$status$2$newline"
}

# end_folder FILE…: answers question $id, if there is one, with $entries and the bytes of the files.
end_folder() {
    if [ ! "$id" ]; then return; fi
    frame ok "$id"
    printf '%s' "$entries"
    echo //=/
    if [ $# -gt 0 ]; then $limit cat -- "$@" 2>/dev/null; fi
}

# give_paths FILE…: as give_folders, but every file and folder under its whole path, those of each question of $ids
# behind a mark. $headers has, behind a line "//ID", what stands before the entries.
give_paths() {
    learn_stat
    statuses=$(stat -L $stat_form%n -- "$@" 2>/dev/null)$newline questions=$ids id='' changed='' most=262144
    for file do
        if [ "$file" = /dev/null/, ]; then
            end_paths "$@"
            questions=${questions# }
            id=${questions%% *} questions=${questions#"${questions%% *}"} changed=
            entries=${headers#*"$newline//$id$newline"}
            entries=${entries%%"$newline//"*}
            set --
            continue
        fi
        status=${statuses%%"$newline"*}
        case $status in
        */"$file")
            statuses=${statuses#*"$newline"} status=${status%"$file"}
            add_file "$file" "$file"
            if [ "$word" = given ]; then set -- "$@" "$file"; fi
            ;;
        *) changed=yes ;;
        esac
    done
    end_paths "$@"
}

end_paths() {
    if [ "$changed" ]; then
        cannot "$id" "changed while it was read"
    else
        end_folder "$@"
    fi
}
