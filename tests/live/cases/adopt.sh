#!/bin/sh
# What a host has becomes the standard: real drifts, the patch, git, and an audit that finds everything in sync
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1" net
lab_start web2 bookworm "$net.2" net
for host in web1 web2; do
    lab_run $host sh -ec 'printf "one\ntwo\nthree\n" >/etc/motd; chmod 644 /etc/motd; printf "kept\n" >/etc/issue
        chmod 644 /etc/issue; usermod -s /bin/bash root; : >/etc/hosts.allow; mkdir -p /etc/app; chmod 755 /etc/app
        printf "PermitRootLogin yes\nMaxAuthTries 4\n" >/etc/ssh/sshd_config; sysctl -qw net.ipv4.conf.all.log_martians=0'
done

# a standard in git, below the top of its work tree
top=$lab/site
mkdir -p "$top/acme/files" "$top/acme/profiles"
standard=$top/acme
printf 'one\ntwo\nthree\n' >"$standard/files/motd"
cat >"$standard/standard.yaml" <<'END_OF_FILE'
plumbline: 1
standard: acme   # the whole of it
vars:
  issue_mode: "0644"
profiles: {base: profiles/base.yaml}
apply:
  - profiles: [base]
    to: all
END_OF_FILE
cat >"$standard/profiles/base.yaml" <<'END_OF_FILE'
# what every host has
resources:
  - file: /etc/motd
    source: files/motd       # said by legal
    mode: '0644'             # readable

  - file: /etc/issue
    mode: "{{ issue_mode }}"
  - {user: root, shell: /bin/bash}
  - setting: /etc/ssh/sshd_config
    values:
      PermitRootLogin: "yes" # the lab's
      MaxAuthTries: {at_most: 4}
  - package: [openssh-server, openssh-client]
    version: ">= 1:8" # not older
  - sysctl: net.ipv4.conf.all.log_martians
    value: 0
    persisted: false
  - line: /etc/hosts.allow
    text: "sshd: ALL"
    state: absent
  - directory: /etc/app
    purge: true
END_OF_FILE
git -C "$top" init -q
git -C "$top" add .
git -C "$top" -c user.name=lab -c user.email=lab@example.org commit -qm standard
mkdir "$lab/history"
history=sqlite://$lab/history/history.db

# drift_of HOST RESOURCE: its name in the last report
drift_of() { ask "resource(\"$1\"; \"$2\").drift"; }

# adopt OPTION…: leaves the patch in $lab/patch and what it says in $lab/errors
adopt() {
    status=0
    "$PLUMBLINE" adopt --history "$history" -s "$standard" -i "$lab/inventory.ini" "$@" >"$lab/patch" 2>"$lab/errors" ||
        status=$?
}

# refused WANTED: nothing is printed but why
refused() {
    ends 1
    same 'a patch that was refused' "$(cat "$lab/patch")" ''
    case $(cat "$lab/errors") in *"$1"*) ;; *) fail "expected the refusal: $1, and found: $(cat "$lab/errors")" ;; esac
}

# says LINE: the patch's head does
says() { grep -qxF "# $1" "$lab/patch" || fail "the patch does not say: $1
$(cat "$lab/patch")"; }

audit
in_sync

# the hot fixes of one night
lab_run web1 sh -ec 'printf "one\n2\nthree\nfour" >/etc/motd; chmod 600 /etc/motd; chmod 600 /etc/issue
    usermod -s /bin/sh root; printf "PermitRootLogin yes\nMaxAuthTries 6\n" >/etc/ssh/sshd_config
    sysctl -qw net.ipv4.conf.all.log_martians=1; printf "sshd: ALL\n" >/etc/hosts.allow; echo x >/etc/app/extra'
audit
ends 2
motd=$(drift_of web1 file:/etc/motd)
all_but_issue='[.hosts[] | select(.name == "web1") | .resources[] | select(.drift and .id != "file:/etc/issue") | .drift] |
    join(" ")'
all=$(ask "$all_but_issue")
all_but_folder=$(printf '%s' "$all" | sed "s/$(drift_of web1 directory:/etc/app)//")

adopt "$(drift_of web1 file:/etc/issue)"
refused "mode comes from the variable issue_mode at $standard/standard.yaml:4"
adopt nothing
refused "there is no drift 'nothing'"
adopt "$motd" --host-only
refused '--host-only needs --why TEXT'

adopt "$motd"
ends 0
says 'file:/etc/motd also applies to 1 other host: web2; with --host-only an override for the drift'"'"'s host alone'
says '  would drift then: web2'
same 'a path of the patch' "$(grep -c '^+++ b/acme/' "$lab/patch")" 2

# for this host alone, what a variable gives included; the standard's own files were not touched
# shellcheck disable=SC2086 # names
adopt $all "$(drift_of web1 file:/etc/issue)" --host-only --why CHG-1
refused "an override can't declare file:/etc/app/extra"
# shellcheck disable=SC2086
adopt $all_but_folder "$(drift_of web1 file:/etc/issue)" --host-only --why CHG-1
ends 0
same 'what git says before the patch' "$(git -C "$top" status --porcelain)" ''
git -C "$top" apply "$lab/patch" || fail "git does not take it: $(cat "$lab/patch")"
same 'what the patch touches' "$(git -C "$top" status --porcelain)" " M acme/standard.yaml
?? acme/files/motd.web1"
audit
ends 2
expect '[.hosts[] | .name as $host | .resources[] | select(.status != "in-sync") | "\($host) \(.id)"] | join(" ")' \
    'web1 directory:/etc/app'

# for all hosts: the patch is applied, the other host follows by hand, and everything is in sync
git -C "$top" checkout -q .
rm "$top/acme/files/motd.web1"
sed 's/issue_mode: .*/issue_mode: "0600"/' "$standard/standard.yaml" >"$lab/edited"
cp "$lab/edited" "$standard/standard.yaml"
audit
all=$(ask "$all_but_issue")
# shellcheck disable=SC2086
adopt $all --output "$lab/hotfix.patch"
ends 0
same 'what is said of a file' "$(cat "$lab/errors")" "plumbline: the patch is in $lab/hotfix.patch; nothing was applied"
git -C "$top" apply "$lab/hotfix.patch" || fail "git does not take it: $(cat "$lab/hotfix.patch")"
audit --limit web1
in_sync
same 'the file of the source' "$(cat "$standard/files/motd")" 'one
2
three
four'
same 'the profile' "$(sed 1,2d "$standard/profiles/base.yaml")" "  - file: /etc/motd
    source: files/motd       # said by legal
    mode: '0600'             # readable

  - file: /etc/issue
    mode: \"{{ issue_mode }}\"
  - {user: root, shell: /bin/sh}
  - setting: /etc/ssh/sshd_config
    values:
      PermitRootLogin: \"yes\" # the lab's
      MaxAuthTries: {at_most: 6}
  - package: [openssh-server, openssh-client]
    version: \">= 1:8\" # not older
  - sysctl: net.ipv4.conf.all.log_martians
    value: 1
    persisted: false
  - line: /etc/hosts.allow
    text: \"sshd: ALL\"
    state: present
  - directory: /etc/app
    purge: true
  - file: /etc/app/extra"

# what was resolved meanwhile, and a standard that has moved on
adopt "$motd"
refused "drift $motd (file:/etc/motd on web1) is resolved"
lab_run web1 chmod 640 /etc/motd
audit --limit web1
cp "$standard/profiles/base.yaml" "$lab/kept"
sed "s/mode: '0600'/mode: '0604'/" "$lab/kept" >"$standard/profiles/base.yaml"
adopt "$(drift_of web1 file:/etc/motd)"
refused 'the standard says something else of it now'
cp "$lab/kept" "$standard/profiles/base.yaml"
lab_run web1 chmod 600 /etc/motd

# a package's version: one title of a list
sed 's/version: ">= 1:8"/version: ">= 1:99"/' "$standard/profiles/base.yaml" >"$lab/edited"
cp "$lab/edited" "$standard/profiles/base.yaml"
audit --limit web1
ends 2
adopt "$(drift_of web1 package:openssh-client)"
ends 0
git -C "$top" apply "$lab/patch" || fail "git does not take it: $(cat "$lab/patch")"
audit --limit web1
expect '[.hosts[].resources[] | select(.status != "in-sync") | .id] | join(" ")' package:openssh-server

finish
