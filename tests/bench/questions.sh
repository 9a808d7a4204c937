# shellcheck shell=sh
# The same questions twice: as a standard, and as the batched script that one would write by hand. Of each ten resources:
# four files with owner, group and mode, one with content, a directory, a symlink, a package, a user and a sysctl.

bench_packages="bash dash coreutils grep sed tar gzip dpkg apt login passwd mount util-linux openssh-server sudo \
findutils diffutils hostname ncurses-base debianutils"
bench_sysctls="kernel.ostype kernel.osrelease kernel.pid_max kernel.threads-max kernel.randomize_va_space vm.swappiness \
vm.overcommit_memory fs.file-max fs.nr_open fs.suid_dumpable kernel.panic vm.dirty_ratio \
vm.dirty_background_ratio kernel.core_uses_pid kernel.ngroups_max vm.max_map_count fs.pipe-max-size kernel.tainted \
vm.page-cluster kernel.panic_on_oops"

# bench_furnish NAME: makes what the questions are about on a host of the lab
bench_furnish() {
    lab_run "$1" sh -ec '
        mkdir -p /srv/bench
        cd /srv/bench
        for i in $(seq 0 79); do echo "file $i" >file-$i; done
        for i in $(seq 0 19); do
            echo "content $i" >content-$i
            mkdir dir-$i
            ln -s file-$i link-$i
            useradd --no-create-home --shell /bin/sh bench$i
        done
        chmod 644 file-* content-*
        chmod 755 dir-*'
}

# word NUMBER WORD…: the word of that number, counted from 1
word() { shift "$1" && printf '%s' "$1"; }

# shellcheck disable=SC2086 # lists of words
bench_standard() { # RESOURCES
    printf 'plumbline: 1\nstandard: bench\nresources:\n'
    file=0 group=0
    while [ $group -lt $(($1 / 10)) ]; do
        for _ in 1 2 3 4; do
            echo "  - {file: /srv/bench/file-$file, owner: root, group: root, mode: \"0644\"}"
            file=$((file + 1))
        done
        key=$(word $((group + 1)) $bench_sysctls)
        cat <<-END
	  - {file: /srv/bench/content-$group, content: "content $group\n", mode: "0644"}
	  - {directory: /srv/bench/dir-$group, owner: root, mode: "0755"}
	  - {symlink: /srv/bench/link-$group, target: file-$group}
	  - {package: $(word $((group + 1)) $bench_packages)}
	  - {user: bench$group, shell: /bin/sh}
	  - {sysctl: $key, value: "$(cat /proc/sys/$(echo $key | tr . /))", persisted: false}
	END
        group=$((group + 1))
    done
}

# bench_mixed_standard: 60 resources of 10 types: 50 of the above, and 10 of four types more.
bench_mixed_standard() {
    bench_standard 50
    cat <<-END
	  - {setting: /etc/ssh/sshd_config, values: {X11Forwarding: "yes", UsePAM: "yes"}}
	  - {setting: /etc/login.defs, values: {PASS_MAX_DAYS: "99999", UMASK: "022"}}
	  - {group: root, gid: 0}
	  - {group: sys, gid: 3}
	  - {group: sudo, members: []}
	  - {line: /etc/hosts, text: 127.0.0.1 localhost herd}
	  - {line: /etc/hostname, text: herd}
	  - {line: /etc/nsswitch.conf, match: "^passwd:", text: "passwd:         files", state: only}
	  - {port: "tcp:60000", state: closed}
	  - {port: "tcp:60001", state: closed}
	END
}

# bench_broad_standard: 200 resources of 32 types: 120 of the above, and 80 of those that read what a host says of itself.
# Sweeps over a whole file system (setuid, foreign_packages) are left out: their cost is the file system's.
bench_broad_standard() {
    bench_standard 120
    cat <<-END
	  - {setting: /etc/ssh/sshd_config, values: {X11Forwarding: "yes", UsePAM: "yes"}}
	  - {setting: /etc/login.defs, values: {PASS_MAX_DAYS: "99999", UMASK: "022"}}
	  - {setting: /etc/nsswitch.conf, values: {passwd: files}}
	  - {repository: sources.list}
	  - {accounts: all of them, unique_names: true, unique_ids: true, no_empty_passwords: true}
	  - {uid: "0", users: [root]}
	  - {authorized_keys: root, strict_modes: true}
	  - {sudo: root may do all, user: root, as: ALL, commands: [ALL]}
	  - {sudo: nobody has it, state: absent, user: nobody, commands: [ALL]}
	  - {cron: no job of ours, state: absent, user: root, command: /usr/local/bin/nothing}
	  - {resolver: system, options: {not: {contains: [rotate]}}}
	  - {interface: lo, state: up}
	  - {route: 203.0.113.0/24, state: absent}
	  - {swap: /dev/none, state: inactive}
	  - {timezone: Etc/UTC}
	  - {locale: LANG, value: C.UTF-8, available: false}
	  - {limit: "*", item: core, hard: "0"}
	  - {selinux: mode, mode: disabled}
	  - {certificate: /etc/ssl/certs/none.pem, state: absent}
	  - {git: /srv/none, state: absent}
	  - {service: none, state: stopped}
	  - {group: root, gid: 0}
	  - {line: /etc/hosts, text: 127.0.0.1 localhost herd}
	END
    number=0
    for module in cramfs freevxfs hfs hfsplus jffs2 udf dccp sctp rds tipc; do
        echo "  - {kernel_module: $module, at_boot: false}"
        echo "  - {kernel_parameter: bench.$module, state: absent, persisted: false}"
        echo "  - {port: \"tcp:$((60000 + number))\", state: closed}"
        echo "  - {process: bench-$module, state: absent}"
        echo "  - {host: bench-$module, state: absent}"
        number=$((number + 1))
    done
    for path in /mnt /media /srv /opt /home /boot /var/tmp; do
        echo "  - {mount: $path, state: unmounted, fstab: false}"
    done
}

# shellcheck disable=SC2086
bench_script() { # RESOURCES
    groups=$(($1 / 10))
    stats='' digests='' links='' users='' packages='' keys=''
    group=0
    while [ $group -lt $groups ]; do
        for part in 0 1 2 3; do stats="$stats /srv/bench/file-$((group * 4 + part))"; done
        stats="$stats /srv/bench/content-$group /srv/bench/dir-$group /srv/bench/link-$group"
        digests="$digests /srv/bench/content-$group"
        links="$links /srv/bench/link-$group"
        users="$users bench$group"
        packages="$packages $(word $((group + 1)) $bench_packages)"
        keys="$keys /proc/sys/$(word $((group + 1)) $bench_sysctls | tr . /)"
        group=$((group + 1))
    done
    cat <<-END
	export LC_ALL=C
	stat -c '%n %f %u %g %s %Y %U %G' -- $stats
	sha256sum -- $digests
	readlink -- $links
	dpkg-query -W -f '\${Package} \${Version} \${db:Status-Abbrev}\n' $packages
	getent passwd $users
	id -Gn
	for key in $keys; do read -r value <\$key; echo "\$key \$value"; done
	cat /etc/os-release
	uname -a
	echo END
	END
}
