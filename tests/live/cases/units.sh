#!/bin/sh
# Units that failed, are static, were edited without a reload or are not there are told apart
. "${0%/*}/../check.sh"

lab_start web1 systemd "$net.1"
lab_run web1 sh 2>/dev/null <<'END'
systemctl is-system-running --wait >/dev/null
printf '[Service]\nType=oneshot\nExecStart=/bin/false\n' >/etc/systemd/system/broken.service
printf '[Service]\nExecStart=/bin/sleep 100000\n' >/etc/systemd/system/sleeper.service
systemctl daemon-reload
systemctl start sleeper
systemctl start broken
sleep 1.1 # systemd and stat(1) tell whole seconds
printf '[Service]\nExecStart=/bin/sleep 200000\n' >/etc/systemd/system/sleeper.service
END
standard <<'END'
  - service: systemd-journald
    state: running
  - service: [broken, not-there]
    state: stopped
    enabled: false
END
audit
in_sync
told web1 service:broken 'in-sync
besides: systemd says why it failed: exit-code
besides: it does not run because it failed'
told web1 service:not-there 'in-sync
besides: there is no service not-there'

standard <<'END'
  - service: [broken, not-there]
    state: running
    enabled: true
  - service: systemd-journald
    enabled: false
  - service: [cron.service, ssh]
    state: stopped
END
audit
ends 2
told web1 service:broken 'drift
enabled: true, is static
state: running, is failed
would let another unit want broken (it is static: it can'\''t be enabled, and nothing starts it)
would start broken (now failed)
besides: systemd says why it failed: exit-code'
told web1 service:not-there 'drift
state: running, is absent
would start not-there (there is no such service: install what brings it)
besides: there is no service not-there'
told web1 service:systemd-journald 'drift
enabled: false, is static
would mask systemd-journald or keep other units from starting it (it is static: it can'\''t be disabled)
besides: static, and started by initrd-switch-root.target, sysinit.target, systemd-journal-flush.service, systemd-journald-audit.socket, systemd-journald-dev-log.socket, systemd-journald.socket'
told web1 service:cron.service 'drift
state: stopped, is running
would stop cron.service (now running)'

# what runs is no longer what is on disk
lab_run web1 sh -e <<'END'
cp /bin/sleep /usr/local/bin/dozer
printf '[Service]\nExecStart=/usr/local/bin/dozer 100000\nExecReload=/bin/true\n' >/etc/systemd/system/dozer.service
touch -d '2020-01-01' /etc/dozer.conf
systemctl daemon-reload
systemctl start dozer
END
standard <<'END'
  - file: /etc/dozer.conf
    mode: "0644"
    notify: [service:dozer]
  - service: [dozer, sleeper]
    state: running
END
audit
ends 2
told web1 service:dozer in-sync
told web1 service:sleeper 'drift
current: true, is an older unit file, edited after it was started
would restart sleeper (now an older unit file, edited after it was started)'
sleep 1.1
lab_run web1 sh -e <<'END'
cp /bin/sleep /usr/local/bin/dozer.new
mv /usr/local/bin/dozer.new /usr/local/bin/dozer
echo nap >/etc/dozer.conf
systemctl restart sleeper
END
audit
ends 2
expect 'resource("web1"; "service:dozer").properties[] | select(.name == "current").actual |
    map(sub(" \\(edited .*"; ""))' \
    '["a deleted binary: /usr/local/bin/dozer","edited, not reloaded: /etc/dozer.conf"]'
told web1 service:sleeper in-sync
sleep 1.1
lab_run web1 systemctl reload dozer
audit
told web1 service:dozer 'drift
current: true, is a deleted binary: /usr/local/bin/dozer
would restart dozer (now a deleted binary: /usr/local/bin/dozer)'
lab_run web1 systemctl restart dozer
audit
in_sync
finish
