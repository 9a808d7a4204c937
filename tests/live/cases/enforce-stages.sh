#!/bin/sh
# Enforce: stage by stage, and the first surprise is the last stage
. "${0%/*}/../check.sh"
. "$live/enforcing.sh"

for number in 1 2 3 4; do lab_start web$number bookworm "$net.$number"; done
site_start
site_standard <<'END'
  - file: /etc/motd
    content: "new\n"
  - file: /etc/issue
    content: "new\n"
  - file: /etc/kept
    content: "kept\n"
END
cat >"$lab/check" <<'END'
#!/bin/sh
echo "$@" >>"${0%/*}/checked"
for host; do
    if [ -e "${0%/*}/ill-$host" ]; then
        echo "$host is ill" >&2
        exit 3
    fi
done
END
chmod +x "$lab/check"

# drifted: all hosts are as they were, and there is a plan of that
drifted() {
    for number in 1 2 3 4; do
        lab_run web$number sh -c 'echo old >/etc/motd; echo old >/etc/issue; echo kept >/etc/kept; chmod 644 /etc/kept'
    done
    rm -f "$lab/checked" "$lab"/ill-*
    plan_signed
}
# files WANTED: a word for each host, of /etc/motd and /etc/issue
files() {
    found=
    for number in 1 2 3 4; do
        found="$found $(lab_run web$number sh -c 'echo "$(cat /etc/motd)/$(cat /etc/issue)"')"
    done
    same 'what the hosts have' "${found# }" "$1"
}
in_stages() { # STATUS OPTION…
    wanted=$1
    shift
    enforce_ends "$wanted" --stages 1,1,rest --check "$lab/check" "$@"
}

# --- all goes well --------------------------------------------------------------------------------------------------------

drifted
began=$(date +%s)
in_stages 0 --bake 1s
[ $(($(date +%s) - began)) -ge 2 ] || fail 'two stages were not left for a second each'
same 'the stages' "$(sed 1d "$lab/errors")" 'plumbline: stage 1 of 3: 1 host
plumbline: stage 2 of 3: 1 host
plumbline: stage 3 of 3: 2 hosts'
same 'what was checked' "$(cat "$lab/checked")" 'web1
web2
web3 web4'
reported 'web1
  applied    file:/etc/motd
  applied    file:/etc/issue
web2
  applied    file:/etc/motd
  applied    file:/etc/issue
web3
  applied    file:/etc/motd
  applied    file:/etc/issue
web4
  applied    file:/etc/motd
  applied    file:/etc/issue

4 hosts: 8 applied'
rollback_ends 0 "$run"
files 'old/old old/old old/old old/old'

# --- a check fails ----------------------------------------------------------------------------------------------------------

: >"$lab/ill-web2"
drifted
: >"$lab/ill-web2"
in_stages 2
files 'new/new new/new old/old old/old'
same 'where it stopped' "$(sed -n '/^STOPPED/,/^not begun/p' "$lab/report")" \
    "STOPPED after stage 2 of 3: $lab/check exited with status 3: web2 is ill
not begun: web3, web4"
drifted
: >"$lab/ill-web2"
in_stages 2 --rollback-on-stop
files 'new/new old/old old/old old/old'
same 'what of it was taken back' "$(sed '1,/^taking back/d' "$lab/report")" 'web2
  taken back file:/etc/issue
  taken back file:/etc/motd

1 host: 2 taken back'

# --- less of the plan -------------------------------------------------------------------------------------------------------

drifted
enforce_ends 1 --max-changes 7
has_said 'plumbline: refused (max-changes): expected at most 7 changes, found 8; choose less with --limit or --only, or allow more with --max-changes'
has_said 'plumbline: nothing was changed, and no host was connected to'
enforce_ends 0 --max-changes 2 --limit web3:web4 --only file:/etc/issue
files 'old/old old/old old/new old/new'

# --- what nobody planned ----------------------------------------------------------------------------------------------------

drifted
lab_run web1 sh -c 'echo other >/etc/kept'
enforce_ends 2 --stages 1,rest
has_said 'STOPPED after stage 1 of 2: web1: file:/etc/kept drifts, and did not when it was planned: content is sha256:'
has_said 'not begun: web2, web3, web4'
files 'new/new old/old old/old old/old'

# --- a host moved, or can't be reached --------------------------------------------------------------------------------------

drifted
sed -i "s/^web3 ansible_host=$net.3/web3 ansible_host=$net.4/" "$lab/inventory.ini"
enforce_ends 1
has_said "plumbline: refused (hosts): expected web3 at $net.3:$lab_port, where it was when the plan was made, found it at $net.4:$lab_port; make it anew with"
sed -i "s/^web3 ansible_host=$net.4/web3 ansible_host=$net.3/" "$lab/inventory.ini"
lab_stop web2
in_stages 6
has_said 'STOPPED after stage 2 of 3: 1 host failed, 0 may'
has_said 'not begun: web3, web4'
same 'what is said of web2' "$(sed -n '/^web2/,/FAILED/p' "$lab/report")" "web2
  skipped    file:/etc/motd: not tried
  skipped    file:/etc/issue: not tried
  FAILED     connect: cannot connect to $net.2 port $lab_port: connection refused; is sshd running there?"
in_stages 6 --max-failures 1
same 'who was checked' "$(tail -n 2 "$lab/checked")" 'web1
web3 web4'
finish
