#!/bin/sh
# What an audit costs beside the floor, on this machine, in one run: floor and plumbline in turn, and their ratios.
# Usage, as root: sh tests/bench/bench.sh [HOSTS [ROUNDS [BUILD]]]     (200 hosts, 3 rounds, build/)
#
# One sshd of a lab host in a network namespace answers for all of 127.1.0.0/16. Both clients hand the same questions to it
# over 64 workers. Client: user and system time of the command and all its processes. Host: the same of that sshd and all
# that it started. Peak: the largest sum of PSS seen.
set -eu
hosts=${1:-200} rounds=${2:-3} build=${3:-build}
cd "$(dirname "$0")/../.."

if [ "${PLUMBLINE_BENCH_INSIDE:-}" != yes ]; then
    cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DPLUMBLINE_TESTS=ON >/dev/null
    [ "${PLUMBLINE_BENCH_BUILT:-}" = yes ] || ninja -C "$build" --quiet plumbline bench-floor bench-measure
    PLUMBLINE_BENCH_INSIDE=yes exec unshare --net sh "$0" "$hosts" "$rounds" "$build"
fi

. tests/live/lab.sh
. tests/bench/questions.sh
ip link set lo up
lab_open
lab_start herd bookworm 0.0.0.0
bench_furnish herd
bin=$build/bin
workers=64

key=$(cut -d' ' -f2 "$lab/hosts/herd/files/etc/ssh/ssh_host_ed25519_key.pub")
: >"$lab/herd.ini"
: >"$lab/herd_known_hosts"
number=1
while [ $number -le "$hosts" ]; do
    address=127.1.$((number / 256)).$((number % 256))
    echo "host$number ansible_host=$address ansible_port=$lab_port ansible_user=root" >>"$lab/herd.ini"
    echo "[$address]:$lab_port ssh-ed25519 $key" >>"$lab/herd_known_hosts"
    number=$((number + 1))
done

# ticks of the herd's first process and of all that it has waited for: sshd and everything below it
host_ticks() { sed 's/.*) //' "/proc/$(lab_pid herd)/stat" | awk '{ print $12 + $13 + $14 + $15 }'; }

# measured NAME COMMAND…: appends "NAME client-ms host-ms wall-s peak-KiB", per host where that makes sense
measured() {
    name=$1
    shift
    before=$(host_ticks)
    "$bin/bench-measure" "$@" >"$lab/out" 2>"$lab/err" || [ $? = 2 ] || { cat "$lab/out" "$lab/err" >&2; lab_die "$name failed"; }
    sleep 0.3 # for the last sshd to end and be waited for
    after=$(host_ticks)
    tail -n 1 "$lab/err" | awk -v name="$name" -v n="$hosts" -v ticks=$((after - before)) -v hz="$(getconf CLK_TCK)" \
        '{ printf "%s %.3f %.3f %.2f %d\n", name, ($2 + $4) * 1000 / n, ticks * 1000 / hz / n, $6, $8 }' | tee -a "$lab/figures"
}

audit() { # RESOURCES [NAME HISTORY]
    measured "plumbline-${2:-$1}" "$bin/plumbline" audit -s "$lab/standard-$1.yaml" -i "$lab/herd.ini" --known-hosts \
        "$lab/herd_known_hosts" --identity "$lab/key" --ssh-config /dev/null --history "${3:-none}" --parallel $workers \
        --transport libssh2 --output "json=$lab/report-$1.json"
}

floor() { measured "floor-$1" "$bin/bench-floor" "$hosts" "$lab/key" "$lab/floor-$1.sh" $workers $lab_port; }

echo true >"$lab/floor-true.sh"
echo 'echo END' >>"$lab/floor-true.sh"
for resources in 60 200; do
    bench_standard $resources >"$lab/standard-$resources.yaml"
    bench_script $resources >"$lab/floor-$resources.sh"
done

bench_mixed_standard >"$lab/standard-mixed.yaml"
bench_broad_standard >"$lab/standard-broad.yaml"
# what is measured of recording is a fleet that has not changed since the run before
audit 200 first sqlite:///"${lab#/}/history.db" >/dev/null

echo "name client-ms/host host-ms/host wall-s peak-KiB"
round=1
while [ $round -le "$rounds" ]; do
    floor true
    for resources in 60 200; do
        floor $resources
        audit $resources
    done
    audit 200 recorded sqlite:///"${lab#/}/history.db"
    audit mixed
    audit broad
    round=$((round + 1))
done

echo
awk '
    { n[$1]++; for (i = 2; i <= 5; i++) values[$1, i] = values[$1, i] " " $i }
    function median(name, column,   list, count, i, j, swap) {
        count = split(values[name, column], list, " ")
        for (i = 1; i <= count; i++) for (j = i + 1; j <= count; j++)
            if (list[j] + 0 < list[i] + 0) { swap = list[i]; list[i] = list[j]; list[j] = swap }
        return list[int((count + 1) / 2)]
    }
    END {
        print "| | client ms a host | host ms a host | wall s | peak MiB |"
        print "|---|---|---|---|---|"
        split("floor-true floor-60 plumbline-60 floor-200 plumbline-200 plumbline-recorded plumbline-mixed plumbline-broad", names, " ")
        for (i = 1; i <= 8; i++)
            printf "| %s | %.2f | %.1f | %.1f | %.1f |\n", names[i], median(names[i], 2), median(names[i], 3), median(names[i], 4), median(names[i], 5) / 1024
        for (i = 60; i <= 200; i += 140)
            printf "| ratio at %d | %.2f | %.2f | %.2f | |\n", i, median("plumbline-" i, 2) / median("floor-" i, 2), median("plumbline-" i, 3) / median("floor-" i, 3), median("plumbline-" i, 4) / median("floor-" i, 4)
        printf "| 200 resources against 60 | %.2f | %.2f | %.2f | |\n", median("plumbline-200", 2) / median("plumbline-60", 2), median("plumbline-200", 3) / median("plumbline-60", 3), median("plumbline-200", 4) / median("plumbline-60", 4)
        printf "| 200 resources recorded against not | %.2f | %.2f | %.2f | |\n", median("plumbline-recorded", 2) / median("plumbline-200", 2), median("plumbline-recorded", 3) / median("plumbline-200", 3), median("plumbline-recorded", 4) / median("plumbline-200", 4)
        printf "| 200 resources of 32 types against 60 of 10 | %.2f | %.2f | %.2f | |\n", median("plumbline-broad", 2) / median("plumbline-mixed", 2), median("plumbline-broad", 3) / median("plumbline-mixed", 3), median("plumbline-broad", 4) / median("plumbline-mixed", 4)
    }' "$lab/figures"
