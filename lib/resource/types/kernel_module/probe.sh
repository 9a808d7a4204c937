# Kernel modules: kernel_module, modprobe_files and module_load_files. One grep each of what is loaded, built in, on
# disk and said of loading them.
# runs: grep
# runs: tr

# probe_kernel_module ID NAME…: "LIVE DISK RELEASE" of each name, which is plain and written with underscores. LIVE:
# loaded, built-in, none or unsure (it could be built in). DISK: module, built-in, none or unsure.
probe_kernel_module() {
    ids='' names=
    while [ $# -gt 0 ]; do
        ids="$ids $1" names="$names $2"
        shift 2
    done
    release=$(grep '' /proc/sys/kernel/osrelease 2>/dev/null)
    if [ ! "$release" ]; then
        cannot "$ids" "no /proc on the host: what its kernel has loaded can't be told"
        return
    fi
    modules=/lib/modules/$release
    for name in $names; do set -- "$@" -e "^$name "; done
    loaded=$newline$(grep "$@" /proc/modules 2>/dev/null)
    in_modules "$modules/modules.builtin" $names
    builtin=$found
    in_modules "$modules/modules.dep" $names
    on_disk=$found
    frame lines$ids
    for name in $names; do say_module "$name"; done
}

# in_modules LIST NAME…: sets $found to the lines of modules.dep or modules.builtin that could be of these modules,
# dashes as underscores, each after a newline; or to "unsure".
in_modules() {
    found=unsure
    if [ ! -r "$1" ]; then return; fi
    list=$1
    shift
    for name do
        module_pattern=
        while :; do
            case $name in
            *_*) module_pattern="$module_pattern${name%%_*}[-_]" name=${name#*_} ;;
            *) break ;;
            esac
        done
        set -- "$@" -e "^[^:]*/$module_pattern${name}[.]ko"
        shift
    done
    found=$newline$(grep "$@" "$list" 2>/dev/null | tr - _)
}

# say_module NAME
say_module() {
    live=none disk=none
    case $on_disk in
    unsure) disk=unsure ;;
    */"$1".ko*) disk=module ;;
    esac
    case $builtin in
    unsure) live=unsure ;;
    */"$1".ko*) live=built-in disk=built-in ;;
    esac
    case $loaded in
    *"$newline$1 "*) live=loaded ;;
    *) if [ -d "/sys/module/$1" ]; then live=built-in; fi ;;
    esac
    echo "$live $disk $release"
}

# probe_modprobe_files ID: the files of modprobe.d(5), and their lines that keep a module from being loaded.
probe_modprobe_files() {
    id=$1
    set +f
    set -- /etc/modprobe.d/*.conf /run/modprobe.d/*.conf /usr/local/lib/modprobe.d/*.conf /usr/lib/modprobe.d/*.conf
    if [ ! -L /lib ]; then set -- "$@" /lib/modprobe.d/*.conf; fi
    set -f
    lines_of_files "$id" '^[[:space:]]*(blacklist|install)[[:space:]]' "$@"
}

# probe_module_load_files ID: the files that name modules to load at boot. systemd reads those of modules-load.d(5);
# what reads others is not there where it runs.
probe_module_load_files() {
    id=$1 others='/etc/modules'
    if [ -d /run/systemd/system ]; then others=; fi
    set +f
    set -- /etc/modules-load.d/*.conf /run/modules-load.d/*.conf /usr/local/lib/modules-load.d/*.conf \
        /usr/lib/modules-load.d/*.conf
    if [ ! -L /lib ]; then set -- "$@" /lib/modules-load.d/*.conf; fi
    set -f
    lines_of_files "$id" '^[[:space:]]*[^#;[:space:]]' "$@" $others /etc/initramfs-tools/modules
}
