#!/bin/sh
# Of large, binary and oddly ended contents what differs is told as far as it goes, and where that stops is said
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
lab_run web1 sh -e <<'END'
mkdir /srv/many && cd /srv/many && seq 1 300 | xargs touch
printf 'one\r\ntwo\r\n' >/srv/crlf
printf 'one\ntwo' >/srv/cut
printf '\000\001\002' >/srv/binary
seq 1 1000000 >/srv/large
truncate --size 64M /srv/sparse
printf 'gr\303\274n \377\n' >/srv/latin
END
standard <<'END'
  - file: [/srv/crlf, /srv/cut, /srv/binary, /srv/large]
    content: "one\ntwo\n"
  - file: /srv/sparse
    size: {at_most: 1 MiB}
  - file: /srv/latin
    content: "grün ÿ\n"
  - directory: /srv/many
    limit: 100
    recurse: {files: {owner: root}}
  - line: /srv/large
    text: "1000000"
END
for transport in libssh2 ssh; do
    audit --transport $transport
    ends 6
    expect '[.hosts[].resources[] | select(.diff) | .diff | split("\n") | .[2:6][], .[-4:][]] | join("\n")' '@@ -1,2 +1,2 @@
-one\r
-two\r
+one
-two\r
+one
+two

@@ -1,2 +1,2 @@
 one
-two
\ No newline at end of file
-two
\ No newline at end of file
+two

binary content differs: 3 B, sha256:ae4b3280e56e2faf83f414a6e3dabe9d5fbe18976544c05fed121accb85b53fc → 8 B, sha256:c3f9c8c283a2b1f2f1896f27a01cbe3cddc0c9d93f752e4639035a0f5b36f6e8

@@ -1,165668 +1,0 @@
-1
-2
-3
-400
\ 165268 more lines of this diff are not shown
\ not all of the actual content is compared: first 1 MiB of 6 MiB

@@ -1,1 +1,1 @@
-grün \xff
+grün ÿ

@@ -1,1 +1,1 @@
-grün \xff
+grün ÿ'
    told web1 file:/srv/sparse 'drift
size: at most 1048576, is 67108864
would nothing: what the standard says of size does not suffice to put it right'
    told web1 directory:/srv/many 'unknown
recurse.files.owner: root unknown: more entries than the limit of 100; raise `limit`'
    told web1 line:/srv/large 'unknown
text: 1000000 unknown: the file has 6888896 bytes; lines are looked for in up to 1048576'
done
finish
