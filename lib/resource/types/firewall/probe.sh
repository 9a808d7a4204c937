# Firewalls: firewall, the rules in force as nft, iptables-save or ip6tables-save print them, what they complain of
# among it, and "=STATUS". Of more than 4 MiB there is no last line.
# runs: head -c
# runs: ip6tables-save
# runs: iptables-save
# runs: nft -s list ruleset

# probe_firewall ID TOOL… with nft, iptables or ip6tables
probe_firewall() {
    while [ $# -gt 0 ]; do
        program=$2
        if [ "$2" != nft ]; then program=$2-save; fi
        if have "$program"; then
            frame ok "$1"
            list_rules "$2" | head -c 4194304
        else
            cannot "$1" "the host has no $program"
        fi
        shift 2
    done
}

list_rules() {
    case $1 in
    nft) $limit nft -s list ruleset 2>&1 ;;
    iptables) $limit iptables-save 2>&1 ;;
    ip6tables) $limit ip6tables-save 2>&1 ;;
    esac
    echo "=$?"
}
