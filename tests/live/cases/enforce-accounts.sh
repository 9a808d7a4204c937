#!/bin/sh
# Enforce: accounts, groups, keys and rights are put right and taken back, and no password's hash is anywhere
. "${0%/*}/../check.sh"
. "$live/enforcing.sh"

lab_start web1 full "$net.1"
lab_run web1 sh -e >/dev/null <<'END'
groupadd -g 1500 deployers
groupadd -g 1501 olds
gpasswd -a mail olds
useradd -u 1401 -m -s /bin/bash -c 'Ada' -G audio ada
useradd -u 1402 -m -s /bin/bash bob
useradd -u 1403 -M -s /bin/bash -c 'Eve, of old' -G games,tape eve
gpasswd -a mail deployers
echo 'ada:$6$saltsalt$HashOfAda' | chpasswd -e
echo 'bob:$6$saltsalt$HashOfBob' | chpasswd -e
usermod -L bob
# what is said to each of these programs
for program in useradd usermod userdel groupadd groupdel gpasswd; do
    path=$(command -v $program)
    mv "$path" "$path.real"
    printf '#!/bin/sh\necho "%s $*" >>/run/said\nexec %s.real "$@"\n' $program "$path" >"$path"
    chmod 755 "$path"
done
END
accounts() {
    lab_run web1 sh -ec 'sort /etc/passwd /etc/group /etc/gshadow; cut -d: -f 1,2,4- /etc/shadow | sort'
}

site_start
site_standard <<END
  - group: deployers
    members: [ada]
    exclusive: true
  - group: ops
    gid: 1600
  - group: olds
    state: absent
  - user: ada
    shell: /bin/sh
    comment: Ada Lovelace
    groups: [deployers, ops]
    exclusive: true
    locked: true
    requires: [group:deployers, group:ops]
  - user: bob
    locked: false
    group: ops
    requires: group:ops
  - user: eve
    state: absent
  - user: deploy
    uid: 1700
    group: ops
    home: /srv/deploy
    shell: /usr/sbin/nologin
    locked: true
    requires: group:ops
  - authorized_keys: ada
    keys: ["$(cat "$lab/jane.pub")"]
    exclusive: true
  - sudo: bob restarts the web server
    user: bob
    commands: [/usr/bin/systemctl restart nginx]
END
# files: but for the databases, whose entries are looked at by themselves
files() {
    tree web1 /etc/passwd /etc/passwd- /etc/shadow /etc/shadow- /etc/group /etc/group- /etc/gshadow /etc/gshadow- \
        /etc/subuid /etc/subuid- /etc/subgid /etc/subgid-
}
accounts >"$lab/before"
files >"$lab/files"
enforced
files >"$lab/after"
same 'accounts that were put right' "$(lab_run web1 sh -c 'for name in ada bob eve deploy; do getent passwd $name; done
    getent group deployers ops olds games tape audio; passwd -S ada | cut -d" " -f2; passwd -S bob | cut -d" " -f2')" 'ada:x:1401:1401:Ada Lovelace:/home/ada:/bin/sh
bob:x:1402:1600::/home/bob:/bin/bash
deploy:x:1700:1600::/srv/deploy:/usr/sbin/nologin
deployers:x:1500:ada
ops:x:1600:ada
games:x:60:
tape:x:26:
audio:x:29:
L
P'
# usermod -g gives it the files of its home, too, and the plan says so
same 'files that were changed without having been planned' "$(unplanned "$lab/files" "$lab/after" | grep -v '^/home/bob')" ''
same 'what is said of a group' "$(jq -r '.changes[] | select(.resource == "user:bob") | .steps[].words' planned.json)" \
    'run usermod -g ops bob: what is of group bob in /home/bob is given to group ops
run usermod -U bob'
rollback_ends 0 "$run"
same 'accounts that were taken back' "$(accounts | diff "$lab/before" -)" ''
files >"$lab/after"
same 'files that were taken back' "$(diff "$lab/files" "$lab/after")" ''
same 'what the programs were told' "$(lab_run web1 sort -u /run/said)" 'gpasswd -M mail olds
gpasswd -a ada audio
gpasswd -a ada deployers
gpasswd -a ada ops
gpasswd -a mail deployers
gpasswd -d ada audio
gpasswd -d ada deployers
gpasswd -d ada ops
gpasswd -d mail deployers
groupadd -f -g 1403 eve
groupadd -g 1501 olds
groupadd -g 1600 ops
groupdel olds
groupdel ops
useradd -u 1403 -g 1403 -d /home/eve -s /bin/bash -c Eve, of old -G tape,games -M eve
useradd -u 1700 -g ops -d /srv/deploy -s /usr/sbin/nologin -M deploy
userdel deploy
userdel eve
usermod -L ada
usermod -L bob
usermod -U ada
usermod -U bob
usermod -c Ada Lovelace ada
usermod -c Ada ada
usermod -g bob bob
usermod -g ops bob
usermod -s /bin/bash ada
usermod -s /bin/sh ada'
same 'files that have a hash' "$(grep -rl 'HashOf\|saltsalt' "$site" "$lab"/history "$lab/report" "$lab/errors" || :)
$(lab_run web1 grep -rl 'HashOf\|saltsalt' /var/lib/plumbline /run/said || :)" '
'
finish
