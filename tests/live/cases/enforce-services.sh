#!/bin/sh
# Enforce: services of a real systemd are put right, restarted once for what notifies them, and not for a bad configuration
. "${0%/*}/../check.sh"
. "$live/enforcing.sh"

lab_start web1 systemd "$net.1"
lab_run web1 sh -e 2>/dev/null <<'END'
systemctl is-system-running --wait >/dev/null
unit() { # NAME SECONDS: that notes each of its starts
    printf '[Service]\nExecStart=/bin/sh -c "echo >>/run/%s.starts; exec sleep %s"\n[Install]\nWantedBy=multi-user.target\n' \
        "$1" "$2" >/etc/systemd/system/"$1".service
}
for name in dozer sleeper quiet idler masked; do unit "$name" 100000; done
mkdir -p /usr/local/lib/systemd/system
mv /etc/systemd/system/masked.service /usr/local/lib/systemd/system
touch -d 2020-01-01 /etc/dozer.conf /etc/quiet.conf
printf 'events {}\nhttp { include conf.d/*; server { listen unix:/run/nginx.test; } }\n' >/etc/nginx/nginx.conf
ssh-keygen -A >/dev/null
systemctl daemon-reload
systemctl enable --now idler
systemctl start dozer sleeper quiet nginx
systemctl disable --now cron
systemctl stop masked
systemctl mask masked
sleep 1.1 # systemd and stat(1) tell whole seconds
echo edited >/etc/dozer.conf
END

# states: of each unit, whether it runs, and whether it starts at boot
states() {
    lab_run web1 sh -c 'for name in cron masked idler dozer sleeper quiet nginx ssh; do
        echo "$name $(systemctl is-active $name) $(systemctl is-enabled $name)"; done' || :
}
# starts NAME: how often it was
starts() { lab_run web1 sh -c 'wc -l </run/$0.starts' "$1"; }
# invocation NAME: another one after each start
invocation() { lab_run web1 systemctl show --property InvocationID --value "$1"; }

site_start
site_standard <<'END'
  - service: cron
    state: running
    enabled: true
  - service: masked
    state: running
    enabled: true
    masked: false
  - service: idler
    state: stopped
    enabled: false
  - service: [dozer, sleeper, quiet, nginx, ssh]
    state: running
  - file: /etc/dozer.conf
    content: kept
    notify: service:dozer
  - file: /etc/quiet.conf
    mode: "0644"
    notify: service:quiet
  - setting: /etc/systemd/system/sleeper.service
    section: Service
    values: {Nice: 7}
    notify: service:sleeper
  - setting: /etc/ssh/sshd_config
    values: {PermitRootLogin: prohibit-password, MaxAuthTries: "4"}
    notify: service:ssh
  - file: /etc/nginx/conf.d/site.conf
    content: "# nothing\n"
    notify: service:nginx
END
states >"$lab/before"
quiet=$(invocation quiet) ssh=$(invocation ssh) nginx=$(invocation nginx)
enforced
same 'what runs, and what starts at boot' "$(states)" 'cron active enabled
masked active enabled
idler inactive disabled
dozer active disabled
sleeper active disabled
quiet active disabled
nginx active disabled
ssh active enabled'
same 'starts of dozer, sleeper and quiet' "$(starts dozer) $(starts sleeper) $(starts quiet)" '2 2 1'
same 'nice of sleeper' "$(lab_run web1 systemctl show --property Nice --value sleeper)" 7
same 'a service that nothing notified' "$(invocation quiet)" "$quiet"
[ "$(invocation ssh)" != "$ssh" ] || fail 'ssh was not restarted'
[ "$(invocation nginx)" != "$nginx" ] || fail 'nginx was not restarted'
rollback_ends 0 "$run"
same 'what runs, and what starts at boot, once it is taken back' "$(states)" "$(cat "$lab/before")"

# a configuration that its own program refuses is not left there, and what runs goes on
site_standard <<'END'
  - service: [nginx, ssh]
    state: running
  - file: /etc/ssh/sshd_config
    content: "PermitRootLogin perhaps\n"
    notify: service:ssh
  - file: /etc/nginx/conf.d/site.conf
    content: "server { listen; }\n"
    notify: service:nginx
END
tree web1 /var/log /var/lib/systemd >"$lab/before"
ssh=$(invocation ssh) nginx=$(invocation nginx)
plan_signed
enforce_ends 2
same 'why a bad configuration is refused' "$(sed -n '/^  failed/s/: 20[^[]*\(\[emerg\]\) [0-9#]*:/: \1/; /^  failed/p' "$lab/report")" \
    '  failed     file:/etc/ssh/sshd_config: sshd refuses it: /etc/ssh/sshd_config line 1: unsupported option "perhaps".
  failed     file:/etc/nginx/conf.d/site.conf: nginx refuses it: [emerg] invalid number of arguments in "listen" directive in /etc/nginx/conf.d/site.conf:1\nnginx: configuration file /etc/nginx/nginx.conf test failed'
tree web1 /var/log /var/lib/systemd >"$lab/after"
same 'what a refused configuration leaves' "$(diff "$lab/before" "$lab/after")" ''
same 'services that were not told' "$(invocation ssh) $(invocation nginx)" "$ssh $nginx"
same 'services that were not told' "$(lab_run web1 systemctl is-active ssh nginx)" 'active
active'
finish
