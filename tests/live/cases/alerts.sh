#!/bin/sh
# Alerts: each finding is told once to whoever is to know, by mail, to a program and to a real Alertmanager
. "${0%/*}/../check.sh"

doubles=$live/../alert/doubles
lab_start web1 bookworm "$net.1"
lab_start web2 bookworm "$net.2"
for host in web1 web2; do
    lab_run $host sh -ec 'echo kept >/etc/motd; chmod 644 /etc/motd'
done

# --- a site, and those who are told -----------------------------------------------------------------------------------

mkdir -p "$lab/site" "$lab/history" "$lab/alertmanager"
# what begins here ends with its standard input
mkfifo "$lab/held"
exec 8<>"$lab/held"
begin() { # NAME ARGUMENT…: a double; its port is then in $lab/NAME.port
    double=$1
    shift
    /usr/bin/python3 -B "$doubles/$double.py" "$@" <"$lab/held" >"$lab/$double.port" 2>"$lab/$double.log" 8>&- &
    lab_await "$double does not begin" "$lab/$double.log" test -s "$lab/$double.port"
}
begin mail "$lab/mails"
begin alertmanager "$lab/alertmanager.log" "http://$net.8:9/" # the real one, that tells nobody
alertmanager=http://127.0.0.1:$(cat "$lab/alertmanager.port")

# keeps what it is told, as long as there is no file `broken`
cat >"$lab/notify" <<END
#!/bin/sh
if [ -e $lab/broken ]; then exit 75; fi
cat >>$lab/notes
END
chmod 755 "$lab/notify"

cat >"$lab/site/plumbline.yaml" <<END
plumbline: 1
inventory: $lab/inventory.ini
standard: standard.yaml
environment: production
history: sqlite://$lab/history/history.db
ssh: {known_hosts: $lab/known_hosts, identity: $lab/key}
limits: {connect: 2s}
alerts: alerts.yaml
END
(umask 077 && printf 'whsec_%s\n' "$(openssl rand -base64 32)" >"$lab/site/secret")
cat >"$lab/site/alerts.yaml" <<END
channels:
  ops:     {type: webhook, url: "http://$net.8:9/hook", secret_file: secret}
  notes:   {type: command, run: [$lab/notify]}
  mail:    {type: email, from: audit@example.org, to: [ops@example.org], smtp: "smtp://127.0.0.1:$(cat "$lab/mail.port")", tls: none}
  am:      {type: alertmanager, url: "$alertmanager"}
providers:
  chat: [ops, notes]
routes:
  - {to: [chat, mail, am]}
unreachable_after: 2
END
write_standard() { # MODE
    cat >"$lab/site/standard.yaml" <<END
plumbline: 1
standard: acme
resources:
  - file: /etc/motd
    content: "kept\n"
    mode: "$1"
    severity: high
END
}
write_standard 0644

# --- what came of an audit ----------------------------------------------------------------------------------------------

audited() { # STATUS
    status=0
    : >"$lab/notes"
    : >"$lab/mails"
    "$PLUMBLINE" audit --quiet --site "$lab/site" --ssh-config none >"$lab/report" 2>"$lab/errors" || status=$?
    ends "$1"
}
# without what differs from run to run
timeless() { sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{5}Z/TIME/g; s/after [0-9a-z]+( ms)?(:|$)/after a while\2/'; }
noted() { same 'what the program was told' "$(jq -r '.data.event + ": " + .data.headline' "$lab/notes" | timeless)" "$1"; }
# SUBJECT…, and nothing is wrong with a letter
mailed() { same 'the subjects of mails' "$(jq -r '.problems[], .headers.Subject' "$lab/mails" | timeless)" "$1"; }
firing() { same 'what fires in Alertmanager' "$(amtool --alertmanager.url="$alertmanager" -o json alert query | jq -r '.[].labels | [.alertname, .site, .host, .resource] | map(select(.)) | join(" ")' | sort)" "$1"; }
troubles() { same 'what went wrong' "$(timeless <"$lab/errors")" "$1"; }

audited 0
noted ''
mailed ''
firing ''

drift() { # WORD HOST…
    word=$1
    shift
    for host in "$@"; do lab_run "$host" sh -c "echo $word >/etc/motd; chmod 644 /etc/motd"; done
}
# everybody [EVENT TEXT]: the program and the mail are told it once, or nothing
everybody() {
    case ${1-} in
    '') noted '' && mailed '' ;;
    resolved) noted "resolved: $2" && mailed "[plumbline production] resolved: $2" ;;
    *) noted "$1: $2" && mailed "[plumbline production] high: $2" ;;
    esac
}
# of mails: what the first of a thread is called, and which a later one names
begun() { jq -r '.headers["Message-ID"]' "$lab/mails"; }
follows() { same 'the thread of the mail' "$(jq -r '.headers.References' "$lab/mails")" "$1"; }

refused="ops: http://$net.8:9: Failed to connect to $net.8 port 9 after a while: Couldn't connect to server"
web1='PlumblineDrift acme web1 file:/etc/motd'
web2='PlumblineDrift acme web2 file:/etc/motd'

drift changed web1 web2
audited 2
everybody opened 'web1 and 1 more: file:/etc/motd content differs, since TIME'
troubles "plumbline: alerts: $refused; notes took over"
firing "$web1
$web2"
thread=$(begun)
audited 2
everybody
troubles ''

drift otherwise web1 web2
audited 2
everybody mutated 'web1 and 1 more: file:/etc/motd differs otherwise now: content differs, since TIME'
follows "$thread"

# --- an audit that fails, while the program does, too -------------------------------------------------------------------

touch "$lab/broken"
cp "$lab/site/standard.yaml" "$lab/kept.yaml"
echo 'plumbline: 2' >"$lab/site/standard.yaml"
failed="the audit failed for 2 reasons: $lab/site/standard.yaml:1:1: error: a standard needs 'standard', since TIME"
audited 1
noted ''
mailed "[plumbline production] high: $failed"
firing "PlumblineAuditFailed site
$web1
$web2"
thread_of_failure=$(begun)
rm "$lab/broken"
audited 1
noted "opened: $failed"
mailed ''
cp "$lab/kept.yaml" "$lab/site/standard.yaml"
audited 2
everybody resolved 'the audit ran again, after a while'
follows "$thread_of_failure"
firing "$web1
$web2"

drift kept web1 web2
audited 0
everybody resolved 'web1 and 1 more: file:/etc/motd is as the standard says again, after a while'
follows "$thread"
firing ''

# --- a host that is away ------------------------------------------------------------------------------------------------

lab_stop web2
audited 4
everybody
audited 4
everybody opened "web2: unreachable at connect: cannot connect to $net.2 port $lab_port: connection refused; is sshd running there?, since TIME"
firing 'PlumblineUnreachable acme web2'
thread=$(begun)
sed -i '/^web2 /d' "$lab/inventory.ini"
sed -i "/^\[$net\.2\]/d" "$lab/known_hosts"
lab_start web2 bookworm "$net.2"
drift kept web2
audited 0
everybody resolved 'web2: can be reached again, after a while'
follows "$thread"
firing ''

same 'what is open in the end' "$("$PLUMBLINE" alert status --site "$lab/site" | head -n 1)" 'no alert is open'
exit $failures
