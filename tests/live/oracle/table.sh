# shellcheck shell=sh
# shellcheck disable=SC2154 # lab and live are those of check.sh
# A second opinion on hosts of the lab, held against ours rule by rule. Sourced by the oracles, after check.sh.
#
# A table has a line for each rule that both speak of:
#
#   RULE | RESOURCE PROPERTY, RESOURCE PROPERTY… | HOST… | WHY THEY DIFFER THERE
#
# PROPERTY is what stands before it in the report, or * for the whole resource. A rule passes when all of these are in
# sync. Where the verdicts differ, the hosts are named with the reason; a difference that is not named fails the test, and
# so does a name where they agree.

# oracle_table FILE LEAST: a table of this folder with at least so many rules, as lines of RULE, RESOURCES, HOSTS, WHY
# between tabs, in $lab/table
oracle_table() {
    sed -e '/^#/d; /^ *$/d; s/ *| */\t/g; s/ *$//' "$live/oracle/$1" >"$lab/table"
    repeated=$(cut -f 1 "$lab/table" | sort | uniq -d)
    [ -z "$repeated" ] || fail "$1 has rules twice: $repeated"
    [ "$(wc -l <"$lab/table")" -ge "$2" ] || fail "$1 has fewer than $2 rules"
}

# oracle_compare HOST: lines of RULE and pass, fail or another verdict in $lab/HOST.verdicts against the last audit's report
oracle_compare() {
    expect "host(\"$1\").error.message" null
    jq -r --arg name "$1" '.hosts[] | select(.name == $name) | .resources[] | . as $resource |
        ["\(.id) *", .status], (.properties[]? | ["\($resource.id) \(.name)", .status]) | @tsv' \
        "$lab/report" >"$lab/$1.ours"
    awk -F '\t' -v host="$1" -v ours="$lab/$1.ours" -v theirs="$lab/$1.verdicts" '
        function judge(what,    all, i, verdict, count) {
            verdict = "pass"
            count = split(what, all, ", ")
            for (i = 1; i <= count; i++) {
                if (!(all[i] in status)) { return "missing from the report: " all[i] }
                if (status[all[i]] == "drift") { verdict = "fail" }
                else if (status[all[i]] != "in-sync" && verdict == "pass") { verdict = status[all[i]] }
            }
            return verdict
        }
        # several lines of one property (one for each thing below a folder): the worst counts
        BEGIN {
            while ((getline line <ours) > 0) {
                split(line, field, "\t")
                if (status[field[1]] == "drift") { continue }
                if (status[field[1]] == "unknown" && field[2] != "drift") { continue }
                status[field[1]] = field[2]
            }
            while ((getline line <theirs) > 0) { split(line, field, "\t"); said[field[1]] = field[2] }
        }
        {
            rules++
            expected = index(" " $3 " ", " " host " ") > 0
            we = judge($2)
            they = ($1 in said) ? said[$1] : "nothing"
            if (we == they) { agreed++ }
            if (expected && we == they) { print $1 " on " host ": listed as a difference, and both say " we }
            if (expected && $4 == "") { print $1 ": a difference without its reason" }
            if (!expected && we != they) { print $1 " on " host ": the oracle says " they ", we say " we " of " $2 }
        }
        END { printf "%s: %d rules, %d alike, %d differ for a stated reason\n", host, rules, agreed, rules - agreed >"/dev/stderr" }
    ' "$lab/table" >"$lab/differences"
    [ ! -s "$lab/differences" ] || fail "$(cat "$lab/differences")"
}
