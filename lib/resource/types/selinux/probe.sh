# SELinux: selinux_booleans, what setsebool(8) -P keeps of booleans for the next boot.

# probe_selinux_booleans ID: the stores of all policies.
probe_selinux_booleans() {
    id=$1
    set +f
    set -- /var/lib/selinux/*/active /etc/selinux/*/active /etc/selinux/*/modules/active
    set -f
    for folder do
        if [ -d "$folder" ]; then
            if [ ! -x "$folder" ]; then
                cannot "$id" "permission denied: $folder"
                return
            fi
            set -- "$@" "$folder/booleans.local"
        fi
        shift
    done
    lines_of_files "$id" '^[[:space:]]*[^#[:space:]]+[[:space:]]*=' "$@"
}
