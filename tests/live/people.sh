# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # lab, net, live and history are those of check.sh
# Stories: a host that records who did what, people who change it over SSH, and checks of whom a report points to.
# Sourced by cases, after check.sh.

# people_start: boots web1, whose audits come as the account `audit`, while alice and bob work on it with keys of their own
people_start() {
    for person in alice bob; do
        ssh-keygen -q -t ed25519 -N '' -C $person -f "$lab/$person"
    done
    lab_start web1 logged "$net.1" net
    printf '%s\n' "audit $(cat "$lab/key.pub")" "alice $(cat "$lab/alice.pub")" "bob $(cat "$lab/bob.pub")" |
        lab_run web1 sh -e -c 'while read -r user key; do
            useradd --create-home --shell /bin/bash --password "*" $user
            mkdir -m 700 /home/$user/.ssh
            echo "$key" >/home/$user/.ssh/authorized_keys
            chown -R $user: /home/$user/.ssh
            echo "$user ALL=(ALL:ALL) NOPASSWD: ALL" >/etc/sudoers.d/$user
            chmod 440 /etc/sudoers.d/$user
        done'
    lab_run web1 sh -c 'cat >>/root/.ssh/authorized_keys' <"$lab/bob.pub"
    lab_run web1 systemctl is-system-running --wait >/dev/null || lab_die "web1 did not come up"
    mkdir "$lab/site"
    printf 'plumbline: 1\npeople: people.yaml\n' >"$lab/site/plumbline.yaml"
    cat >"$lab/site/people.yaml" <<-END
	plumbline: 1
	people:
	  - name: Alice Doe
	    accounts: [alice]
	  - name: Bob Roe
	    accounts: [bob]
	    keys: ["$(fingerprint bob)"]
	END
    history=sqlite://$lab/history.db
}

fingerprint() { ssh-keygen -lf "$lab/$1.pub" | cut -d' ' -f2; }

# as PERSON[@ACCOUNT] COMMAND: what the person does there over SSH; with $terminal set, on a terminal
as() {
    person=${1%@*} account=${1#*@}
    shift
    # shellcheck disable=SC2086 # an option or none
    ssh ${terminal:+-tt} -F none -i "$lab/$person" -o IdentitiesOnly=yes -o UserKnownHostsFile="$lab/known_hosts" \
        -o GlobalKnownHostsFile=none -o LogLevel=ERROR -o BatchMode=yes -p "$lab_port" "$account@$net.1" "$@" \
        >>"$lab/done" 2>&1
}

# story: what follows now is found out by the next `retell`. Logs tell seconds apart, and so do stories.
story() {
    sleep 1
    : >"$lab/done"
    now
}

# now: the moment at which the host changes, by this machine's clock
now() { moment=$(date +%s); }

# retell OPTION…: the audit that finds it out, when the journal has written down all of it
retell() {
    lab_run web1 journalctl --sync
    audit --site "$lab/site" --user audit --sudo "$@"
}

# shellcheck disable=SC2016 # jq's own names
questions=$questions'
def found($id): resource("web1"; $id);
def accused: [.cause, (.suspects[]? | "\(.who) \(.certainty): \(.why)")] | join("\n");
def lines_of($who): [.suspects[]? | select(.who == $who) | .lines[].line] | join("\n");
def seconds: fromdateiso8601;
'

# blamed RESOURCE WANTED: why it drifts, then a line for each suspect: who, how sure, why
blamed() { same "$1" "$(ask "found(\"$1\") | accused")" "$2"; }

# proved RESOURCE WHO TEXT: among the lines that point to them is one with this in it
proved() {
    ask "found(\"$1\") | lines_of(\"$2\")" | grep -qF -- "$3" ||
        fail "$1: no line that points to $2 has '$3': $(ask "found(\"$1\") | lines_of(\"$2\")")"
}

# within RESOURCE: the moment is in the window
within() {
    same "the window of $1 holds $moment" "$(ask "found(\"$1\").window |
        (.after | seconds) <= $moment and $moment <= (.before | seconds) + 1")" true
}

# narrowed RESOURCE WANTED: what made the window shorter than from audit to audit
narrowed() { same "what narrows $1" "$(ask "found(\"$1\").window.narrowed_by // [] | join(\"; \")")" "$2"; }

# lacking RESOURCE TEXT: what would have told, and how to have it next time
lacking() {
    ask "found(\"$1\").missing_evidence // [] | join(\"\\n\")" | grep -qF -- "$2" ||
        fail "$1: nothing that is missing has '$2': $(ask "found(\"$1\").missing_evidence")"
}
