# Accounts: passwd, group, groups_of, shadow. One look into each database, whatever the number of names.

probe_passwd() { ask_database passwd "$@"; }
probe_group() { ask_database group "$@"; }

# ask_database DATABASE ID NAME…: the line of each name.
ask_database() {
    database=$1
    shift
    take_names "$@"
    if [ "$names" = "$newline" ]; then return; fi
    found=$(print_database; echo ".$?")
    case $found in
    *.[02]) match_names "${found%.[02]}" ;;
    *)
        ids_of_names
        case $found in
        *.124) cannot "$ids" "no answer from getent within 20 seconds" ;;
        *) cannot "$ids" "the host can't say what is in its $database database" ;;
        esac
        ;;
    esac
}

# print_database: the file when it is the only source; else what any name service says. getent(1) of glibc answers for
# many names, that of BSD stops at the first it does not know.
print_database() {
    learn_sources
    if [ "$database" = passwd ]; then sources=$passwd_sources; else sources=$group_sources; fi
    if only_among files $sources || ! have getent; then
        cat "/etc/$database" 2>/dev/null
        return
    fi
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

# learn_sources: what nsswitch.conf(5) says of accounts.
learn_sources() {
    passwd_sources=files group_sources=files initgroups_sources=
    if [ ! -r /etc/nsswitch.conf ]; then return; fi
    while IFS=: read -r key rest; do
        case $key in
        passwd) passwd_sources=$rest ;;
        group) group_sources=$rest ;;
        initgroups) initgroups_sources=$rest ;;
        esac
    done </etc/nsswitch.conf
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

# match_names LINES: the first line that begins with a name is its answer.
match_names() {
    ids='' lines=
    IFS=$newline
    for line in $1; do
        if take_id "${line%%:*}"; then ids="$ids $id" lines="$lines$line$newline"; fi
    done
    IFS=' '
    if [ "$ids" ]; then
        frame lines$ids
        printf '%s' "$lines"
    fi
    ids_of_names
    if [ "$ids" ]; then frame absent $ids; fi
}

# probe_groups_of ID NAME…: the groups that name the account as a member, a comma before each. /etc/group tells all of
# them unless the host has another source of groups; then it takes a process an account.
probe_groups_of() {
    take_names "$@"
    if [ "$names" = "$newline" ]; then return; fi
    learn_sources
    if only_among 'files systemd [SUCCESS=merge]' ${initgroups_sources:-$group_sources}; then
        each_name groups_in_file "$(print_memberships; echo .)"
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

# print_memberships: "GROUP:MEMBER,MEMBER" of each group that has any.
print_memberships() {
    while IFS=: read -r group password rest; do
        case $rest in
        *:?*) printf '%s\n' "$group:${rest#*:}" ;;
        esac
    done </etc/group
}

groups_in_file() {
    groups=
    IFS=$newline
    for line in $1; do
        case ",${line##*:}," in
        *",$name,"*) groups="$groups,${line%%:*}" ;;
        esac
    done
    IFS=' '
    if [ "$line" = . ]; then
        frame ok "$id"
        printf '%s' "$groups"
    else
        cannot "$id" "the host's shell can't hold what is in /etc/group"
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
        match_names "$(summarise_shadow)"
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
