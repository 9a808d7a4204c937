#!/bin/sh
# Attributes beyond the mode drift by the real tools and are told one by one; where a host lacks the tool it says so
. "${0%/*}/../check.sh"

lab_start web1 full "$net.1"
lab_start plain1 bookworm "$net.2"
lab_start box1 busybox "$net.3"
right() {
    lab_run web1 sh -e <<'END1'
chattr -i -a /srv/log /srv/f 2>/dev/null || :
rm -rf /srv/*
mkdir /srv/d
printf 'Port 22\nPermitRootLogin no\n' >/srv/f
echo log >/srv/log
cp /bin/true /srv/program && setcap cap_net_raw,cap_net_bind_service=ep /srv/program
setfacl -m u:daemon:rw- /srv/f
setfacl -d -m g:daemon:r-x /srv/d
setfattr -n user.origin -v ops /srv/f
setfattr -n security.selinux -v system_u:object_r:etc_t:s0 /srv/f
END1
}
right
# overlay and tmpfs take these flags from Linux 6.6 on; where they don't, the host can't be made to drift by them
flags=
if lab_run web1 chattr +a /srv/log 2>/dev/null; then flags=1; fi

standard <<'END1'
  - file: /srv/f
    acl: ["u:daemon:rw"]
    xattrs: {user.origin: ops, user.gone: absent}
    selinux: etc_t
    capabilities: absent
    age: {at_most: 1d}
    contains: [Port 22, "/^PermitRootLogin +no$/"]
    lacks: ["/^PermitRootLogin +yes/"]
  - file: /srv/program
    capabilities: cap_net_bind_service+pe cap_net_raw=ep
  - directory: /srv/d
    acl: ["default:group:daemon:r-x"]
    age: {at_most: 1h}
END1
audit --limit web1
in_sync

lab_run web1 sh -e <<'END1'
setfacl -m u:daemon:r-- /srv/f
setfacl -m u:mail:rwx /srv/f
setfattr -n user.origin -v "$(printf 'd\001v')" /srv/f
setfattr -n user.gone -v here /srv/f
setfattr -n security.selinux -v system_u:object_r:shadow_t:s0 /srv/f
printf 'PermitRootLogin yes\n' >/srv/f
touch -d '2 days ago' /srv/f
setcap cap_net_raw=ep /srv/program
setfacl -d -x g:daemon /srv/d
END1
audit --limit web1
ends 2
expect 'resource("web1"; "file:/srv/f") | .properties[] | select(.name == "age") | [.status, (.actual | tonumber) > 172700]' \
    '["drift",true]'
told web1 file:/srv/f "drift
acl: user:daemon:rw-, is [\"user:daemon:r--\",\"user:mail:rwx\"]
age: at most 86400, is $(ask 'resource("web1"; "file:/srv/f") | .properties[] | select(.name == "age") | .actual')
selinux: etc_t, is shadow_t
xattrs.user.gone: absent, is here
xattrs.user.origin: ops, is 0x640176
contains of Port 22: present, is absent
contains of /^PermitRootLogin +no\$/: present, is absent
lacks of /^PermitRootLogin +yes/: absent, is line 1
would set acl user:daemon:rw- (now user:daemon:r--, user:mail:rwx)
would set selinux etc_t (now shadow_t)
would set xattrs.user.gone absent (now here)
would set xattrs.user.origin ops (now 0x640176)"
told web1 file:/srv/program 'drift
capabilities: cap_net_bind_service,cap_net_raw=ep, is cap_net_raw=ep
would set capabilities cap_net_bind_service,cap_net_raw=ep (now cap_net_raw=ep)'
told web1 directory:/srv/d 'drift
acl: default:group:daemon:r-x, is []
would set acl default:group:daemon:r-x (now )'

right
audit --limit web1
in_sync

if [ "$flags" ]; then
    standard <<'END1'
  - file: /srv/f
    immutable: false
    append_only: false
  - file: /srv/log
    append_only: true
END1
    lab_run web1 chattr +a /srv/log
    audit --limit web1
    in_sync
    lab_run web1 sh -e -c 'chattr -a /srv/log && chattr +i /srv/f'
    audit --limit web1
    ends 2
    told web1 file:/srv/f 'drift
immutable: false, is true
would set immutable false (now true)'
    told web1 file:/srv/log 'drift
append_only: true, is false
would set append_only true (now false)'
    lab_run web1 sh -e -c 'chattr -i /srv/f && chattr +a /srv/log'
    audit --limit web1
    in_sync
    lab_run web1 chattr -a /srv/log
else
    lab_say 'skipped: the file system of these hosts takes no flags of chattr(1)'
    standard <<'END1'
  - file: /srv/f
    immutable: false
END1
    audit --limit web1
    expect 'resource("web1"; "file:/srv/f").status' unknown
fi

standard <<'END1'
  - file: /etc/passwd
    acl: []
    capabilities: absent
    xattrs: {user.x: absent}
    lacks: "::0:0:"
    age: {at_most: 365d}
END1
audit --limit plain1,box1
ends 4
told plain1 file:/etc/passwd 'unknown
acl: an empty list unknown: no getfacl on the host: install the package acl
capabilities: absent unknown: no getcap on the host: install the package libcap2-bin (Debian) or libcap
xattrs.user.x: absent unknown: no getfattr on the host: install the package attr'
told box1 file:/etc/passwd "$(ask 'resource("plain1"; "file:/etc/passwd") | said')"
finish
