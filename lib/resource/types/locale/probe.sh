# Locales: locales, the names that the host's C library knows, one a line.
# runs: locale -a

# probe_locales ID
probe_locales() {
    if have locale; then
        names=$(locale -a 2>/dev/null)
        frame ok "$1"
        printf '%s\n' "$names"
    else
        cannot "$1" "no locale(1) on the host, which would list the locales there are"
    fi
}
