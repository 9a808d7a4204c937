# Attributes: acl, xattrs, capabilities, flags, label: what stat does not tell of a file or directory. One process a kind
# for all plain paths; a link is never followed.
# runs: getfacl -p -E
# runs: getfattr -d -m - -e hex --absolute-names
# runs: getcap -v
# runs: head -c
# runs: lsattr -d
# runs: stat -c %C

# acl: its entries, one a line (acl(5)).
probe_acl() { ask_attributes getfacl 'acl' "$@"; }
# xattrs: "NAME=0xHEX", one a line (xattr(7)).
probe_xattrs() { ask_attributes getfattr 'attr' "$@"; }
# capabilities: a line as getcap(8) prints it, without the path; empty when there are none.
probe_capabilities() { ask_attributes getcap 'libcap2-bin (Debian) or libcap' "$@"; }
# flags: chattr(1)'s letters, and dashes.
probe_flags() { ask_attributes lsattr 'e2fsprogs' "$@"; }
# label: the SELinux label, or a question mark.
probe_label() { ask_attributes stat 'coreutils' "$@"; }

# ask_attributes TOOL PACKAGE ID PATH…
ask_attributes() {
    tool=$1 package=$2
    shift 2
    questions=$* waiting='' ids='' id=
    set --
    for word in $questions; do
        if [ ! "$id" ]; then
            id=$word
            continue
        fi
        decode "$word"
        look_at_attributes "$decoded"
        case $seen,$word in
        there,*\\* | there,-*) one_attribute "$decoded" ;;
        there,*) ids="$ids $id" waiting="$waiting$id $word " && set -- "$@" "$word" ;;
        gone,*) follow='' && one_status "$decoded" ;;
        *) cannot "$id" "$seen" ;;
        esac
        id=
    done
    if [ ! "$ids" ]; then return; fi
    output=$(say_attributes "$@" 2>/dev/null)
    if attributes_agree "$#"; then
        give_attributes
    else
        one_by_one one_attribute "$ids" $questions
    fi
}

# look_at_attributes PATH: as look, for what has attributes that the tool can tell.
look_at_attributes() {
    look '' "$1"
    if [ "$seen" = there ]; then
        if [ -L "$1" ] || { [ ! -f "$1" ] && [ ! -d "$1" ]; }; then
            seen="neither a file nor a directory"
        elif ! have "$tool"; then
            seen="no $tool on the host: install the package $package"
        fi
    fi
}

# say_attributes PATH…: what the tool says, at most 4 MiB, and last a dot and its exit status. Owners of entries can be
# names that another machine must tell.
say_attributes() {
    {
        case $tool in
        getfacl) $limit getfacl -p -E -- "$@" ;;
        getfattr) getfattr -d -m - -e hex --absolute-names -- "$@" ;;
        getcap) getcap -v -- "$@" ;;
        lsattr) lsattr -d -- "$@" ;;
        stat) stat -c %C -- "$@" ;;
        esac
        echo ".$?"
    } | head -c 4194304
}

# attributes_agree COUNT: whether $output is whole, and where there is a line a path, whether there is one for each.
attributes_agree() {
    case $tool,$output in
    getf*,.0 | getf*,*"$newline.0") return 0 ;;
    getf*) return 1 ;;
    esac
    count=$1 rest=$waiting
    IFS=$newline
    for line in $output; do
        rest=${rest#* }
        path=${rest%% *}
        case $tool,$count,$line in
        *,0,.*) count=-1 ;;
        stat,* | getcap,*,"$path" | getcap,*,"$path "* | lsattr,*," $path" | lsattr,*,*" $path") count=$((count - 1)) ;;
        *) break ;;
        esac
        rest=${rest#* }
    done
    IFS=' '
    [ "$count" = -1 ]
}

# give_attributes: answers the questions that are $waiting with $output.
give_attributes() {
    case $tool in
    getf*) give_blocks ;;
    *)
        frame lines$ids
        give_lines
        ;;
    esac
}

give_lines() {
    IFS=$newline
    for line in $output; do
        if [ ! "$waiting" ]; then break; fi
        waiting=${waiting#* }
        path=${waiting%% *}
        waiting=${waiting#* }
        case $tool in
        getcap) line=${line#"$path"} ;;
        lsattr) line=${line%%" $path"} ;;
        esac
        printf '%s\n' "$line"
    done
    IFS=' '
}

# give_blocks: each begins with "# file: PATH"; getfattr has none for a path without attributes.
give_blocks() {
    IFS=$newline
    for line in $output; do
        case $line in
        '# file: '*) next_block "${line#'# file: '}" ;;
        '#'* | .*) ;;
        *) printf '%s\n' "$line" ;;
        esac
    done
    IFS=' '
    while [ "$waiting" ]; do take_waiting; done
}

# next_block PATH
next_block() {
    IFS=' '
    path=
    while [ "$waiting" ] && [ "$path" != "$1" ]; do take_waiting; done
    IFS=$newline
}

# take_waiting: begins the answer to the first that is waiting, and sets $path to its path.
take_waiting() {
    frame ok "${waiting%% *}"
    waiting=${waiting#* }
    path=${waiting%% *}
    waiting=${waiting#* }
}

# one_attribute PATH: answers question $id alone.
one_attribute() {
    output=$(say_attributes "$1" 2>&1)
    case $tool,$output in
    getf*,.0 | getf*,*"$newline.0") give_one_block ;;
    stat,'?'*) give_one_line '?' ;;
    stat,*"$newline.0") give_one_line "${output%"$newline.0"}" ;;
    getcap,"$1$newline"* | getcap,"$1 "*) output=${output%"$newline."*} && give_one_line "${output#"$1"}" ;;
    lsattr,*" $1$newline".0) give_one_line "${output%" $1$newline.0"}" ;;
    *,*"$newline".*) say_complaint ;;
    *) cannot "$id" "no answer from $tool, or one that the host's shell can't hold" ;;
    esac
}

give_one_line() {
    frame ok "$id"
    printf '%s' "$1"
}

give_one_block() {
    frame ok "$id"
    IFS=$newline
    for line in $output; do
        case $line in
        '#'* | .*) ;;
        *) printf '%s\n' "$line" ;;
        esac
    done
    IFS=' '
}

# say_complaint: the tool's own words of what it can't do, without the path.
say_complaint() {
    output=${output%%"$newline"*}
    case $tool,$output in
    lsattr,*': '*) output=${output#*: } && output=${output%% While reading*} ;;
    getcap,*'('*')'*) output=${output##*'('} && output=${output%')'*} ;;
    *) output=${output##*: } ;;
    esac
    cannot "$id" "$tool can't tell: $output"
}
