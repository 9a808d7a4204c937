#!/bin/sh
# Files of any name are audited right: blanks, quotes, newlines, dashes, shell's own characters, UTF-8 and other bytes
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
# each name as YAML writes it in double quotes
cat >"$lab/names" <<'END'
a b
 leading and trailing 
it's \"quoted\"
new\nline
tab\tand\rreturn
-rf
--help
grüße-日本
$(touch pwned)
`touch pwned`
; touch pwned
*
~root
back\\slash \\000
\x01\x1b[31m
END
{
    while IFS= read -r name; do
        printf '  - file: "/srv/names/%s"\n    content: "kept\\n"\n    mode: "0644"\n' "$name"
    done <"$lab/names"
    printf '  - file: !bytes "/srv/names/bad\\xff\\xc3"\n    content: "kept\\n"\n    mode: "0644"\n'
    printf '  - directory: /srv/names\n    purge: true\n'
    printf '  - symlink: /srv/link\n    target: "names/new\\nline"\n'
    printf '  - line: "/srv/names/it'"'"'s \\"quoted\\""\n    text: kept\n'
} >"$lab/resources"
standard <"$lab/resources"
# the same names as bytes, each with a NUL at its end
python3 - "$lab/names" >"$lab/paths" <<'END'
import codecs, sys
names = [codecs.escape_decode(line.rstrip("\n").encode())[0] for line in open(sys.argv[1], encoding="utf-8")]
sys.stdout.buffer.write(b"".join(b"/srv/names/" + name + b"\0" for name in names + [b"bad\xff\xc3"]))
END
lab_run web1 sh -ec 'mkdir /srv/names && ln -s "names/new
line" /srv/link'
lab_run web1 xargs -0 sh -ec 'for path; do printf "kept\n" >"$path"; done' sh <"$lab/paths"
audit
in_sync

lab_run web1 xargs -0 chmod 600 -- <"$lab/paths"
lab_run web1 sh -c 'printf "" >"/srv/names/new
one"; printf "" >/srv/names/$(printf "\376"); ln -sfn "names/other
line" /srv/link'
for transport in libssh2 ssh; do
    audit --transport $transport
    ends 2
    expect '[.hosts[].resources[] | select(.type == "file") | said | split("\n")[1]] | unique | join(", ")' 'mode: 0644, is 0600'
    told web1 directory:/srv/names 'drift
purge of new\none: absent, is file
purge of \xfe: absent, is file
would remove file new\none
would remove file \xfe'
    told web1 symlink:/srv/link 'drift
target: names/new\nline, is names/other\nline
would set target names/new\nline (now names/other\nline)
besides: dangling: what the link leads to does not exist'
done
same 'files that a name made' "$(lab_run web1 find / -xdev -name 'pwned*')" ''
finish
