# Certificates: certificate, the PEM certificates of a file (RFC 7468) and nothing else of it: a private key beside them
# stays where it is.
# runs: sed -n
# runs: head -c

# probe_certificate ID PATH…: at most 64 KiB of each file.
probe_certificate() {
    while [ $# -gt 0 ]; do
        id=$1
        decode "$2"
        look -L "$decoded"
        if [ "$seen" = gone ]; then
            follow=-L && one_status "$decoded"
        elif [ "$seen" != there ]; then
            cannot "$id" "$seen"
        elif [ ! -f "$decoded" ]; then
            cannot "$id" "not a regular file"
        elif [ ! -r "$decoded" ]; then
            cannot "$id" "permission denied"
        else
            give_certificates "$decoded"
        fi
        shift 2
    done
}

give_certificates() {
    frame ok "$id"
    sed -n '/^-----BEGIN CERTIFICATE-----/,/^-----END CERTIFICATE-----/p' -- "$1" 2>/dev/null | head -c 65536
}
