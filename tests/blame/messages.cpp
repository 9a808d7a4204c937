#include "blame/messages/message.hpp"
#include "reading.hpp"

#include <algorithm>

using namespace plumbline;

namespace {

struct Case {
    const char* program;
    const char* text;
    const char* expected; ///< "" when it says nothing
};

/// What a message says, without when and where.
std::string said(const std::string& program, const std::string& text) {
    const auto record = blame::understand({program, {}, text});
    if (!record)
        return "";
    const std::string line = test::told(*record);
    return line.substr(9, line.rfind(" (") - 9);
}

void check(const std::vector<Case>& cases) {
    for (const auto& [program, text, expected] : cases) {
        INFO(program << ": " << text);
        CHECK(said(program, text) == expected);
    }
}

} // namespace

TEST_CASE("who comes and goes") {
    check({
        {"sshd",
         "Accepted publickey for alice from 10.0.0.9 port 54554 ssh2: ED25519 SHA256:VD/Z3cJgwaTWYEIJpd",
         "login account=alice key=SHA256:VD/Z3cJgwaTWYEIJpd from=10.0.0.9"},
        {"sshd",
         "Accepted publickey for alice from 10.0.0.9 port 1 ssh2: ED25519-CERT SHA256:abc+/= ID alice@corp "
         "(serial 7) CA ED25519 SHA256:zzz",
         "login account=alice key=SHA256:abc+/= from=10.0.0.9"},
        {"sshd-session", "Accepted password for bob from fe80::1%eth0 port 22 ssh2",
         "login account=bob from=fe80::1%eth0"},
        {"sshd", "Accepted keyboard-interactive/pam for bob from 10.0.0.9 port 22 ssh2",
         "login account=bob from=10.0.0.9"},
        {"sshd", "pam_unix(sshd:session): session closed for user alice", "logout account=alice"},
        {"sshd", "pam_unix(sshd:session): session opened for user alice(uid=1000) by (uid=0)", ""},
        {"sshd", "Failed password for root from 6.6.6.6 port 4 ssh2",
         "failed_login account=root from=6.6.6.6"},
        {"sshd", "Failed password for invalid user x from 1.1.1.1 port 1 from 6.6.6.6 port 4 ssh2",
         "failed_login account=x from 1.1.1.1 port 1 from=6.6.6.6"},
        {"sshd", "Invalid user oracle from 6.6.6.6 port 4", "failed_login account=oracle from=6.6.6.6"},
        {"sshd", "Connection closed by 10.0.0.9 port 54554", ""},
        {"dropbear", "Pubkey auth succeeded for 'root' with ssh-ed25519 key SHA256:abc from 10.0.0.9:41234",
         "login account=root key=SHA256:abc from=10.0.0.9"},
        {"dropbear", "Pubkey auth succeeded for 'root' with key sha1!! 12:34 from 10.0.0.9:41234",
         "login account=root from=10.0.0.9"},
        {"dropbear", "Password auth succeeded for 'root' from 10.0.0.9:41234",
         "login account=root from=10.0.0.9"},
        {"dropbear", "Exit (root) from <10.0.0.9:41234>: Disconnect received", "logout account=root"},
        {"dropbear", "Bad password attempt for 'root' from 10.0.0.9:41234",
         "failed_login account=root from=10.0.0.9"},
        {"login", "pam_unix(login:session): session opened for user alice(uid=1000) by LOGIN(uid=0)",
         "login account=alice"},
        {"login", "ROOT LOGIN  on '/dev/tty1'", "login account=root terminal=tty1"},
        {"login", "FAILED LOGIN (1) on '/dev/tty1' FOR 'bob', Authentication failure",
         "failed_login account=bob terminal=tty1"},
        {"cockpit-session", "pam_unix(cockpit:session): session opened for user alice(uid=1000) by (uid=0)",
         "login account=alice"},
        {"systemd-logind", "New session 14 of user alice.", "login account=alice session=14"},
        {"systemd-logind", "New session c1 of user alice.", "login account=alice"},
        {"systemd-logind", "Removed session 14.", ""},
        {"su", "(to root) alice on pts/0", "became account=alice as=root terminal=pts/0"},
        {"su", "(to root) alice on none", "became account=alice as=root"},
        {"su", "Successful su for root by alice", "became account=alice as=root"},
        {"su", "FAILED SU (to root) alice on pts/0", "failed_login account=alice as=root"},
        {"su", "pam_unix(su-l:session): session opened for user bob(uid=1001) by alice(uid=0)", ""},
    });
}

TEST_CASE("who ran what as whom") {
    check({
        {"sudo", "   alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/tee /etc/motd",
         "command account=alice as=root command=/usr/bin/tee /etc/motd things=/etc/motd terminal=pts/0"},
        {"sudo",
         "alice : TTY=unknown ; PWD=/etc ; USER=root ; GROUP=adm ; ENV=A=b ; COMMAND=/bin/cp -p /tmp/x "
         "./motd",
         "command account=alice as=root command=/bin/cp -p /tmp/x ./motd things=/tmp/x, /etc/motd"},
        {"sudo",
         "alice : HOST=web1 ; TTY=pts/1 ; PWD=/root ; USER=root ; TSID=00000A ; COMMAND=sudoedit /etc/motd",
         "command account=alice as=root command=sudoedit /etc/motd things=/etc/motd terminal=pts/1"},
        {"sudo", "alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/sh -c 'echo x >>/etc/motd; id'",
         "command account=alice as=root command=/bin/sh -c 'echo x >>/etc/motd; id' "
         "things=/echo, /x, /etc/motd, /id terminal=pts/0"},
        {"sudo", "alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/dd of=/etc/motd",
         "command account=alice as=root command=/bin/dd of=/etc/motd things=/etc/motd terminal=pts/0"},
        {"sudo", "alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/bash",
         "became account=alice as=root command=/bin/bash terminal=pts/0"},
        {"sudo", "alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/su -",
         "became account=alice as=root command=/usr/bin/su - terminal=pts/0"},
        {"sudo",
         "alice : 3 incorrect password attempts ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/tee /etc/motd",
         "failed_login account=alice as=root command=/bin/tee /etc/motd things=/etc/motd terminal=pts/0"},
        {"sudo", "bob : user NOT in sudoers ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/tee /etc/motd",
         "failed_login account=bob as=root command=/bin/tee /etc/motd things=/etc/motd terminal=pts/0"},
        {"sudo", "bob : command not allowed ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/id",
         "failed_login account=bob as=root command=/bin/id terminal=pts/0"},
        {"sudo", "pam_unix(sudo:session): session opened for user root(uid=0) by alice(uid=1000)", ""},
        {"sudo", "two words : USER=root ; COMMAND=/bin/id", ""},
        {"sudo", "alice : (command continued) x", ""},
        {"pkexec",
         "alice: Executing command [USER=root] [TTY=/dev/pts/0] [CWD=/home/alice] [COMMAND=/usr/bin/tee "
         "/etc/motd]",
         "command account=alice as=root command=/usr/bin/tee /etc/motd things=/etc/motd terminal=pts/0"},
        {"polkitd",
         "Operator of unix-session:4 successfully authenticated as unix-user:alice to gain ONE-SHOT "
         "authorization "
         "for action org.freedesktop.systemd1.manage-units for system-bus-name::1.30 [systemctl restart "
         "nginx] "
         "(owned by unix-user:alice)",
         "command account=alice as=root command=systemctl restart nginx"},
    });
}

TEST_CASE("a shell for whoever calls it is told from a program for it") {
    for (const char* shell :
         {"/bin/bash", "/bin/bash -l", "/bin/sh -i", "bash --login", "/bin/su", "su - bob"})
        CHECK(blame::is_shell(shell));
    for (const char* program : {"", "/bin/bash -c id", "/bin/bash -lc id", "/bin/sh /tmp/x",
                                "/bin/su - bob -c id", "/bin/bashful", "/bin/bash --login -c true"})
        CHECK_FALSE(blame::is_shell(program));
}

TEST_CASE("what happens to accounts") {
    check({
        {"useradd",
         "new user: name=carol, UID=1002, GID=1002, home=/home/carol, shell=/bin/sh, from=/dev/pts/1",
         "account_change things=carol"},
        {"useradd", "new group: name=carol, GID=1002", "account_change things=carol"},
        {"useradd", "failed adding user 'carol', exit code: 9", ""},
        {"usermod", "add 'carol' to group 'sudo'", "account_change things=carol, sudo"},
        {"usermod", "add 'carol' to shadow group 'sudo'", "account_change things=carol, sudo"},
        {"usermod", "change user 'carol' shell from '/bin/bash' to '/bin/zsh'",
         "account_change things=carol"},
        {"usermod", "lock user 'carol' password", "account_change things=carol"},
        {"userdel", "delete user 'carol'", "account_change things=carol"},
        {"userdel", "removed group 'carol' owned by 'carol'", "account_change things=carol"},
        {"groupadd", "group added to /etc/group: name=ops, GID=1003", "account_change things=ops"},
        {"groupadd", "new group: name=ops, GID=1003", "account_change things=ops"},
        {"groupdel", "group 'ops' removed from /etc/group", "account_change things=ops"},
        {"groupmod", "group changed in /etc/group (group ops/1003, new name: dev)",
         "account_change things=dev, ops"},
        {"passwd", "password for 'carol' changed by 'root'", "account_change account=root things=carol"},
        {"passwd", "pam_unix(passwd:chauthtok): password changed for carol", "account_change things=carol"},
        {"chpasswd", "pam_unix(chpasswd:chauthtok): password changed for carol",
         "account_change things=carol"},
        {"chage", "changed password expiry for carol", "account_change things=carol"},
        {"chsh", "changed user 'carol' shell to '/bin/sh'", "account_change things=carol"},
        {"chfn", "changed user 'carol' information", "account_change things=carol"},
        {"gpasswd", "user carol removed by root from group sudo",
         "account_change account=root things=carol, sudo"},
        {"gpasswd", "user carol added by root to group sudo",
         "account_change account=root things=carol, sudo"},
        {"passwd", "pam_unix(passwd:chauthtok): authentication failure; logname=alice", ""},
    });
}

TEST_CASE("what runs by itself") {
    check({
        {"CRON", "(root) CMD (   cd / && run-parts --report /etc/cron.hourly)",
         "job account=root command=cd / && run-parts --report /etc/cron.hourly things=/, /etc/cron.hourly"},
        {"CROND", "(alice) CMD (/usr/bin/true)",
         "job account=alice command=/usr/bin/true things=/usr/bin/true"},
        {"CROND", "(alice) CMDEND (/usr/bin/true)", ""},
        {"CRON", "pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)", ""},
        {"crontab", "(alice) REPLACE (alice)",
         "command account=alice as=alice command=crontab things=/var/spool/cron/crontabs/alice, "
         "/var/spool/cron/alice, /etc/crontabs/alice"},
        {"crontab", "(root) DELETE (alice)",
         "command account=root as=alice command=crontab -r -u alice things=/var/spool/cron/crontabs/alice, "
         "/var/spool/cron/alice, /etc/crontabs/alice"},
        {"crontab", "(alice) LIST (alice)", ""},
        {"anacron", "Job `cron.daily' started", "job account=root command=cron.daily"},
        {"atd", "Starting job 3 (a0000301c8b5f2) for user 'alice' (1000)",
         "job account=alice command=at job 3"},
    });
}

TEST_CASE("what other tools do") {
    check({
        {"puppet-agent",
         "(/Stage[main]/Motd/File[/etc/motd]/content) content changed '{md5}5b1c' to '{md5}9e10'",
         "tool command=/Stage[main]/Motd/File[/etc/motd]/content things=/etc/motd tool=puppet"},
        {"puppet-agent", "(/Stage[main]/Nginx::Install/Package[nginx]/ensure) created",
         "tool command=/Stage[main]/Nginx::Install/Package[nginx]/ensure things=nginx tool=puppet"},
        {"puppet-agent", "(/Stage[main]/Motd/File[/etc/motd]/content) current_value a, should be b (noop)",
         ""},
        {"puppet-agent", "Applied catalog in 2.31 seconds", "tool command=agent tool=puppet"},
        {"puppet-agent", "Retrieving pluginfacts", ""},
        {"ansible-ansible.legacy.copy",
         "Invoked with src=/root/.ansible/tmp/x/source dest=/etc/motd mode=0644 follow=False",
         "tool command=copy things=/root/.ansible/tmp/x/source, /etc/motd tool=ansible"},
        {"python3",
         "ansible-ansible.legacy.apt Invoked with name=['nginx', 'curl=7.88'] state=present package=None",
         "tool command=apt things=nginx, curl tool=ansible"},
        {"ansible-ansible.legacy.command", "Invoked with _raw_params=touch\\ /x _uses_shell=True",
         "tool command=command things=touch\\ tool=ansible"},
        {"ansible-ansible.legacy.setup", "Invoked with gather_subset=['all']", ""},
        {"python3", "a program of somebody's", ""},
        {"salt-minion", "[salt.state :300 ][INFO ] Running state [/etc/motd] at time 05:02:59",
         "tool command=state things=/etc/motd tool=salt"},
        {"chef-client", "[2026-11-21T05:02:59+00:00] INFO: file[/etc/motd] updated file contents /etc/motd",
         "tool command=file things=/etc/motd tool=chef"},
        {"chef-client", "[2026-11-21T05:02:59+00:00] INFO: Chef Run complete in 2.1 seconds", ""},
    });
}

TEST_CASE("what the host says of itself") {
    check({
        {"systemd", "Stopped nginx.service - A high performance web server.",
         "unit command=Stopped things=nginx"},
        {"systemd", "Started nginx.service.", "unit command=Started things=nginx"},
        {"systemd", "Started A high performance web server.", ""},
        {"systemd", "Time has been changed", "clock"},
        {"kernel", "[    0.000000] Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org)", "boot"},
        {"kernel", "audit: type=1400", ""},
        {"chronyd", "System clock was stepped by -3600.5 seconds", "clock"},
        {"systemd-timesyncd", "Initial clock synchronization to Sat 2026-11-21 05:02:59 UTC.", "clock"},
        {"systemd-timesyncd", "Contacted time server 10.0.0.1:123.", ""},
        {"nobody-knows", "Accepted publickey for alice from 10.0.0.9 port 1 ssh2", ""},
    });
    CHECK(blame::understand({"systemd", {}, "Started A high performance web server.", "nginx.service"})
              ->things == base::List{"nginx"});
}
