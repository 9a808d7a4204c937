#include "support/declared.hpp"
#include "support/setting.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;

namespace {

const Type& type = *find_type("setting");

struct Host {
    std::map<std::string, std::string> files;
    std::map<std::string, test::Members> folders = {};
    std::map<probe::Question, probe::Answer> others = {};
};

test::Verdict judge(const std::string& yaml, const Host& host) {
    base::Diagnostics diagnostics;
    return test::judge_files(type, *test::declared(yaml, diagnostics), host.files, host.folders, host.others);
}

Lines properties(const std::string& yaml, const Host& host) {
    return judge(yaml, host).properties;
}

} // namespace

TEST_CASE("pam: an argument's number, what is included, and what must not be given") {
    const Host host{{{"/etc/pam.d/passwd", "@include common-password\npassword optional pam_x.so\n"}},
                    {{"/etc/pam.d",
                      {{"common-password", "password requisite pam_pwquality.so retry=3 minlen=8\n"
                                           "password [success=1 default=ignore] pam_unix.so nullok\n"}}}}};
    CHECK(properties(
              "setting: /etc/pam.d/passwd\nsection: password\nvalues: {pam_pwquality.so.minlen: {at_least: "
              "14}, pam_pwquality.so: {contains: [requisite, retry=3]}, pam_x.so.control: optional}\n"
              "absent: [pam_unix.so.nullok, pam_permit.so]\n",
              host) == Lines{"state: in sync", "values.pam_pwquality.so: in sync",
                             "values.pam_pwquality.so.minlen: at least 14 / 8",
                             "values.pam_x.so.control: in sync", "absent.pam_unix.so.nullok: absent / yes",
                             "absent.pam_permit.so: in sync"});
}

TEST_CASE("sudoers: the last value wins, and files with a dot or a tilde in their name are passed over") {
    const Host host{
        {{"/etc/sudoers", "Defaults use_pty\nDefaults env_keep += \"A\"\n@includedir /etc/sudoers.d\n"}},
        {{"/etc/sudoers.d",
          {{"10-a", "Defaults timestamp_timeout=5\nDefaults env_keep += \"B\"\n"},
           {"20-b.bak", "Defaults !use_pty\n"},
           {"30-c~", "Defaults !use_pty\n"}}}}};
    CHECK(properties("setting: /etc/sudoers\nvalues: {use_pty: \"yes\", timestamp_timeout: {at_most: 15}, "
                     "env_keep+: A}\nabsent: [\"!authenticate\"]\n",
                     host) == Lines{"state: in sync", "values.env_keep+: A / absent",
                                    "values.timestamp_timeout: in sync", "values.use_pty: in sync",
                                    "absent.!authenticate: in sync"});
    CHECK(properties("setting: /etc/sudoers\nvalues: {env_keep+=: [B, A]}\n", host) ==
          Lines{"state: in sync", "values.env_keep+=: in sync"});
}

TEST_CASE("limits: those of limits.d after limits.conf") {
    CHECK(properties(
              "setting: /etc/security/limits.conf\nsection: \"*\"\nvalues: {hard core: 0, soft nofile: 10}\n",
              {{{"/etc/security/limits.conf", "* hard core 0\n* - nofile 10\n"}},
               {{"/etc/security/limits.d", {{"a.conf", "* soft core 0\n* hard core 5\n"}}}}}) ==
          Lines{"state: in sync", "values.hard core: 0 / 5", "values.soft nofile: in sync"});
}

TEST_CASE("modprobe.d: the folder as the title, with what it replaces of the vendor's") {
    const Host host{{},
                    {{"/etc/modprobe.d", {{"a.conf", "install cramfs /bin/false\nblacklist floppy\n"}}},
                     {"/usr/lib/modprobe.d", {{"a.conf", "blacklist a\n"}, {"b.conf", "blacklist b\n"}}}}};
    CHECK(
        properties("setting: /etc/modprobe.d\nvalues: {install cramfs: /bin/false, blacklist: [b, floppy]}\n",
                   host) ==
        Lines{"state: in sync", "values.blacklist: in sync", "values.install cramfs: in sync"});
    CHECK(properties("setting: /etc/modprobe.d\nvalues: {blacklist: [b]}\n", {{}}) ==
          Lines{"state: present / absent"});
}

TEST_CASE("sysctl.conf: on disk and in the kernel, each told apart") {
    const Host host{
        {{"/etc/sysctl.conf", "net.ipv4.ip_forward=0\n"}},
        {{"/usr/lib/sysctl.d", {{"50.conf", "kernel.sysrq = 0x01b6\nnet.ipv4.ip_forward = 1\n"}}}},
        {{{"sysctl", {"net/ipv4/ip_forward"}}, probe::Answered{"1\n"}}}};
    const auto verdict =
        judge("setting: /etc/sysctl.conf\nin_force: true\nvalues: {net.ipv4.ip_forward: 0}\n", host);
    CHECK(verdict.properties == Lines{"state: in sync", "values.net.ipv4.ip_forward: in sync",
                                      "in_force.net.ipv4.ip_forward: 0 / 1"});
    CHECK(verdict.would ==
          Lines{"reload what reads /etc/sysctl.conf until net.ipv4.ip_forward is 0 (now 1)"});
    CHECK(verdict.remarks ==
          Lines{"net.ipv4.ip_forward: /etc/sysctl.conf:1 wins over /usr/lib/sysctl.d/50.conf:2"});
    CHECK(
        judge("setting: /etc/sysctl.conf\nvalues: {a.b: 1}\n", {{{"/etc/sysctl.conf", "a.b=1\n"}}}).remarks ==
        Lines{"/etc/sysctl.conf: systemd-sysctl reads it only where a link in sysctl.d leads to it; else "
              "sysctl(8) --system alone does"});
}

TEST_CASE("chrony: confdir and sourcedir are followed; what leads elsewhere leaves the rest open") {
    const Host host{
        {{"/etc/chrony/chrony.conf", "confdir /etc/chrony/conf.d\nsourcedir /etc/chrony/sources.d\n"
                                     "makestep 1 3\nrtcsync\n"}},
        {{"/etc/chrony/conf.d", {{"a.conf", "makestep 1 -1\npool a iburst\n"}}},
         {"/etc/chrony/sources.d", {{"b.sources", "server b\n"}, {"c.conf", "server c\n"}}}}};
    CHECK(properties(
              "setting: /etc/chrony/chrony.conf\nvalues: {Makestep: 1 3, pool: a iburst, server: b, rtcsync: "
              "\"\"}\n",
              host) == Lines{"state: in sync", "values.Makestep: in sync", "values.pool: in sync",
                             "values.rtcsync: in sync", "values.server: in sync"});
    CHECK(
        properties("setting: /etc/chrony/chrony.conf\nabsent: [allow]\n",
                   {{{"/etc/chrony/chrony.conf", "sourcedir /run/other\n"}}}) ==
        Lines{"absent.allow: unknown, /etc/chrony/chrony.conf:1 includes /run/other, which is not among the "
              "files that are looked at"});
}

TEST_CASE("apt.conf: the folder's files by name, then apt.conf; lists have all") {
    const Host host{{{"/etc/apt/apt.conf", "APT::Install-Recommends \"0\";\n"}},
                    {{"/etc/apt/apt.conf.d",
                      {{"01a", "APT { Install-Recommends \"1\"; Periodic::Unattended-Upgrade \"1\"; };\n"},
                       {"02b", "Unattended-Upgrade::Origins-Pattern { \"x\"; };\n"},
                       {"03c", "Unattended-Upgrade::Origins-Pattern:: \"y\";\n"}}}}};
    CHECK(properties("setting: /etc/apt/apt.conf\nvalues: {apt::install-recommends: 0, "
                     "APT::Periodic::Unattended-Upgrade: 1, Unattended-Upgrade::Origins-Pattern: [x, y]}\n",
                     host) == Lines{"state: in sync", "values.APT::Periodic::Unattended-Upgrade: in sync",
                                    "values.Unattended-Upgrade::Origins-Pattern: in sync",
                                    "values.apt::install-recommends: in sync"});
}

TEST_CASE("fstab, shell variables and nested formats: lists by their parts") {
    CHECK(properties("setting: /etc/fstab\nsection: /tmp\nvalues: {options: {contains: [nodev, noexec]}, "
                     "type: tmpfs}\n",
                     {{{"/etc/fstab", "tmpfs /tmp tmpfs nodev,nosuid 0 0\n"}}}) ==
          Lines{"state: in sync", "values.options: containing nodev, noexec / nodev, nosuid",
                "values.type: in sync"});
    CHECK(properties(
              "setting: /etc/default/grub\nvalues: {GRUB_CMDLINE_LINUX: {contains: [audit=1]}, GRUB_TIMEOUT: "
              "{at_most: 5}}\n",
              {{{"/etc/default/grub", "GRUB_TIMEOUT=5\nGRUB_CMDLINE_LINUX=\"quiet audit=1\"\n"}}}) ==
          Lines{"state: in sync", "values.GRUB_CMDLINE_LINUX: in sync", "values.GRUB_TIMEOUT: in sync"});
    CHECK(properties("setting: /srv/a.json\nvalues: {server.ports: [1, 2], server.tls: \"true\"}\n",
                     {{{"/srv/a.json", R"({"server": {"ports": [2, 1], "tls": true}})"}}}) ==
          Lines{"state: in sync", "values.server.ports: in sync", "values.server.tls: in sync"});
}

TEST_CASE("a file that is too large, or closed, leaves its keys unknown; values never stand in remarks") {
    const probe::Question file{"content_followed", {"/etc/login.defs", "-", "1048576"}};
    const std::string yaml = "setting: /etc/login.defs\nvalues: {UMASK: \"022\"}\n";
    CHECK(properties(yaml, {{}, {}, {{file, probe::CannotTell{"permission denied"}}}}) ==
          Lines{"state: in sync", "values.UMASK: unknown, /etc/login.defs: permission denied"});
    const std::string digest(64, '0');
    const std::string large(1 << 20, 'x');
    CHECK(properties(yaml, {{}, {}, {{file, probe::Answered{digest + " 2000000\n" + large}}}}) ==
          Lines{"state: in sync", "values.UMASK: unknown, /etc/login.defs: larger than 1 MiB"});
    const auto secret = judge("setting: /srv/a.ini\nvalues: {password: a}\n",
                              {{{"/srv/a.ini", "password=hunter1\npassword=hunter2\n"}}});
    CHECK(secret.remarks == Lines{"password: /srv/a.ini:2 wins over /srv/a.ini:1"});
}
