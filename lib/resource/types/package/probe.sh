# Packages: package (of the first database that the host has), dpkg, rpm, apk, package_locks. One process asks for all
# names. The answer to each is the database, and after a tab each package of the name.
# runs: awk *               # its program may not write, read or run
# runs: cat
# runs: dpkg-query -W
# runs: rpm -q

probe_package() {
    if [ -s /var/lib/dpkg/status ] && have dpkg-query; then
        probe_dpkg "$@"
    elif has_rpm_database && have rpm; then
        probe_rpm "$@"
    elif [ -e /lib/apk/db/installed ]; then
        probe_apk "$@"
    else
        take_packages "$@"
        cannot_packages "the host has no dpkg, rpm or apk"
    fi
}

# take_packages ID NAME…: sets $ids and $names. No package has a name of other characters than these.
take_packages() {
    ids='' names=
    while [ $# -gt 0 ]; do
        case $2 in
        [+:-]* | *[!A-Za-z0-9._+:-]*) frame absent "$1" ;;
        *) ids="$ids $1" names="$names $2" ;;
        esac
        shift 2
    done
}

# cannot_packages REASON
cannot_packages() {
    if [ "$ids" ]; then cannot "$ids" "$1"; fi
}

# has_rpm_database: rpm itself would make an empty one. (Where it keeps SQLite, whoever asks it as root has SQLite map
# rpmdb.sqlite-shm, the memory that readers share, and so renew that file's time; the database is only read.)
has_rpm_database() {
    for rpm_folder in /var/lib/rpm /usr/lib/sysimage/rpm /usr/share/rpm; do
        for rpm_file in rpmdb.sqlite Packages.db Packages; do
            if [ -s "$rpm_folder/$rpm_file" ]; then return 0; fi
        done
    done
    return 1
}

probe_dpkg() {
    take_packages "$@"
    if ! have dpkg-query; then
        cannot_packages "the host has no dpkg"
    elif [ "$ids" ]; then
        ask_packages dpkg
    fi
}

# run_packages DATABASE NAME…
run_packages() {
    database=$1
    shift
    case $database in
    dpkg) run_dpkg "$@" ;;
    rpm) run_rpm "$@" ;;
    esac
}

run_dpkg() {
    # shellcheck disable=SC2016 # these are dpkg's variables
    dpkg-query -W -f '${Package} = ${Architecture} ${Status} ${Version}\n' -- "$@" 2>&1
}

probe_rpm() {
    take_packages "$@"
    if ! have rpm || ! has_rpm_database; then
        cannot_packages "the host has no rpm, or rpm no database"
    elif [ "$ids" ]; then
        ask_packages rpm
    fi
}

run_rpm() {
    $limit rpm -q --qf '%{NAME} = %{ARCH} %|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE}\n' "$@" 2>&1
}

# ask_packages DATABASE: all names at once; when what comes back is not in their order, each by itself.
ask_packages() {
    output=$(run_packages "$1" $names)
    case $newline$output in
    *"$newline$1-query: error: "* | *"${newline}error: "*)
        package_error=${output#*error: }
        cannot "$ids" "$1: ${package_error%%"$newline"*}"
        return
        ;;
    esac
    if ! packages_agree "$1" $names; then
        answers=
        for name in $names; do
            output=$(run_packages "$1" "$name") all=$answers
            if ! packages_agree "$1" "$name"; then answers="?$newline"; fi
            answers=$all$answers
        done
    fi
    frame lines$ids
    printf '%s' "$answers"
}

# packages_agree DATABASE NAME…: whether $output tells of each of these packages and in this order, as both programs do
# for sorted names. Sets $answers to a line for each: the database, and after a tab each package of the name.
packages_agree() {
    database=$1 answer=$1 answers='' plain='' missing=0 tab='	'
    shift
    for name do
        if [ "${name%%:*}" = "$plain" ]; then return 1; fi # libc6 and libc6:i386: whose is a line?
        plain=${name%%:*}
    done
    IFS=$newline
    for line in $output; do
        case $line in
        *' = '*) ;;
        'package '*' is not installed' | 'dpkg-query: no packages found matching '*)
            missing=$((missing + 1))
            continue
            ;;
        *) set -- ;;
        esac
        while [ $# -gt 0 ] && [ "${1%%:*}" != "${line%% *}" ]; do
            end_package
            shift
        done
        answer=$answer$tab$line
        if [ $# = 0 ]; then break; fi
    done
    IFS=' '
    if [ $# = 0 ]; then return 1; fi
    for name do end_package; done
    [ "$missing" = 0 ]
}

# end_package: there is nothing more of one package; if there was nothing at all, the program must have said so.
end_package() {
    if [ "$answer" = "$database" ]; then missing=$((missing - 1)); fi
    answers=$answers$answer$newline answer=$database
}

# apk: its database is read as it stands; a package whose version the world file fixes is pinned.
probe_apk() {
    take_packages "$@"
    if [ ! -e /lib/apk/db/installed ]; then
        cannot_packages "the host has no apk"
    elif [ ! -r /lib/apk/db/installed ]; then
        cannot_packages "permission denied: /lib/apk/db/installed"
    elif ! have awk; then
        cannot_packages "the host has no awk"
    elif [ "$ids" ]; then
        world=/dev/null
        if [ -r /etc/apk/world ]; then world=/etc/apk/world; fi
        frame lines$ids
        apk_answers "$world" /lib/apk/db/installed $names
    fi
}

# apk_answers WORLD DATABASE NAME…
apk_answers() {
    # shellcheck disable=SC2016 # these are awk's variables
    awk '
        BEGIN { count = ARGC; ARGC = 3 }
        FILENAME == ARGV[1] && ARGV[1] != ARGV[2] {
            for (i = 1; i <= NF; i++)
                if (split($i, part, "=") == 2 && part[2] !~ /^~/ && part[1] !~ /[<>~!]/) {
                    sub(/@.*/, "", part[1])
                    pinned[part[1]] = 1
                }
            next
        }
        /^P:/ { name = substr($0, 3) }
        /^V:/ { version = substr($0, 3) }
        /^A:/ { arch = substr($0, 3) }
        /^f:/ { status = "broken" }
        /^$/ { keep() }
        END {
            keep()
            for (i = 3; i < count; i++) print "apk" found[ARGV[i]]
        }
        function keep() {
            if (name != "")
                found[name] = found[name] "\t" name " = " arch " " version " " (status == "" ? "whole" : status) " " \
                    (name in pinned ? "pinned" : "free")
            name = version = arch = status = ""
        }' "$@" 2>/dev/null </dev/null
}

# package_locks: the files in which dnf and yum keep what is not to be upgraded.
probe_package_locks() {
    set -- "$1" /etc/dnf/plugins/versionlock.list /etc/yum/pluginconf.d/versionlock.list /etc/dnf/versionlock.toml
    id=$1 names=
    shift
    for lock_file do
        if [ -r "$lock_file" ]; then
            names="$names $lock_file"
        elif [ -e "$lock_file" ]; then
            cannot "$id" "permission denied: $lock_file"
            return
        fi
    done
    if [ "$names" ]; then
        frame ok "$id"
        cat $names 2>/dev/null </dev/null
    else
        frame absent "$id"
    fi
}
