#!/bin/sh
# Of what people change over SSH, the host's own records name who it was, as surely as they tell it and no more
. "${0%/*}/../check.sh"
. "$live/people.sh"

people_start
lab_run web1 sh -e <<'END'
cd /etc
for name in motd shell direct kept both; do echo "Kept to a standard." >$name; done
touch -d '2026-01-01' kept
echo 'net.ipv4.ip_default_ttl = 64' >sysctl.d/ttl.conf
END
standard <<'END'
  - file: [/etc/motd, /etc/shell, /etc/direct, /etc/kept, /etc/both]
    content: "Kept to a standard.\n"
  - user: mallory
    state: absent
  - service: cron
    state: running
  - sysctl: net.ipv4.ip_default_ttl
    value: "64"
END
retell
in_sync

# a command that names the file
story; as alice 'echo "Be nice." | sudo tee /etc/motd'
retell
blamed file:/etc/motd 'host-changed
Alice Doe likely: a sudo command names /etc/motd'
proved file:/etc/motd 'Alice Doe' 'COMMAND=/usr/bin/tee /etc/motd'
proved file:/etc/motd 'Alice Doe' "Accepted publickey for alice from 127.0.0.1"
proved file:/etc/motd 'Alice Doe' "$(fingerprint alice)"
within file:/etc/motd
narrowed file:/etc/motd 'ctime of /etc/motd'

# one login for each audit, that which asks on included; who only audits is no suspect
retell
same 'audits that logged in' "$(lab_run web1 grep -c 'Accepted publickey for audit ' /var/log/auth.log)" 3
same 'commands that they ran' "$(lab_run web1 grep -c 'Starting session: command for audit ' /var/log/auth.log)" 4
blamed file:/etc/motd 'host-changed
Alice Doe likely: a sudo command names /etc/motd'

# a shell of root, in which nobody sees what is typed
story; printf 'echo x >>/etc/shell\nexit\n' | terminal=yes as bob 'sudo -i'
retell
blamed file:/etc/shell 'host-changed
Bob Roe possible: became root in that time'
proved file:/etc/shell 'Bob Roe' 'COMMAND=/bin/bash'
within file:/etc/shell
lacking file:/etc/shell 'auditctl -w /etc/shell -p wa'

# root itself, with a key that the site knows
story; as bob@root 'echo x >>/etc/direct'
retell
blamed file:/etc/direct 'host-changed
Bob Roe possible: had logged in as root'
proved file:/etc/direct 'Bob Roe' "$(fingerprint bob)"
within file:/etc/direct

# a modification time that is older than the audit before proves nothing; ctime does
story; as alice 'sudo cp -p /etc/kept /tmp/kept && sudo sed -i s/Kept/Bent/ /etc/kept && sudo touch -r /tmp/kept /etc/kept'
retell
blamed file:/etc/kept 'host-changed
Alice Doe likely: a sudo command names /etc/kept'
within file:/etc/kept
narrowed file:/etc/kept 'ctime of /etc/kept'

# two people: both are named, neither for certain
story; as alice 'sudo sed -i 1i-- /etc/both'; as bob 'sudo sed -i 1i-- /etc/both'
retell
blamed file:/etc/both 'host-changed
Bob Roe likely: a sudo command names /etc/both
Alice Doe likely: a sudo command names /etc/both'
within file:/etc/both

story; as alice 'sudo useradd mallory'
retell
blamed user:mallory 'host-changed
Alice Doe certain: journal says that mallory was changed'
proved user:mallory 'Alice Doe' 'COMMAND=/usr/sbin/useradd mallory'
within user:mallory

story; as bob 'sudo systemctl stop cron'
retell
blamed service:cron 'host-changed
Bob Roe likely: a sudo command names cron'
proved service:cron 'Bob Roe' 'COMMAND=/usr/bin/systemctl stop cron'
within service:cron

story; as alice 'sudo sysctl -w net.ipv4.ip_default_ttl=65'
retell
blamed sysctl:net.ipv4.ip_default_ttl 'host-changed
Alice Doe likely: a sudo command names net.ipv4.ip_default_ttl'
within sysctl:net.ipv4.ip_default_ttl
finish
