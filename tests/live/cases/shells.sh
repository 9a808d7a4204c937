#!/bin/sh
# Every login shell, noisy or slow at its start, gives the same verdicts
. "${0%/*}/../check.sh"

lab_start web1 shells "$net.1"
: >"$lab/inventory.ini"
for shell in sh bash csh tcsh fish zsh; do
    lab_run web1 sh -e <<END
shell=\$(command -v $shell)
useradd --create-home --shell \$shell --password '*' user-$shell
cp -r /root/.ssh /home/user-$shell
mkdir -p /home/user-$shell/.config/fish
for file in .bashrc .cshrc .zshenv .config/fish/config.fish; do
    printf 'echo "welcome, BEGIN of the day"; sleep 0.3; echo noise on stderr >/dev/stderr\n' >/home/user-$shell/\$file
done
chown -R user-$shell /home/user-$shell
END
    echo "$shell ansible_host=$net.1 ansible_port=$lab_port ansible_user=user-$shell" >>"$lab/inventory.ini"
done
lab_run web1 sh -c 'echo kept >/etc/motd; chmod 644 /etc/motd; mkdir -p "/srv/a b"; touch "/srv/a b/c"; chmod 600 "/srv/a b/c"'
standard <<'END'
  - file: /etc/motd
    content: "kept\n"
    mode: "0644"
  - directory: /srv
    recurse: {files: {mode: "0600"}, directories: {mode: "0755"}}
  - package: tcsh
  - user: user-fish
    shell: /usr/bin/fish
END
for transport in libssh2 ssh; do
    audit --transport $transport
    expect '.summary.hosts | "\(.total) \(.in_sync)"' '6 6'
    in_sync
done

lab_run web1 sh -c 'echo edited >/etc/motd; chmod 640 "/srv/a b/c"; usermod --shell /bin/sh user-fish'
audit
ends 2
expect '[.hosts[].resources] | unique | length' 1
told zsh file:/etc/motd 'drift
content: sha256:78051faade059d70866df6a3fb83ef348721fd74a87e93ef95c493f87d0d236b, is sha256:68f01b289aedcf28e96fce1f9444365e83b9bfc7e1bf32df20f1f15966835316
would write content (1 line, sha256:78051faade05…, now sha256:68f01b289aed…)'
told csh directory:/srv 'drift
recurse.files.mode of a b/c: 0600, is 0640
would set mode 0600 of a b/c (now 0640)'
finish
