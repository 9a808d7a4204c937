# shellcheck disable=SC2086 # words of data are plain on purpose, and set -f is in force
# Attributes: those that a step wants, and those that were.
# changes: chattr
# changes: chcon
# changes: chmod
# changes: chown
# changes: getcap
# changes: setcap
# changes: setfacl
# changes: setfattr
# changes: stat -L -c
# changes: tr

# try PACKAGE COMMAND WORD…: runs it; its own words are the reason where it fails.
try() {
    package=$1
    shift
    if ! have "$1"; then
        refuse "no $1 on the host: install the package $package"
    elif ! said=$("$@" 2>&1 </dev/null); then
        fail "$(opening_line "$said")"
    fi
}

# change_attribute NAME WORD: one that the next step wants.
change_attribute() {
    case $1 in
    xattr) xattrs="$xattrs $2 $3" ;;
    *) wanted="$wanted !$1 $2" ;;
    esac
}

# find_wanted NAME: sets $value; false where the step does not say.
find_wanted() {
    case $wanted\  in
    *" !$1 "*)
        value=${wanted#*" !$1 "}
        decode "${value%% *}"
        value=$decoded
        ;;
    *) return 1 ;;
    esac
}

# dress: gives the $handle what the step wants. The owner first, since it takes setuid bits and capabilities away.
dress() {
    dress_owner "$handle" && dress_mode "$handle" && dress_acl "$handle" && dress_xattrs "$handle" &&
        dress_label "$handle" && dress_capabilities "$handle"
}

# dress_owner FILE: always both, since not every chown keeps the other one of a file behind /proc.
dress_owner() {
    owner=$(stat -L -c '%u %g %a' -- "$1")
    set -- "$1" $owner
    owner=$2 group=$3 previous=$4
    if find_wanted owner; then owner=$value; fi
    if find_wanted group; then group=$value; fi
    if [ "$owner:$group" != "$2:$3" ]; then
        keep_capabilities "$1"
        try coreutils chown -- "$owner:$group" "$1" && try coreutils chmod -- "$previous" "$1" && give_capabilities "$1"
    fi
}

keep_capabilities() {
    capability=
    if have getfattr; then
        capability=$(getfattr -n security.capability -e hex --absolute-names -- "$1" 2>/dev/null | sed -n 's/^security.capability=//p')
    fi
}

give_capabilities() {
    if [ "$capability" ]; then try attr setfattr -n security.capability -v "$capability" -- "$1"; fi
}

dress_mode() {
    if find_wanted mode; then try coreutils chmod -- "$value" "$1"; fi
}

dress_acl() {
    find_wanted acl || return 0
    if [ -d "$1" ]; then try acl setfacl -b -k -- "$1"; else try acl setfacl -b -- "$1"; fi &&
        if [ "$value" ]; then try acl setfacl -m "$value" -- "$1"; fi
}

dress_xattrs() {
    dressed=$1
    set -- $xattrs
    while [ $# -gt 0 ]; do
        decode "$1"
        case $2 in
        -) try attr setfattr -x "$decoded" -- "$dressed" ;;
        *) try attr setfattr -n "$decoded" -v "$2" -- "$dressed" ;;
        esac || return
        shift 2
    done
}

dress_label() {
    if find_wanted label; then try coreutils chcon -- "$value" "$1"; fi
}

dress_capabilities() {
    find_wanted capabilities || return 0
    case $1 in
    /proc/*) refuse "$folder is not root's alone: capabilities can't be set there safely" ;;
    *)
        if [ "$value" ]; then
            try libcap2-bin setcap "$value" "$1"
        elif [ "$(getcap -- "$1" 2>/dev/null)" ]; then
            try libcap2-bin setcap -r "$1"
        fi
        ;;
    esac
}

# flag SIGN FILE: sets, or takes away, immutable and append-only where the step says so.
flag() {
    for letter in i a; do
        case $letter in i) find_wanted immutable ;; a) find_wanted append_only ;; esac || continue
        case $1$value,$2 in
        +yes,/proc/* | -no,/proc/*) refuse "$folder is not root's alone: flags can't be set there safely" || return ;;
        +yes,* | -no,*) try e2fsprogs chattr "$1$letter" -- "$2" || return ;;
        esac
    done
}

# restore_attributes FILE DESCRIPTION: gives it those that describe() told.
restore_attributes() {
    restored=$1 description=$2
    print_attributes "$1" | sed -n 's/^xattr \([^=]*\)=.*/\1/p
s/^flag \(.\)/-\1/p' >"$entry/extra"
    while IFS=$newline read -r line; do
        case $line in
        -?) try e2fsprogs chattr "$line" -- "$restored" || return ;;
        system.*) ;;
        *) setfattr -x "$line" -- "$restored" 2>/dev/null ;;
        esac
    done <"$entry/extra"
    rm -f "$entry/extra"
    restore_owner && restore_acl && restore_xattrs
}

restore_owner() {
    owner=$(sed -n 's/^owner //p' "$description")
    set -- $owner
    try coreutils chown -- "$1:$2" "$restored" && try coreutils chmod -- "$3" "$restored"
}

restore_acl() {
    entries=$(sed -n 's/^acl //p' "$description" | tr '\n' ,)
    if [ "$entries" ]; then
        if [ -d "$restored" ]; then setfacl -b -k -- "$restored"; else setfacl -b -- "$restored"; fi 2>/dev/null
        try acl setfacl -m "$entries" -- "$restored"
    fi
}

restore_xattrs() {
    while IFS=$newline read -r line; do
        case $line in
        'xattr system.'*) ;;
        'xattr '*)
            line=${line#xattr }
            try attr setfattr -n "${line%%=*}" -v "${line#*=}" -- "$restored" || return
            ;;
        'flag '*) try e2fsprogs chattr "+${line#flag }" -- "$restored" || return ;;
        esac
    done <"$description"
}
