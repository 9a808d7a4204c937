#!/bin/sh
# Users and groups that useradd, usermod, passwd, gpasswd and chage changed are told field by field
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
lab_run web1 sh -e <<'END'
groupadd --gid 4000 ops
useradd --create-home --uid 4001 --gid ops --shell /bin/bash --comment 'Ada L' --groups sudo ada
usermod --password '$6$salt$secrethash' ada
END
standard <<'END'
  - user: ada
    uid: 4001
    group: ops
    groups: [sudo]
    exclusive: true
    home: /home/ada
    shell: /bin/bash
    comment: Ada L
    locked: false
    password_age: 30
  - user: ghost
    state: absent
  - user: www-data
    locked: true
  - group: ops
    gid: 4000
    members: []
    exclusive: true
  - group: sudo
    members: [ada]
    exclusive: true
  - group: ghosts
    state: absent
END
audit
in_sync

lab_run web1 sh -e >/dev/null 2>&1 <<'END'
usermod --uid 4002 --shell /bin/sh --comment 'Ada, Countess' --home /srv/ada --gid users ada
usermod --append --groups adm ada
gpasswd --delete ada sudo
passwd --lock ada
chage --lastday $(($(date +%s) / 86400 - 40)) ada
groupmod --gid 4400 ops
useradd --groups sudo,ops ghost
usermod --password '$6$salt$secrethash' www-data
groupadd ghosts
END
audit
ends 2
told web1 user:ada 'drift
comment: Ada L, is Ada, Countess
group: ops, is users
groups: sudo, is ["adm"]
home: /home/ada, is /srv/ada
locked: false, is true
password_age: at most 30, is 40
shell: /bin/bash, is /bin/sh
uid: 4001, is 4002
would set comment Ada L (now Ada, Countess)
would set group ops (now users)
would add ada to sudo
would remove ada from adm
would set home /home/ada (now /srv/ada)
would unlock the password of ada
would have ada change the password (now 40 days old)
would set shell /bin/bash (now /bin/sh)
would set uid 4001 (now 4002)'
told web1 user:ghost 'drift
state: absent, is present
would remove user ghost'
told web1 user:www-data 'drift
locked: true, is false
would lock the password of www-data'
told web1 group:ops 'drift
gid: 4000, is 4400
members: an empty list, is ["ghost"]
would set gid 4000 (now 4400)
would remove ghost from group ops'
told web1 group:sudo 'drift
members: ada, is ["ghost"]
would add ada to group sudo
would remove ghost from group sudo'
told web1 group:ghosts 'drift
state: absent, is present
would remove group ghosts'
same 'mentions of a hash' "$(grep -c secrethash "$lab/report")" 0

lab_run web1 sh -e >/dev/null 2>&1 <<'END'
userdel ada
userdel ghost
groupdel ops
END
audit
ends 2
told web1 user:ada 'drift
state: present, is absent
would create user ada (uid 4001, group ops, home /home/ada, shell /bin/bash)'
told web1 user:ghost in-sync
told web1 group:ops 'drift
state: present, is absent
would create group ops (gid 4000)'
finish
