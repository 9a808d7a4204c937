# Databases: databases, all accounts and groups that the host lists, and the status of each home. Three processes.
# runs: awk *               # its program may not write, read or run
# runs: getent passwd
# runs: stat

# probe_databases ID: "p NAME:WORD:UID:GID:SHELL:HOME" for each line of passwd(5) ("e …" for one that getent alone
# lists), "g NAME:GID:MEMBERS" for group(5), "s NAME:WORD" for shadow(5), "x DATABASE LINE" for one of another form, "."
# when that was all; "S REASON" when shadow(5) can't be read, "n SOURCE…" what passwd's sources are, "STATUS/HOME" for
# each home, "d HOME" for one that can't be looked at. What stands for a password becomes a word in awk: shadow (for x),
# set, empty, locked or none.
probe_databases() {
    if ! have awk; then
        cannot "$1" "the host has no awk"
        return
    elif [ ! -r /etc/passwd ] || [ ! -r /etc/group ]; then
        cannot "$1" "/etc/passwd or /etc/group can't be read"
        return
    fi
    learn_accounts
    lines=$(summarise_databases)
    frame ok "$1"
    printf '%s\n' "$lines" "n $passwd_sources"
    if [ ! -e /etc/shadow ]; then
        echo 'S no /etc/shadow on the host'
    elif [ ! -r /etc/shadow ]; then
        echo 'S permission denied: /etc/shadow'
    fi
    give_homes
}

summarise_databases() {
    set -- from=p /etc/passwd from=g /etc/group
    if [ -r /etc/shadow ]; then set -- "$@" from=s /etc/shadow; fi
    # shellcheck disable=SC2016 # these are awk's variables
    list_other_accounts | awk -F: '
        function word(text) {
            if (text == "") return "empty"
            if (text == "x") return "shadow"
            if (text ~ /^!/) return "locked"
            return text ~ /^([$_]|[.\/0-9A-Za-z][.\/0-9A-Za-z])/ ? "set" : "none"
        }
        BEGIN { fields["p"] = fields["e"] = 7; fields["g"] = 4; fields["s"] = 9 }
        NF != fields[from] { print "x " from " " FNR; next }
        from == "g" { print "g " $1 ":" $3 ":" $4; next }
        from == "s" { print "s " $1 ":" word($2); next }
        { print from " " $1 ":" word($2) ":" $3 ":" $4 ":" $7 ":" $6 }
        END { print "." }' "$@" from=e -
}

# list_other_accounts: those of sources that are no file; not every such source lists its own.
list_other_accounts() {
    if have getent && ! only_among 'files systemd compat [SUCCESS=merge] [NOTFOUND=return]' $passwd_sources; then
        $limit getent passwd 2>/dev/null
    fi
}

# give_homes: of each account in $lines, those that are the same once.
give_homes() {
    set --
    homes=$newline
    IFS=$newline
    for line in $lines; do
        home=${line##*:}
        case $line$homes in
        [pe]' '*"$newline$home$newline"*) ;;
        [pe]' '*:/*)
            homes=$homes$home$newline
            look -L "$home"
            case $seen in
            there) set -- "$@" "$home" ;;
            gone) ;;
            *) printf 'd %s\n' "$home" ;;
            esac
            ;;
        esac
    done
    IFS=' '
    learn_stat
    if [ $# -gt 0 ]; then stat -L $stat_form%n -- "$@" 2>/dev/null; fi
}
