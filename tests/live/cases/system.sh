#!/bin/sh
# The time zone, the locale and the alternatives of a host are told as its own tools set them
. "${0%/*}/../check.sh"

lab_start web1 full "$net.1"
lab_run web1 sh -e >/dev/null <<'END'
ln -sf /usr/share/zoneinfo/UTC /etc/localtime
echo Etc/UTC >/etc/timezone
printf '#!/bin/sh\n' >/usr/local/bin/ed1
cp /usr/local/bin/ed1 /usr/local/bin/ed2
chmod 755 /usr/local/bin/ed1 /usr/local/bin/ed2
update-alternatives --install /usr/bin/probe-editor probe-editor /usr/local/bin/ed1 10
update-alternatives --install /usr/bin/probe-editor probe-editor /usr/local/bin/ed2 20
update-locale LANG=C.UTF-8
END
standard <<'END'
  - timezone: Etc/UTC
  - locale: LANG
    value: C.UTF-8
  - alternative: probe-editor
    target: /usr/local/bin/ed2
    mode: auto
  - alternative: nothing
    state: absent
END
audit
in_sync

lab_run web1 sh -e >/dev/null <<'END'
ln -sf /usr/share/zoneinfo/Asia/Tokyo /etc/localtime
echo LANG=de_DE.UTF-8 >/etc/default/locale
update-alternatives --set probe-editor /usr/local/bin/ed1
rm /usr/local/bin/ed1
END
audit
ends 2
told web1 timezone:Etc/UTC 'drift
zone: Etc/UTC, is Asia/Tokyo
would set the time zone Etc/UTC in /etc/localtime (now Asia/Tokyo)'
told web1 locale:LANG 'drift
value: C.UTF-8, is de_DE.UTF-8
would set LANG=C.UTF-8 (now de_DE.UTF-8)
besides: set by /etc/default/locale:1'
told web1 alternative:probe-editor 'drift
mode: auto, is manual
target: /usr/local/bin/ed2, is /usr/local/bin/ed1
would set the alternative probe-editor to auto mode (now manual)
would choose /usr/local/bin/ed2 for the alternative probe-editor (now /usr/local/bin/ed1)
besides: its target does not exist'

lab_run web1 sh -e >/dev/null 2>&1 <<'END'
cp /usr/share/zoneinfo/Etc/UTC /etc/localtime.new
mv /etc/localtime.new /etc/localtime
update-locale LANG=C.UTF-8
update-alternatives --auto probe-editor
END
audit
in_sync

standard <<'END'
  - locale: LANG
    value: fr_FR.UTF-8
END
audit
told web1 locale:LANG 'drift
value: fr_FR.UTF-8, is C.UTF-8
available: true, is false
would set LANG=fr_FR.UTF-8 (now C.UTF-8)
would generate the locale fr_FR.UTF-8
besides: set by /etc/default/locale:1'
finish
