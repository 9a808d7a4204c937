#!/bin/sh
# Ports, processes, names, interfaces and routes: drifted by a host's own tools, put right, in sync
. "${0%/*}/../check.sh"

# What listens for the tests, until it is told to end: a Python of the host's own, renamed.
listen() { # NAME CODE
    lab_run web1 cp /usr/bin/python3 "/usr/local/bin/$1"
    lab_run web1 "/usr/local/bin/$1" -c "import socket, time, os
$2
time.sleep(600)" </dev/null >/dev/null 2>&1 &
    sleep 0.5
}
# shellcheck disable=SC2016 # Python's own
tcp='
def tcp(address, port, family=socket.AF_INET, six=0):
    s = socket.socket(family); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6: s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, six)
    s.bind((address, port)); s.listen(); return s
'
# shellcheck disable=SC2016 # of the host's shell
end() {
    lab_run web1 sh -c 'for exe in /proc/[0-9]*/exe; do
        case $(readlink "$exe") in
        "/usr/local/bin/$0"*) exe=${exe%/exe} && kill "${exe#/proc/}" ;;
        esac
    done' "$1"
    sleep 0.3
}

lab_start web1 full "$net.1" net
lab_run web1 sh -e <<'END'
ip link add v0 type veth peer name v1
ip link set v1 up
ip link set v0 mtu 1400 up
ip addr add 10.1.2.3/24 dev v0
ip addr add 2001:db8::1/64 dev v0 nodad
ip route add default via 10.1.2.1 dev v0
ip -6 route add default via 2001:db8::ff
printf '192.0.2.10 db1.example.org db1\n' >>/etc/hosts
printf 'search example.org\nnameserver 192.0.2.53\nnameserver 192.0.2.54\noptions timeout:2\n' >/etc/resolv.conf
END
listen webserver "$tcp
a = tcp('0.0.0.0', 80); b = tcp('::', 8080, socket.AF_INET6); c = tcp('127.0.0.1', 9000)
os.setuid(33)
d = tcp('127.0.0.1', 9001)"
standard <<'END'
  - port: tcp:0.0.0.0:80
    process: webserver
    user: root
  - port: tcp:0.0.0.0:8080
  - port: tcp:127.0.0.1:9000
  - port: tcp:9001
    user: www-data
  - port: tcp:23
    state: closed
  - port: all
    exclusive: true
  - process: webserver
    count: 1
    user: www-data
  - process: /usr/local/bin/webserver
  - process: telnetd
    state: absent
  - host: db1
    address: 192.0.2.10
    aliases: db1.example.org
  - resolver: system
    nameservers: [192.0.2.53, 192.0.2.54]
    search: example.org
    options: timeout:2
  - interface: v0
    addresses: [10.1.2.3/24, "2001:db8::1/64"]
    exclusive: true
    mtu: 1400
  - interface: v9
    state: absent
END
audit
in_sync
cp "$lab/report" "$lab/first"
audit
same 'the same host, audited twice' \
    "$(jq -S 'del(.run, .started, .ended, .finished, .id) | .hosts[].resources' "$lab/report")" \
    "$(jq -S 'del(.run, .started, .ended, .finished, .id) | .hosts[].resources' "$lab/first")"

# drift: another server, a replaced binary, a moved name, an address too many
listen backdoor "$tcp
a = tcp('127.0.0.1', 23); b = tcp('::1', 4444, socket.AF_INET6, 1)"
lab_run web1 sh -e <<'END'
cp /usr/local/bin/webserver /usr/local/bin/webserver.new
mv /usr/local/bin/webserver.new /usr/local/bin/webserver
printf '192.0.2.11 db1\n' >>/etc/hosts
printf 'nameserver 192.0.2.54\nsearch example.org\nnameserver 192.0.2.53\noptions timeout:2 rotate\n' >/etc/resolv.conf
ip addr add 10.1.2.99/24 dev v0
ip link set v0 mtu 1500
ip link add v9 type dummy 2>/dev/null || ip link add v9 type veth peer name v10
END
audit
ends 2
told web1 port:tcp:23 'drift
state: closed, is listening
would nothing: what the standard says of state does not suffice to put it right'
told web1 port:all 'drift
listeners of tcp:[::1]:4444 (backdoor): absent, is listening
would nothing: what the standard says of listeners does not suffice to put it right'
told web1 process:/usr/local/bin/webserver 'in-sync
besides: runs a deleted binary: /usr/local/bin/webserver was replaced since it started'
told web1 host:db1 'drift
address: 192.0.2.10, is ["192.0.2.10","192.0.2.11"]
would set address 192.0.2.10 (now 192.0.2.10, 192.0.2.11)
besides: /etc/hosts:2 names it first (192.0.2.10), and so does line 3 (192.0.2.11)'
told web1 resolver:system 'drift
nameservers: 192.0.2.53, 192.0.2.54, is ["192.0.2.54","192.0.2.53"]
options: timeout:2, is ["rotate","timeout:2"]
would set nameservers 192.0.2.53, 192.0.2.54 (now 192.0.2.54, 192.0.2.53)
would set options timeout:2 (now rotate, timeout:2)'
told web1 interface:v0 'drift
addresses: 10.1.2.3/24, 2001:db8::1/64, is ["10.1.2.3/24","10.1.2.99/24","2001:db8::1/64"]
mtu: 1400, is 1500
would remove 10.1.2.99/24 from v0
would set mtu 1400 (now 1500)'
told web1 interface:v9 'drift
state: absent, is down
would nothing: what the standard says of state does not suffice to put it right'

# and put right
end backdoor
end webserver
lab_run web1 sh -e <<'END'
ip addr del 10.1.2.99/24 dev v0
ip link set v0 mtu 1400
ip link del v9
printf '192.0.2.10 db1.example.org db1\n' >/etc/hosts
printf 'nameserver 192.0.2.53\nnameserver 192.0.2.54\nsearch example.org\noptions timeout:2\n' >/etc/resolv.conf
END
audit
told web1 process:webserver 'drift
count: 1, is 0
state: running, is absent
would nothing: what the standard says of count, state does not suffice to put it right'
told web1 port:tcp:9001 'drift
state: listening, is closed
would nothing: what the standard says of state does not suffice to put it right'
listen webserver "$tcp
a = tcp('0.0.0.0', 80); b = tcp('::', 8080, socket.AF_INET6); c = tcp('127.0.0.1', 9000)
os.setuid(33)
d = tcp('127.0.0.1', 9001)"
audit
in_sync

# a host of busybox alone: what its tools can't tell is unknown
lab_start box1 busybox "$net.3" net
lab_run box1 sh -c 'ip link set lo up; ip addr add 10.5.0.1/24 dev lo; ip route add 10.6.0.0/16 via 10.5.0.2
printf "10.5.0.9 db1\n" >>/etc/hosts'
lab_run box1 nc -l -p 70 </dev/null >/dev/null 2>&1 &
sleep 0.5
standard <<'END'
  - interface: lo
    addresses: 10.5.0.1/24
  - route: 10.6.0.0/16
    via: 10.5.0.2
  - host: db1
    address: 10.5.0.9
  - process: sleep
    user: root
    arguments: "2147483647"
  - port: tcp:9
    state: closed
  - port: tcp:70
    process: nc
    user: root
  - port: tcp:0.0.0.0:70
  - port: all
    exclusive: true
  - firewall: inet filter
END
audit --limit box1
ends 4
told box1 interface:lo in-sync
told box1 route:10.6.0.0/16 in-sync
told box1 host:db1 'in-sync
besides: /etc/hosts:2 names it'
told box1 process:sleep in-sync
told box1 port:tcp:9 in-sync
told box1 port:tcp:70 in-sync
told box1 port:tcp:0.0.0.0:70 "unknown
state: listening unknown: only tcp:[::]:70 listens, and without ss the host can't tell whether that takes IPv4 connections: install iproute2 there, or title it tcp:[::]:70"
told box1 port:all in-sync
told box1 'firewall:inet filter' 'unknown
state: present unknown: the host has no nft'
finish
