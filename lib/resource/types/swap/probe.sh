# Swap: swap_units, what of systemd turns swap on at boot.

# probe_swap_units ID: its units, the links by which targets want them, and the zram generator's configuration.
probe_swap_units() {
    if [ ! -d /run/systemd/system ]; then
        frame absent "$1"
        return
    fi
    id=$1 patterns=
    for folder in /etc/systemd /run/systemd /usr/local/lib/systemd /usr/lib/systemd; do
        patterns="$patterns $folder/system/*.swap $folder/system/*.wants/*.swap $folder/system/*.requires/*.swap"
        patterns="$patterns $folder/zram-generator.conf $folder/zram-generator.conf.d/*.conf"
    done
    set +f
    set -- $patterns
    set -f
    lines_of_files "$id" '^[[:space:]]*((What|Priority|Options)[[:space:]]*=|\[zram)' "$@"
}
