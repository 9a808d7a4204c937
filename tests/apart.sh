#!/bin/sh
# The program that audits has nothing of what changes hosts: no symbol of the room enforce, no line of the change script,
# no include of either. Each check is held against a program or a source that does have it.
# Usage: apart.sh PLUMBLINE PLUMBLINE_ENFORCE
set -eu
plumbline=$1 enforcing=$2
source=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
wrong=0

complain() {
    echo "$1"
    wrong=1
}

# symbols_of PROGRAM: those of the room enforce, and of the commands that use it
symbols_of() {
    nm "$1" | grep -E '9plumbline(7enforce|3cli(8Changing|11add_enforceE|12add_rollbackE))' | c++filt || :
}

# lines_in PROGRAM: how many of the lines that only the change script has are in it
lines_in() { grep -aoxF -f "$folder/lines" "$1" | sort -u | wc -l; }

# in the script's text no comment is left, and of all its lines the longer ones are no other script's
find "$source/lib" -name '*.sh' ! -path '*/enforce/*' -exec cat {} + >"$folder/others"
cat "$source"/lib/enforce/shell/*.sh | grep -v '^ *#\|COMMANDS_OF_ALL_PARTS' | grep -E '.{40}' | sort -u |
    grep -vxF -f "$folder/others" >"$folder/lines"
wanted=$(wc -l <"$folder/lines")
[ "$wanted" -gt 100 ] || complain "expected more than 100 lines of the change script to look for, found $wanted"

found=$(symbols_of "$plumbline")
[ -z "$found" ] || complain "$plumbline has what changes hosts:
$found"
[ -n "$(symbols_of "$enforcing")" ] || complain "no symbol of the room enforce is found in $enforcing: this looks wrongly"
[ "$(lines_in "$plumbline")" = 0 ] || complain "$plumbline has $(lines_in "$plumbline") lines of the change script"
[ "$(lines_in "$enforcing")" = "$wanted" ] ||
    complain "$enforcing has $(lines_in "$enforcing") of $wanted lines of the change script: this looks wrongly"

# includes: layering.sh judges them, and sees one that is wrong
sh "$source/tests/layering.sh" >/dev/null || complain "an include is wrong: sh tests/layering.sh"
cp -r "$source/lib" "$source/cli" "$folder/"
echo '#include "enforce/change/change.hpp"' >>"$folder/cli/commands/plan.cpp"
said=$(sh "$source/tests/layering.sh" "$folder") && complain "a command of the auditing program may include enforce"
[ "$said" = 'cli/commands/plan.cpp includes enforce: only cli/enforcing may' ] || complain "of that is said: $said"

# installed alone it says what is missing
mkdir "$folder/alone"
cp "$plumbline" "$folder/alone/plumbline"
for command in enforce rollback; do
    status=0
    said=$("$folder/alone/plumbline" $command plan.json 2>&1) || status=$?
    [ "$status: $said" = "1: plumbline: \`$command\` is in a program of its own, which is not installed \
($folder/alone/plumbline-enforce: No such file or directory): this one changes no host. Install the package \
plumbline-enforce, or build it and put it there" ] || complain "\`$command\` without its program ends with $status: $said"
done
[ $wrong = 0 ] && echo "the auditing program changes nothing"
exit $wrong
