# AppArmor: apparmor_files, the profiles of the next boot.

# probe_apparmor_files ID: the lines that begin profiles, and the links that turn a file of them off or soften it.
probe_apparmor_files() {
    id=$1
    for folder in /etc/apparmor.d /etc/apparmor.d/disable /etc/apparmor.d/force-complain; do
        if [ -d "$folder" ] && { [ ! -r "$folder" ] || [ ! -x "$folder" ]; }; then
            cannot "$id" "permission denied: $folder"
            return
        fi
    done
    set +f
    set -- /etc/apparmor.d/* /etc/apparmor.d/disable/* /etc/apparmor.d/force-complain/*
    set -f
    lines_of_files "$id" '^[[:space:]]*(profile[[:space:]]|[/"@^]|hat[[:space:]]).*[{][[:space:]]*(#.*)?$' "$@"
}
