# shellcheck disable=SC2086 # words of data are plain on purpose, and set -f is in force
# Programs: only those of this list, found by the script's PATH, in a session of their own that a lost connection does
# not end, for a limited time.
# changes: setsid
# changes: tail -n
# changes: timeout -k 10

# may_run COMMAND
may_run() {
    case $1 in
    apt-get | apt-mark | dpkg | dpkg-divert | dpkg-statoverride | debconf-set-selections) ;;
    dnf | yum | rpm | zypper | apk | pacman | snap) ;;
    systemctl | service | rc-service | rc-update | update-rc.d | chkconfig | sv | initctl | invoke-rc.d) ;;
    useradd | usermod | userdel | groupadd | groupmod | groupdel | gpasswd | chpasswd | passwd | chage) ;;
    adduser | addgroup | deluser | delgroup | newusers) ;;
    sysctl | modprobe | rmmod | depmod | update-initramfs | dracut) ;;
    mount | umount | swapon | swapoff | mkswap) ;;
    update-alternatives | alternatives | update-ca-certificates | update-ca-trust | ldconfig) ;;
    timedatectl | locale-gen | localectl | hostnamectl | hostname | update-locale) ;;
    crontab | visudo | newaliases | postmap | update-grub | grub2-mkconfig) ;;
    ip | nft | iptables-restore | ip6tables-restore | iptables | ip6tables | ufw | firewall-cmd | netplan | ifup | ifdown) ;;
    setsebool | setenforce | semanage | restorecon | semodule) ;;
    aa-enforce | aa-complain | aa-disable | apparmor_parser) ;;
    sshd | nginx | a2enmod | a2dismod | a2ensite | a2dissite | resolvectl | udevadm | systemd-tmpfiles | systemd-sysusers) ;;
    *) refuse "'$1' is not among the programs that a step may run" ;;
    esac && if ! have "$1"; then refuse "there is no $1 on the host"; fi
}

# change_command LIMIT WORD…: what the step runs, for at most so many seconds.
change_command() {
    limit_of_run=$1
    shift
    command=$*
}

# change_undo WORD…: a command that takes it back; change_one_way WORD: why nothing does.
change_undo() { undo="${undo}undo $*$newline"; }
change_one_way() { undo="${undo}one_way $*$newline"; }

# change_input WORD…: what the program is to read; never in a file.
change_input() { input="$input $*"; }

do_run() {
    decode "${command%% *}"
    program=$decoded
    may_run "$program" && intend run || return
    run_words "$limit_of_run" "$command" "$entry/output"
    ended=$?
    settle
    said=$(tail -n 5 "$entry/output" 2>/dev/null)
    case $ended in
    0) result=$said ;;
    124 | 137) fail "$program did not end within $limit_of_run seconds$newline$said" ;;
    *) fail "$program ended with $ended$newline$said" ;;
    esac
}

# run_words LIMIT COMMAND OUTPUT
run_words() {
    seconds=$1 output=$3 words=$2
    set --
    for word in $words; do
        decode "$word"
        set -- "$@" "$decoded"
        if [ ! "$decoded" ] && [ "$word" != \\ ]; then
            echo "the host's shell can't hold a word of the command" >"$output"
            return 1
        fi
    done
    print_input | in_session "$@" >"$output" 2>&1
}

print_input() { for word in $input; do put "$word"; done; }

in_session() {
    umask 022
    DEBIAN_FRONTEND=noninteractive APT_LISTCHANGES_FRONTEND=none NEEDRESTART_MODE=l UCF_FORCE_CONFFOLD=1 SYSTEMD_PAGER=
    export DEBIAN_FRONTEND APT_LISTCHANGES_FRONTEND NEEDRESTART_MODE UCF_FORCE_CONFFOLD SYSTEMD_PAGER
    cd /
    if have setsid; then
        setsid timeout -k 10 "$seconds" "$@"
    else
        timeout -k 10 "$seconds" "$@"
    fi
}
