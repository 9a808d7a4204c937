#!/bin/sh
# Of what packages, jobs and tools change, the host's own records name the tool, and the person who set it off
. "${0%/*}/../check.sh"
. "$live/people.sh"

people_start
# a repository of two releases of a package, on the host itself
lab_run web1 sh -e >/dev/null <<'END'
for name in job crontab played; do echo "Kept to a standard." >/etc/$name; done
mkdir -p /srv/repository /srv/tidings/DEBIAN
cd /srv/repository
for version in 1.0 2.0; do
    file=tidings_${version}_all.deb
    printf 'Package: tidings\nVersion: %s\nArchitecture: all\nMaintainer: lab <lab@localhost>\nDescription: lab\n' \
        $version >/srv/tidings/DEBIAN/control
    dpkg-deb --build /srv/tidings $file
    dpkg-deb -f $file >>Packages
    printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' $file "$(stat -c %s $file)" "$(sha256sum $file | cut -d' ' -f1)" \
        >>Packages
done
rm -f /etc/apt/sources.list.d/*
echo 'deb [trusted=yes] file:/srv/repository ./' >/etc/apt/sources.list
dpkg -i tidings_1.0_all.deb
apt-get -q update
END
standard <<'END'
  - file: [/etc/job, /etc/played]
    content: "Kept to a standard.\n"
  - package: tidings
    version: "1.0"
  - cron: beacon
    user: bob
    state: absent
END
retell
in_sync

story; as alice 'sudo apt-get -q -y install tidings=2.0'
retell
blamed package:tidings 'host-changed
Alice Doe certain: apt history has tidings, requested by alice'
proved package:tidings 'Alice Doe' 'Requested-By: alice'
within package:tidings

story; as bob 'sudo dpkg -i /srv/repository/tidings_1.0_all.deb'
retell
in_sync
story; as bob 'sudo dpkg -i /srv/repository/tidings_2.0_all.deb'
retell
blamed package:tidings 'host-changed
Bob Roe likely: a sudo command names tidings'
proved package:tidings 'Bob Roe' 'COMMAND=/usr/bin/dpkg -i'
within package:tidings

story; as bob '(echo "# plumbline: beacon"; echo "0 3 * * * /bin/true") | crontab -'
retell
blamed cron:beacon 'host-changed
Bob Roe certain: crontab replaced /var/spool/cron/crontabs/bob'
within cron:beacon

story
: >"$lab/ansible.cfg"
env HOME="$lab" ANSIBLE_HOME="$lab/ansible" ANSIBLE_LOCAL_TEMP="$lab/ansible/tmp" ANSIBLE_CONFIG="$lab/ansible.cfg" \
    ANSIBLE_SSH_ARGS='-F none' ansible web1 -i "$lab/inventory.ini" --private-key "$lab/bob" -e ansible_user=bob \
    -e ansible_python_interpreter=/usr/bin/python3 --become --ssh-common-args="-o IdentitiesOnly=yes -o \
UserKnownHostsFile=$lab/known_hosts -o GlobalKnownHostsFile=none" -m copy -a 'dest=/etc/played content=x' \
    >>"$lab/done" 2>&1 || fail "ansible: $(cat "$lab/done")"
retell
blamed file:/etc/played 'host-changed
ansible by Bob Roe certain: ansible says that it changed /etc/played'
within file:/etc/played

# a job of cron, which comes with the next minute
story; printf '* * * * * root echo x >/etc/job\n' | lab_run web1 sh -c 'cat >/etc/cron.d/job'
tries=0
while lab_run web1 grep -q Kept /etc/job; do
    tries=$((tries + 1))
    [ $tries -lt 70 ] || lab_die "cron never ran the job"
    sleep 1
done
moment=$(lab_run web1 stat -c %Z /etc/job)
retell
blamed file:/etc/job 'host-changed
a job of cron or at of root likely: a job names /etc/job'
within file:/etc/job
finish
