# URLs: http, the answer's head and the beginning of its body, as the host gets them by one GET. curl reads no
# configuration (-q), keeps nothing and leaves the protocol of the question for no other.
# runs: curl -q
# runs: head -c

# probe_http ID URL FOLLOW VERIFY…: FOLLOW is "follow" or "stay", VERIFY "verify" or "trust".
probe_http() {
    while [ $# -gt 0 ]; do
        decode "$2"
        if have curl; then
            get_url "$decoded" "$3" "$4"
            if [ "$status" = 0 ] || [ "$status" = 23 ]; then
                frame ok "$1"
                printf '%s' "$page"
            else
                page=${page%"$newline"}
                cannot "$1" "${page##*"$newline"}"
            fi
        else
            cannot "$1" "no curl on the host"
        fi
        shift 4
    done
}

# get_url URL FOLLOW VERIFY: sets $page and $status. 64 KiB and a head are kept; curl ends with 23 when more would come.
get_url() {
    follow='' trust=
    if [ "$2" = follow ]; then follow='-L --max-redirs 5'; fi
    if [ "$3" = trust ]; then trust=-k; fi
    page=$(
        {
            curl -q -g -s -S -i --proto =http,https --proto-redir =http,https --max-time 15 $follow $trust --url "$1" 2>&1
            printf '\n%s' "$?"
        } | head -c 81920
    )
    status=${page##*"$newline"}
    case $status in
    [0-9] | [0-9][0-9]) page=${page%"$newline"*} ;;
    *) status=0 ;; # what came was cut, and curl's own status with it
    esac
}
