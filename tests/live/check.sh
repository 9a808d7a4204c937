# shellcheck shell=sh
# What the cases share: a lab of their own, audits of its hosts, and checks of what the reports say. Sourced, not run.
#
# In the environment: PLUMBLINE and LAB_GATE, the programs; LAB_NET, the first three numbers of a case's own addresses.
# By hand: see README.md
set -eu
live=$(cd "${0%/*}/.." && pwd)
PLUMBLINE=$(realpath "${PLUMBLINE:?the path of plumbline}")
LAB_GATE=${LAB_GATE:-${PLUMBLINE%/*}/lab-gate}
# shellcheck source=lab.sh
. "$live/lab.sh"
# shellcheck disable=SC2034 # of the cases
net=${LAB_NET:-127.0.19}
failures=0
format=json
history=none
ssh_config=none
standard=
cd / # where no plumbline.yaml is
lab_open

# standard: its resources come from standard input
standard() {
    standard=$lab/standard.yaml
    printf 'plumbline: 1\nstandard: live\nresources:\n' >"$standard"
    cat >>"$standard"
}

# audit_manifest NAME OPTION…: audits by one of the standards that ship with plumbline
audit_manifest() {
    standard=$live/../../manifests/$1.yaml
    shift
    audit "$@"
}

# audit OPTION…: leaves the report (as $format) in $lab/report, stderr in $lab/errors, and $status
audit() {
    status=0
    "$PLUMBLINE" audit --format $format --history "$history" -s "$standard" -i "$lab/inventory.ini" \
        --known-hosts "$lab/known_hosts" --identity "$lab/key" --ssh-config "$ssh_config" "$@" \
        >"$lab/report" 2>"$lab/errors" || status=$?
}

# plumbline_ends STATUS WORD…: runs the program, which must end with that status; leaves its output in $lab/report
plumbline_ends() {
    wanted=$1
    shift
    status=0
    "$PLUMBLINE" "$@" >"$lab/report" 2>"$lab/errors" || status=$?
    ends "$wanted"
}

# digest_of PLAN: the one that people sign
digest_of() { sed -n 's/^ *"digest": "\(sha256:[0-9a-f]*\)".*/\1/p' "$1" | head -n 1; }

fail() { # WHAT
    failures=$((failures + 1))
    printf 'FAILED: %s\n' "$1" >&2
}

same() { # WHAT FOUND WANTED
    [ "$2" = "$3" ] || fail "$1
--- expected
$3
--- found
$2
--- stderr of the audit
$(cat "$lab/errors")"
}

ends() { same "the exit status" "$status" "$1"; }

# shellcheck disable=SC2016 # jq's own names
questions='
def host($name): .hosts[] | select(.name == $name);
def resource($host; $id): host($host).resources[] | select(.id == $id);
def said: [.status, (.properties[]? | select(.status != "in-sync") |
        .name + (if .subject then " of \(.subject)" else "" end) + ": \(.expected)" +
        if .status == "unknown" then " unknown: \(.reason)" else ", is \(.actual)" end),
    (.reason // empty), (.would[]? | "would \(.)"), (.remarks[]? | "besides: \(.)")] | join("\n");
'

ask() { jq -r -c "$questions $1" "$lab/report"; }

# ended HOST WANTED: at which stage, and the message
ended() { expect "host(\"$1\").error | \"\\(.stage): \\(.message)\"" "$2"; }

expect() { same "$1" "$(ask "$1")" "$2"; } # FILTER WANTED

# told HOST RESOURCE WANTED: its status, then a line each of what is not in sync, would be done and is said besides
told() { same "$1 $2" "$(ask "resource(\"$1\"; \"$2\") | said")" "$3"; }

# in_sync: every resource of every host is
in_sync() {
    ends 0
    expect '[.hosts[] | .name as $host | .resources[] | select(.status != "in-sync") |
        "\($host) \(.id) \(said)"] | join("\n")' ''
}

finish() { [ $failures = 0 ] || lab_die "$failures checks failed"; }
