# The kernel's command line at the next boot: boot_entries, what boot loaders have, and boot_settings, whole files: those
# from which the entries are written, and a Raspberry's cmdline.txt.

# probe_boot_entries ID: the lines of boot loaders' files that begin an entry or tell a command line.
probe_boot_entries() {
    id=$1
    for folder in /boot /boot/grub /boot/grub2 /boot/loader /boot/loader/entries /boot/efi /boot/extlinux; do
        if [ -d "$folder" ] && { [ ! -r "$folder" ] || [ ! -x "$folder" ]; }; then
            cannot "$id" "permission denied: $folder"
            return
        fi
    done
    set +f
    set -- /boot/grub/grub.cfg /boot/grub2/grub.cfg /boot/efi/EFI/*/grub.cfg /boot/grub/grubenv /boot/grub2/grubenv \
        /boot/loader/entries/*.conf /boot/efi/loader/entries/*.conf /efi/loader/entries/*.conf \
        /boot/extlinux/extlinux.conf
    set -f
    lines_of_files "$id" \
        '^[[:space:]]*(menuentry|linux|options|title|append|APPEND|label|LABEL|set kernelopts=|kernelopts=)' \
        "$@"
}

# probe_boot_settings ID: /etc/default/grub with what adds to it, and files that are a command line.
probe_boot_settings() {
    id=$1
    set +f
    set -- /etc/default/grub /etc/default/grub.d/*.cfg /etc/kernel/cmdline /boot/firmware/cmdline.txt /boot/cmdline.txt
    set -f
    lines_of_files "$id" '^[[:space:]]*[^#[:space:]]' "$@"
}
