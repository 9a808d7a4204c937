# Ports: ports, the sockets that listen. `ss all` or `ss own` and the lines of ss(8); where there is none, `proc all` or
# `proc own`, the tables of proc(5) with their names, which process holds which socket, and the processes' names. "all"
# when we may look into everybody's processes. Last "=STATUS".
# runs: grep
# runs: ls -ln
# runs: ss -H -lntupe

# probe_ports ID
probe_ports() {
    whose=own
    if [ -r /proc/1/environ ]; then whose=all; fi
    if have ss; then
        frame ok "$1"
        echo "ss $whose"
        $limit ss -H -lntupe 2>/dev/null
        echo "=$?"
    elif [ -r /proc/net/tcp ]; then
        frame ok "$1"
        echo "proc $whose"
        give_socket_tables
        echo "=0"
    else
        cannot "$1" "the host has neither ss nor /proc/net"
    fi
}

give_socket_tables() {
    grep -H -s '' /proc/net/tcp /proc/net/tcp6 /proc/net/udp /proc/net/udp6
    set +f
    set -- /proc/[0-9]*/fd
    list_descriptors "$@" | grep -e '^/proc/' -e ' -> socket:'
    set -- /proc/[0-9]*/status
    set -f
    grep -H -s '^Name:' "$@"
}

list_descriptors() { ls -ln "$@" 2>/dev/null; }
