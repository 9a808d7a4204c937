# shellcheck shell=sh
# shellcheck disable=SC2154 # lab and live are those of check.sh
# OpenSCAP as a second opinion: it judges a host from inside. Sourced by cases, after check.sh.
# The rules of its table stand there without xccdf_org.ssgproject.content_rule_

# shellcheck source=table.sh
. "$live/oracle/table.sh"
openscap_content=/usr/share/xml/scap/ssg/content/ssg-debian11-ds.xml

# openscap_judge HOST: leaves lines of RULE and pass or fail (or error, notapplicable…) in $lab/HOST.verdicts
#
# The scanner and its libraries are this machine's, put into the host's /run (a tmpfs: no file of its root changes).
# ssg-debian of Debian 12 has no content for Debian 12 itself: that of Debian 11 is told to apply to any Debian.
openscap_judge() {
    lab_run "$1" mkdir -p /run/openscap/lib
    # shellcheck disable=SC2046 # words
    tar -C / -chf - --transform 's,.*/,lib/,' /usr/bin/oscap \
        $(ldd /usr/bin/oscap | sed -n 's/.*[[:space:]]\(\/[^ ]*\) (.*/\1/p') 2>/dev/null |
        lab_run "$1" tar -C /run/openscap -xf -
    tar -C /usr/share/openscap -cf - cpe | lab_run "$1" tar -C /run/openscap -xf -
    sed '/platform idref="cpe:\/o:debian:debian_linux:11"/d' "$openscap_content" |
        lab_run "$1" sh -c 'cat >/run/openscap/content.xml'
    # what the scanner asks for mounts by; minbase leaves it out
    lab_run "$1" sh -c '[ -e /etc/mtab ] || ln -s /proc/self/mounts /etc/mtab'
    rules=$(sed 's/\t.*//; s/^/--rule xccdf_org.ssgproject.content_rule_/' "$lab/table")
    scan=0
    # shellcheck disable=SC2086 # words
    lab_run "$1" env OSCAP_CPE_PATH=/run/openscap/cpe TMPDIR=/run/openscap \
        /run/openscap/lib/ld-linux-x86-64.so.2 --library-path /run/openscap/lib /run/openscap/lib/oscap \
        xccdf eval --skip-valid --profile '(all)' $rules /run/openscap/content.xml \
        >"$lab/openscap.out" 2>"$lab/openscap.err" || scan=$?
    # 2: some rule fails
    case $scan in 0 | 2) ;; *) fail "oscap ended with $scan on $1: $(tail -n 3 "$lab/openscap.err")" ;; esac
    tr -d '\r' <"$lab/openscap.out" | sed -n 's/^Rule\t.*content_rule_//p; s/^Result\t/=/p' |
        sed 'N; s/\n=/\t/' >"$lab/$1.verdicts"
}

# openscap_change HOST: mends several controls of a stock Debian and lets several others drift, in ways that both see.
openscap_change() {
    lab_run "$1" sh -e >/dev/null <<'END'
    # mended: packages that ought to be there (empty ones of the name), kernel parameters of the next boot and, where
    # they can be set, of now
    package() { # NAME
        mkdir -p "/run/packages/$1/DEBIAN"
        printf 'Package: %s\nVersion: 99\nArchitecture: all\nMaintainer: lab\nDescription: lab\n' "$1" \
            >"/run/packages/$1/DEBIAN/control"
        dpkg-deb --build "/run/packages/$1" && dpkg --install --force-depends "/run/packages/$1.deb"
    }
    package aide
    package chrony
    mkdir -p /etc/sysctl.d
    for parameter in kernel.randomize_va_space=2 kernel.kptr_restrict=1 kernel.panic_on_oops=1 fs.suid_dumpable=0 \
        net.ipv4.conf.all.accept_local=0 net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.route_localnet=0 \
        net.ipv4.conf.all.shared_media=1 net.ipv4.conf.default.shared_media=1; do
        echo "${parameter%=*} = ${parameter#*=}" >>/etc/sysctl.d/60-hardening.conf
        case $parameter in
        net.*)
            live=/proc/sys/$(echo "${parameter%=*}" | tr . /)
            if [ -w "$live" ]; then echo "${parameter#*=}" >"$live"; fi
            ;;
        esac
    done
    mkdir -p /etc/modprobe.d
    printf 'install rds /bin/false\ninstall tipc /bin/false\nblacklist rds\nblacklist tipc\n' >/etc/modprobe.d/60-hardening.conf
    mount -o remount,nodev,nosuid,noexec /dev/shm
    echo 'tmpfs /dev/shm tmpfs nodev,nosuid,noexec 0 0' >>/etc/fstab
    keywords='PermitRootLogin PermitEmptyPasswords IgnoreRhosts HostbasedAuthentication IgnoreUserKnownHosts UsePAM
        GSSAPIAuthentication KerberosAuthentication PubkeyAuthentication StrictModes PermitUserEnvironment MaxAuthTries
        LoginGraceTime MaxStartups MaxSessions ClientAliveInterval ClientAliveCountMax X11Forwarding AllowTcpForwarding
        Banner PrintLastLog LogLevel'
    for keyword in $keywords; do sed -i "/^$keyword /d" /etc/ssh/sshd_config; done
    printf '%s\n' 'PermitRootLogin no' 'PermitEmptyPasswords no' 'IgnoreRhosts yes' 'HostbasedAuthentication no' \
        'IgnoreUserKnownHosts yes' 'GSSAPIAuthentication no' 'KerberosAuthentication no' 'PubkeyAuthentication yes' \
        'StrictModes yes' 'MaxAuthTries 4' 'LoginGraceTime 60' 'MaxSessions 10' 'ClientAliveInterval 300' \
        'ClientAliveCountMax 3' 'X11Forwarding no' 'AllowTcpForwarding no' 'Banner /etc/issue.net' 'PrintLastLog yes' \
        'LogLevel VERBOSE' >>/etc/ssh/sshd_config
    sed -i 's/^PASS_MAX_DAYS.*/PASS_MAX_DAYS 60/; s/^PASS_MIN_DAYS.*/PASS_MIN_DAYS 7/; s/^UMASK.*/UMASK 027/' /etc/login.defs
    printf '[Coredump]\nStorage=none\nProcessSizeMax=0\n' >/etc/systemd/coredump.conf
    printf 'Defaults use_pty\nDefaults logfile=/var/log/sudo.log\n' >>/etc/sudoers

    # drifted: one property of each account database, a program, a library, trust, packages, logs
    chmod 666 /etc/passwd
    chown daemon /etc/passwd-
    chgrp games /etc/group
    chmod 664 /etc/group-
    chmod 644 /etc/shadow
    chown daemon /etc/shadow-
    chgrp games /etc/gshadow
    chmod 644 /etc/gshadow-
    chmod g+w /usr/bin/env
    chown games /usr/sbin/chroot
    mkdir -m 777 /usr/lib/loose
    install -m 666 /dev/null /usr/lib/loose.so
    chown games /usr/lib/loose.so
    chmod 777 /var/log
    chgrp games /var/log
    : >/etc/hosts.equiv
    echo '+ +' >/root/.rhosts
    : >/root/.netrc
    printf '%s\n' 'UsePAM no' 'MaxStartups 10:30:100' 'PermitUserEnvironment yes' >>/etc/ssh/sshd_config
    sed -i 's/^PASS_WARN_AGE.*/PASS_WARN_AGE 3/' /etc/login.defs
    printf 'Defaults !authenticate\nbackup ALL=(ALL) NOPASSWD: ALL\n' >>/etc/sudoers
    echo 'toor:x:0:0::/root:/bin/sh' >>/etc/passwd
    echo 'games::19000:0:99999:7:::' >/run/shadow && sed -i '/^games:/d' /etc/shadow && cat /run/shadow >>/etc/shadow
    echo 'stray:x:1234:4321::/home/stray:/bin/sh' >>/etc/passwd
    mkdir -p /home/stray && chown 1234 /home/stray && chmod 777 /home/stray
    echo 'plain:Xu8eGJxz8VbmI:1235:0::/home/stray:/usr/sbin/nologin' >>/etc/passwd
    echo 'APT::Get::AllowUnauthenticated true;' >/etc/apt/apt.conf.d/99unsigned
    package telnetd
    package nis
    package snmpd
    sed -i 's/^\(root:[^:]*:0\):0:/\1:2:/' /etc/passwd
    install -m 644 /dev/null /etc/ssh/ssh_host_rsa_key # sshd does without; it refuses its own when others can read it
END
}
