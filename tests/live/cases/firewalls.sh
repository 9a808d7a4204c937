#!/bin/sh
# Rules of nftables and iptables and routes: in force and saved, drifted by the host's own tools, put right, in sync
. "${0%/*}/../check.sh"

lab_start web1 full "$net.1" net
rules='flush ruleset
table inet filter {
    set admins { type ipv4_addr; elements = { 192.0.2.2, 192.0.2.1 }; }
    chain input {
        type filter hook input priority 0; policy drop;
        ct state related,established counter accept
        iif lo accept
        ip saddr @admins tcp dport {80,22} accept
        tcp dport 2222 accept
    }
}
'
lab_run web1 sh -e -c 'printf "%s" "$1" >/etc/nftables.conf
nft -f /etc/nftables.conf
ip link add v0 type veth peer name v1
ip link set v1 up
ip link set v0 up
ip addr add 10.1.2.3/24 dev v0
ip addr add 2001:db8::1/64 dev v0 nodad
ip route add default via 10.1.2.1 dev v0
ip -6 route add default via 2001:db8::ff dev v0
ip route add blackhole 10.66.0.0/16
ip route add 10.88.0.0/16 via 10.1.2.4 table 100' sh "$rules"
standard <<'END'
  - firewall: inet filter
    persisted: true
    ruleset: |
      set admins { type ipv4_addr; elements = { 192.0.2.1, 192.0.2.2 }; }
      chain input {
          type filter hook input priority filter; policy drop;
          ct state established,related counter accept
          iif "lo" accept
          ip saddr @admins tcp dport { 22, 80 } accept
          tcp dport 2222 accept
      }
  - firewall: inet filter input
    policy: drop
    contains: iif lo accept
    lacks: tcp dport 23 accept
  - firewall: ip6tables INPUT
    policy: accept
  - route: default
    via: 10.1.2.1
    device: v0
  - route: ::/0
    via: 2001:db8::ff
  - route: 10.66.0.0/16
    type: blackhole
  - route: 10.88.0.0/16
    table: 100
    via: 10.1.2.4
  - route: 10.99.0.0/16
    state: absent
END
audit
in_sync

lab_run web1 sh -e <<'END'
nft insert rule inet filter input tcp dport 23 accept
ip6tables -P INPUT DROP
ip route replace default via 10.1.2.9 dev v0
ip route add 10.99.0.0/16 via 10.1.2.5
ip route del 10.88.0.0/16 table 100
END
audit
ends 2
told web1 'firewall:inet filter' 'drift
chain input: type filter hook input priority 0, policy drop, ct state established,related counter accept, iif lo accept, ip saddr @admins tcp dport { 22, 80 } accept, tcp dport 2222 accept, is ["type filter hook input priority 0","policy drop","tcp dport 23 accept","ct state established,related counter accept","iif lo accept","ip saddr @admins tcp dport { 22, 80 } accept","tcp dport 2222 accept"]
would bring chain input in inet filter to what is declared
besides: edited, not reloaded
besides: saved in /etc/nftables.conf'
told web1 'firewall:inet filter input' 'drift
lacks of tcp dport 23 accept: absent, is present
would remove "tcp dport 23 accept" in inet filter input'
told web1 'firewall:ip6tables INPUT' 'drift
policy: accept, is drop
would bring policy in ip6tables INPUT to what is declared'
told web1 route:default 'drift
via: 10.1.2.1, is ["10.1.2.9"]
would set the route default via 10.1.2.1 dev v0'
told web1 route:10.88.0.0/16 'drift
state: present, is absent
would set the route 10.88.0.0/16 via 10.1.2.4 table 100'
told web1 route:10.99.0.0/16 'drift
state: absent, is present
would delete the route to 10.99.0.0/16'

# another way round: what is in force is right, what is saved is not
lab_run web1 sh -e -c 'nft -f /etc/nftables.conf
ip6tables -P INPUT ACCEPT
ip route replace default via 10.1.2.1 dev v0
ip route del 10.99.0.0/16
ip route add 10.88.0.0/16 via 10.1.2.4 table 100
sed -i "s/tcp dport 2222/tcp dport 2223/" /etc/nftables.conf'
audit
ends 2
told web1 'firewall:inet filter' 'drift
saved chain input: type filter hook input priority 0, policy drop, ct state established,related counter accept, iif lo accept, ip saddr @admins tcp dport { 22, 80 } accept, tcp dport 2222 accept, is ["type filter hook input priority 0","policy drop","ct state established,related counter accept","iif lo accept","ip saddr @admins tcp dport { 22, 80 } accept","tcp dport 2223 accept"]
would bring saved chain input in what is saved of inet filter to what is declared
besides: right now, wrong after a reload: the file has changed
besides: saved in /etc/nftables.conf'
lab_run web1 sed -i 's/tcp dport 2223/tcp dport 2222/' /etc/nftables.conf
audit
in_sync

# iptables, and a user who may not look
lab_run web1 sh -e <<'END'
nft flush ruleset
iptables -P INPUT DROP
iptables -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
iptables -A INPUT -p tcp -m tcp --dport 2222 -m comment --comment "the lab's own" -j ACCEPT
mkdir -p /etc/iptables
iptables-save >/etc/iptables/rules.v4
END
standard <<'END'
  - firewall: INPUT
    policy: drop
    persisted: true
    ruleset: |
      -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
      -A INPUT -p tcp -m tcp --dport 2222 -m comment --comment "the lab's own" -j ACCEPT
END
audit
in_sync
lab_run web1 iptables -A INPUT -p tcp -m tcp --dport 23 -j ACCEPT
audit
told web1 firewall:INPUT 'drift
ruleset: -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT, -p tcp -m tcp --dport 2222 -m comment --comment "the lab'"'"'s own" -j ACCEPT, is ["-m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT","-p tcp -m tcp --dport 2222 -m comment --comment \"the lab'"'"'s own\" -j ACCEPT","-p tcp -m tcp --dport 23 -j ACCEPT"]
would bring ruleset in INPUT to what is declared
besides: edited, not reloaded
besides: saved in /etc/iptables/rules.v4'

finish
