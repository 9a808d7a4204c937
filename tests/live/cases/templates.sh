#!/bin/sh
# A template is rendered with variables, its own vars and what each host says of itself, in the one round trip
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
lab_start box1 busybox "$net.2"
standard <<'END1'
  - template: /etc/motd
    source: motd.mustache
    vars: {contacts: [ops, security]}
    mode: "0644"
    owner: root
END1
cat >"$lab/motd.mustache" <<'END1'
{{! what a user sees first }}
This is {{hostname}}, {{os.id}} on {{arch}} for {{role}}.
{{#contacts}}
- {{.}}
{{/contacts}}
{{#quiet}}
Be quiet & <calm>.
{{/quiet}}
{{^quiet}}
{{/quiet}}
END1
sed -i 's/^web1 .*/& role=web quiet=true/; s/^box1 .*/& role=box quiet=false/' "$lab/inventory.ini"
arch=$(uname -m)
right() {
    printf 'This is web1, debian on %s for web.\n- ops\n- security\nBe quiet & <calm>.\n' "$arch" |
        lab_run web1 sh -c 'cat >/etc/motd && chmod 644 /etc/motd'
    printf 'This is box1, lab on %s for box.\n- ops\n- security\n' "$arch" |
        lab_run box1 sh -c 'cat >/etc/motd && chmod 644 /etc/motd'
}
right
audit
in_sync

lab_run web1 sh -c 'echo hello >>/etc/motd && chmod 600 /etc/motd'
lab_run box1 sed -i 's/box1/box2/' /etc/motd
audit
ends 2
expect 'resource("web1"; "template:/etc/motd") | [.properties[] | select(.status != "in-sync") | .name]' '["content","mode"]'
expect 'resource("web1"; "template:/etc/motd").diff' '--- actual
+++ standard
@@ -2,4 +2,3 @@
 - ops
 - security
 Be quiet & <calm>.
-hello'
expect 'resource("box1"; "template:/etc/motd").diff' '--- actual
+++ standard
@@ -1,3 +1,3 @@
-This is box2, lab on '"$arch"' for box.
+This is box1, lab on '"$arch"' for box.
 - ops
 - security'

lab_run web1 rm /etc/motd
audit --limit web1
told web1 template:/etc/motd "drift
state: present, is absent
would create file mode 0644 owner root (4 lines, $(ask 'resource("web1"; "template:/etc/motd") | .would[0]' | sed 's/.*lines, //')"

right
audit
in_sync

sed -i 's/{{role}}/{{rolle}}/' "$lab/motd.mustache"
audit
ends 1
case $(cat "$lab/errors") in
*"motd.mustache:2:"*"the variable 'rolle' is not defined"*"did you mean 'role'?"*) ;;
*) fail "the undefined variable is not said at its place: $(cat "$lab/errors")" ;;
esac
finish
