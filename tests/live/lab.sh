# shellcheck shell=sh
# The lab: real hosts on this machine, for the live tests and the quickstart. Sourced, not run; needs root.
#
#   lab_open                      a place for hosts, and a promise that everything in it ends with this shell
#   lab_start NAME KIND ADDRESS   boots a host: bookworm, bullseye, trixie, shells, full, systemd, ansible, logged or
#                                 busybox
#   lab_start NAME KIND ADDRESS net        … with a network of its own, so that net.* parameters are its own
#   lab_gate NAME ADDRESS OPTION…          puts lab-gate there, to play faults (tests/live/gate says which)
#   lab_run NAME COMMAND…         runs a command inside it, as its own root would
#   lab_ssh NAME COMMAND…         the same over its sshd
#   lab_stop NAME
#
# In $lab are then inventory.ini, known_hosts and key for all its hosts.
#
# Each host is an overlay on a root filesystem that is built once and kept in $PLUMBLINE_LAB, in namespaces of its own:
# its first process ends with the shell that started it, and then the kernel takes everything else away. Nothing is
# mounted outside the host's namespace.

lab_cache=${PLUMBLINE_LAB:-/var/cache/plumbline-lab}
lab_port=2222
lab_enter="--mount --pid --uts --ipc --cgroup --net --root --wd"

lab_say() { printf 'lab: %s\n' "$*" >&2; }
lab_die() { lab_say "$*"; exit 1; }

# --- root filesystems, built once -------------------------------------------------------------------------------------

# lab_mirror: the mirror that this machine's own apt uses
lab_mirror() {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
        sed -n 's/^URIs: *\(http[^ ]*\/debian\)\/* *$/\1/p; s/^deb [^#]*\(http[^ ]*\/debian\)\/* .*/\1/p' | head -n 1
}

lab_build_debian() { # SUITE FOLDER PACKAGES
    mirror=$(lab_mirror)
    [ "$mirror" ] || lab_die "no Debian mirror found in this machine's own /etc/apt/sources.list or sources.list.d"
    mmdebstrap --quiet --variant=minbase --include="$3" "$1" "$2" "$mirror" >&2 || return 1
    rm -f "$2"/etc/ssh/ssh_host_*
}

lab_build_busybox() { # FOLDER
    mkdir -p "$1/bin" "$1/sbin" "$1/usr/bin" "$1/usr/sbin" "$1/etc" "$1/root" "$1/tmp" "$1/var/log" "$1/proc" "$1/sys" \
        "$1/dev" "$1/run" "$1/home"
    cp /bin/busybox "$1/bin/busybox"
    chroot "$1" /bin/busybox --install -s
    printf 'root:x:0:0:root:/root:/bin/sh\naudit:x:1000:1000::/home/audit:/bin/sh\n' >"$1/etc/passwd"
    printf 'root:x:0:\naudit:x:1000:\nwheel:x:10:audit\n' >"$1/etc/group"
    printf 'root:*:19700:0:99999:7:::\naudit:!:19700:0:99999:7:::\n' >"$1/etc/shadow"
    chmod 640 "$1/etc/shadow"
    printf 'NAME="Lab Linux"\nID=lab\nVERSION_ID=1\n' >"$1/etc/os-release"
    printf '/bin/sh\n' >"$1/etc/shells"
    # its server, and the libraries that this wants
    for file in /usr/sbin/dropbear $(ldd /usr/sbin/dropbear | grep -o '/[^ ]*'); do
        mkdir -p "$1${file%/*}"
        cp -L "$file" "$1$file"
    done
}

lab_build() { # KIND FOLDER
    base_packages=openssh-server,sudo
    case $1 in
    bookworm | bullseye | trixie) lab_build_debian "$1" "$2" $base_packages ;;
    systemd)
        lab_build_debian bookworm "$2" $base_packages,systemd,systemd-sysv,dbus,cron,nginx-light,rsyslog &&
            chroot "$2" systemctl --quiet disable nginx # every host shares this machine's ports
        ;;
    full)
        # what a host's own tools could be: network, filters, attributes of files, time zones, locales
        lab_build_debian bookworm "$2" $base_packages,iproute2,nftables,iptables,acl,attr,libcap2-bin,e2fsprogs,git,curl,cron,tzdata,locales,kmod,openssl,procps,apparmor,python3-minimal
        ;;
    ansible) # what its modules ask for, with systemd to ask
        lab_build_debian bookworm "$2" $base_packages,systemd,systemd-sysv,dbus,cron,rsyslog,python3-apt,procps,libcap2-bin
        ;;
    logged) # what records who did what
        lab_build_debian bookworm "$2" $base_packages,systemd,systemd-sysv,libpam-systemd,dbus,cron,rsyslog,procps,libcap2-bin,git,etckeeper,python3
        ;;
    shells) lab_build_debian bookworm "$2" $base_packages,tcsh,fish,zsh ;;
    busybox) lab_build_busybox "$2" ;;
    *) lab_die "no kind of host is called $1" ;;
    esac
}

# lab_root KIND: the folder of its root filesystem, built when it is not there yet. Two that want it build it once.
lab_root() {
    mkdir -p "$lab_cache"
    (
        flock 9
        if [ ! -d "$lab_cache/$1" ]; then
            lab_say "building the root filesystem $1 in $lab_cache (once)"
            rm -rf "$lab_cache/$1.new"
            lab_build "$1" "$lab_cache/$1.new" || exit 1
            mv "$lab_cache/$1.new" "$lab_cache/$1"
        fi
    ) 9>"$lab_cache/$1.lock" || return 1
    printf '%s\n' "$lab_cache/$1"
}

# --- hosts -----------------------------------------------------------------------------------------------------------

lab_open() {
    [ "$(id -u)" = 0 ] || lab_die "the lab mounts and unshares: run it as root"
    lab=$(mktemp -d "${TMPDIR:-/tmp}/plumbline-lab.XXXXXX")
    trap lab_close EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    trap 'exit 129' HUP
    trap 'exit 141' PIPE
    ssh-keygen -q -t ed25519 -N '' -C lab -f "$lab/key"
    : >"$lab/known_hosts"
    : >"$lab/inventory.ini"
    mkdir "$lab/hosts"
}

lab_close() {
    for host in "$lab"/hosts/*; do
        if [ -d "$host" ]; then lab_stop "${host##*/}"; fi
    done
    rm -rf "$lab"
}

# lab_outlive PID: waits, at most 5 seconds, until it is gone and all that was in its namespace with it
lab_outlive() {
    for _ in $(seq 100); do
        case $(sed 's/.*) //; s/ .*//' "/proc/$1/stat" 2>/dev/null) in '' | Z) return ;; esac
        sleep 0.05
    done
}

lab_stop() { # NAME
    for pid_file in "$lab/hosts/$1"/*.pid; do
        if [ -s "$pid_file" ]; then
            kill -KILL "$(cat "$pid_file")" 2>/dev/null || :
            lab_outlive "$(cat "$pid_file")"
        fi
    done
    rm -rf "$lab/hosts/$1" 2>/dev/null || { sleep 0.2; rm -rf "$lab/hosts/$1"; }
}

# The first process of a host, inside its new namespaces: makes its root and becomes its systemd or its sshd, or rests
# while lab-gate runs a server for each connection.
# shellcheck disable=SC2016 # expanded by the shell that runs it
lab_init='
set -e
host=$1 root=$2 first=$3 network=$4
mount --make-rprivate /
mount -t tmpfs tmpfs "$host/layers"
mkdir "$host/layers/upper" "$host/layers/work"
mount -t overlay overlay -o "lowerdir=$root,upperdir=$host/layers/upper,workdir=$host/layers/work" "$host/root"
cp -a "$host/files/." "$host/root/"
mount -t proc proc "$host/root/proc"
mount -t sysfs -o ro sysfs "$host/root/sys" 2>/dev/null || :
mount -t tmpfs -o mode=755 tmpfs "$host/root/dev"
for device in null zero full random urandom tty; do
    touch "$host/root/dev/$device"
    mount --bind "/dev/$device" "$host/root/dev/$device"
done
mkdir "$host/root/dev/pts" "$host/root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$host/root/dev/pts"
ln -s pts/ptmx "$host/root/dev/ptmx"
ln -s /proc/self/fd "$host/root/dev/fd"
mount -t tmpfs tmpfs "$host/root/dev/shm"
mount -t tmpfs -o mode=755 tmpfs "$host/root/run"
if [ "$first" = systemd ]; then
    mount -t cgroup2 cgroup2 "$host/root/sys/fs/cgroup"
    mount --bind "$host/root/proc/sys" "$host/root/proc/sys"
    mount -o remount,bind,ro "$host/root/proc/sys"
    if [ "$network" ]; then
        mount --bind "$host/root/proc/sys/net" "$host/root/proc/sys/net"
        mount -o remount,bind,rw "$host/root/proc/sys/net"
    fi
fi
hostname "$(basename "$host")"
if [ "$network" ]; then ip link set lo up; fi
cd "$host/root"
mkdir -p .old
pivot_root . .old
umount -l /.old
rmdir /.old
mkdir -p /run/sshd
case $first in
systemd) exec capsh --drop=cap_sys_time,cap_sys_module,cap_sys_boot,cap_sys_rawio,cap_mac_admin,cap_mac_override,cap_wake_alarm,cap_syslog -- \
    -c "exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --log-target=journal --show-status=no" ;;
rest) exec sleep 2147483647 ;;
sshd) exec /usr/sbin/sshd -D -e -f /etc/ssh/lab_config ;;
esac
'

# lab_files NAME ADDRESS: what is laid over the root filesystem before the host boots; its sshd has its own host key.
lab_files() {
    files=$lab/hosts/$1/files
    mkdir -p "$files/etc/ssh" "$files/root/.ssh"
    ssh-keygen -q -t ed25519 -N '' -C "$1" -f "$files/etc/ssh/ssh_host_ed25519_key"
    dropbearconvert openssh dropbear "$files/etc/ssh/ssh_host_ed25519_key" "$files/etc/ssh/dropbear_key" 2>/dev/null || :
    cp "$lab/key.pub" "$files/root/.ssh/authorized_keys"
    printf '127.0.0.1 localhost %s\n' "$1" >"$files/etc/hosts"
    echo "$1" >"$files/etc/hostname"
    chmod 700 "$files/root/.ssh"
    chmod 600 "$files/root/.ssh/authorized_keys"
    cat >"$files/etc/ssh/lab_config" <<-END
	ListenAddress $2
	Port $lab_port
	HostKey /etc/ssh/ssh_host_ed25519_key
	PidFile none
	PermitRootLogin prohibit-password
	PasswordAuthentication no
	UsePAM no
	MaxStartups 1000
	Subsystem sftp internal-sftp
	END
    mkdir -p "$files/etc/systemd/system/ssh.service.d"
    printf '[Service]\nExecStartPre=\nExecStart=\nExecStart=/usr/sbin/sshd -D -f /etc/ssh/lab_config\n' \
        >"$files/etc/systemd/system/ssh.service.d/lab.conf"
}

# lab_pid NAME: the host's first process, as this machine numbers it
lab_pid() { cat "$lab/hosts/$1/init.pid"; }

lab_start() { # NAME KIND ADDRESS [net]
    root=$(lab_root "$2") || lab_die "no root filesystem of kind $2"
    host=$lab/hosts/$1
    mkdir -p "$host/layers" "$host/root"
    lab_files "$1" "$3"
    if [ "$2" = logged ]; then # PAM opens sessions and records them, and sshd says with which key
        sed -i 's/^UsePAM no/UsePAM yes\nLogLevel VERBOSE/' "$host/files/etc/ssh/lab_config"
    fi
    case $2${4:+,net} in
    logged*) first=systemd server=${4:+"/usr/sbin/sshd -i -f /etc/ssh/lab_config"} ;;
    systemd | ansible) first=systemd server= ;;
    busybox*) first=rest server="/usr/sbin/dropbear -i -s -r /etc/ssh/dropbear_key" ;;
    *,net) first=rest server="/usr/sbin/sshd -i -f /etc/ssh/lab_config" ;;
    *) first=sshd server= ;;
    esac
    setpriv --pdeathsig KILL unshare --mount --pid --uts --ipc --cgroup ${4:+--net} --fork --kill-child \
        sh -c "$lab_init" lab-init "$host" "$root" $first "${4:-}" </dev/null >"$host/log" 2>&1 &
    echo $! >"$host/unshare.pid"
    lab_await "host $1 has no first process" "$host/log" lab_find_init "$1"
    # a gate's sshd answers before systemd does
    if [ $first = systemd ]; then
        lab_await "the systemd of $1 does not answer" "$host/log" lab_run "$1" test -S /run/systemd/private
    fi
    # shellcheck disable=SC2086 # words
    if [ -n "$server" ]; then lab_gate "$1" "$3" -- nsenter --target "$(lab_pid "$1")" $lab_enter $server; fi
    lab_know "$1" "$3" "$1"
    lab_await "the sshd of $1 does not answer on $3 port $lab_port" "$host/log" lab_answers "$1" "$3"
}

# lab_gate NAME ADDRESS OPTION…: lab-gate listens there
lab_gate() {
    gate=$lab/hosts/$1 address=$2
    shift 2
    mkdir -p "$gate"
    "${LAB_GATE:?the path of lab-gate}" --pid "$gate/gate.pid" "$address:$lab_port" "$@" \
        </dev/null >"$gate/gate.log" 2>&1 &
    lab_await "lab-gate does not listen on $address" "$gate/gate.log" test -s "$gate/gate.pid"
}

# lab_know NAME ADDRESS HOST: enters it in the inventory, and the address with the host's key in known_hosts
lab_know() {
    echo "[$2]:$lab_port $(cut -d' ' -f1,2 "$lab/hosts/$3/files/etc/ssh/ssh_host_ed25519_key.pub")" >>"$lab/known_hosts"
    echo "$1 ansible_host=$2 ansible_port=$lab_port ansible_user=root" >>"$lab/inventory.ini"
}

lab_find_init() {
    parent=$(cat "$lab/hosts/$1/unshare.pid")
    child=$(cat "/proc/$parent/task/$parent/children" 2>/dev/null) && [ -n "$child" ] &&
        echo "${child%% *}" >"$lab/hosts/$1/init.pid"
}

# lab_answers NAME ADDRESS: an SSH server there has the host's key
lab_answers() {
    ssh-keyscan -T 1 -t ed25519 -p "$lab_port" "$2" 2>/dev/null |
        grep -qF "$(cut -d' ' -f1,2 "$lab/hosts/$1/files/etc/ssh/ssh_host_ed25519_key.pub")"
}

# lab_await MESSAGE LOG COMMAND…: tries for at most 20 seconds, then says so and what the log has
lab_await() {
    message=$1 log=$2
    shift 2
    tries=0
    until "$@"; do
        tries=$((tries + 1))
        [ $tries -lt 200 ] || lab_die "$message; the log: $(cat "$log")"
        sleep 0.1
    done
}

# lab_run NAME COMMAND…: as the host's root
lab_run() {
    pid=$(lab_pid "$1")
    shift
    # shellcheck disable=SC2086 # words
    nsenter --target "$pid" $lab_enter \
        env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive "$@"
}

# lab_ssh NAME COMMAND…: over its sshd, by OpenSSH's client
lab_ssh() {
    address=$(sed -n "s/^$1 ansible_host=\([^ ]*\).*/\1/p" "$lab/inventory.ini")
    shift
    ssh -F none -i "$lab/key" -o UserKnownHostsFile="$lab/known_hosts" -o GlobalKnownHostsFile=none -o BatchMode=yes \
        -p "$lab_port" "root@$address" "$@"
}
