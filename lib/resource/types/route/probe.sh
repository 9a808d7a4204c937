# Routes: routes, a table of one family. "ip", what ip(8) says, and "=STATUS"; without ip, for the table main, "proc" and
# the table of proc(5), and "=0". Of more than 1 MiB there is no last line.
# runs: grep
# runs: head -c
# runs: ip -o * route show table

# probe_routes ID FAMILY TABLE… with 4 or 6 for the family
probe_routes() {
    while [ $# -gt 0 ]; do
        decode "$3"
        if have ip; then
            frame ok "$1"
            echo ip
            list_routes "-$2" "$decoded" | head -c 1048576
        elif [ "$decoded" != main ]; then
            cannot "$1" "the host has no ip, which tells the tables but main: install iproute2 there"
        elif [ ! -r /proc/net/route ]; then
            cannot "$1" "the host has neither ip nor /proc/net/route"
        else
            frame ok "$1"
            echo proc
            list_kernel_routes "$2" | head -c 1048576
        fi
        shift 3
    done
}

list_routes() {
    $limit ip -o "$1" route show table "$2" 2>&1
    echo "=$?"
}

list_kernel_routes() {
    table=/proc/net/route
    if [ "$1" = 6 ]; then table=/proc/net/ipv6_route; fi
    grep -s '' "$table"
    echo '=0'
}
