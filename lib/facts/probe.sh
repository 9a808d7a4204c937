# Facts: lines of "NAME VALUE", then what grep took out of os-release, /proc/stat and the hosts file. One or two
# processes on Linux; the rest is read by the shell itself.
# runs: grep
# runs: readlink
# runs: stat
# runs: uname

probe_facts() {
    frame ok "$1"
    first_line hostname /proc/sys/kernel/hostname
    hostname=$found
    first_line kernel /proc/sys/kernel/osrelease
    first_line arch /proc/sys/kernel/arch
    if [ ! "$hostname" ] || [ ! "$found" ]; then
        echo "uname $(uname -s -n -r -m)"
    fi
    first_line uptime /proc/uptime
    first_line cpus /sys/devices/system/cpu/online
    first_line memory /proc/meminfo
    tell_timezone
    tell_init
    tell_virtual
    tell_packages
    set +f
    echo interfaces /sys/class/net/*
    set -f
    release=/etc/os-release
    if [ ! -e "$release" ]; then release=/usr/lib/os-release; fi
    case $hostname in
    '' | *[!A-Za-z0-9.-]*) hostname='no name' ;;
    esac
    grep -h -s -e '^btime ' -e '^[A-Z_]*=' -e "^[0-9].*[[:space:]]$hostname" \
        /proc/stat "$release" /etc/hosts
}

# read_line FILE: sets $found to the first line of a short regular file.
read_line() {
    found=
    if [ -f "$1" ] && [ -r "$1" ]; then read -r found <"$1" 2>/dev/null; fi
}

# first_line NAME FILE: tells it, and sets $found.
first_line() {
    read_line "$2"
    if [ "$found" ]; then printf '%s\n' "$1 $found"; fi
}

tell_timezone() {
    if [ -L /etc/localtime ]; then
        echo "localtime $(readlink /etc/localtime 2>/dev/null)"
    else
        first_line timezone /etc/timezone
    fi
}

tell_init() {
    init=other
    if [ -d /run/systemd/system ]; then
        init=systemd
    elif [ -d /run/openrc ]; then
        init=openrc
    elif [ -x /sbin/init ] && [ -f /etc/inittab ]; then
        case $(readlink /sbin/init 2>/dev/null) in
        *busybox) init=busybox ;;
        *) if [ -d /etc/init.d ]; then init=sysv; fi ;;
        esac
    fi
    echo "init $init"
}

# tell_virtual: a container is told by what its maker leaves; that this is none can be said where systemd runs, which
# would have left a mark, or where the first process shows its environment (which is not told: it may hold secrets).
tell_virtual() {
    if [ -e /run/systemd/container ] || [ -e /.dockerenv ] || [ -e /run/.containerenv ]; then
        echo 'container yes'
        return
    fi
    if [ -e /proc/vz ] && [ ! -e /proc/bc ]; then echo 'container yes'; fi
    read_line /proc/1/environ
    case $found,$init in
    *container=*) echo 'container yes' ;;
    ?*,* | ,systemd) echo 'container no' ;;
    esac
    first_line hypervisor /sys/hypervisor/type
    first_line vendor /sys/class/dmi/id/sys_vendor
    first_line product /sys/class/dmi/id/product_name
    # whether there is a hypervisor at all stands in the processor's flags, and the first processor's are enough
    grep -m 1 -s '^flags' /proc/cpuinfo
}

tell_packages() {
    if [ -f /var/lib/dpkg/status ]; then echo 'pkg dpkg'; fi
    if [ -d /lib/apk/db ] || [ -d /usr/lib/apk/db ]; then echo 'pkg apk'; fi
    if [ -d /var/lib/pacman/local ]; then echo 'pkg pacman'; fi
    if [ -d /var/lib/rpm ] || [ -d /usr/lib/sysimage/rpm ]; then echo 'pkg rpm'; fi
}
