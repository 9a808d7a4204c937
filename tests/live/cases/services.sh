#!/bin/sh
# Services of a real systemd that are stopped, started, enabled, disabled or masked are told so
. "${0%/*}/../check.sh"

lab_start web1 systemd "$net.1"
lab_run web1 sh -c 'systemctl is-system-running --wait >/dev/null'
standard <<'END'
  - service: cron
    state: running
    enabled: true
  - service: rsyslog
    state: running
    enabled: true
    masked: false
  - service: nginx
    state: stopped
    enabled: false
END
audit
in_sync

lab_run web1 sh 2>/dev/null <<'END'
systemctl stop cron rsyslog syslog.socket
systemctl disable cron
systemctl mask rsyslog
printf 'server { listen unix:/run/nginx.test; }\n' >/etc/nginx/sites-enabled/default
systemctl enable --now nginx
END
audit
ends 2
told web1 service:cron 'drift
enabled: true, is false
state: running, is stopped
would enable cron (now false)
would start cron (now stopped)'
told web1 service:rsyslog 'drift
enabled: true, is masked
masked: false, is true
state: running, is stopped
would unmask rsyslog (now true)
would enable rsyslog (now masked)
would start rsyslog (now stopped)'
told web1 service:nginx 'drift
enabled: false, is true
state: stopped, is running
would disable nginx (now true)
would stop nginx (now running)'

lab_run web1 sh -e 2>/dev/null <<'END'
systemctl unmask rsyslog
systemctl start rsyslog
systemctl enable --now cron
systemctl disable --now nginx
END
audit
in_sync
finish
