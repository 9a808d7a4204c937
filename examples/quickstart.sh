#!/bin/sh
# Builds plumbline, boots three throw-away hosts on loopback, lets them drift by real means, and audits them over SSH.
# Usage, as root on Debian 12: sh examples/quickstart.sh    The reports are left in build/quickstart.
set -eu
cd "$(dirname "$0")/.."
. tests/packages.sh
. tests/live/lab.sh

say() { printf '\n== %s\n' "$*"; }

say "1/6 installing what the build and the demo need"
# shellcheck disable=SC2086,SC2154 # a list of words, set by packages.sh
install_packages $build_packages openssh-server mmdebstrap util-linux mount libcap2-bin

say "2/6 building plumbline into build/"
cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo >/dev/null
ninja -C build --quiet plumbline

say "3/6 booting web1, web2 and db1, each with its own systemd and sshd on 127.0.10.x"
lab_open
for machine in web1 web2 db1; do
    case $machine in web1) address=127.0.10.1 ;; web2) address=127.0.10.2 ;; *) address=127.0.10.3 ;; esac
    lab_start "$machine" systemd "$address"
    # bring it to the standard first: this is what the fleet looked like when it was signed off
    lab_run "$machine" sh -e <<'HOST'
printf 'This machine is kept to a standard. Changes go through a ticket.\nContact: Platform team <platform@example.org>\n' >/etc/motd
chmod 644 /etc/motd
sed -i 's/^#*PermitRootLogin .*/PermitRootLogin prohibit-password/' /etc/ssh/sshd_config
useradd --create-home --shell /bin/bash --user-group deploy
usermod --append --groups deploy deploy
printf 'deploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart nginx\n' >/etc/sudoers.d/deploy
chmod 440 /etc/sudoers.d/deploy
chmod 755 /etc/sudoers.d
ln -sf /usr/share/zoneinfo/Etc/UTC /etc/localtime
chown -R root:root /var/www
useradd --create-home --shell /bin/bash --groups sudo --password '*' jdoe
sed -i 's/^%sudo.*/%sudo ALL=(ALL:ALL) NOPASSWD: ALL/' /etc/sudoers
printf 'server_tokens off;\n# shop.example.org\n' >/etc/nginx/conf.d/site.conf
chmod 644 /etc/nginx/conf.d/site.conf
systemctl restart ssh
systemctl is-system-running --wait >/dev/null || :
HOST
done
printf '[web]\nweb1\nweb2\n[db]\ndb1\n[web:vars]\nsite_name=shop.example.org\n' >>"$lab/inventory.ini"

# plumbline WORD…: what a user would type, shown before it runs; its exit status must be STATUS
plumbline() {
    printf '$ plumbline'; printf ' %s' "$@"; printf '\n\n'
    status=0
    build/bin/plumbline "$@" || status=$?
    [ $status = "$wanted" ] || { echo "it ended with status $status where $wanted was due" >&2; exit 1; }
}

mkdir -p build/quickstart
rm -f build/quickstart/history.db*
history=sqlite://$PWD/build/quickstart/history.db
set -- --site examples/site -i "$lab/inventory.ini" --known-hosts "$lab/known_hosts" --identity "$lab/key" --history "$history"

sleep 3 # logs stamp seconds: what happened before the audit must not look as if it came after
say "4/6 plumbline audits them: all in sync, and recorded"
wanted=0 plumbline audit "$@"

say "5/6 somebody works on them: jdoe over SSH with sudo on web1, others elsewhere"
# what jdoe does, does a person: with a key of her own, over sshd, through sudo
ssh-keygen -q -t ed25519 -N '' -C jdoe -f "$lab/jdoe"
lab_run web1 sh -ec "install -d -m 700 -o jdoe -g jdoe /home/jdoe/.ssh
    echo '$(cat "$lab/jdoe.pub")' >/home/jdoe/.ssh/authorized_keys
    chown jdoe: /home/jdoe/.ssh/authorized_keys"
ssh -F none -i "$lab/jdoe" -o IdentitiesOnly=yes -o UserKnownHostsFile="$lab/known_hosts" -o LogLevel=ERROR -p 2222 jdoe@127.0.10.1 '
    echo "deploy ALL=(ALL) NOPASSWD: ALL" | sudo tee /etc/sudoers.d/90-debug >/dev/null
    sudo sed -i "s/^PermitRootLogin .*/PermitRootLogin yes/" /etc/ssh/sshd_config
    printf "server_tokens on;\n# shop.example.org\n" | sudo tee /etc/nginx/conf.d/site.conf >/dev/null'
lab_run web2 sh -ec 'mkdir -p /var/www/html && echo hello >/var/www/html/index.html && chmod 666 /var/www/html/index.html'
lab_run db1 sh -ec 'systemctl --quiet stop cron && systemctl --quiet disable cron 2>/dev/null; chmod 644 /etc/shadow'

say "6/6 plumbline audits them again: what changed, since when, and who probably did it"
wanted=2 plumbline audit "$@" --output json=build/quickstart/report.json --output text=build/quickstart/report.txt
echo
wanted=0 plumbline blame web1 line:/etc/ssh/sshd_config --site examples/site --history "$history"
echo
wanted=0 plumbline history --site examples/site --history "$history"
wanted=0 plumbline history verify --site examples/site --history "$history"

say "exit status 2 of the audit means drift: cron or CI would notice. The hosts are stopped now; nothing on them was changed by it."
