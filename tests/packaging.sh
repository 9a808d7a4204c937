#!/bin/sh
# Makes the Debian packages of a build and looks into them. Usage: packaging.sh BUILD
set -eu
build=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

fail() {
    printf '%s\n' "$1" >&2
    exit 1
}

(cd "$build" && cpack -B "$folder" >"$folder/said" 2>&1) || fail "$(cat "$folder/said")"
for package in plumbline plumbline-enforce; do
    dpkg-deb -x "$folder/${package}"_*.deb "$folder/$package"
    programs=$(ls "$folder/$package/usr/bin")
    [ "$programs" = "$package" ] || fail "the package $package: expected the program $package alone, found: $programs"
done
alone=$folder/plumbline/usr/bin/plumbline
[ "$("$alone" --version)" ] || fail "the packaged plumbline does not run"
[ -e "$folder/plumbline/usr/share/plumbline/manifests/linux-baseline.yaml" ] || fail "the standards are not packaged"
status=0
said=$("$alone" enforce plan.json 2>&1) || status=$?
case $status-$said in
1-*'Install the package plumbline-enforce'*) ;;
*) fail "enforce without its package: expected status 1 and how to install it, found status $status: $said" ;;
esac
cp "$folder/plumbline-enforce/usr/bin/plumbline-enforce" "${alone%/*}"
"$alone" enforce --help | grep -q -e '--approve' || fail "enforce beside its package is not handed over"
