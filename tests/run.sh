#!/bin/sh
# Installs what the tests need, builds, and runs every test in random order. Usage: sh tests/run.sh [SEED]
set -eu
cd "$(dirname "$0")/.."
. tests/packages.sh

seed=${1:-$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')}
build=build
# shellcheck disable=SC2086 # lists of words
install_packages $build_packages $test_packages
fetch_programs "$PWD/$build/tools" prometheus promtool
fetch_programs "$PWD/$build/tools" prometheus-alertmanager prometheus-alertmanager amtool
fetch_rsyslogd "$PWD/$build/tools"
PATH=$PWD/$build/tools:$PATH

echo "configuring and building in $build"
cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DPLUMBLINE_TESTS=ON >/dev/null
ninja -C "$build" --quiet

# ctest starts the test of the highest cost first, so random costs are a random order.
ctest --test-dir "$build" -N | sed -n 's/^ *Test *#[0-9]*: //p' |
    awk -v seed="$seed" 'BEGIN { srand(seed) }
        { printf "set_tests_properties([==[%s]==] PROPERTIES COST %d)\n", $0, 1 + int(rand() * 1000000) }' \
        >"$build/order.new"
mv "$build/order.new" "$build/order.cmake"

echo "running every test in the order of seed $seed; the same order again: sh tests/run.sh $seed"
exec ctest --test-dir "$build" -j 4 --output-on-failure --no-label-summary
