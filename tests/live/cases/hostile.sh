#!/bin/sh
# Escape sequences of a host never reach a report raw, and an old answer played again is refused
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
lab_run web1 sh -e <<'END'
red=$(printf '\033[31m\302\233m\007\010')
printf 'echo "%s noise of a shell %s"\n' "$red" "$red" >/root/.bashrc
cp /root/.bashrc /root/.profile
printf '%s\n\233\200%s' "$red" "$red" >/etc/motd
mkdir "/srv/$red" && touch "/srv/$(printf 'raw\233')" "/srv/line
two"
ln -s "$red" /srv/link
printf '%s\n' "$red" >>/etc/hosts
printf 'odd:x:3000:3000:%s:/home/%s:/bin/sh\n' "$red" "$red" >>/etc/passwd
printf 'odd:x:3000:%s\n' "$red" >>/etc/group
END
standard <<'END'
  - file: /etc/motd
    content: "kept\n"
  - directory: /srv
    purge: true
    recurse: {files: {mode: "0600"}}
  - symlink: /srv/link
    target: other
  - line: /etc/hosts
    match: "31m"
    state: absent
    text: none
  - user: odd
    comment: Odd
    home: /home/odd
  - group: odd
    members: [root]
    exclusive: true
END

# control characters but newline, as bytes of one code or as UTF-8, and all that is not UTF-8
raw() {
    LC_ALL=C.UTF-8 grep -naP '[\x{00}-\x{09}\x{0b}-\x{1f}\x{7f}-\x{9f}]' "$1" || ! iconv -f UTF-8 -t UTF-8 "$1" >/dev/null
}
harmless() { # FORMAT OPTION…
    format=$1
    shift
    audit "$@"
    ends 2
    if raw "$lab/report"; then fail "raw bytes of a host in the report as $format: $*"; fi
    if raw "$lab/errors"; then fail "raw bytes of a host in stderr: $*"; fi
}
for transport in libssh2 ssh; do
    harmless json --transport $transport
    expect '.summary.resources | "\(.total) \(.drift)"' '6 6'
    harmless text --transport $transport --all -v --by host
    harmless text --transport $transport --by resource
done
printf 'a\033b\n' >"$lab/probe"
raw "$lab/probe" >/dev/null || fail 'a raw escape would not have been found'

# a host that answers with the transcript of another run
key=$(cat "$lab/key.pub")
lab_run web1 rm /root/.bashrc /root/.profile
format=json
forced() { echo "command=\"$1\" $key" | lab_run web1 tee /root/.ssh/authorized_keys >/dev/null; }
forced 'sh | tee /root/answer'
audit
ends 2
forced 'cat >/dev/null; cat /root/answer'
for transport in libssh2 ssh; do
    audit --transport $transport
    ends 4
    expect '.hosts[].error | "\(.stage): \(.message)" | sub("@[0-9a-f]{32} "; "@NONCE ")' 'probe: the login shell printed '\''@NONCE begin 1'\'' and the probe did not begin: can this user run sh?'
    expect '[.hosts[].resources[]] | length' 0
done
finish
