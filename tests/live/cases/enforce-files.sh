#!/bin/sh
# Enforce: files and what is in files, every type of them, are put right at once, and are then exactly as they were
. "${0%/*}/../check.sh"
. "$live/enforcing.sh"

lab_start web1 full "$net.1" net
lab_run web1 sh -e >/dev/null <<'END'
useradd --create-home --shell /bin/sh ada
mkdir -p /srv/d /srv/tree/old/er /etc/apt/sources.list.d
cd /srv
echo wrong >/etc/motd
chmod 600 /etc/motd
chown ada:daemon /etc/motd
touch -d '2020-02-02 02:02:02.123456789' /etc/motd
echo kept >attributes
setfacl -m u:mail:rwx attributes
setfattr -n user.origin -v nobody attributes
cp /bin/true program
setcap cap_net_raw=ep program
echo junk >gone
setfattr -n user.note -v junk gone
setfattr -n user.note -v junk attributes
chmod 640 gone
echo a >tree/kept.conf
echo b >tree/undeclared.conf
echo c >tree/old/er/deep
chmod 600 tree/kept.conf
chmod 1777 tree/old
setfacl -m u:daemon:rw tree/old/er/deep
ln -s er/deep tree/old/link
mkdir -m 777 folder
ln -s wrong current
printf 'one\ntwo=1\nthree\n' >lines
printf 'PermitRootLogin yes\nX11Forwarding yes\nMatch User ada\n  X11Forwarding yes\n' >/etc/ssh/sshd_config
printf '; of the application\n[server]\nport = 80\nname=a\n[client]\nport=1\n' >app.ini
printf '{\n  "server": {"port": 80, "name": "a"},\n  "users": ["x"]\n}\n' >app.json
printf 'server:\n  port: 80 # of ours\n  name: a\n' >app.yaml
printf '[server]\nport = 80 # of ours\n' >app.toml
printf '<?xml version="1.0"?>\n<app>\n  <!-- of ours -->\n  <server port="80"><name>a</name></server>\n</app>\n' >app.xml
printf 'Types: deb\nURIs: http://127.0.0.1/debian\nSuites: bookworm\nComponents: main\n' >/etc/apt/sources.list.d/site.sources
printf '192.0.2.1 other db1 db2\n' >>/etc/hosts
printf '# by hand\nnameserver 192.0.2.1\noptions rotate\n' >/etc/resolv.conf
printf 'ada soft nofile 256\n' >/etc/security/limits.d/50-ada.conf
printf 'net.ipv4.ip_forward=1\n' >/etc/sysctl.d/10-site.conf
echo 1 >/proc/sys/net/ipv4/ip_forward
printf 'MAILTO=ops\n5 * * * * ada /usr/local/bin/report\n' >/etc/cron.d/report
echo '9 9 * * * root /usr/local/bin/junk' >>/etc/crontab
printf 'blacklist dccp\n' >/etc/modprobe.d/site.conf
printf '/srv/bound /mnt none bind,noauto 0 0\n/swapfile none swap sw 0 0\n' >/etc/fstab
mkdir /scratch /srv/bound
ln -sf /usr/share/zoneinfo/Asia/Tokyo /etc/localtime
echo Asia/Tokyo >/etc/timezone
echo LANG=de_DE.UTF-8 >/etc/default/locale
cp /bin/true /usr/local/bin/own && chmod 6755 /usr/local/bin/own
cp /bin/true /usr/local/bin/ed1 && cp /bin/true /usr/local/bin/ed2
update-alternatives --install /usr/bin/site-editor site-editor /usr/local/bin/ed1 10
update-alternatives --install /usr/bin/site-editor site-editor /usr/local/bin/ed2 20
END
# overlay and tmpfs take these flags from Linux 6.6 on
flags=
if lab_run web1 sh -c 'echo 1 >/srv/frozen && chattr +i /srv/frozen' 2>/dev/null; then flags=1; fi

site_start
mkdir standard/files
printf 'for {{hostname}}:{{#names}} {{.}}{{/names}}\n' >standard/files/site.mustache
site_standard <<END
  - file: /etc/motd
    content: "kept\n"
    mode: "0644"
    owner: root
    group: root
    validate: grep -q ^kept %s
  - file: /srv/attributes
    acl: ["u:daemon:rw"]
    xattrs: {user.origin: ops, user.note: absent}
  - file: /srv/program
    capabilities: cap_net_bind_service=ep
  - file: /srv/gone
    state: absent
  - file: /srv/folder/new/file
    content: "new\n"
    mode: "0640"
    owner: ada
    acl: ["g:daemon:r"]
    xattrs: {user.origin: ops}
  - directory: /srv/folder
    mode: "0750"
    group: ada
    acl: ["default:group:adm:r-x"]
  - directory: /srv/folder/new
    owner: ada
    mode: "2750"
  - directory: /srv/tree
    purge: true
    recurse: {files: {mode: "0644"}}
    keep: [kept.conf]
    consent: true
  - symlink: /srv/current
    target: releases/2
  - symlink: /srv/folder/link
    target: /etc/motd
  - line: /srv/lines
    text: two=2
    match: ^two=
  - line: three
    path: /srv/lines
    text: three
    state: absent
  - line: four
    path: /srv/lines
    text: four
  - setting: /etc/ssh/sshd_config
    values: {PermitRootLogin: prohibit-password, X11Forwarding: "no", MaxAuthTries: "4"}
  - setting: /srv/app.ini
    section: server
    values: {port: "8080", host: db1}
    absent: [name]
  - setting: /srv/app.json
    values: {server.port: "8080"}
  - setting: /srv/app.yaml
    values: {server.port: "8080"}
  - setting: /srv/app.toml
    values: {server.port: "8080"}
  - setting: /srv/app.xml
    values: {app.server.@port: "8080", app.server.name: b}
  - setting: /etc/apt/sources.list.d/site.sources
    lens: deb822
    section: "1"
    values: {Components: main contrib}
  - setting: /etc/login.defs
    values: {PASS_MAX_DAYS: "90"}
  - template: /etc/site.conf
    source: files/site.mustache
    vars: {names: [a, b]}
    mode: "0600"
  - host: db1
    address: 192.0.2.10
  - resolver: system
    nameservers: [192.0.2.53, 192.0.2.54]
    search: example.org
    options: [timeout:2]
  - limit: ada
    item: nofile
    soft: "512"
    hard: "1024"
  - sysctl: net.ipv4.ip_forward
    value: 0
  - sysctl: net.ipv4.conf.all.log_martians
    value: 1
  - cron: report
    user: ada
    command: /usr/local/bin/report
    schedule: "*/5 * * * *"
  - cron: junk
    command: /usr/local/bin/junk
    state: absent
  - cron: backup
    command: /usr/local/bin/backup --all
    schedule: "@daily"
    environment: {MAILTO: dba@example.org}
  - sudo: ada restarts the web server
    user: ada
    commands: [/usr/bin/systemctl restart nginx]
    nopasswd: true
  - authorized_keys: ada
    keys: ["$(cat "$lab/jane.pub")"]
    exclusive: true
  - kernel_module: dccp
    blacklisted: false
  - kernel_module: usb-storage
    blacklisted: true
  - kernel_module: br-netfilter
    at_boot: true
  - mount: /scratch
    type: tmpfs
    options: [nodev, nosuid, size=1M]
  - mount: /mnt
    state: unmounted
  - swap: /swapfile
    state: inactive
  - timezone: Etc/UTC
  - locale: LANG
    value: C.UTF-8
  - setuid: /usr/local
  - alternative: site-editor
    target: /usr/local/bin/ed1
${flags:+
  - file: /srv/frozen
    immutable: false
  - file: /srv/log
    content: log
    append_only: true
}
END
# files: but for what update-alternatives writes anew: its log, and its record with another time
files() { tree web1 /var/log/alternatives.log /var/lib/dpkg/alternatives/site-editor; }
# live: what is in force, and chosen
live() {
    lab_run web1 sh -c 'head -n 1 /var/lib/dpkg/alternatives/site-editor
        readlink /etc/alternatives/site-editor
        cat /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv4/conf/all/log_martians
        grep -c /scratch /proc/mounts' || :
}

files >"$lab/before"
was=$(live)
enforced
files >"$lab/after"
same 'what is live, and chosen' "$(live)" 'manual
/usr/local/bin/ed1
0
1
1'
same 'what was changed without having been planned' \
    "$(unplanned "$lab/before" "$lab/after" /etc/alternatives/site-editor /scratch | grep -v ^/srv/tree/old/)" ''
rollback_ends 0 "$run"
files >"$lab/back"
same 'what a rollback leaves' "$(diff "$lab/before" "$lab/back")" ''
same 'what is live, and chosen, once it is taken back' "$(live)" "$was"
rollback_ends 0 "$run"
same 'a second time' "$(grep -c '^  taken back' "$lab/report")" 0

# what is told, and left, with what to do about it
lab_run web1 sh -ec 'ln -s /run/resolv.conf /etc/resolv.new && mv /etc/resolv.new /etc/resolv.conf'
site_standard <<'END'
  - directory: /srv/tree
    purge: true
    keep: [old]
  - file: /etc/motd
    contains: [kept]
    mode: {at_most: "0400"}
  - setting: /etc/login.defs
    values: {PASS_MAX_DAYS: {at_most: 180}}
  - resolver: system
    nameservers: 192.0.2.53
  - cron: nothing else
    user: ada
    exclusive: true
END
plan_signed
same 'what has steps' "$(jq -r '.changes[] | select(.steps) | .resource' plan.json)" ''
for id in directory:/srv/tree file:/etc/motd setting:/etc/login.defs resolver:system 'cron:nothing else'; do
    declined "$id"
done >"$lab/declined"
same 'what is declined' "$(cat "$lab/declined")" "purge: the standard does not consent to remove what nobody declared; say consent: true, or declare it, or name it in keep
mode: 'at most 0400' names no one value that could be set; name one
contains: it does not say where the text belongs; say it with a line, a setting, content or source
values.PASS_MAX_DAYS: 'at most 180' names no one value that could be set; name one
/etc/resolv.conf is a link; configure the service that writes what it leads to
exclusive: jobs that nobody declared are not taken away by themselves; declare each, with state: absent where it must go, or ignore it"
finish
