# Interfaces: interfaces, with their addresses. "ip", the lines of ip(8), and "="; without ip, "sys", the attributes of
# /sys/class/net as "PATH:VALUE", and "=".
# runs: grep
# runs: ip -o addr
# runs: ip -o link

# probe_interfaces ID
probe_interfaces() {
    if have ip; then
        frame ok "$1"
        echo ip
        if $limit ip -o link 2>/dev/null && $limit ip -o addr 2>/dev/null; then echo '='; fi
    elif [ -d /sys/class/net ]; then
        frame ok "$1"
        echo sys
        set +f
        set -- /sys/class/net/*/mtu /sys/class/net/*/flags /sys/class/net/*/address
        set -f
        grep -H -s '' "$@"
        echo '='
    else
        cannot "$1" "the host has neither ip nor /sys/class/net"
    fi
}
