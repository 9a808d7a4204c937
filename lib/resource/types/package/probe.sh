# Packages: package (of the first database that the host has), dpkg, rpm, apk, package_locks. One process asks for all
# names; awk puts what it said in the order of the questions: the database, and after a tab each package of the name.

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
    if [ "$ids" ] && ! have awk; then
        cannot "$ids" "the host has no awk"
        ids=
    fi
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
        # shellcheck disable=SC2016 # these are dpkg's variables
        package_answers dpkg "$($limit dpkg-query -W -f '${Package} = ${Architecture} ${Status} ${Version}\n' -- $names 2>&1)"
    fi
}

probe_rpm() {
    take_packages "$@"
    if ! have rpm || ! has_rpm_database; then
        cannot_packages "the host has no rpm, or rpm no database"
    elif [ "$ids" ]; then
        package_answers rpm "$($limit rpm -q --qf '%{NAME} = %{ARCH} %|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE}\n' $names 2>&1)"
    fi
}

# package_answers DATABASE OUTPUT: a name of which the output says nothing is answered with a question mark.
package_answers() {
    case $newline$2 in
    *"$newline$1-query: error: "* | *"${newline}error: "*)
        package_error=${2#*error: }
        cannot "$ids" "$1: ${package_error%%"$newline"*}"
        return
        ;;
    esac
    frame lines$ids
    # shellcheck disable=SC2016 # these are awk's variables
    printf '%s\n' "$2" | awk '
        BEGIN { count = ARGC; ARGC = 1 }
        $2 == "=" { found[$1] = found[$1] "\t" $0 }
        / is not installed$/ { none[$2] = 1 }
        / no packages found matching / { none[$NF] = 1 }
        END {
            for (i = 2; i < count; i++) {
                name = plain = ARGV[i]
                sub(/:.*/, "", plain)
                if (name in none) print ARGV[1]
                else if (plain in found) print ARGV[1] found[plain]
                else print "?"
            }
        }' "$1" $names
}

# apk: its database is read as it stands; a package whose version the world file fixes is pinned.
probe_apk() {
    take_packages "$@"
    if [ ! -e /lib/apk/db/installed ]; then
        cannot_packages "the host has no apk"
    elif [ ! -r /lib/apk/db/installed ]; then
        cannot_packages "permission denied: /lib/apk/db/installed"
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
        $limit cat $names 2>/dev/null </dev/null
    else
        frame absent "$id"
    fi
}
