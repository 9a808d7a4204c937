#!/bin/sh
# What apt's and dnf's files configure is told with its place, and packages that no repository has are foreign
. "${0%/*}/../check.sh"

lab_start web1 full "$net.1"
lab_run web1 sh -e >/dev/null 2>&1 <<'END'
cat >/etc/apt/sources.list.d/docker.list <<'LIST'
# deb https://old.example.org/ buster stable
deb [arch=amd64 signed-by=/etc/apt/keyrings/docker.asc] https://download.docker.com/linux/debian bookworm stable
LIST
cat >/etc/apt/sources.list.d/debian.sources <<'LIST'
Types: deb
URIs: http://deb.debian.org/debian/
Suites: bookworm-updates bookworm-backports
Components: main contrib
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
LIST
mkdir -p /etc/yum.repos.d /etc/dnf
printf '[epel]\nname=EPEL\nmetalink=https://mirrors.fedoraproject.org/metalink?repo=epel-9\ngpgkey=file:///k\n' \
    >/etc/yum.repos.d/epel.repo
printf '[main]\ngpgcheck=1\n' >/etc/dnf/dnf.conf
END
standard <<'END'
  - repository: docker
    url: https://download.docker.com/linux/debian
    suite: bookworm
    components: stable
    key: /etc/apt/keyrings/docker.asc
    enabled: true
    check_signatures: true
  - repository: debian
    suite: {contains: bookworm-updates}
    enabled: true
  - repository: http://deb.debian.org/debian bookworm
  - repository: epel
    url: https://mirrors.fedoraproject.org/metalink?repo=epel-9
    enabled: true
    check_signatures: true
  - repository: [sources.list.old, https://old.example.org]
    state: absent
END
audit
in_sync

lab_run web1 sh -e <<'END'
sed -i 's/arch=amd64 signed-by=[^]]*/trusted=yes/; s/stable$/stable test/' /etc/apt/sources.list.d/docker.list
echo 'Enabled: no' >>/etc/apt/sources.list.d/debian.sources
printf 'gpgcheck=0\nenabled=0\n' >>/etc/yum.repos.d/epel.repo
printf 'deb https://old.example.org/ buster main\n' >/etc/apt/sources.list.d/old.list
END
audit
ends 2
told web1 repository:docker 'drift
check_signatures: true, is false
components: stable, is ["stable","test"]
key: /etc/apt/keyrings/docker.asc, is absent
would set check_signatures true (now false)
would set components stable (now stable, test)
would set key /etc/apt/keyrings/docker.asc (now absent)
besides: configured by /etc/apt/sources.list.d/docker.list:2'
told web1 repository:debian 'drift
enabled: true, is false
would enable the repository debian
besides: configured by /etc/apt/sources.list.d/debian.sources:1
besides: /etc/apt/sources.list.d/debian.sources:1 is not enabled'
told web1 repository:epel 'drift
check_signatures: true, is false
enabled: true, is false
would set check_signatures true (now false)
would enable the repository epel
besides: configured by /etc/yum.repos.d/epel.repo:2
besides: /etc/yum.repos.d/epel.repo:2 is not enabled'
told web1 repository:https://old.example.org 'drift
state: absent, is present
would remove the repository https://old.example.org
besides: configured by /etc/apt/sources.list.d/old.list:1'

# a repository of its own from here on, so that apt update needs no network
lab_run web1 sh -e >/dev/null 2>&1 <<'END'
rm -r /etc/apt/sources.list.d/* /etc/yum.repos.d /etc/dnf
build() { # NAME VERSION
    mkdir -p /tmp/$1/DEBIAN
    printf 'Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: lab\nDescription: lab\n' $1 $2 >/tmp/$1/DEBIAN/control
    dpkg-deb --build /tmp/$1 /srv/repo/$1_$2.deb
}
mkdir -p /srv/repo
build offered 1.0 && build newer 2.0 && build foreign 1.0 && build acme-agent 3
{
    dpkg-query -W -f 'Package: ${Package}\nVersion: ${Version}\nArchitecture: ${Architecture}\nFilename: ./none\nSize: 1\n\n'
    printf 'Package: offered\nVersion: 1.0\nArchitecture: all\nFilename: ./offered_1.0.deb\nSize: 1\n\n'
    printf 'Package: newer\nVersion: 2.1\nArchitecture: all\nFilename: ./newer_2.1.deb\nSize: 1\n'
} >/srv/repo/Packages
echo 'deb [trusted=yes] file:/srv/repo ./' >/etc/apt/sources.list
dpkg --install /srv/repo/*.deb
END
standard <<'END'
  - foreign_packages: none but ours
    allowed: [acme-*]
END
audit
ends 4
told web1 'foreign_packages:none but ours' 'unknown
foreign: absent unknown: no package lists in /var/lib/apt/lists: run apt update'

lab_run web1 apt-get update >/dev/null 2>&1
audit
ends 2
told web1 'foreign_packages:none but ours' 'drift
foreign of foreign: absent, is 1.0
would remove foreign 1.0 (keeps its configuration)
besides: 1 packages are older than what the repositories have'

lab_run web1 sh -e >/dev/null 2>&1 <<'END'
dpkg --remove foreign
END
audit
in_sync

lab_run web1 sh -c 'echo "deb [trusted=yes] http://127.0.0.1/debian sid main" >>/etc/apt/sources.list'
audit
told web1 'foreign_packages:none but ours' 'unknown
foreign: absent unknown: http://127.0.0.1/debian sid has no list: run apt update'
finish
