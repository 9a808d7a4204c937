#!/bin/sh
# Builds plumbline, boots three throw-away hosts on loopback, lets them drift by real means, and audits them over SSH.
# Usage, as root on Debian 12: sh examples/quickstart.sh    The reports are left in build/quickstart.
set -eu
cd "$(dirname "$0")/.."
. tests/packages.sh
. tests/live/lab.sh

say() { printf '\n== %s\n' "$*"; }

say "1/5 installing what the build and the demo need"
# shellcheck disable=SC2086,SC2154 # a list of words, set by packages.sh
install_packages $build_packages openssh-server mmdebstrap util-linux mount libcap2-bin

say "2/5 building plumbline into build/"
cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo >/dev/null
ninja -C build --quiet plumbline

say "3/5 booting web1, web2 and db1, each with its own systemd and sshd on 127.0.10.x"
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
printf 'server_tokens off;\n# shop.example.org\n' >/etc/nginx/conf.d/site.conf
chmod 644 /etc/nginx/conf.d/site.conf
HOST
done
printf '[web]\nweb1\nweb2\n[db]\ndb1\n[web:vars]\nsite_name=shop.example.org\n' >>"$lab/inventory.ini"

say "4/5 somebody works on them: a debug sudo rule, a looser sshd, a stopped cron, a world-writable page"
lab_run web1 sh -ec '
    printf "deploy ALL=(ALL) NOPASSWD: ALL\n" >/etc/sudoers.d/90-debug
    sed -i "s/^PermitRootLogin .*/PermitRootLogin yes/" /etc/ssh/sshd_config
    printf "server_tokens on;\n# shop.example.org\n" >/etc/nginx/conf.d/site.conf'
lab_run web2 sh -ec 'mkdir -p /var/www/html && echo hello >/var/www/html/index.html && chmod 666 /var/www/html/index.html'
lab_run db1 sh -ec 'systemctl --quiet stop cron && systemctl --quiet disable cron 2>/dev/null; chmod 644 /etc/shadow'

say "5/5 plumbline audits them"
mkdir -p build/quickstart
set -- build/bin/plumbline audit --site examples/site -i "$lab/inventory.ini" --known-hosts "$lab/known_hosts" \
    --identity "$lab/key" --history none --output json=build/quickstart/report.json --output text=build/quickstart/report.txt
printf '$ %s\n\n' "$*"
status=0
"$@" || status=$?
[ $status = 2 ] || { echo "the audit ended with status $status where 2 (drift) was due" >&2; exit 1; }

say "exit status 2 means drift: cron or CI would notice. The hosts are stopped now; nothing on them was changed by the audit."
echo "The same as text and JSON: build/quickstart/report.txt and build/quickstart/report.json"
echo "Your own machine:          build/bin/plumbline audit -s YOUR-STANDARD.yaml"
echo "Your own hosts:            build/bin/plumbline audit -s YOUR-STANDARD.yaml host1 host2"
