# Authorized keys: authorized_keys, the files of an account in which sshd(8) looks for keys, with all that it looks at
# to trust them. One awk, one stat for all accounts, one cat for each that has a file.
# runs: awk *               # its program may not write, read or run

# probe_authorized_keys ID NAME FILES…: FILES as AuthorizedKeysFile names them, or empty: then sshd_config(5) is asked.
# "account UID HOME", "sshd WORD…", "file PATH" for each, whether there or not; then as folder: "//WORD,STATUS/PATH" for
# each file and folder that is there, "//=/", and the bytes of those that are `given`.
probe_authorized_keys() {
    pairs='' patterns=' '
    while [ $# -gt 0 ]; do
        pairs="$pairs $1 $2" patterns="$patterns$1 $3 "
        shift 3
    done
    find_in_database passwd $pairs
    found_ids=$ids found_lines=$lines
    answer_unfound
    learn_key_files
    ids='' key_paths='' headers=
    IFS=$newline
    set --
    for line in $found_lines; do
        IFS=' '
        found_ids=${found_ids# }
        id=${found_ids%% *} found_ids=${found_ids#"${found_ids%% *}"}
        take_key_paths "$line"
        IFS=$newline
        if [ "$key_paths" ]; then
            ids="$ids $id"
            set -- "$@" /dev/null/, $key_paths
        fi
    done
    IFS=' '
    if [ "$ids" ]; then give_paths "$@"; fi
}

# take_key_paths LINE: sets $key_paths to what of the account of question $id is there, and adds to $headers; or
# answers.
take_key_paths() {
    account=${1%%:*} key_paths=
    rest=${1#*:*:}
    number=${rest%%:*}
    rest=${1%:*}
    home=${rest##*:}
    words=${patterns#*" $id "}
    decode "${words%% *}"
    words=$decoded
    if [ ! "$words" ]; then words=$key_files; fi
    header="account $number $home$newline${sshd_words}$newline"
    unseen=
    if [ ! "$decoded" ] && [ "$sshd_unclear" ]; then unseen=$sshd_unclear; fi
    for word in $words; do
        expand_tokens "$word"
        header="${header}file $expanded$newline"
        climb "$expanded"
    done
    if [ "$unseen" ]; then
        cannot "$id" "$unseen"
        key_paths=
    else
        key_paths=${key_paths:-/}
        headers="$headers$newline//$id$newline$header"
    fi
}

# climb PATH: adds it and the folders above it, up to the home, to $key_paths.
climb() {
    step=$1
    while [ "$step" ]; do
        look -L "$step"
        case $newline$key_paths$newline$seen in
        *"$newline$step$newline"*) ;;
        *"${newline}there") key_paths=$key_paths${key_paths:+$newline}$step ;;
        *"${newline}gone") ;;
        *) unseen=$seen ;;
        esac
        case $step in
        "$home") break ;;
        esac
        step=${step%/*}
    done
}

# expand_tokens PATTERN: sets $expanded (sshd_config(5), TOKENS).
expand_tokens() {
    expanded='' rest=$1
    while [ "${rest#*%}" != "$rest" ]; do
        expanded=$expanded${rest%%\%*}
        rest=${rest#*%}
        case $rest in
        h*) expanded=$expanded$home ;;
        u*) expanded=$expanded$account ;;
        U*) expanded=$expanded$number ;;
        *) expanded=$expanded% ;;
        esac
        rest=${rest#?}
    done
    expanded=$expanded$rest
    case $expanded in
    /*) ;;
    *) expanded=${home%/}/$expanded ;;
    esac
}

# learn_key_files: sets $key_files to the first AuthorizedKeysFile, $sshd_words to what else sshd_config(5) says, and
# $sshd_unclear to why it can't be told.
learn_key_files() {
    key_files='.ssh/authorized_keys .ssh/authorized_keys2' sshd_words=sshd sshd_unclear=
    if [ ! -e /etc/ssh/sshd_config ]; then return; fi
    if [ ! -r /etc/ssh/sshd_config ]; then
        sshd_unclear="permission denied: /etc/ssh/sshd_config"
        return
    elif ! have awk; then
        sshd_unclear="the host has no awk"
        return
    fi
    set +f
    set -- /etc/ssh/sshd_config /etc/ssh/sshd_config.d/*.conf
    set -f
    if [ ! -e "$2" ]; then set -- "$1"; fi
    for file do
        if [ ! -r "$file" ]; then sshd_unclear="permission denied: $file"; fi
    done
    if [ "$sshd_unclear" ]; then return; fi
    said=$(read_sshd_config "$@")
    sshd_words="sshd ${said%%"$newline"*}"
    case $said in
    *"$newline"*) key_files=${said#*"$newline"} ;;
    esac
    case $sshd_words in
    *' elsewhere'*) sshd_unclear="sshd_config sets AuthorizedKeysFile in a Match block or includes other files: name the file with 'files'" ;;
    esac
}

# read_sshd_config FILE…: the words strict, lax, command and elsewhere, then a line with the files, if there are any set.
# shellcheck disable=SC2016 # these are awk's variables
read_sshd_config() {
    awk '
        FNR == 1 { within = 0; main = (NR == 1) }
        { line = $0; sub(/^[ \t]+/, "", line); key = tolower(line); sub(/[ \t=].*/, "", key)
            value = line; sub(/^[^ \t=]+[ \t]*=?[ \t]*/, "", value); sub(/[ \t]#.*/, "", value)
            gsub(/["\r]/, "", value) }
        key == "match" { within = 1 }
        key == "include" {
            if (main && !within && value ~ /^(\/etc\/ssh\/)?sshd_config\.d\/\*\.conf$/) { if (!included) included = FNR }
            else elsewhere = 1
        }
        key == "authorizedkeysfile" && within { elsewhere = 1 }
        key ~ /^(authorizedkeysfile|strictmodes|authorizedkeyscommand)$/ && !within {
            if (main && !((key, 1) in at)) { at[key, 1] = FNR; set[key, 1] = value }
            if (!main && !((key, 2) in at)) { at[key, 2] = 1; set[key, 2] = value }
        }
        function of(key) {
            if (((key, 2) in at) && included && (!((key, 1) in at) || included < at[key, 1])) return set[key, 2]
            return ((key, 1) in at) ? set[key, 1] : ""
        }
        END {
            words = tolower(of("strictmodes")) == "no" ? "lax" : "strict"
            command = of("authorizedkeyscommand")
            if (command != "" && tolower(command) != "none") words = words " command"
            if (elsewhere) words = words " elsewhere"
            files = of("authorizedkeysfile")
            print words
            if (tolower(files) == "none") print " "
            else if (files != "") print files
        }' "$@" 2>/dev/null
}
