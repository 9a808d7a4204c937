#!/bin/sh
# A version that is asked for holds on the release that has it, and not on the one before or after
. "${0%/*}/../check.sh"

lab_start old1 bullseye "$net.1"
lab_start web1 bookworm "$net.2"
lab_start new1 trixie "$net.3"
standard <<'END'
  - package: openssh-server
    version: ">= 1:9, < 1:10"
  - symlink: /etc/os-release
    target: ../usr/lib/os-release
    when: {os.version: "12"}
END
audit
ends 2
expect '[.hosts[] | "\(.name) \(.facts["os.id"]) \(.facts["os.version"]) " + (.resources | map(.status) | join(" "))] | join(", ")' 'new1 debian 13 drift skipped, old1 debian 11 drift skipped, web1 debian 12 in-sync in-sync'
expect 'resource("old1"; "package:openssh-server").properties[] | select(.name == "version") | .actual[:6]' '1:8.4p'
finish
