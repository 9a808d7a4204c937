# Accounts: passwd, group, groups_of, shadow. One look into each database, whatever the number of names.
# runs: cat
# runs: getent
# runs: id -G
# runs: tr

probe_passwd() { ask_database passwd "$@"; }
probe_group() { ask_database group "$@"; }

# ask_database DATABASE ID NAME…: the line of each name. What the file does not tell, the host's other sources do.
ask_database() {
    find_in_database "$@"
    if [ "$ids" ]; then
        frame lines$ids
        printf '%s' "$lines"
    fi
    answer_unfound
}

# find_in_database DATABASE ID NAME…: sets $ids and $lines to the answers, and leaves the other names in $names.
find_in_database() {
    database=$1 ids='' lines='' last=
    shift
    take_names "$@"
    if [ "$names" = "$newline" ]; then return; fi
    learn_accounts
    if [ "$database" = passwd ]; then sources=$passwd_sources; else sources=$group_sources; fi
    if ! have getent; then sources=files; fi
    set -- $sources
    if [ "${1:-files}" = files ]; then match_names "$accounts"; fi
    if ! only_among files "$@" && [ "$names" != "$newline" ]; then
        match_names "$(run_getent; echo ".$?")"
    fi
}

# answer_unfound: for what is left in $names, by the $last line that was read.
answer_unfound() {
    ids_of_names
    if [ "$ids" ]; then
        case $last in
        . | .[02]) frame absent $ids ;;
        .124) cannot "$ids" "no answer from getent within 20 seconds" ;;
        *) cannot "$ids" "the host can't say what is in its $database database" ;;
        esac
    fi
}

# run_getent: for what is left in $names. getent(1) of glibc answers for many, that of BSD stops at the first it does
# not know.
run_getent() {
    set --
    IFS=$newline
    for pair in $names; do set -- "$@" "${pair%:*}"; done
    IFS=' '
    if [ -e /proc/version ]; then
        $limit getent "$database" -- "$@" 2>/dev/null
    else
        for name do $limit getent "$database" "$name" 2>/dev/null; done
        true
    fi
}

# learn_accounts: sets $accounts to nsswitch.conf(5), passwd(5) and group(5), whose lines differ in their number of
# fields, and a dot; and the sources that the first names.
learn_accounts() {
    if [ "$accounts" ]; then return; fi
    set -- /etc/nsswitch.conf /etc/passwd /etc/group
    if [ "${YASH_VERSION-}" ]; then # which leaves out what comes after a byte that it can't hold
        accounts=$(cat "$@" 2>/dev/null; echo .)
    else
        accounts=$(cat "$@" 2>/dev/null)$newline.
    fi
    passwd_sources=files group_sources=files initgroups_sources=
    IFS=$newline
    for line in $accounts; do
        case $line in
        *:*:*) break ;;
        passwd:*) passwd_sources=${line#*:} ;;
        group:*) group_sources=${line#*:} ;;
        initgroups:*) initgroups_sources=${line#*:} ;;
        esac
    done
    IFS=' '
}

# only_among ALLOWED WORD…
only_among() {
    allowed=" $1 "
    shift
    for word do
        case $allowed in
        *" $word "*) ;;
        *) return 1 ;;
        esac
    done
}

# take_names ID NAME…: sets $names to "NAME:ID" of each, a newline before and after it.
take_names() {
    names=$newline
    while [ $# -gt 0 ]; do
        decode "$2"
        case $decoded in
        '') cannot "$1" "the host's shell can't hold this name" ;;
        *[:,"$newline"]*) frame absent "$1" ;;
        *) names="$names$decoded:$1$newline" ;;
        esac
        shift 2
    done
}

# ids_of_names: sets $ids.
ids_of_names() {
    ids=
    IFS=$newline
    for pair in $names; do ids="$ids ${pair##*:}"; done
    IFS=' '
    ids=${ids# }
}

# take_id NAME: sets $id to that of the name and takes it out of $names; fails when it is not asked for.
take_id() {
    case $names in
    *"$newline$1:"*) ;;
    *) return 1 ;;
    esac
    id=${names#*"$newline$1:"}
    id=${id%%"$newline"*}
    names=${names%%"$newline$1:"*}$newline${names#*"$newline$1:$id$newline"}
}

# match_names LINES: the first line that begins with a name is its answer: adds to $ids and $lines, and sets
# $last to the last line, which says whether they are whole (yash keeps a loop's own variable to itself).
match_names() {
    IFS=$newline
    for line in $1; do
        case $names in
        *"$newline${line%%:*}:"*)
            if is_of_database && take_id "${line%%:*}"; then ids="$ids $id" lines="$lines$line$newline"; fi
            ;;
        esac
    done
    last=$line
    IFS=' '
}

# is_of_database: passwd(5) has seven fields, group(5) four.
is_of_database() {
    case $database:$line in
    passwd:*:*:*:*:*:*:*) ;;
    group:*:*:*:*:*) return 1 ;;
    group:*:*:*:*) ;;
    shadow:*) ;;
    *) return 1 ;;
    esac
}

# probe_groups_of ID NAME…: the groups that name the account as a member, a comma before each. /etc/group tells all of
# them unless the host has another source of groups; then it takes a process an account.
probe_groups_of() {
    take_names "$@"
    if [ "$names" = "$newline" ]; then return; fi
    learn_accounts
    if only_among 'files systemd [SUCCESS=merge]' ${initgroups_sources:-$group_sources} || ! have id; then
        each_name groups_in_file "$accounts"
    else
        each_name groups_by_id
    fi
}

# each_name FUNCTION ARGUMENT…: calls it for every name, with $id and $name set.
each_name() {
    IFS=$newline
    for pair in $names; do
        IFS=' '
        id=${pair##*:} name=${pair%:*}
        "$@"
        IFS=$newline
    done
    IFS=' '
}

groups_in_file() {
    groups=
    IFS=$newline
    for line in $1; do
        case ,${line##*:}, in
        *",$name,"*)
            database=group
            if is_of_database; then groups="$groups,${line%%:*}"; fi
            ;;
        esac
    done
    IFS=' '
    if [ "$line" = . ]; then
        frame ok "$id"
        printf '%s' "$groups"
    else
        cannot "$id" "the host can't say what is in its group database"
    fi
}

# The first that id prints is the account's own group.
groups_by_id() {
    groups=$($limit id -G -n -z -- "$name" 2>/dev/null | tr '\000' ,)
    case $groups in
    *,)
        frame ok "$id"
        groups=,${groups#*,}
        printf '%s' "${groups%,}"
        ;;
    *) cannot "$id" "id does not know this account, or gave no answer within 20 seconds" ;;
    esac
}

# probe_shadow ID NAME…: "NAME:WORD,LAST,MIN,MAX,WARN,INACTIVE,EXPIRE" (shadow(5)). What stands for the password becomes
# one word in the shell itself: set, empty, locked or none. It never leaves the host.
probe_shadow() {
    take_names "$@"
    ids_of_names
    if [ ! "$ids" ]; then return; fi
    if [ ! -e /etc/shadow ]; then
        cannot "$ids" "no /etc/shadow on the host"
    elif [ ! -r /etc/shadow ]; then
        cannot "$ids" "permission denied: /etc/shadow"
    else
        ids='' lines='' database=shadow
        match_names "$(summarise_shadow)"
        if [ "$ids" ]; then
            frame lines$ids
            printf '%s' "$lines"
        fi
        ids_of_names
        if [ "$ids" ]; then frame absent $ids; fi
    fi
}

summarise_shadow() {
    while IFS=: read -r name password last min max warn inactive expire rest; do
        case $password in
        '') password='empty' ;;
        !*) password='locked' ;;
        \$* | _* | [./0-9A-Za-z][./0-9A-Za-z]*) password='set' ;;
        *) password='none' ;;
        esac
        printf '%s\n' "$name:$password,$last,$min,$max,$warn,$inactive,$expire"
    done </etc/shadow
}
