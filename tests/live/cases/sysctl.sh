#!/bin/sh
# A kernel parameter's live value and the one of the next boot are told apart
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1" net
lab_run web1 sh -e <<'END'
echo 0 >/proc/sys/net/ipv4/ip_forward
echo 1 >/proc/sys/net/ipv4/conf/all/rp_filter
echo '32768 60999' >/proc/sys/net/ipv4/ip_local_port_range
mkdir -p /etc/sysctl.d /usr/lib/sysctl.d
printf '# routing\nnet.ipv4.ip_forward = 0\nnet/ipv4/conf/all/rp_filter=1\n' >/etc/sysctl.d/60-site.conf
END
standard <<'END'
  - sysctl: net.ipv4.ip_forward
    value: 0
  - sysctl: net.ipv4.conf.all.rp_filter
    value: 1
  - sysctl: net.ipv4.ip_local_port_range
    value: 32768 60999
    persisted: false
END
audit
in_sync

lab_run web1 sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward
    printf "net.ipv4.conf.all.rp_filter = 2\n" >/etc/sysctl.d/90-debug.conf
    echo "1024 65535" >/proc/sys/net/ipv4/ip_local_port_range'
audit
ends 2
told web1 sysctl:net.ipv4.ip_forward 'drift
value: 0, is 1
would write net.ipv4.ip_forward = 0 to the running kernel (now 1)
besides: wrong now, right after a reboot
besides: set at boot by /etc/sysctl.d/60-site.conf:2'
told web1 sysctl:net.ipv4.conf.all.rp_filter 'drift
persisted: 1, is 2
would persist net.ipv4.conf.all.rp_filter = 1 (the next boot sets 2)
besides: right now, wrong after a reboot
besides: set at boot by /etc/sysctl.d/90-debug.conf:1'
told web1 sysctl:net.ipv4.ip_local_port_range 'drift
value: 32768 60999, is 1024 65535
would write net.ipv4.ip_local_port_range = 32768 60999 to the running kernel (now 1024 65535)'

lab_run web1 sh -c 'rm /etc/sysctl.d/*; echo "32768	60999" >/proc/sys/net/ipv4/ip_local_port_range'
standard <<'END'
  - sysctl: net.ipv4.ip_forward
    value: 1
  - sysctl: net.ipv4.no_such_thing
    value: 1
  - sysctl: net.ipv4.ip_local_port_range
    persisted: false
    value: 32768 60999
END
audit
told web1 sysctl:net.ipv4.ip_forward 'drift
persisted: 1, is absent
would persist net.ipv4.ip_forward = 1 (no file sets it)
besides: right now, wrong after a reboot
besides: no file sets it at boot'
told web1 sysctl:net.ipv4.no_such_thing 'drift
value: 1, is absent
persisted: 1, is absent
would write net.ipv4.no_such_thing = 1 to the running kernel (which has no such key: load what brings it)
would persist net.ipv4.no_such_thing = 1 (no file sets it)
besides: the running kernel has no such key
besides: no file sets it at boot'
told web1 sysctl:net.ipv4.ip_local_port_range in-sync
finish
