#!/bin/sh
# Enforce: the transaction of packages that was signed is the one that is done, and is taken back where that can be
. "${0%/*}/../check.sh"
. "$live/enforcing.sh"

lab_start web1 bookworm "$net.1" net
lab_run web1 sh -e >/dev/null 2>&1 <<'END'
build() { # NAME VERSION [DEPENDS]
    mkdir -p /tmp/$1/DEBIAN /tmp/$1/usr/share/$1
    printf 'Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: lab\nDescription: lab\n' $1 $2 >/tmp/$1/DEBIAN/control
    if [ "${3-}" ]; then echo "Depends: $3" >>/tmp/$1/DEBIAN/control; fi
    echo $2 >/tmp/$1/usr/share/$1/version
    dpkg-deb --build /tmp/$1 /srv/repo/$1_$2_all.deb
    rm -r /tmp/$1
}
list() { # as dpkg-scanpackages would
    cd /srv/repo
    for file in *.deb; do
        dpkg-deb --field $file
        printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' $file $(stat -c %s $file) $(sha256sum $file | cut -d' ' -f1)
    done >Packages
}
mkdir -p /srv/repo
build part 1.0
build whole 1.0 part
build older 1.0
build older 2.0
build junk 1.0
build kept 1.0
build gone 1.0
list
rm -f /etc/apt/sources.list.d/*
echo 'deb [trusted=yes] file:/srv/repo ./' >/etc/apt/sources.list
apt-get update
apt-get install -y older=1.0 junk kept gone
rm /srv/repo/gone_*
list
apt-get update
END
versions() {
    # shellcheck disable=SC2016 # of dpkg-query
    lab_run web1 dpkg-query -W -f '${db:Status-Abbrev}${Package} ${Version}\n' part whole older junk kept gone 2>/dev/null || :
}

site_start
site_standard <<'END'
  - package: whole
  - package: older
    version: "2.0"
  - package: junk
    state: absent
  - package: kept
    held: true
END
was=$(versions)
enforced
same 'the transaction that was signed' "$(jq -r '.changes[] | .resource, .steps[].words' planned.json)" 'package:junk
run dpkg --remove junk: removes junk 1.0
package:whole
run apt-get -y -q -o Dpkg::Options::=--force-confold --no-remove install whole=1.0: installs part 1.0; installs whole 1.0
package:older
run apt-get -y -q -o Dpkg::Options::=--force-confold --no-remove install older=2.0: upgrades older 1.0 → 2.0
package:kept
run apt-mark hold kept'
same 'what was put right' "$(versions)" 'ii gone 1.0
hi kept 1.0
ii older 2.0
ii part 1.0
ii whole 1.0'
rollback_ends 0 "$run"
same 'what was taken back' "$(versions)" "$was"

# what would be done is not what it was: a dependency more, since
plan_signed
lab_run web1 sh -e >/dev/null 2>&1 <<'END'
mkdir -p /tmp/part/DEBIAN
printf 'Package: part\nVersion: 1.1\nArchitecture: all\nMaintainer: lab\nDescription: lab\n' >/tmp/part/DEBIAN/control
dpkg-deb --build /tmp/part /srv/repo/part_1.1_all.deb
cd /srv/repo
{
    dpkg-deb --field part_1.1_all.deb
    printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' part_1.1_all.deb $(stat -c %s part_1.1_all.deb) \
        $(sha256sum part_1.1_all.deb | cut -d' ' -f1)
} >>Packages
apt-get update
END
enforce_ends 2
apt='run apt-get -y -q -o Dpkg::Options::=--force-confold --no-remove install'
same 'what is refused, and why' "$(sed -n '/package:whole/s/; by whom.*//p' "$lab/report")" "  refused    package:whole: changed since the plan: \
'$apt whole=1.0: installs part 1.0; installs whole 1.0' was signed, \
'$apt whole=1.0: installs part 1.1; installs whole 1.0' would be done now"

# what no repository has any more is not brought back, and that is said before
site_standard <<'END'
  - package: gone
    state: absent
  - package: nowhere
END
plan_signed
same 'no way back' "$(jq -r '.changes[] | select(.resource == "package:gone") | .steps[].undo' plan.json)" 'no repository offers gone 1.0 any more'
same 'no package' "$(declined package:nowhere)" 'state: apt-get finds no way: Unable to locate package nowhere; where a repository of this standard brings it, plan again once that is there'
enforce_ends 0
rollback_ends 2 "$run"
same 'what is not taken back' "$(grep gone "$lab/report" | tail -n 1)" '  refused    package:gone: nothing takes step 1 back: no repository offers gone 1.0 any more'
finish
