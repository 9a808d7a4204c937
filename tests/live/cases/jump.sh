#!/bin/sh
# A host behind a jump host is reached as ssh_config says, and a broken jump is that host's failure alone
. "${0%/*}/../check.sh"

# only gate1 knows the name inner.lab: who reaches it went through gate1
lab_start gate1 bookworm "$net.1"
lab_start inner bookworm "$net.2"
lab_run gate1 sh -c "echo $net.2 inner.lab >>/etc/hosts"
lab_run inner sh -c 'echo inner >/etc/motd'
echo "[inner.lab]:$lab_port $(sed -n "s/^\[$net.2\]:[0-9]* //p" "$lab/known_hosts")" >>"$lab/known_hosts"
cat >"$lab/inventory.ini" <<END
gate1 ansible_host=$net.1 ansible_port=$lab_port ansible_user=root
inner ansible_host=inner.lab ansible_port=$lab_port ansible_user=root
astray ansible_host=astray.lab ansible_port=$lab_port ansible_user=root
shut ansible_host=shut.lab ansible_port=$lab_port ansible_user=root
END
cat >"$lab/ssh_config" <<END
Host gate stranger
    HostName $net.1
    Port $lab_port
    IdentityFile $lab/key
    UserKnownHostsFile $lab/known_hosts
Host gate
    User root
Host stranger
    User stranger
Host inner.lab astray.lab
    ProxyJump gate
Host shut.lab
    ProxyJump stranger
END
standard <<'END'
  - file: /etc/motd
    content: "inner\n"
END
ssh_config=$lab/ssh_config
for transport in libssh2 ssh; do
    audit --transport $transport
    ends 6
    told inner file:/etc/motd in-sync
    expect '[.hosts[] | "\(.name) \(.error.stage // .status)"] | join(", ")' 'astray connect, gate1 drifted, inner in-sync, shut auth'
done
audit
ended astray "connect: $net.1 port $lab_port does not connect to astray.lab port $lab_port: Channel open failure (connect failed); \
is the host up, and does AllowTcpForwarding in the jump host's sshd_config allow it?"
ended shut "auth: $net.1 port $lab_port refuses user stranger: tried ED25519 $lab/key; \
put one of their public keys into that user's authorized_keys there"
finish
