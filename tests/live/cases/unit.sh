#!/bin/sh
# What a real systemd says of its units: properties in force, drop-ins, and when a timer runs next
. "${0%/*}/../check.sh"

lab_start web1 systemd "$net.1"
lab_run web1 sh -e 2>/dev/null <<'END'
systemctl is-system-running --wait >/dev/null || :
mkdir -p /etc/systemd/system/cron.service.d
printf '[Service]\nRestart=always\nNoNewPrivileges=yes\n' >/etc/systemd/system/cron.service.d/site.conf
printf '[Service]\nExecStart=/bin/true\n' >/etc/systemd/system/tick.service
printf '[Timer]\nOnBootSec=1d\nOnUnitActiveSec=1d\n' >/etc/systemd/system/tick.timer
systemctl daemon-reload
systemctl start tick.timer
END
standard <<'END'
  - unit: cron.service
    dropins: [/etc/systemd/system/cron.service.d/site.conf]
    exclusive: true
    properties:
      Restart: always
      NoNewPrivileges: "yes"
      After: {contains: [basic.target, sysinit.target]}
  - unit: tick.timer
    next_run: {at_most: 25h}
  - unit: nothing.service
    state: absent
END
audit
in_sync

lab_run web1 sh -e 2>/dev/null <<'END'
printf '[Service]\nRestart=no\n' >/etc/systemd/system/cron.service.d/zz-local.conf
systemctl daemon-reload
systemctl stop tick.timer
printf '[Service]\nNoNewPrivileges=no\n' >/etc/systemd/system/cron.service.d/zz-local.conf
END
audit
ends 2
told web1 unit:cron.service 'drift
dropins: /etc/systemd/system/cron.service.d/site.conf, is ["/etc/systemd/system/cron.service.d/site.conf","/etc/systemd/system/cron.service.d/zz-local.conf"]
properties.Restart: always, is no
would nothing: what the standard says of dropins, properties.Restart does not suffice to put it right
besides: edited, not reloaded: systemctl daemon-reload is due'
told web1 unit:tick.timer 'drift
next_run: at most 90000, is absent
would nothing: what the standard says of next_run does not suffice to put it right'

lab_run web1 sh -e 2>/dev/null <<'END'
rm /etc/systemd/system/cron.service.d/zz-local.conf
systemctl daemon-reload
systemctl start tick.timer
END
audit
in_sync
finish
