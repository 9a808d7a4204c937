#!/bin/sh
# Files and lines that drift by real means are told property by property, and so is nothing when they are put right
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
right() {
    lab_run web1 sh -e <<'END'
rm -f /etc/motd /etc/nologin
printf 'first\nsecond\n' >/etc/motd && chmod 644 /etc/motd
printf 'key\n' >/srv/secret && chmod 600 /srv/secret
printf 'Port 22\nPermitRootLogin no\n' >/etc/ssh/sshd_config
END
}
right
standard <<'END'
  - file: /etc/motd
    content: "first\nsecond\n"
    owner: root
    group: root
    mode: "0644"
  - file: /srv/secret
    mode: {at_most: "0600"}
    size: {at_most: 4}
  - file: /etc/nologin
    state: absent
  - line: no root
    path: /etc/ssh/sshd_config
    text: PermitRootLogin no
    match: ^PermitRootLogin\s
    state: only
  - line: port
    path: /etc/ssh/sshd_config
    text: Port 22
END
audit
in_sync

lab_run web1 sh -e <<'END'
useradd --system deploy
printf 'first\nsecond, edited' >/etc/motd && chown deploy:deploy /etc/motd && chmod 4600 /etc/motd
printf 'longer\n' >/srv/secret && chmod 640 /srv/secret
echo closed >/etc/nologin
printf 'Port 2022\nPermitRootLogin no\nPermitRootLogin yes\n' >/etc/ssh/sshd_config
END
audit
ends 2
told web1 file:/etc/motd 'drift
content: sha256:dbea9325179efe46ea2add94f7b6b745ca983fabb208dc6d34aa064623d7ee23, is sha256:acf34fab42e873efc35d5112ca87a0c5a431a0ec7052de2e8051713ce1f345d5
group: root, is deploy
mode: 0644, is 4600
owner: root, is deploy
would write content (2 lines, sha256:dbea9325179e…, now sha256:acf34fab42e8…)
would set group root (now deploy)
would set mode 0644 (now 4600)
would set owner root (now deploy)'
expect 'resource("web1"; "file:/etc/motd").diff' '--- actual
+++ standard
@@ -1,2 +1,2 @@
 first
-second, edited
\ No newline at end of file
+second'
told web1 file:/srv/secret 'drift
mode: at most 0600, is 0640
size: at most 4, is 7
would nothing: what the standard says of mode, size does not suffice to put it right'
told web1 file:/etc/nologin 'drift
state: absent, is present
would remove file'
told web1 'line:no root' 'drift
others of line 3: absent, is PermitRootLogin yes
would remove line 3 "PermitRootLogin yes" in /etc/ssh/sshd_config'
told web1 line:port 'drift
text: Port 22, is absent
would append line "Port 22" in /etc/ssh/sshd_config'

lab_run web1 sh -e <<'END'
rm /etc/motd /etc/ssh/sshd_config && mkfifo /etc/motd
mv /srv/secret /srv/moved
END
audit
ends 2
told web1 file:/etc/motd 'drift
kind: file, is fifo
would replace fifo with file mode 0644 owner root group root (2 lines, sha256:dbea9325179e…)'
told web1 file:/srv/secret 'drift
state: present, is absent
would nothing: what the standard says of state does not suffice to put it right'
told web1 line:port 'drift
text: Port 22, is absent
would create the file with line "Port 22" in /etc/ssh/sshd_config
besides: the file does not exist'

right
audit
in_sync
finish
