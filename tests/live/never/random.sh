#!/bin/sh
# Runs the random command lines of SEED and COUNT, two at a time, and says in said/ how each ended.
# Usage: random.sh SEED COUNT
set -eu
seed=$1 count=$2
. /never/host.sh
printf 'y\n' >yes
printf 'apply 2 changes on 1 host\n' >typed
printf 'roll back\n' >back
printf '#!/bin/sh\ntouch /hostile\n' >check
chmod +x check
run=$(basename journals/*.jsonl .jsonl)

# options_of PROGRAM COMMAND: "PROGRAM COMMAND OPTION VALUED" of each
options_of() {
    "/never/bin/$1" "$2" --help | sed -n "s/^  *\(-[a-z],\)\{0,1\}\(--[a-z-]*\) \(.\{0,1\}\).*/$1 $2 \2 \3/p" |
        awk '{ print $1, $2, $3, ($4 != "") }'
}
commands() { "/never/bin/$1" --help | sed -n '/^Subcommands/,/^$/s/^  \([a-z]*\) .*/\1/p'; }
for program in plumbline plumbline-enforce; do
    for command in $(commands $program); do
        case $program$command in plumblineenforce | plumblinerollback) ;; *) options_of $program "$command" ;; esac
    done
done >options

# everywhere FILE PATH: a copy of it in the folder of each case
everywhere() {
    # shellcheck disable=SC2016 # expanded by the shell that runs it
    seq "$count" | sed "s|.*|w/&/$2|" | xargs sh -c 'file=$1; shift; tee "$@" <"$file" >/dev/null' sh "$1"
}

mkdir -p w
(cd w && seq "$count" | sed 's/.*/&\/standard &\/enforced/' | xargs mkdir -p)
inventory >inventory.ini
everywhere inventory.ini inventory.ini
everywhere allowed_signers allowed_signers
everywhere "journals/$run.jsonl" "enforced/$run.jsonl"
awk -v seed="$seed" -v count="$count" -v folder=/never/w -v digest="$(cat digest)" -v run_id="$run" \
    -f /never/generate.awk options >prepare
sh ./prepare
touch began

run_cases() { # FIRST
    number=$1
    while [ "$number" -le "$count" ]; do
        (
            cd "w/$number"
            ended=0
            sh ./run >said 2>&1 || ended=$?
            echo "$ended" >status
        )
        number=$((number + 2))
    done
}
sleep 0.1
run_cases 1 &
run_cases 2
wait
# what they wrote beside outputs and histories
find w -type f -newer began ! -path 'w/*/out*' ! -name token.key ! -name 'hints-*.json' ! -name said ! -name status >touched
