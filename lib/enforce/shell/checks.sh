# shellcheck disable=SC2086 # words of data are plain on purpose, and set -f is in force
# Checks: what a program says of its own file before it takes its place, or after it where the program reads all of its
# configuration; then the old one is put back if it is wrong. Only where the program is on the host.
# changes: tail -n
# changes: tr -d
# changes: timeout 60        # by which a checking program runs

# change_validate WORD…: the command that the step has for that, in words of data.
change_validate() { checker=$*; }

# validate FILE: which is to become $path.
validate() {
    if [ "$checker" ]; then
        accepted "$1" $checker
        return
    fi
    case $path in
    /etc/ssh/sshd_config) approved sshd -t -f "$1" ;;
    /etc/sudoers | /etc/sudoers.d/*) approved visudo -c -f "$1" ;;
    /etc/fstab) approved_table "$1" ;;
    /etc/nftables.conf) approved nft -c -f "$1" ;;
    /etc/haproxy/haproxy.cfg) approved haproxy -c -f "$1" ;;
    /etc/rsyslog.conf) approved rsyslogd -N1 -f "$1" ;;
    /etc/chrony/chrony.conf | /etc/chrony.conf) approved chronyd -p -f "$1" ;;
    /etc/samba/smb.conf) approved testparm -s "$1" ;;
    /etc/bind/named.conf | /etc/named.conf) approved named-checkconf "$1" ;;
    esac
}

# validate_place: the same once it is there.
validate_place() {
    if [ "$checker" ]; then return; fi
    case $path in
    /etc/ssh/sshd_config.d/*) approved sshd -t ;;
    /etc/nginx/*) approved nginx -t ;;
    /etc/apache2/*) approved apache2ctl -t ;;
    /etc/rsyslog.d/*) approved rsyslogd -N1 ;;
    esac || { put_back && return 1; }
}

# accepted FILE WORD…: by the step's own command, in whose words %s is the file.
accepted() {
    file=$1
    shift
    for word; do
        decode "$word"
        case $decoded in *%s*) decoded=${decoded%%"%s"*}$file${decoded#*"%s"} ;; esac
        set -- "$@" "$decoded"
        shift
    done
    if have "$1"; then approved "$@"; else refuse "no $1 on the host, which is to validate it"; fi
}

# approved COMMAND WORD…: what it said is the reason where it fails.
approved() {
    if ! have "$1"; then return; fi
    said=$(timeout 60 "$@" 2>&1 </dev/null) && return
    while :; do
        case $said in
        *"$temporary"*) said=${said%%"$temporary"*}$path${said#*"$temporary"} ;;
        *) break ;;
        esac
    done
    fail "$1 refuses it: $(last_lines "$said")"
}

# last_lines TEXT: sshd ends its own as terminals want it.
last_lines() { printf '%s\n' "$1" | tail -n 5 | tr -d '\r'; }

# approved_table FILE: fstab(5); what findmnt says of sources that are not there now is no reason.
approved_table() {
    if ! have findmnt; then return; fi
    case $(timeout 60 findmnt --verify --tab-file "$1" 2>&1 </dev/null) in
    *'parse error at line'*) fail "findmnt refuses it: it can't be read as fstab(5)" ;;
    esac
}
