#include "blame/blame.hpp"

#include "base/escape.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

using namespace plumbline;
using blame::Act;
using blame::Chronicle;
using blame::Inquiry;
using blame::Record;
using blame::Source;

namespace {

const std::string alices_key = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const std::string bobs_key = "SHA256:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";

/// Minutes and seconds after 02:00, when the audit before was; the next was at 03:00.
base::Instant at(int minutes, int seconds = 0) {
    return base::Instant(std::chrono::hours(491042)) + std::chrono::minutes(minutes) +
           std::chrono::seconds(seconds);
}

std::string clock_of(base::Instant when) {
    return base::to_rfc3339(when).substr(11, 8);
}

Record login(base::Instant when, const std::string& account, const std::string& key,
             const std::string& terminal = "", std::uint32_t pid = 100) {
    return {.act = Act::login,
            .when = when,
            .source = "journal",
            .line = "sshd: Accepted publickey for " + account,
            .account = account,
            .key = key,
            .from = "192.0.2.7",
            .terminal = terminal,
            .pid = pid};
}

Record logout(base::Instant when, const std::string& account, std::uint32_t pid = 100) {
    return {.act = Act::logout,
            .when = when,
            .source = "journal",
            .line = "sshd: session closed for " + account,
            .account = account,
            .pid = pid};
}

Record sudo(base::Instant when, const std::string& account, const std::string& command,
            const base::List& things = {}, const std::string& source = "journal") {
    return {.act = Act::command,
            .when = when,
            .source = source,
            .line = fmt::format("sudo: {} : USER=root ; COMMAND={}", account, command),
            .account = account,
            .as = "root",
            .command = command,
            .things = things};
}

Record shell(base::Instant when, const std::string& account, const std::string& terminal = "") {
    auto record = sudo(when, account, "/bin/bash");
    record.act = Act::became;
    record.terminal = terminal;
    return record;
}

Record package(base::Instant when, const std::string& source, const std::string& name,
               const std::string& account = "", const std::string& tool = "apt") {
    return {.act = Act::package,
            .when = when,
            .source = source,
            .line = fmt::format("{} {}", source, name),
            .account = account,
            .command = "apt-get install " + name,
            .things = {name},
            .tool = tool};
}

Record said(Act act, base::Instant when, const std::string& source, const base::List& things,
            const std::string& account = "", const std::string& tool = "") {
    return {.act = act,
            .when = when,
            .source = source,
            .line = fmt::format("{}", fmt::join(things, " ")),
            .account = account,
            .things = things,
            .tool = tool};
}

std::vector<Source> all_read() {
    return {{"journal", Source::State::read},
            {"audit.log", Source::State::read},
            {"dpkg.log", Source::State::read}};
}

Inquiry motd() {
    return {{"file", "/etc/motd"}, {.paths = {"/etc/motd"}}, {"content"}, {at(0), at(60), {}}};
}

Inquiry nginx() {
    return {
        {"package", "nginx"}, {.packages = {"nginx"}, .words = {"nginx"}}, {"version"}, {at(0), at(60), {}}};
}

Inquiry service() {
    return {{"service", "nginx"}, {.units = {"nginx"}}, {"state"}, {at(0), at(60), {}}};
}

Inquiry mallory() {
    return {{"user", "mallory"},
            {.paths = {"/etc/passwd"}, .accounts = {"mallory"}},
            {"state"},
            {at(0), at(60), {}}};
}

Inquiry forwarding() {
    return {{"sysctl", "net.ipv4.ip_forward"},
            {.paths = {"/etc/sysctl.conf", "/etc/sysctl.d"}, .words = {"net.ipv4.ip_forward"}},
            {"value"},
            {at(0), at(60), {}}};
}

Chronicle chronicle(std::vector<Record> records) {
    return {std::move(records), all_read(), {}, {}};
}

/// With the file's inode changed then.
Chronicle touched(std::vector<Record> records, base::Instant changed, const std::string& owner = "root",
                  const std::string& path = "/etc/motd") {
    auto all = chronicle(std::move(records));
    all.files[path] = {
        .exists = true, .changed = changed, .modified = at(-600), .folder_changed = at(-600), .owner = owner};
    return all;
}

/// The whole case, a line for each part of it.
std::string told(const Inquiry& inquiry, const Chronicle& from) {
    const auto found = blame::judge(inquiry, from, {}, "web1");
    std::string text = fmt::format(
        "{} to {}{}\n", found.window.after ? clock_of(*found.window.after) : "ever",
        clock_of(found.window.before),
        found.window.narrowed_by.empty() ? ""
                                         : fmt::format(" ({})", fmt::join(found.window.narrowed_by, ", ")));
    for (const auto& suspect : found.suspects) {
        text += fmt::format("{} {}{}{} at {}: {}", drift::name(suspect.certainty), suspect.who,
                            suspect.key.empty() ? "" : " " + suspect.key.substr(0, 9),
                            suspect.from.empty() ? "" : " from " + suspect.from, clock_of(suspect.when),
                            suspect.why);
        for (const auto& evidence : suspect.evidence)
            text += fmt::format(" [{}]", evidence.line);
        text += '\n';
    }
    for (const auto& missing : found.missing)
        text += missing + '\n';
    return text;
}

const std::string unwatched =
    "auditd does not watch /etc/motd: auditctl -w /etc/motd -p wa -k plumbline would tell next time\n";

struct Story {
    const char* name;
    Inquiry inquiry;
    Chronicle chronicle;
    std::string told;
};

} // namespace

TEST_CASE("records point to whom they name, and silence to nobody") {
    auto history = sudo(at(10), "alice", "sudo vi /etc/motd", {"/etc/motd"}, "shell history");
    history.as = "";
    auto refused = sudo(at(10), "eve", "/usr/bin/vi /etc/motd", {"/etc/motd"});
    refused.act = Act::failed_login;
    auto write = said(Act::file_write, at(41), "audit.log", {"/etc/motd"}, "alice");
    write.command = "/usr/bin/vi /etc/motd";
    auto daemon = write;
    daemon.account = "";
    auto unattended = package(at(6), "apt history", "nginx", "", "unattended-upgrades");
    auto job = said(Act::job, at(5), "journal", {"/etc/motd"}, "root");
    job.command = "echo hello > /etc/motd";
    const std::vector<Story> stories{
        {"nothing was recorded", motd(), chronicle({}), "02:00:00 to 03:00:00\n" + unwatched},
        {"mtime alone names nobody, ctime narrows", motd(), touched({}, at(41, 6)),
         "02:00:00 to 02:41:07 (ctime of /etc/motd)\n" + unwatched},
        {"touched again since: its time tells nothing", motd(), touched({}, at(61)),
         "02:00:00 to 03:00:00\n" + unwatched},
        {"a sudo command names the path, its login the key", motd(),
         touched({login(at(-30), "alice", alices_key),
                  sudo(at(40), "alice", "/usr/bin/vi /etc/motd", {"/etc/motd"})},
                 at(41, 6)),
         "02:00:00 to 02:41:07 (ctime of /etc/motd)\n"
         "likely alice SHA256:AA from 192.0.2.7 at 02:40:00: a sudo command names /etc/motd"
         " [sudo: alice : USER=root ; COMMAND=/usr/bin/vi /etc/motd] [sshd: Accepted publickey for alice]\n" +
             unwatched},
        {"after the file's last change it was somebody else", motd(),
         touched({sudo(at(50), "alice", "/usr/bin/vi /etc/motd", {"/etc/motd"})}, at(41, 6)),
         "02:00:00 to 02:41:07 (ctime of /etc/motd)\n" + unwatched},
        {"looking is no change", motd(),
         chronicle({sudo(at(40), "alice", "/usr/bin/cat /etc/motd", {"/etc/motd"}),
                    sudo(at(41), "alice", "/usr/bin/find /etc/motd -ls", {"/etc/motd"})}),
         "02:00:00 to 03:00:00\n" + unwatched},
        {"what sudo refused is no suspect", motd(), chronicle({refused}),
         "02:00:00 to 03:00:00\n" + unwatched},
        {"logged in without a way to root", motd(), chronicle({login(at(10), "eve", bobs_key)}),
         "02:00:00 to 03:00:00\n" + unwatched},
        {"the file is theirs", motd(), touched({login(at(10), "eve", bobs_key)}, at(41, 6), "eve"),
         "02:00:00 to 02:41:07 (ctime of /etc/motd)\n"
         "possible eve SHA256:BB from 192.0.2.7 at 02:10:00: had logged in as eve [sshd: Accepted publickey "
         "for eve]\n" +
             unwatched},
        {"below a folder that was worked on", motd(),
         chronicle({sudo(at(10), "alice", "/usr/bin/chmod -R 600 /etc", {"/etc"}),
                    sudo(at(11), "bob", "/usr/bin/chmod 600 /etc", {"/etc"})}),
         "02:00:00 to 03:00:00\n"
         "possible alice at 02:10:00: a sudo command works below /etc [sudo: alice : USER=root ; "
         "COMMAND=/usr/bin/chmod -R "
         "600 /etc]\n" +
             unwatched},
        {"auditd saw it: certain, and nothing is missing", motd(),
         touched({shell(at(30), "bob"), write}, at(41)),
         "02:00:00 to 02:41:01 (ctime of /etc/motd)\n"
         "certain alice at 02:41:00: auditd saw vi write /etc/motd [/etc/motd]\n"},
        {"auditd saw a process of nobody's", motd(), chronicle({daemon}),
         "02:00:00 to 02:41:01 (audit.log: /etc/motd)\n"
         "certain vi at 02:41:00: auditd saw vi write /etc/motd [/etc/motd]\n"},
        {"became root, in that time or before", motd(),
         chronicle({shell(at(-20), "alice"), shell(at(20), "bob")}),
         "02:00:00 to 03:00:00\n"
         "possible bob at 02:20:00: became root in that time [sudo: bob : USER=root ; COMMAND=/bin/bash]\n"
         "possible alice at 01:40:00: became root not long before [sudo: alice : USER=root ; "
         "COMMAND=/bin/bash]\n" +
             unwatched},
        {"whoever had left before is none", motd(),
         chronicle({login(at(-60), "alice", alices_key, "pts/0", 7), shell(at(-50), "alice", "pts/0"),
                    logout(at(-10), "alice", 7), shell(at(20), "bob")}),
         "02:00:00 to 03:00:00\n"
         "possible bob at 02:20:00: became root in that time [sudo: bob : USER=root ; COMMAND=/bin/bash]\n" +
             unwatched},
        {"logins of root are told apart by key", motd(),
         chronicle({login(at(5), "root", alices_key, "", 1), login(at(6), "root", bobs_key, "", 2),
                    logout(at(7), "root", 1)}),
         "02:00:00 to 03:00:00\n"
         "possible root SHA256:BB from 192.0.2.7 at 02:06:00: had logged in as root [sshd: Accepted "
         "publickey for root]\n"
         "possible root SHA256:AA from 192.0.2.7 at 02:05:00: had logged in as root [sshd: Accepted "
         "publickey for root]\n" +
             unwatched},
        {"of two sessions of one account the key is not guessed", motd(),
         chronicle({login(at(5), "admin", alices_key, "", 1), login(at(6), "admin", bobs_key, "", 2),
                    sudo(at(9), "admin", "/usr/bin/tee /etc/motd", {"/etc/motd"})}),
         "02:00:00 to 03:00:00\n"
         "likely admin at 02:09:00: a sudo command names /etc/motd [sudo: admin : USER=root ; "
         "COMMAND=/usr/bin/tee "
         "/etc/motd]\n" +
             unwatched},
        {"a shell history says little, but more than nothing", motd(), chronicle({history}),
         "02:00:00 to 03:00:00\n"
         "likely alice at 02:10:00: a shell history names /etc/motd [sudo: alice : USER=root ; COMMAND=sudo "
         "vi /etc/motd]\n" +
             unwatched},
        {"a job of cron names it", motd(), chronicle({job}),
         "02:00:00 to 03:00:00\n"
         "likely a job of cron or at of root at 02:05:00: a job names /etc/motd [/etc/motd]\n" +
             unwatched},
        {"apt says who asked", nginx(),
         chronicle({sudo(at(4, 58), "alice", "/usr/bin/apt-get install nginx=1.1"),
                    package(at(5), "apt history", "nginx", "alice"),
                    package(at(5, 3), "dpkg.log", "nginx", "", "dpkg"), shell(at(1), "bob")}),
         "02:00:00 to 02:05:04 (dpkg.log: nginx)\n"
         "certain alice at 02:05:00: apt history has nginx, requested by alice [apt history nginx] [sudo: "
         "alice : USER=root "
         "; COMMAND=/usr/bin/apt-get install nginx=1.1]\n"},
        {"dpkg was run by sudo", nginx(),
         chronicle({sudo(at(4, 58), "alice", "/usr/bin/dpkg -i /tmp/nginx_1.1_amd64.deb",
                         {"/tmp/nginx_1.1_amd64.deb"}),
                    package(at(5, 3), "dpkg.log", "nginx", "", "dpkg")}),
         "02:00:00 to 02:05:04 (dpkg.log: nginx)\n"
         "certain alice at 02:04:58: dpkg.log has nginx by a sudo command [sudo: alice : USER=root ; "
         "COMMAND=/usr/bin/dpkg -i "
         "/tmp/nginx_1.1_amd64.deb] [dpkg.log nginx]\n"},
        {"a root shell ran dpkg: the one who was root then", nginx(),
         chronicle({shell(at(1), "bob"), package(at(5, 3), "dpkg.log", "nginx", "", "dpkg")}),
         "02:00:00 to 02:05:04 (dpkg.log: nginx)\n"
         "likely bob at 02:01:00: dpkg.log has nginx while acting as root [sudo: bob : USER=root ; "
         "COMMAND=/bin/bash] "
         "[dpkg.log nginx]\n"},
        {"nobody is known to have been root", nginx(),
         chronicle({package(at(5, 3), "dpkg.log", "nginx", "", "dpkg")}),
         "02:00:00 to 02:05:04 (dpkg.log: nginx)\n"
         "possible root at 02:05:03: dpkg.log has nginx; who was root is not told [dpkg.log nginx]\n"},
        {"unattended upgrades", nginx(), chronicle({unattended, shell(at(2), "bob")}),
         "02:00:00 to 02:06:01 (apt history: nginx)\n"
         "certain unattended-upgrades at 02:06:00: apt history has nginx [apt history nginx]\n"},
        {"useradd by sudo", mallory(),
         chronicle({sudo(at(7), "alice", "/usr/sbin/useradd mallory"),
                    said(Act::account_change, at(7, 1), "journal", {"mallory"})}),
         "02:00:00 to 02:07:02 (journal: mallory)\n"
         "certain alice at 02:07:00: journal says that mallory was changed by a sudo command [sudo: alice : "
         "USER=root ; "
         "COMMAND=/usr/sbin/useradd mallory] [mallory]\n"},
        {"what anybody can write into a log is never certain", mallory(),
         chronicle({sudo(at(7), "alice", "/usr/sbin/useradd mallory", {}, "auth.log"),
                    said(Act::account_change, at(7, 1), "auth.log", {"mallory"})}),
         "02:00:00 to 02:07:02 (auth.log: mallory)\n"
         "likely alice at 02:07:00: a sudo command names mallory [sudo: alice : USER=root ; "
         "COMMAND=/usr/sbin/useradd mallory] [mallory]\n"
         "auditd does not watch /etc/passwd: auditctl -w /etc/passwd -p wa -k plumbline would tell next "
         "time\n"},
        {"an owner of that name is no account that was changed", mallory(),
         chronicle({sudo(at(7), "alice", "/usr/bin/chown mallory /srv/x", {"/srv/x"})}),
         "02:00:00 to 03:00:00\n"
         "auditd does not watch /etc/passwd: auditctl -w /etc/passwd -p wa -k plumbline would tell next "
         "time\n"},
        {"systemctl by sudo; when it stopped narrows", service(),
         chronicle({sudo(at(20), "alice", "/usr/bin/systemctl stop nginx.service"),
                    said(Act::unit, at(20), "journal", {"nginx"}),
                    sudo(at(30), "bob", "/usr/bin/systemctl status nginx"),
                    sudo(at(31), "bob", "/usr/bin/ssh nginx")}),
         "02:00:00 to 02:20:01 (journal: nginx)\n"
         "likely alice at 02:20:00: a sudo command names nginx [sudo: alice : USER=root ; "
         "COMMAND=/usr/bin/systemctl stop "
         "nginx.service]\n"},
        {"puppet names the resource", motd(),
         chronicle({said(Act::tool, at(20), "journal", {"/etc/motd"}, "", "puppet")}),
         "02:00:00 to 03:00:00\n"
         "certain puppet at 02:20:00: puppet says that it changed /etc/motd [/etc/motd]\n"},
        {"ansible was somebody's", motd(),
         chronicle({sudo(at(19, 55), "bob", "/bin/sh -c echo BECOME-SUCCESS-x ; /usr/bin/python3"),
                    said(Act::tool, at(20), "journal", {"/etc/motd"}, "root", "ansible")}),
         "02:00:00 to 03:00:00\n"
         "certain ansible by bob at 02:20:00: ansible says that it changed /etc/motd [/etc/motd] [sudo: bob "
         ": USER=root ; "
         "COMMAND=/bin/sh -c echo BECOME-SUCCESS-x ; /usr/bin/python3]\n"},
        {"a value of the kernel is no file's: ctime does not narrow", forwarding(),
         touched({sudo(at(50), "alice", "/usr/sbin/sysctl -w net.ipv4.ip_forward=1")}, at(10), "root",
                 "/etc/sysctl.conf"),
         "02:00:00 to 03:00:00\n"
         "likely alice at 02:50:00: a sudo command names net.ipv4.ip_forward [sudo: alice : USER=root ; "
         "COMMAND=/usr/sbin/sysctl -w net.ipv4.ip_forward=1]\n"
         "auditd does not watch /etc/sysctl.conf: auditctl -w /etc/sysctl.conf -p wa -k plumbline would tell "
         "next time\n"},
        {"reading a value is none", forwarding(),
         chronicle({sudo(at(50), "alice", "/usr/sbin/sysctl net.ipv4.ip_forward")}),
         "02:00:00 to 03:00:00\n"
         "auditd does not watch /etc/sysctl.conf: auditctl -w /etc/sysctl.conf -p wa -k plumbline would tell "
         "next time\n"},
        {"a boot sets it anew", forwarding(), chronicle({said(Act::boot, at(15), "wtmp", {})}),
         "02:00:00 to 03:00:00\n"
         "possible a reboot at 02:15:00: the host started in that time []\n"
         "auditd does not watch /etc/sysctl.conf: auditctl -w /etc/sysctl.conf -p wa -k plumbline would tell "
         "next time\n"},
        {"somebody had it boot", forwarding(),
         chronicle({sudo(at(14), "alice", "/usr/sbin/reboot"), said(Act::boot, at(15), "wtmp", {})}),
         "02:00:00 to 03:00:00\n"
         "likely alice at 02:14:00: had the host boot, which sets anew what runs [sudo: alice : USER=root ; "
         "COMMAND=/usr/sbin/reboot] []\n"
         "auditd does not watch /etc/sysctl.conf: auditctl -w /etc/sysctl.conf -p wa -k plumbline would tell "
         "next time\n"},
    };
    for (const auto& story : stories) {
        INFO(story.name);
        CHECK(told(story.inquiry, story.chronicle) == story.told);
    }
}

TEST_CASE("what is below a folder, and programs that are about a thing by their name") {
    const Inquiry rule{{"sudo", "deploy"},
                       {.paths = {"/etc/sudoers", "/etc/sudoers.d"}, .words = {"visudo"}},
                       {"state"},
                       {at(0), at(60), {}}};
    const std::string watch =
        "auditd does not watch /etc/sudoers: auditctl -w /etc/sudoers -p wa -k plumbline would tell "
        "next time\n";
    CHECK(told(rule, chronicle({sudo(at(9), "alice", "/usr/sbin/visudo")})) ==
          "02:00:00 to 03:00:00\n"
          "likely alice at 02:09:00: a sudo command names visudo [sudo: alice : USER=root ; "
          "COMMAND=/usr/sbin/visudo]\n" +
              watch);
    CHECK(told(rule,
               chronicle({sudo(at(9), "alice", "/usr/bin/vi /etc/sudoers.d/web", {"/etc/sudoers.d/web"})})) ==
          "02:00:00 to 03:00:00\n"
          "likely alice at 02:09:00: a sudo command names /etc/sudoers.d/web [sudo: alice : USER=root ; "
          "COMMAND=/usr/bin/vi /etc/sudoers.d/web]\n" +
              watch);
    auto below = touched({}, at(20), "root", "/etc/sudoers");
    below.files["/etc/sudoers.d"] = {
        .exists = true, .changed = at(-99), .modified = at(-99), .folder_changed = at(-99)};
    CHECK(told(rule, below) == "02:00:00 to 03:00:00\n" + watch);
    Inquiry folder{{"directory", "/etc/cron.d"}, {.paths = {"/etc/cron.d"}}, {"mode"}, {at(0), at(60), {}}};
    const auto job = chronicle({sudo(at(9), "alice", "/usr/bin/tee /etc/cron.d/x", {"/etc/cron.d/x"})});
    CHECK(told(folder, job).find("alice") == std::string::npos);
    folder.properties = {"mode", "purge"};
    CHECK(told(folder, job).find("likely alice") != std::string::npos);
}

TEST_CASE("commands that only read accuse nobody") {
    const Inquiry route{{"route", "default"}, {.words = {"route"}}, {"via"}, {at(0), at(60), {}}};
    for (const auto* command : {"/usr/sbin/ip route", "/usr/sbin/ip -4 route show", "/usr/bin/less route"})
        CHECK(told(route, chronicle({sudo(at(9), "alice", command)})) == "02:00:00 to 03:00:00\n");
    CHECK(told(route, chronicle({sudo(at(9), "alice", "/usr/sbin/ip route del default")})) ==
          "02:00:00 to 03:00:00\n"
          "likely alice at 02:09:00: a sudo command names route [sudo: alice : USER=root ; "
          "COMMAND=/usr/sbin/ip route del "
          "default]\n");
}

TEST_CASE("whoever asks is no suspect for asking") {
    auto asked = chronicle(
        {login(at(0, 1), "audit", alices_key), shell(at(0, 1), "audit"), login(at(1), "root", bobs_key)});
    asked.asker = {"audit", ""};
    CHECK(told(motd(), asked) == "02:00:00 to 03:00:00\n"
                                 "possible root SHA256:BB from 192.0.2.7 at 02:01:00: had logged in as root "
                                 "[sshd: Accepted publickey for root]\n" +
                                     unwatched);
    asked.records.push_back(shell(at(9), "audit", "pts/3"));
    CHECK(told(motd(), asked).find("possible audit") != std::string::npos);
    asked.records.back() = sudo(at(9), "audit", "/usr/bin/rm /etc/motd", {"/etc/motd"});
    CHECK(told(motd(), asked).find("likely audit") != std::string::npos);
}

TEST_CASE("a drift that was never seen right has no suspects of presence alone, but at its last change") {
    auto inquiry = motd();
    inquiry.window.after.reset();
    const std::vector<Record> present{shell(at(41), "alice"), shell(at(50), "bob")};
    CHECK(told(inquiry, chronicle(present)) == "ever to 03:00:00\n" + unwatched);
    CHECK(told(inquiry, touched(present, at(45))) == "ever to 02:45:01 (ctime of /etc/motd)\n"
                                                     "possible alice at 02:41:00: became root in that time "
                                                     "[sudo: alice : USER=root ; COMMAND=/bin/bash]\n" +
                                                         unwatched);
}

TEST_CASE("what was not there to be read is named, with what it takes") {
    Chronicle nothing;
    nothing.sources = {
        {"journal", Source::State::absent, "none"},
        {"auth.log", Source::State::unreadable, "permission denied: reading it needs root, set ssh.sudo"},
        {"audit.log", Source::State::absent, "none"}};
    CHECK(told(motd(), nothing) ==
          "02:00:00 to 03:00:00\n"
          "auth.log could not be read: permission denied: reading it needs root, set ssh.sudo\n"
          "no audit log: with auditd, auditctl -w /etc/motd -p wa -k plumbline would tell next time\n");
    nothing.sources.pop_back();
    nothing.sources.pop_back();
    CHECK(told(nginx(), nothing) ==
          "02:00:00 to 03:00:00\n"
          "no log of packages: keep /var/log/dpkg.log and /var/log/apt, or that of dnf\n"
          "no log of logins and sudo: have journald keep its journal (Storage=persistent), or install "
          "rsyslog\n");
    nothing.sources = {{"journal", Source::State::read, "", at(20)},
                       {"audit.log", Source::State::read, "", at(30)}};
    CHECK(told(motd(), nothing) == "02:00:00 to 03:00:00\n"
                                   "journal goes back to 2026-01-07T02:20:00Z only: keep more of it\n"
                                   "audit.log goes back to 2026-01-07T02:30:00Z only: keep more of it\n");
    auto odd = motd();
    odd.traces.paths = {"/etc/it's; odd"};
    CHECK(told(odd, chronicle({})) ==
          "02:00:00 to 03:00:00\n"
          "auditd does not watch /etc/it's; odd: a watch of auditctl on that path would tell next time\n");
}
