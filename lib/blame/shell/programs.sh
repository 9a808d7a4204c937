# What programs of the host tell of a time: log_logins, log_owners, log_installed, log_etckeeper, log_histories.
# runs: awk *               # its program may not write, read or run
# runs: dpkg-query -S
# runs: git --no-optional-locks
# runs: head -c
# runs: lastlog -t
# runs: rpm -q
# runs: rpm -qf
# runs: stat
# runs: tail -c

# probe_log_logins ID DAYS: what lastlog(8) says of each account that logged in since.
probe_log_logins() {
    if ! have lastlog; then
        frame absent "$1"
        return
    fi
    frame ok "$1"
    $limit lastlog -t "$2" 2>/dev/null | head -c 8192
}

# probe_log_owners ID PATHS: the package that each path, a line each, came with: "dpkg" and dpkg's lines, or "rpm" and a
# line for each path.
probe_log_owners() {
    id=$1
    decode "$2"
    IFS=$newline
    set -- $decoded
    IFS=' '
    if [ -s /var/lib/dpkg/status ] && have dpkg-query; then
        frame ok "$id"
        echo dpkg
        $limit dpkg-query -S "$@" 2>/dev/null | head -c 16384
    elif has_rpm_database && have rpm; then
        frame ok "$id"
        echo rpm
        $limit rpm -qf --qf '%{NAME}\n' "$@" 2>&1 | head -c 16384
    else
        frame absent "$id"
    fi
}

# probe_log_installed ID NAMES: "NAME VERSION EPOCH", when the rpm of each name was installed.
probe_log_installed() {
    id=$1
    decode "$2"
    if ! has_rpm_database || ! have rpm; then
        frame absent "$id"
        return
    fi
    frame ok "$id"
    $limit rpm -q --qf '%{NAME} %{VERSION}-%{RELEASE} %{INSTALLTIME}\n' $decoded 2>/dev/null | head -c 16384
}

# probe_log_etckeeper ID SINCE UNTIL PATHS: the commits of /etc that changed one of the paths, a line each, in that time:
# "EPOCH", author, its address and committer, subject, a tab between two; and below each the names that it changed.
probe_log_etckeeper() {
    id=$1 etc_since=$2 etc_until=$3
    decode "$4"
    if [ ! -d /etc/.git ] || ! have git; then
        frame absent "$id"
    elif [ ! -r /etc/.git/HEAD ] || [ ! -x /etc/.git/objects ]; then
        cannot "$id" "permission denied: /etc/.git"
    else
        IFS=$newline
        set -- $decoded
        IFS=' '
        frame ok "$id"
        $limit git --no-optional-locks --no-pager -c core.fsmonitor=false -c safe.directory=/etc -C /etc log \
            --no-show-signature --no-color --no-renames --no-ext-diff --no-textconv --name-only -n 200 \
            "--since=$etc_since +0000" "--until=$etc_until +0000" '--format=commit%x09%ct%x09%an%x09%ae%x09%cn%x09%s' \
            -- "$@" 2>&1 | head -c 65536
    fi
}

# probe_log_histories ID SINCE LIMIT WORDS: of each account's shell history that was written since then, "=ACCOUNT" and the
# lines of its end that hold one of the words, which stand in a line each: "+LINE", or "+#EPOCH" before it.
probe_log_histories() {
    id=$1 log_since=$2 log_limit=$3
    decode "$4"
    if [ ! -r /etc/passwd ] || ! have awk; then
        cannot "$id" "the host has no awk or no /etc/passwd"
        return
    fi
    learn_stat
    IFS=$newline
    set -- $decoded
    IFS=' '
    frame ok "$id"
    list_histories "$@" | tail -c "$log_limit"
}

list_histories() {
    while IFS=: read -r name password last min max home rest; do
        for log in "$home/.bash_history" "$home/.zsh_history" "$home/.ash_history" "$home/.sh_history"; do
            if [ -f "$log" ] && [ -r "$log" ] && was_written_since; then
                echo "=$name"
                tail -c 65536 "$log" 2>/dev/null | words_in_history "$@"
            fi
        done
    done </etc/passwd
}

# was_written_since: whether $log was since $log_since.
was_written_since() {
    log_line=$(stat $stat_form -- "$log" 2>/dev/null)
    log_line=${log_line#*,*,*,*,}
    log_line=${log_line%%,*}
    [ "${log_line:-0}" -ge "$log_since" ]
}

# words_in_history WORD…
words_in_history() {
    # shellcheck disable=SC2016 # these are awk's variables
    awk 'BEGIN { count = ARGC; ARGC = 1 }
        {
            for (i = 1; i < count; i++) if (index($0, ARGV[i])) {
                if (stamp != "") print "+" stamp
                print "+" substr($0, 1, 1000)
                break
            }
            stamp = $0 ~ /^#[0-9]+$/ ? $0 : ""
        }' "$@"
}
