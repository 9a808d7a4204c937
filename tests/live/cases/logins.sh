#!/bin/sh
# Who can log in: accounts that share a number, have no password or the wrong home, and keys that nobody declared
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
ssh-keygen -q -t ed25519 -N '' -C 'ada@desk' -f "$lab/ada"
ssh-keygen -q -t rsa -N '' -C 'forgotten' -f "$lab/forgotten"
lab_run web1 sh -e <<'END'
useradd --create-home --uid 4001 --shell /bin/bash ada
usermod --password '$6$salt$secrethash' ada
chmod 750 /home/ada /root
END
lab_run web1 sh -c 'umask 077; mkdir /home/ada/.ssh; cat >/home/ada/.ssh/authorized_keys; chown -R ada: /home/ada/.ssh' \
    <"$lab/ada.pub"
{
    cat <<'END'
  - accounts: in order
    no_empty_passwords: true
    shadowed: true
    unique_names: true
    unique_ids: true
    groups_exist: true
    homes_exist: true
    homes_owned: true
    homes_mode: {at_most: "0750"}
    system_accounts_locked: true
    system_accounts_no_shell: true
    shadow_group_empty: true
    well_formed: true
  - uid: "0"
    users: [root]
  - authorized_keys: ada
    exclusive: true
    strict_modes: true
END
    printf '    keys: ["%s"]\n' "$(cat "$lab/ada.pub")"
    printf '  - authorized_keys: root\n    keys: ["%s"]\n    exclusive: true\n' "$(cat "$lab/key.pub")"
} >"$lab/resources"
standard <"$lab/resources"
audit
in_sync

fingerprint() { ssh-keygen -l -f "$lab/$1.pub" | cut -d ' ' -f 2; }
lab_run web1 sh -e >/dev/null 2>&1 <<'END'
useradd --non-unique --uid 0 --gid 0 --no-create-home --home-dir /root toor
useradd --create-home --uid 4002 --shell /bin/sh bob
passwd --delete bob
usermod --password '$6$salt$secrethash' games
usermod --shell /bin/sh news
chown daemon /home/bob
chmod 755 /home/bob
useradd --no-create-home --uid 4003 --shell /bin/bash carl
sed -i 's/^carl:x:4003:[0-9]*/carl:x:4003:4242/' /etc/passwd
usermod --append --groups shadow ada
echo '+::::::' >>/etc/passwd
chmod 770 /home/ada
END
lab_run web1 sh -c 'cat >>/home/ada/.ssh/authorized_keys' <"$lab/forgotten.pub"
lab_run web1 sh -c 'mkdir /home/bob/.ssh; cat >/home/bob/.ssh/authorized_keys2' <"$lab/ada.pub"
audit
ends 2
told web1 'accounts:in order' "drift
groups_exist of carl: a group that exists, is no group 4242
homes_exist of news: a directory, is no /var/spool/news
homes_exist of carl: a directory, is no /home/carl
homes_mode of ada: at most 0750, is 0770
homes_mode of bob: at most 0750, is 0755
homes_owned of bob: owned by its user, is /home/bob is owned by daemon
no_empty_passwords of bob: set or locked, is empty
shadow_group_empty of ada: no member, is member
system_accounts_locked of games: locked, is has a password
system_accounts_no_shell of news: nologin or the like, is /bin/sh
system_accounts_no_shell of toor: nologin or the like, is /bin/sh
unique_ids of uid 0: one name, is root, toor
well_formed of /etc/passwd, the line of '+': well-formed, is of another form
would lock the password of bob (now empty)"
told web1 uid:0 'drift
others of toor: absent, is present
would nothing: what the standard says of others does not suffice to put it right'
told web1 authorized_keys:ada "drift
strict_modes: true, is false
exclusive of $(fingerprint forgotten) forgotten (/home/ada/.ssh/authorized_keys:2): absent, is present
would let nobody but ada write the file and the folders above it
would remove the key $(fingerprint forgotten) forgotten (/home/ada/.ssh/authorized_keys:2) of ada
besides: sshd ignores keys here (StrictModes): /home/ada is writable by others (mode 0770)"
same 'mentions of a hash' "$(grep -c secrethash "$lab/report")" 0

standard <<END
  - authorized_keys: bob
    state: absent
  - authorized_keys: ada
    keys: ["$(cat "$lab/ada.pub")"]
    options: [no-pty]
END
lab_run web1 sh -c 'echo AuthorizedKeysFile /etc/ssh/keys/%u >/etc/ssh/sshd_config.d/keys.conf; mkdir /etc/ssh/keys
    { printf %s "no-pty "; cat; } >/etc/ssh/keys/ada' <"$lab/ada.pub"
audit
in_sync

lab_run web1 sh -e <<'END'
rm /etc/ssh/sshd_config.d/keys.conf
printf 'Match User git\nAuthorizedKeysFile none\n' >>/etc/ssh/sshd_config
END
audit
ends 4
told web1 authorized_keys:bob "unknown
state: absent unknown: sshd_config sets AuthorizedKeysFile in a Match block or includes other files: name the file with 'files'"

lab_stop web1
: >"$lab/inventory.ini"
lab_start box1 busybox "$net.2"
lab_run box1 sh -c 'mkdir -p /var/spool/cron/crontabs; echo "0 1 * * 7 /bin/weekly" >/var/spool/cron/crontabs/root'
standard <<END
  - accounts: in order
    no_empty_passwords: true
    unique_ids: true
    homes_exist: true
    except: [audit]
  - uid: "0"
    users: [root]
  - authorized_keys: root
    keys: ["$(cat "$lab/key.pub")"]
    exclusive: true
  - sudo: nothing at all
    exclusive: true
  - cron: weekly
    schedule: 0 1 * * sun
    command: /bin/weekly
  - cron: nothing else
    exclusive: true
END
audit
in_sync
lab_run box1 sh -c 'echo "toor::0:0::/root:/bin/sh" >>/etc/passwd; echo "x ALL=ALL" >/etc/sudoers; echo "@daily /x" >>/var/spool/cron/crontabs/root'
audit
ends 2
expect '[.hosts[].resources[].properties[] | select(.status == "drift") | "\(.name) of \(.subject)"] | sort | join("\n")' \
    'exclusive of root @daily /x (/var/spool/cron/crontabs/root:2)
exclusive of x ALL=(root) ALL (/etc/sudoers:1)
no_empty_passwords of toor
others of toor
unique_ids of uid 0'
finish
