#!/bin/sh
# What hosts of several kinds say of themselves is true, and conditions hold by it
. "${0%/*}/../check.sh"

lab_start old1 bullseye "$net.1"
lab_start app1 systemd "$net.2"
lab_start box1 busybox "$net.3"
lab_run app1 systemctl is-system-running --wait >/dev/null || :
lab_run app1 sh -c 'ln -sf /usr/share/zoneinfo/Europe/London /etc/localtime; echo Europe/London >/etc/timezone'
standard <<'END'
  - file: /etc/nologin
    state: absent
    when: {os.family: debian, os.version: ">= 12", init: systemd}
END
audit --transport libssh2
expect '[.hosts[] | "\(.name) \(.resources[].status)"] | join(", ")' 'app1 in-sync, box1 skipped, old1 skipped'
# facts HOST WANTED: those that are a host's own, as "key value" lines
facts() { expect "host(\"$1\").facts | with_entries(select(.key | test(\"^(os|init|pkg|timezone|hostname|virtual)\"))) |
    to_entries | map(\"\\(.key) \\(.value)\") | join(\"\\n\")" "$2"; }
facts app1 'hostname app1
init systemd
os.family debian
os.id debian
os.name Debian GNU/Linux 12 (bookworm)
os.version 12
pkg dpkg
timezone Europe/London
virtual container'
facts box1 'hostname box1
init other
os.family lab
os.id lab
os.name Lab Linux
os.version 1
virtual other'
facts old1 'hostname old1
init other
os.family debian
os.id debian
os.name Debian GNU/Linux 11 (bullseye)
os.version 11
pkg dpkg
timezone Etc/UTC
virtual other'
# what they share with this machine is as its own tools say
expect '[.hosts[].facts | "\(.arch) \(.kernel) \(.["cpu.count"])"] | unique[]' "$(uname -m) $(uname -r) $(getconf _NPROCESSORS_ONLN)"
expect '[.hosts[].facts.interfaces[]] | unique | join(" ")' "$(cd /sys/class/net && echo *)"
finish
