# What a package manager would do, simulated: apt_transaction, dnf_transaction, apk_transaction. This part goes only to a
# host on which something of packages is to be put right. Each answer is what the program says, its exit status as "exit
# N", and then which versions of the packages concerned its repositories offer.
# runs: apk add -s
# runs: apk del -s
# runs: apt-cache -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= madison
# runs: apt-get -s
# runs: dnf -C --assumeno
# runs: dnf -C -q list --showduplicates
# runs: $simulate          # a function of this part

# probe_apt_transaction ID VERB PACKAGE[=VERSION] …: install, reinstall, downgrade, remove or purge
probe_apt_transaction() { simulate_each apt-get simulate_apt "$@"; }
probe_dnf_transaction() { simulate_each dnf simulate_dnf "$@"; }
probe_apk_transaction() { simulate_each apk simulate_apk "$@"; }

# simulate_each PROGRAM FUNCTION ID VERB PACKAGE …
simulate_each() {
    program=$1 simulate=$2
    shift 2
    while [ $# -gt 2 ]; do
        id=$1
        if take_transaction "$2" "$3"; then $simulate; fi
        shift 3
    done
}

# take_transaction VERB PACKAGE: sets $verb and $package. A name that ends in - would have apt remove it.
take_transaction() {
    verb=$1
    decode "$2"
    package=$decoded
    case $verb in
    install | reinstall | downgrade | remove | purge) ;;
    *) verb= ;;
    esac
    if ! have "$program"; then
        cannot "$id" "the host has no $program"
        return 1
    fi
    case $verb/$package in
    /* | */ | */[!A-Za-z0-9]* | *- | */*[!A-Za-z0-9._:~=+^-]*)
        cannot "$id" "no package has such a name"
        return 1
        ;;
    esac
}

# Without its caches apt is slower, and writes none; nor does it log what it found.
simulate_apt() {
    case $verb in
    reinstall) verb='install --reinstall' ;;
    downgrade) verb=install ;;
    esac
    simulated=$(
        $limit apt-get -s -q -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o Dir::Log::Planner= $verb "$package" \
            2>&1 </dev/null
        echo "exit $?"
    )
    concerned=${package%%=*}
    IFS=$newline
    for line in $simulated; do
        case $line in
        'Inst '*' ['*'] ('* | 'Remv '* | 'Purg '*)
            line=${line#* }
            concerned="$concerned ${line%% *}"
            ;;
        esac
    done
    IFS=' '
    frame ok "$id"
    printf '%s\n' "$simulated"
    $limit apt-cache -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= madison $concerned 2>/dev/null </dev/null
}

simulate_dnf() {
    if [ "$verb" = purge ]; then verb=remove; fi
    simulated=$(
        $limit dnf -C --assumeno --color=never --noautoremove "$verb" "$package" 2>&1 </dev/null
        echo "exit $?"
    )
    concerned=
    IFS=$newline
    for line in $simulated; do
        case $line in
        ' '[!\ ]*)
            line=${line# }
            concerned="$concerned ${line%% *}"
            ;;
        esac
    done
    IFS=' '
    frame ok "$id"
    printf '%s\n' "$simulated"
    if [ "$concerned" ]; then $limit dnf -C -q list --showduplicates $concerned 2>/dev/null </dev/null; fi
}

simulate_apk() {
    frame ok "$id"
    case $verb in
    remove | purge) $limit apk del -s "$package" 2>&1 </dev/null ;;
    *) $limit apk add -s -u "$package" 2>&1 </dev/null ;;
    esac
    echo "exit $?"
}
