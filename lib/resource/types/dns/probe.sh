# Names: dns, the addresses that the host's own name services give (getent), or those of a server that is asked (dig, or
# busybox's nslookup). A process for each question: no tool answers several at once.
# runs: getent
# runs: dig +noall
# runs: nslookup

# probe_dns ID NAME…
probe_dns() {
    while [ $# -gt 0 ]; do
        id=$1
        decode "$2"
        if have getent; then
            found=$($limit getent ahosts "$decoded" 2>/dev/null)
            give_addresses getent
        else
            ask_nslookup "$decoded"
        fi
        shift 2
    done
}

# probe_dns_at ID NAME SERVER…
probe_dns_at() {
    while [ $# -gt 0 ]; do
        id=$1
        decode "$3"
        server=$decoded
        decode "$2"
        if have dig; then
            found=$($limit dig +noall +comments +answer +time=3 +tries=2 "@$server" "$decoded" A "$decoded" AAAA 2>&1)
            give_addresses dig
        else
            ask_nslookup "$decoded" "$server"
        fi
        shift 3
    done
}

# ask_nslookup NAME [SERVER]
ask_nslookup() {
    if have nslookup; then
        found=$($limit nslookup "$@" 2>&1)
        give_addresses nslookup
    else
        cannot "$id" "the host has neither dig nor nslookup to ask a server with"
    fi
}

# give_addresses TOOL: its name, and what it said.
give_addresses() {
    frame ok "$id"
    printf '%s\n%s\n' "$1" "$found"
}
