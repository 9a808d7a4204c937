#!/bin/sh
# Packages that are missing, held, removed but for their configuration or half-configured are told so, by version too
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
lab_run web1 sh -e >/dev/null <<'END'
build() { # NAME VERSION
    mkdir -p /tmp/$1/DEBIAN /tmp/$1/etc
    printf 'Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: lab\nDescription: lab\n' $1 $2 >/tmp/$1/DEBIAN/control
    echo set=1 >/tmp/$1/etc/$1.conf
    echo /etc/$1.conf >/tmp/$1/DEBIAN/conffiles
}
build plum 1:1.2~rc1-1 && build unripe 1.0
printf '#!/bin/sh\nexit 1\n' >/tmp/unripe/DEBIAN/postinst && chmod 755 /tmp/unripe/DEBIAN/postinst
for name in plum unripe; do dpkg-deb --build /tmp/$name /tmp/$name.deb; done
dpkg --install /tmp/plum.deb
END
standard <<'END'
  - package: [openssh-server, sudo]
    held: false
  - package: plum
    version: ">= 1:1.2~beta1, < 1:1.2"
  - package: [unripe, telnet]
    state: absent
  - package: rsh-client
    state: purged
END
audit
in_sync

lab_run web1 sh >/dev/null 2>&1 <<'END'
dpkg --install /tmp/unripe.deb
dpkg --remove plum
apt-mark hold sudo
END
standard <<'END'
  - package: sudo
    held: false
  - package: plum
    version: ">= 1:1.2"
  - package: [unripe, telnet]
END
audit
ends 2
told web1 package:sudo 'drift
held: false, is true
would release the hold on sudo'
told web1 package:plum 'drift
state: present, is absent
would install plum >= 1:1.2
besides: its configuration files are left'
told web1 package:unripe 'drift
status: installed, is half-configured
would configure unripe (now half-configured)'
told web1 package:telnet 'drift
state: present, is absent
would install telnet'

standard <<'END'
  - package: plum
    state: purged
  - package: unripe
    state: absent
  - package: sudo
    held: true
END
audit
ends 2
told web1 package:plum 'drift
state: purged, is absent
would purge plum, whose configuration is left
besides: its configuration files are left'
told web1 package:unripe 'drift
state: absent, is present
would remove unripe 1.0 (keeps its configuration)'
told web1 package:sudo in-sync

lab_run web1 sh -e >/dev/null 2>&1 <<'END'
dpkg --purge plum unripe
dpkg --install /tmp/plum.deb
END
standard <<'END'
  - package: plum
    version: "< 1:1.2"
  - package: unripe
    state: purged
END
audit
in_sync
finish
