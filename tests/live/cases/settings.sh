#!/bin/sh
# Configuration by meaning: what wins among a file and its drop-ins is told as the programs themselves tell it
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1" net
lab_start app1 systemd "$net.2"
lab_run web1 ssh-keygen -q -A

# only HOST ID: the resource's line that lets it apply to one host
only() { printf '    when: {hostname: %s}\n' "$1"; }

# --- sshd: values that hold for its own sshd -T are those of its files -----------------------------------------------

# as_sshd_says KEYWORD…: the resource that expects what the sshd of web1 says of them
as_sshd_says() {
    printf '  - setting: /etc/ssh/sshd_config\n    in_force: true\n%s\n    values:\n' "$(only web1)"
    for keyword in "$@"; do
        printf '      %s: [%s]\n' "$keyword" "$(lab_run web1 sshd -T | sed -n "s/^$keyword //p" | tr '\n,' '  ' |
            sed 's/  *$//; s/[^ ][^ ]*/"&"/g; s/ /, /g')"
    done
}

# sshd_files MAIN NAME TEXT…: web1's sshd_config and its folder
sshd_files() {
    printf '%b' "$1" | lab_run web1 tee /etc/ssh/sshd_config >/dev/null
    shift
    lab_run web1 sh -c 'rm -rf /etc/ssh/sshd_config.d/*'
    while [ $# -gt 0 ]; do
        printf '%b' "$2" | lab_run web1 tee "/etc/ssh/sshd_config.d/$1" >/dev/null
        shift 2
    done
}

# all_as_wanted: whatever applies to a host is in sync on it
all_as_wanted() {
    ends 0
    expect '[.hosts[] | .name as $host | .resources[] | select(.status != "in-sync" and .status != "skipped") |
        "\($host) \(.id) \(said)"] | join("\n")' ''
}

agree_with_sshd() { # KEYWORD…
    as_sshd_says "$@" >"$lab/resources"
    standard <"$lab/resources"
    audit
    all_as_wanted
}

include='Include /etc/ssh/sshd_config.d/*.conf\n'
sshd_files "${include}PermitRootLogin yes\nport=22\nPort 2222\nAcceptEnv LANG LC_*\n# MaxAuthTries 1\n" \
    10-a.conf 'permitrootlogin no # first\nAcceptEnv X\n' 09-z.conf 'MAXAUTHTRIES 3\nLoginGraceTime 1m30s\n' \
    ignored.txt 'PermitRootLogin forced-commands-only\n'
agree_with_sshd permitrootlogin port acceptenv maxauthtries logingracetime usepam x11forwarding
sshd_files "MaxAuthTries 5\n${include}MaxSessions 4\nAllowUsers root 'a b' bob\nAllowUsers ann\n" \
    b.conf 'MaxAuthTries 2\nInclude sshd_config.d/sub*\nMaxSessions 3\nDenyUsers mallory\n' sub1 'MaxSessions "2"\nMACs hmac-sha2-512,hmac-sha2-256\n' \
    sub2 'Match all\n'
agree_with_sshd maxauthtries maxsessions macs denyusers
sshd_files "${include}ClientAliveInterval 5M\nMatch User bob\nX11Forwarding yes\n" \
    a.conf 'Match User root\nClientAliveInterval 7\nMatch Address 10.0.0.0/8\nBanner /x\n' b.conf 'PermitTTY no\n'
agree_with_sshd clientaliveinterval x11forwarding permittty banner

sshd_files "${include}PermitRootLogin no\nX11Forwarding yes\nMatch User bob\n  X11Forwarding no\n" \
    50-vendor.conf 'PermitRootLogin yes\nPermitUserEnvironment yes\n'
standard <<END
  - setting: /etc/ssh/sshd_config
    values: {PermitRootLogin: "no", X11Forwarding: "yes", MaxAuthTries: {at_most: 4}}
    absent: [PermitUserEnvironment]
$(only web1)
END
audit
ends 2
told web1 setting:/etc/ssh/sshd_config 'drift
values.MaxAuthTries: at most 4, is absent
values.PermitRootLogin: no, is yes
absent.PermitUserEnvironment: absent, is yes
would set PermitRootLogin no in /etc/ssh/sshd_config.d/50-vendor.conf:1 (now yes)
would remove PermitUserEnvironment from /etc/ssh/sshd_config.d/50-vendor.conf:2
besides: PermitRootLogin: /etc/ssh/sshd_config.d/50-vendor.conf:1 wins over /etc/ssh/sshd_config:2
besides: X11Forwarding is set for Match User bob as well, at /etc/ssh/sshd_config:5
besides: PermitUserEnvironment: /etc/ssh/sshd_config.d/50-vendor.conf:2'

# --- files of lines ---------------------------------------------------------------------------------------------------
lab_run web1 sh -e <<'END'
rm -rf /etc/sysctl.d /usr/lib/sysctl.d && mkdir -p /etc/sysctl.d /usr/lib/sysctl.d
sed -i 's/^PASS_MAX_DAYS.*/PASS_MAX_DAYS 365/' /etc/login.defs
printf 'net.ipv4.ip_forward = 1\n' >/usr/lib/sysctl.d/50-a.conf
printf 'net/ipv4/ip_forward = 0\n' >/etc/sysctl.d/60-b.conf
printf '# routing\nnet.ipv4.conf.all.rp_filter=2\n' >/etc/sysctl.conf
echo 0 >/proc/sys/net/ipv4/ip_forward
echo 1 >/proc/sys/net/ipv4/conf/all/rp_filter
END
standard <<END
  - setting: /etc/login.defs
    values: {PASS_MAX_DAYS: {at_most: 180}, UMASK: "022"}
$(only web1)
  - setting: /etc/sysctl.conf
    in_force: true
    values: {net.ipv4.ip_forward: 0, net.ipv4.conf.all.rp_filter: 2}
$(only web1)
  - setting: /etc/sudoers
    values: {use_pty: "yes", "[root] ALL": "(ALL:ALL) ALL"}
    absent: [targetpw]
$(only web1)
END
lab_run web1 sh -c 'echo "Defaults !use_pty" >/etc/sudoers.d/site; echo "Defaults targetpw" >/etc/sudoers.d/off.bak'
audit
ends 2
told web1 setting:/etc/login.defs "drift
values.PASS_MAX_DAYS: at most 180, is 365
would nothing: what the standard says of values.PASS_MAX_DAYS does not suffice to put it right
besides: PASS_MAX_DAYS: /etc/login.defs:$(lab_run web1 grep -n ^PASS_MAX_DAYS /etc/login.defs | cut -d: -f1)"
told web1 setting:/etc/sysctl.conf 'drift
in_force.net.ipv4.conf.all.rp_filter: 2, is 1
would reload what reads /etc/sysctl.conf until net.ipv4.conf.all.rp_filter is 2 (now 1)
besides: edited, not reloaded
besides: /etc/sysctl.conf: systemd-sysctl reads it only where a link in sysctl.d leads to it; else sysctl(8) --system alone does
besides: net.ipv4.ip_forward: /etc/sysctl.d/60-b.conf:1 wins over /usr/lib/sysctl.d/50-a.conf:1'
told web1 setting:/etc/sudoers "drift
values.use_pty: yes, is no
would set use_pty yes in /etc/sudoers.d/site:1 (now no)
besides: use_pty: /etc/sudoers.d/site:1 wins over /etc/sudoers:$(lab_run web1 grep -n use_pty /etc/sudoers | cut -d: -f1)"

# --- systemd: the order of cat-config, and what the manager runs with -------------------------------------------------
lab_run app1 sh -e <<'END'
mkdir -p /etc/systemd/journald.conf.d /run/systemd/journald.conf.d /usr/lib/systemd/journald.conf.d
printf '[Journal]\nStorage=volatile\nCompress=no\n' >/etc/systemd/journald.conf.d/20-a.conf
printf '[Journal]\nStorage=none\n' >/usr/lib/systemd/journald.conf.d/20-a.conf
printf '[Journal]\nSystemMaxUse=64M\nStorage=auto\n' >/run/systemd/journald.conf.d/10-b.conf
printf '[Journal]\nForwardToSyslog=yes\n' >/usr/lib/systemd/journald.conf.d/90-c.conf
ln -s /dev/null /etc/systemd/journald.conf.d/90-c.conf
mkdir -p /etc/systemd/system/cron.service.d
printf '[Service]\nNice=5\nLimitNOFILE=4096\nRestartSec=1min 30s\nMemoryMax=64M\n' >/etc/systemd/system/cron.service.d/10-a.conf
printf '[Service]\nNice=7\nEnvironment=A=1\nEnvironment=\nEnvironment=B=2 C=3\nPrivateTmp=true\n' >/etc/systemd/system/cron.service.d/20-b.conf
systemctl daemon-reload
END
last_of() { # KEY: as the files in systemd's own order have it
    lab_run app1 systemd-analyze cat-config systemd/journald.conf | sed -n "s/^$1=//p" | tail -n 1
}
standard <<END
  - setting: /etc/systemd/journald.conf
    values: {Storage: $(last_of Storage), Compress: "$(last_of Compress)", SystemMaxUse: 67108864}
    absent: [ForwardToSyslog]
$(only app1)
  - setting: /etc/systemd/system/cron.service
    section: Service
    in_force: true
    values: {Nice: 7, LimitNOFILE: 4096, RestartSec: 90, MemoryMax: 64M, Environment: [B=2, C=3], PrivateTmp: "yes",
      KillMode: process}
$(only app1)
END
audit
all_as_wanted
lab_run app1 sh -ec 'mkdir -p /run/systemd/system/cron.service.d
    printf "[Service]\nNice=9\n" >/run/systemd/system/cron.service.d/30-c.conf
    printf "[Journal]\nCompress=yes\n" >/etc/systemd/journald.conf.d/99.conf'
audit
ends 2
told app1 setting:/etc/systemd/journald.conf 'drift
values.Compress: no, is yes
would set Compress no in /etc/systemd/journald.conf.d/99.conf:2 (now yes)
besides: Compress: /etc/systemd/journald.conf.d/99.conf:2 wins over /etc/systemd/journald.conf.d/20-a.conf:3
besides: Storage: /etc/systemd/journald.conf.d/20-a.conf:2 wins over /run/systemd/journald.conf.d/10-b.conf:3'
told app1 setting:/etc/systemd/system/cron.service 'drift
values.Nice: 7, is 9
would set Nice 7 in /run/systemd/system/cron.service.d/30-c.conf:2 (now 9)
besides: right now, wrong after a reload: the file has changed
besides: Environment: /etc/systemd/system/cron.service.d/20-b.conf:5 wins over /etc/systemd/system/cron.service.d/20-b.conf:3
besides: Nice: /run/systemd/system/cron.service.d/30-c.conf:2 wins over /etc/systemd/system/cron.service.d/10-a.conf:2, /etc/systemd/system/cron.service.d/20-b.conf:2'

# --- every file that Debian ships for a lens is read by it -------------------------------------------------------------
for host in web1 app1; do
    lab_run $host sh -c 'ls -d /etc/pam.d/* /etc/security/*.conf /etc/ssh/ssh_config /etc/login.defs /etc/sudoers \
        /etc/fstab /etc/nsswitch.conf /etc/adduser.conf /etc/host.conf /etc/default/* /etc/logrotate.d/* \
        /etc/apt/apt.conf.d/* /etc/rsyslog.conf /etc/systemd/*.conf /usr/lib/systemd/system/*.service \
        /etc/nginx/nginx.conf 2>/dev/null || :' >"$lab/paths"
    while read -r path; do
        lab_run $host test -f "$path" || continue # a masked unit
        printf '  - setting: %s\n    absent: [No_such_key]\n%s\n' "$path" "$(only $host)"
    done <"$lab/paths" >"$lab/resources"
    standard <"$lab/resources"
    audit
    all_as_wanted
done
finish
