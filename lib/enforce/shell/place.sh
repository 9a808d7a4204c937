# shellcheck disable=SC2086 # words of data are plain on purpose, and set -f is in force
# A path: its folder, which becomes the working directory so that nobody can put another in its place, and what stands
# there under its name.
# changes: cp -a
# changes: cut
# changes: find
# changes: getfacl -pncE
# changes: getfattr -d -m - -e hex --absolute-names
# changes: lsattr -d
# changes: pwd -P
# changes: readlink -n
# changes: sed -n
# changes: stat -c
# changes: $digester

# enter PATH: into its folder; sets $name and the $temporary beside it.
enter() {
    path=$1 folder=${1%/*} name=./${1##*/} temporary=./.plumbline-$run-$step
    folder=${folder:-/}
    case $1 in
    */ | */. | */.. | [!/]* | '')
        refuse "'$1' is not the path of a file"
        return
        ;;
    esac
    if ! cd -P "$folder" 2>/dev/null; then
        refuse "there is no folder $folder that can be entered"
        return
    fi
    here=$(pwd -P)
    if [ "$here" != "$folder" ] && ! led_by_root "$folder"; then
        refuse "$folder leads to $here by a link that is not root's"
        return
    fi
    case $(stat -c %a .) in
    [1357]???) ;;
    *[2367]) refuse "anyone may replace files in $folder: chmod o-w $folder" ;;
    esac
}

# led_by_root FOLDER: whether each name on the way there is root's.
led_by_root() {
    above=$1
    while [ "$above" ]; do
        if [ "$(stat -c %u "$above")" != 0 ]; then return 1; fi
        above=${above%/*}
    done
}

# guarded: whether nobody but root can swap names in the working directory.
guarded() {
    case $(stat -c '%u %a' .) in
    '0 '*[2367]? | '0 '*[2367]) return 1 ;;
    '0 '*) return 0 ;;
    esac
    return 1
}

# digest_of FILE: sets $digest.
digest_of() {
    digest=
    if [ -f "$1" ]; then is_digest "$($digester <"$1" 2>/dev/null)" || digest=; fi
    [ "$digest" ]
}

# look_at NAME: sets $image to "absent", "file DIGEST", "link DIGEST" (of its text), "directory" or "other".
look_at() {
    image=other
    if [ -L "$1" ]; then
        is_digest "$(readlink -n -- "$1" | $digester)" && image="link $digest"
    elif [ ! -e "$1" ]; then
        image=absent
    elif [ -d "$1" ]; then
        image=directory
    elif digest_of "$1"; then
        image="file $digest"
    fi
}

# print_attributes NAME: "owner UID GID MODE", then acl, xattr and flag lines; all that the host's tools can tell.
print_attributes() {
    stat -c 'owner %u %g %a' -- "$1"
    if [ -L "$1" ]; then return; fi
    if have getfacl; then getfacl -pncE -- "$1" 2>/dev/null | sed -n 's/^[^#]/acl &/p'; fi
    if have getfattr; then
        getfattr -d -m - -e hex --absolute-names -- "$1" 2>/dev/null | sed -n 's/^[^#]/xattr &/p'
    fi
    print_flags "$1"
}

# print_flags NAME: those of chattr(1) that are about changes.
print_flags() {
    flags=
    if have lsattr; then flags=$(lsattr -d -- "$1" 2>/dev/null); fi
    case ${flags%% *} in *i*) echo 'flag i' ;; esac
    case ${flags%% *} in *a*) echo 'flag a' ;; esac
}

# describe NAME: all that is compared: its image and its attributes.
describe() {
    look_at "$1"
    echo "$image"
    if [ "$image" != absent ]; then print_attributes "$1"; fi
}

# is_as NAME FILE: whether it still is as was described there.
is_as() { [ -f "$2" ] && [ "$(describe "$1")" = "$(cat "$2")" ]; }

# mounted_below NAME: whether something is mounted on it or below it, as far as names without blanks tell.
mounted_below() {
    mounted=$(pwd -P)
    mounted=${mounted%/}/${1#./}
    while read -r _ _ _ _ point _; do
        case $point in "$mounted" | "$mounted"/*) return 0 ;; esac
    done </proc/self/mountinfo
    return 1
}

# changeable NAME: whether what stands there, the $image, may be replaced or removed.
changeable() {
    if mounted_below "$1"; then
        refuse "something is mounted at $path: it can't be replaced"
        return
    fi
    case $image in
    absent | link*) return ;;
    other) refuse "$path is neither a file nor a folder nor a link" || return ;;
    esac
    may_be_touched "$1" || return
    case $image,$(stat -c %h -- "$1") in
    directory,* | *,1) ;;
    *) refuse "$path is one of several names of one file (hard links), which would come apart: find / -xdev -samefile $path" ;;
    esac
}

# may_be_touched NAME: whether chattr(1)'s flags allow it.
may_be_touched() {
    case $(print_flags "$1") in
    '') ;;
    *'flag i'*) refuse "$path is immutable: chattr -i $path" ;;
    *) refuse "$path is append-only: chattr -a $path" ;;
    esac
}
