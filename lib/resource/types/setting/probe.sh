# Settings in force: setting_sshd, what the files of sshd mean to it; setting_unit, the properties of systemd's units.
# runs: awk *               # its program may not write, read or run
# runs: sshd -T -f
# runs: systemctl --no-pager --all show

# probe_setting_sshd ID PATH…: in its test mode sshd reads its configuration and its host keys, and prints what they mean.
probe_setting_sshd() {
    while [ $# -gt 0 ]; do
        decode "$2"
        if ! have sshd; then
            cannot "$1" "no sshd on the host"
        elif said=$($limit sshd -T -f "$decoded" 2>&1); then
            frame ok "$1"
            printf '%s\n' "$said"
        else
            cannot "$1" "sshd -T: ${said%%"$newline"*}"
        fi
        shift 2
    done
}

# probe_setting_unit ID UNIT…: its properties on one line, tabs between them.
probe_setting_unit() {
    ids='' units='' count=0
    while [ $# -gt 0 ]; do
        decode "$2"
        case $decoded in
        '' | -* | *[!A-Za-z0-9:_.\\@-]*) cannot "$1" "no unit is called so" ;;
        *) ids="$ids $1" units="$units $decoded" count=$((count + 1)) ;;
        esac
        shift 2
    done
    if [ "$count" = 0 ]; then return; fi
    if ! have awk; then
        cannot "$ids" "the host has no awk"
    elif [ ! -d /run/systemd/system ]; then
        cannot "$ids" "systemd does not run on the host"
    else
        give_unit_settings "$($limit systemctl --no-pager --all show -- $units 2>/dev/null |
            awk 'BEGIN { RS = ""; FS = "\n" } { gsub(/\t/, " "); gsub(/\n/, "\t"); print }')"
    fi
}

# give_unit_settings LINES: one for each of $count units, or none of them can be told from another.
give_unit_settings() {
    given=0
    IFS=$newline
    for line in $1; do
        given=$((given + 1))
    done
    IFS=' '
    if [ "$given" = "$count" ]; then
        frame lines$ids
        printf '%s\n' "$1"
    else
        cannot "$ids" "systemctl show told of $given units, asked for $count"
    fi
}
