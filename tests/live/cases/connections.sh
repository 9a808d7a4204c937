#!/bin/sh
# A host that can't be audited ends at a named stage with words to act on, and the healthy one beside it is audited
. "${0%/*}/../check.sh"

lab_start web1 bookworm "$net.1"
lab_run web1 sh -e <<'END'
echo "Kept to a standard." >/etc/motd
for user in plain nologin; do
    useradd --create-home --shell /bin/sh --password '*' $user
    cp -r /root/.ssh /home/$user && chown -R $user /home/$user/.ssh
done
usermod --shell /usr/sbin/nologin nologin
END
standard <<'END'
  - file: /etc/motd
    content: "Kept to a standard.\n"
END
mkdir "$lab/site"
printf 'plumbline: 1\nlimits: {connect: 2s, auth: 3s, probe: 4s, host: 8s, run: 30s}\n' >"$lab/site/plumbline.yaml"

gate() { # NAME NUMBER OPTION…
    name=$1 address=$net.$2
    shift 2
    lab_gate "$name" "$address" "$@"
    lab_know "$name" "$address" web1
}
gate silent 3 --silent
gate garbage 4 --garbage
gate flood 5 --flood
gate stalled 6 --stall-after 3000 --to "$net.1:$lab_port"
gate slow 7 --delay 20 --to "$net.1:$lab_port"
gate dripping 10 --drip 100 --to "$net.1:$lab_port"
lab_gate unknown-key "$net.8" --to "$net.1:$lab_port"
lab_gate changed-key "$net.9" --to "$net.1:$lab_port"
echo "[$net.9]:$lab_port $(cut -d' ' -f1,2 "$lab/key.pub")" >>"$lab/known_hosts"
cat >>"$lab/inventory.ini" <<END
refused ansible_host=$net.2 ansible_port=$lab_port
no-network ansible_host=255.255.255.255
no-name ansible_host=no-such-host.invalid
unknown-key ansible_host=$net.8 ansible_port=$lab_port ansible_user=root
changed-key ansible_host=$net.9 ansible_port=$lab_port ansible_user=root
refused-key ansible_host=$net.1 ansible_port=$lab_port ansible_user=stranger
no-sudo ansible_host=$net.1 ansible_port=$lab_port ansible_user=plain ansible_become=true
nologin ansible_host=$net.1 ansible_port=$lab_port ansible_user=nologin
END

# by each transport: who is audited, and where the others end
stages() { ask '[.hosts[] | "\(.name) \(.error.stage // .status)"] | join("\n")'; }
audit --site "$lab/site" --transport libssh2
ends 4
stages >"$lab/stages"
same 'the stages' "$(cat "$lab/stages")" 'changed-key hostkey
dripping auth
flood auth
garbage auth
no-name resolve
no-network connect
no-sudo probe
nologin channel
refused connect
refused-key auth
silent auth
slow in-sync
stalled probe
unknown-key hostkey
web1 in-sync'
key=$(ssh-keygen -lf "$lab/hosts/web1/files/etc/ssh/ssh_host_ed25519_key.pub" | cut -d' ' -f2)
other=$(ssh-keygen -lf "$lab/key.pub" | cut -d' ' -f2)
ended changed-key "hostkey: the host key of [$net.9]:$lab_port is not the known one: it presents ED25519 key $key, \
while $lab/known_hosts:$(grep -c . "$lab/known_hosts") has ED25519 key $other; either somebody is in between, or the host was given a new key: then replace that line"
ended unknown-key "hostkey: the host key of [$net.8]:$lab_port is not known: it presents ED25519 key $key; compare this fingerprint with the host's own \
(ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub there), then add the host's line to known_hosts"
ended refused-key "auth: $net.1 port $lab_port refuses user stranger: tried ED25519 $lab/key; \
put one of their public keys into that user's authorized_keys there"
ended refused "connect: cannot connect to $net.2 port $lab_port: connection refused; is sshd running there?"
ended no-network 'connect: cannot connect to 255.255.255.255 port 22: no route to it; check the address and the network'
expect 'host("no-name").error.message | sub(": [^;]*"; ": REASON")' \
    'cannot resolve no-such-host.invalid: REASON; check the name, or give the address in the inventory (ansible_host)'
ended silent "auth: $net.3 port $lab_port did not finish within 3s"
ended dripping "auth: $net.10 port $lab_port did not finish within 3s"
ended garbage "auth: the SSH handshake with $net.4 port $lab_port failed: Failed getting banner; is it an SSH server?"
ended flood "auth: $net.5 port $lab_port sent more than 262144 bytes, the limit of this phase"
ended stalled "probe: $net.6 port $lab_port did not finish within 4s"
ended no-sudo "probe: sudo on $net.1 wants a password; this line in its sudoers lets the probe run: plain ALL=(root) NOPASSWD: /bin/sh"
ended nologin "channel: the login shell of nologin on $net.1 runs no command (nologin); give the user a shell, or use another one"

audit --site "$lab/site" --transport ssh
ends 4
same 'the stages that ssh knows otherwise' "$(stages | diff "$lab/stages" - | sed -n 's/^> //p')" 'dripping connect
flood connect
garbage connect
silent connect
stalled deadline'
finish
