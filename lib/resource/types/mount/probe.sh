# Mounts: block_device, the numbers of devices, and mount_units, the units of systemd that mount something.
# runs: stat -L -c

# probe_block_device ID PATH…: "MAJOR:MINOR", hexadecimal, of each.
probe_block_device() {
    ids='' count=0
    block_questions=$* block_id=
    set --
    for word in $block_questions; do
        if [ ! "$block_id" ]; then
            block_id=$word
            continue
        fi
        decode "$word"
        look -L "$decoded"
        case $seen in
        there) if [ -b "$decoded" ]; then
            ids="$ids $block_id" count=$((count + 1)) && set -- "$@" "$decoded"
        else
            cannot "$block_id" "not a block device: $decoded"
        fi ;;
        gone) frame absent "$block_id" ;;
        *) cannot "$block_id" "$seen" ;;
        esac
        block_id=
    done
    if [ "$count" = 0 ]; then return; fi
    numbers=$(stat -L -c %t:%T -- "$@" 2>/dev/null)
    set -- $numbers
    for word in $numbers; do
        case $word in
        [0-9a-f]*:[0-9a-f]*) count=$((count - 1)) ;;
        *) count=-1 ;;
        esac
    done
    if [ "$count" = 0 ]; then
        frame lines$ids
        printf '%s\n' "$numbers"
    else
        cannot "$ids" "the host's stat does not tell the numbers of devices"
    fi
}

# probe_mount_units ID: files of systemd that mount something, drop-ins for them, and the links by which targets want
# them, each with the lines that count.
probe_mount_units() {
    if [ ! -d /run/systemd/system ]; then
        frame absent "$1"
        return
    fi
    id=$1 folders='/etc/systemd/system /run/systemd/system /usr/lib/systemd/system'
    if [ ! -L /lib ]; then folders="$folders /lib/systemd/system"; fi
    patterns=
    for folder in $folders; do
        patterns="$patterns $folder/*.mount $folder/*.mount.d/*.conf $folder/*.wants/*.mount $folder/*.requires/*.mount"
    done
    set +f
    set -- $patterns
    set -f
    lines_of_files "$id" '^[[:space:]]*(What|Type|Options)[[:space:]]*=' "$@"
}
