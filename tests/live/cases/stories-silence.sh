#!/bin/sh
# Where a host's records are silent, forged or hostile, nobody is accused, and the report says what would tell next time
. "${0%/*}/../check.sh"
. "$live/people.sh"

people_start
lab_run web1 sh -e <<'END'
for name in wiped silent forged coloured audited agreed; do echo "Kept to a standard." >/etc/$name; done
END
kept() { # CONTENT: of what the standard changes
    standard <<-END
	  - file: [/etc/wiped, /etc/silent, /etc/forged, /etc/coloured, /etc/audited]
	    content: "Kept to a standard.\n"
	  - file: /etc/agreed
	    content: "$1\n"
	END
}
kept 'Kept to a standard.'
retell
in_sync

# nobody came in: a process of the host did it, and nothing was written down
story; lab_run web1 sh -c 'echo x >>/etc/silent'
retell
blamed file:/etc/silent host-changed
within file:/etc/silent
narrowed file:/etc/silent 'ctime of /etc/silent'
lacking file:/etc/silent 'no audit log: with auditd, auditctl -w /etc/silent -p wa -k plumbline would tell next time'

# who wipes the logs is not told from them, and nobody else is taken for it
wipe='rm -rf /var/log/journal/* /run/log/journal/*; : >/var/log/auth.log; : >/var/log/syslog; : >/var/log/wtmp'
story; as alice 'sudo sh -c "echo x >>/etc/wiped"'
lab_run web1 sh -c "$wipe; systemctl restart systemd-journald"
retell
blamed file:/etc/wiped host-changed
within file:/etc/wiped
lacking file:/etc/wiped 'goes back to'

# anybody can write a line of any program into the logs: it makes nobody certain
story
lab_run web1 sh -c 'echo x >>/etc/forged'
lab_run web1 runuser -u alice -- logger -t 'sudo[4711]' -p authpriv.notice \
    '     bob : TTY=pts/0 ; PWD=/home/bob ; USER=root ; COMMAND=/usr/bin/tee /etc/forged'
lab_run web1 runuser -u alice -- logger -t 'sshd[4712]' -p authpriv.info \
    'Accepted publickey for root from 10.9.8.7 port 4711 ssh2: ED25519 SHA256:q9tHcW0sZ1y4D8b3Xk7mVn2PfJr5LuTgEaCwYoIhB6M'
retell
blamed file:/etc/forged host-changed
within file:/etc/forged

# bytes that would colour, script or break the reader's terminal
story
escape=$(printf '\033')
as alice "sudo sh -c 'echo x >>/etc/coloured' /etc/coloured '$escape]0;owned' '$(printf '\302\233')31m'"
lab_run web1 runuser -u bob -- logger -t sudo -p authpriv.notice \
    "   alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/tee /etc/coloured ${escape}[31m${escape}]52;c;eA=="
retell
within file:/etc/coloured
same 'bytes of control in the report' "$(tr -d '\n\t' <"$lab/report" | LC_ALL=C grep -c '[[:cntrl:]]' || :)" 0
format=text retell --verbose
same 'bytes of control in the text' "$(tr -d '\n' <"$lab/report" | LC_ALL=C grep -c '[[:cntrl:]]' || :)" 0
format=json

# the kernel's own record of the write
story
lab_run web1 sh -e -c 'echo x >>/etc/audited; mkdir -p /var/log/audit; chmod 700 /var/log/audit
    printf "%s\n" "type=SYSCALL msg=audit($1.250:77): arch=c000003e syscall=257 success=yes exit=3 a0=ffffff9c a1=7ffe0 a2=441 a3=1b6 items=2 ppid=900 pid=901 auid=$2 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=5 comm=\"tee\" exe=\"/usr/bin/tee\" subj=unconfined key=\"plumbline\"" \
        "type=CWD msg=audit($1.250:77): cwd=\"/root\"" \
        "type=PATH msg=audit($1.250:77): item=0 name=\"/etc/\" inode=2 dev=08:01 mode=040755 ouid=0 ogid=0 rdev=00:00 nametype=PARENT cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0 cap_frootid=0" \
        "type=PATH msg=audit($1.250:77): item=1 name=\"/etc/audited\" inode=77 dev=08:01 mode=0100644 ouid=0 ogid=0 rdev=00:00 nametype=NORMAL cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0 cap_frootid=0" \
        "type=PROCTITLE msg=audit($1.250:77): proctitle=746565002D61002F6574632F61756469746564" >/var/log/audit/audit.log' \
    sh "$moment" "$(lab_run web1 id -u bob)"
retell
blamed file:/etc/audited 'host-changed
Bob Roe certain: auditd saw tee write /etc/audited'
within file:/etc/audited
proved file:/etc/audited 'Bob Roe' 'comm="tee"'

# the standard moved, and the host did not: nobody is to blame, whoever was there
story; as alice 'sudo true'
kept 'Agreed upon.'
retell
blamed file:/etc/agreed standard-changed
same 'what is said to be missing' "$(ask 'found("file:/etc/agreed").missing_evidence')" null
finish
