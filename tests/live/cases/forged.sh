#!/bin/sh
# A host that answers in part, too much, twice, with an echo or not at all gives no verdict
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
lab_run web1 sh -c 'seq 1 3000 >/etc/motd'
standard <<'END'
  - file: /etc/motd
    content: "kept\n"
    mode: "0644"
END
mkdir "$lab/site"
printf 'plumbline: 1\nlimits: {connect: 2s, auth: 2s, probe: 6s, host: 6s}\n' >"$lab/site/plumbline.yaml"
key=$(cat "$lab/key.pub")
forced() { printf 'command="%s" %s\n' "$1" "$key" | lab_run web1 tee /root/.ssh/authorized_keys >/dev/null; }

# answers COMMAND MESSAGE: what comes back of the shell's answer, and what is said of it (* stands for anything)
answers() {
    forced "$1"
    for transport in libssh2 ssh; do
        audit --site "$lab/site" --transport $transport
        ends 4
        message=$(ask '.hosts[].error | "\(.stage): \(.message)"')
        # shellcheck disable=SC2254 # a pattern
        case $message in
        $2) ;;
        *) same "what is said of '$1' by $transport" "$message" "$2" ;;
        esac
        expect '[.hosts[].resources[]] | length' 0
    done
}
answers 'sh | head -c 3000' 'probe: the answer stops in record 1, before its end: *'
answers 'sh | tail -c 3000' 'probe: the login shell printed * and the probe did not begin: *'
answers 'sh | sed p' 'probe: the answer stops after 0 records, before its end: *'
answers 'sh; echo more' "probe: something printed 'more' after the answer's end, and may have printed into it: *"
answers 'yes noise | head -c 2000000; sh' "probe: the host printed more than 1 MiB before the probe began, first 'noise': *"
answers 'cat' 'probe: the login shell printed * and the probe did not begin: *'
answers 'yes' 'probe: * answered more than the limit of 67108864 bytes'
answers 'true' 'probe: the host answered nothing: *'
answers 'sleep 1000' 'deadline: * did not finish within 6s, the deadline of a host'

forced 'sh'
audit
ends 2
finish
