# Foreign packages: foreign_packages, of dpkg's packages those that apt's lists don't offer in that version, and which
# lists there are. The comparison is made here, in four processes: the lists are 50 MB.
# runs: awk *               # its program may not write, read or run
# runs: cat
# runs: grep -E
# runs: /usr/lib/apt/apt-helper cat-file
# runs: $list_reader        # one of the two that print files above

# probe_foreign_packages ID: "list NAME" for each of apt's lists, then "package NAME ARCH VERSION OFFERED…" for each
# package whose version no list has, and "whole" at the end.
probe_foreign_packages() {
    find_lists
    if [ ! -s /var/lib/dpkg/status ]; then
        cannot "$1" "only told where dpkg is: other databases don't say which repository a package is of"
    elif [ ! -r /var/lib/dpkg/status ]; then
        cannot "$1" "permission denied: /var/lib/dpkg/status"
    elif [ "$lists_error" ]; then
        cannot "$1" "$lists_error"
    elif ! have awk || ! have grep; then
        cannot "$1" "the host has no awk or no grep"
    else
        frame ok "$1"
        printf '%s' "$list_names"
        { $limit $list_reader $lists && echo 'Whole: yes'; } 2>/dev/null |
            grep -E '^(Package|Version|Architecture|Whole): ' | find_foreign_packages
    fi
}

# find_lists: sets $lists to the files of packages, $list_names to a line for each of them and of the Release files,
# $list_reader to what prints them, or $lists_error.
find_lists() {
    lists='' list_names='' lists_error='' list_reader=cat
    set +f
    set -- /var/lib/apt/lists/*
    set -f
    for file do
        case $file in
        *[!A-Za-z0-9/._%:+~@,=-]*) continue ;;
        *_Packages) lists="$lists $file" ;;
        *_Packages.*) lists="$lists $file" list_reader='/usr/lib/apt/apt-helper cat-file' ;;
        *_InRelease | *_Release) ;;
        *) continue ;;
        esac
        list_names="${list_names}list ${file##*/}$newline"
        if [ ! -r "$file" ]; then lists_error="permission denied: $file"; fi
    done
    if [ ! -r /var/lib/apt/lists ] && [ -e /var/lib/apt/lists ]; then
        lists_error="permission denied: /var/lib/apt/lists"
    elif [ ! "$lists" ]; then
        lists_error="no package lists in /var/lib/apt/lists: run apt update"
    elif [ "$list_reader" != cat ] && ! have /usr/lib/apt/apt-helper; then
        lists_error="the package lists are compressed, and the host has no apt-helper to read them"
    fi
}

# find_foreign_packages: of dpkg's packages, those that the list on standard input doesn't have.
find_foreign_packages() {
    # shellcheck disable=SC2016 # these are awk's variables
    awk '
        FILENAME == ARGV[1] {
            if (/^Package: /) { keep(); name = $2 }
            else if (/^Status: /) state = $4
            else if (/^Version: /) version = $2
            else if (/^Architecture: /) arch = $2
            next
        }
        !second { keep(); second = 1 }
        /^Whole: / { whole = 1; next }
        /^Package: / { offer(); name = $2 }
        /^Version: / { version = $2 }
        /^Architecture: / { arch = $2 }
        END {
            if (second) offer(); else keep()
            for (one in installed) {
                split(one, part, " ")
                if (!(one in exact)) print "package " one versions[part[1]]
            }
            if (whole) print "whole"
        }
        function keep() {
            if (state != "" && state != "config-files" && state != "not-installed") {
                installed[name " " arch " " version] = 1
                known[name] = 1
            }
            name = state = version = arch = ""
        }
        function offer() {
            if (name in known) {
                exact[name " " arch " " version] = 1
                versions[name] = versions[name] " " version
            }
            name = version = arch = ""
        }' /var/lib/dpkg/status - 2>/dev/null
}
