#include "resource/types/process/processes.hpp"
#include "support/declared.hpp"
#include "support/desired.hpp"
#include "support/file_answers.hpp"
#include "support/judge.hpp"
#include "support/local_probe.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace plumbline;
using namespace plumbline::resource;
using test::Lines;
using test::Texts;

namespace {

const Type& type = *find_type("process");

std::string status(int number, const std::string& name, int parent = 1, int user = 0,
                   const char* state = "S (sleeping)") {
    const std::string file = "/proc/" + std::to_string(number) + "/status:";
    const std::string uid = std::to_string(user);
    return file + "Name:\t" + name + "\n" + file + "State:\t" + state + "\n" + file + "PPid:\t" +
           std::to_string(parent) + "\n" + file + "Uid:\t0\t" + uid + "\t0\t0\n";
}
std::string executable(int number, const std::string& path) {
    return "lrwxrwxrwx 1 0 0 0 Nov 21 02:14 /proc/" + std::to_string(number) + "/exe -> " + path + "\n";
}

// as grep and GNU ls print them on Debian 12; busybox's columns are wider
const std::string processes =
    status(1, "systemd", 0) + status(2, "kthreadd", 0) + status(9, "kauditd", 2) + status(20, "nginx") +
    status(21, "nginx", 20, 33) + status(22, "nginx", 20, 33) + status(30, "systemd-resolve", 1, 101) +
    status(31, "fail2ban-server") + status(40, "cron") + status(41, "cron", 40, 0, "Z (zombie)") +
    executable(1, "/usr/lib/systemd/systemd") + "lrwxrwxrwx 1 0 0 0 Nov 21 02:14 /proc/2/exe\n" +
    "lrwxrwxrwx    1 0        0                0 Nov 21 02:14 /proc/20/exe -> /usr/sbin/nginx (deleted)\n" +
    executable(21, "/usr/sbin/nginx (deleted)") + executable(22, "/usr/sbin/nginx") +
    executable(30, "/usr/lib/systemd/systemd-resolved") + executable(31, "/usr/bin/python3.11") +
    executable(40, "/usr/sbin/cron");

/// With a NUL for each '|'.
std::string with_nuls(std::string text) {
    std::replace(text.begin(), text.end(), '|', '\0');
    return text;
}

const std::string arguments =
    with_nuls("/proc/1/cmdline:/sbin/init|\n"
              "/proc/20/cmdline:nginx: master process /usr/sbin/nginx|\n"
              "/proc/31/cmdline:/usr/bin/python3|/usr/bin/fail2ban-server|-xf|start|\n"
              "/proc/40/cmdline:/usr/sbin/cron|-f|a\n/proc/40/cmdline:b|\n");

struct Host {
    probe::Answers answers;

    explicit Host(const std::string& whose = "all", const std::string& listed = processes) {
        answers.add({"processes", {}}, probe::Answered{whose + "\n" + listed + "=\n"});
        answers.add({"process_arguments", {}}, probe::Answered{arguments + "=\n"});
        test::add_file(answers, "/etc/passwd", "root:x:0:0::/:/bin/sh\nwww-data:x:33:33::/:/bin/sh\n");
    }
};

test::Verdict judge(const std::string& title, const Texts& texts = {}, const Host& host = Host()) {
    return test::judge(type, test::desired(type, title, texts), host.answers);
}

} // namespace

TEST_CASE("arguments are only asked for where they are needed") {
    CHECK(type.queries(test::desired(type, "sshd")) == probe::Queries{{"processes", {}}});
    for (const char* title : {"/usr/sbin/sshd", "systemd-resolved"}) {
        CHECK(type.queries(test::desired(type, title)) ==
              probe::Queries{{"processes", {}}, {"process_arguments", {}}});
    }
    CHECK(type.queries(test::desired(type, "sshd", {{"arguments", base::List{"-D"}}})).size() == 2);
}

TEST_CASE("processes of a name, whoever runs them") {
    const auto verdict = judge("nginx", {{"count", "3"}, {"user", base::List{"root", "www-data"}}});
    CHECK(verdict.properties == Lines{"count: in sync", "state: in sync", "user: in sync"});
    CHECK(verdict.remarks == Lines{"runs a deleted binary: /usr/sbin/nginx was replaced since it started"});
    CHECK(judge("nginx", {{"user", base::List{"root"}}, {"count", "2"}}).properties ==
          Lines{"count: 2 / 3", "state: in sync", "user: root / root, www-data"});
    CHECK(judge("nginx", {{"state", "absent"}}).properties == Lines{"state: absent / running"});
    CHECK(judge("apache2", {{"count", "1"}, {"user", base::List{"root"}}}).properties ==
          Lines{"count: 1 / 0", "state: running / absent"});
    CHECK(judge("apache2", {{"state", "absent"}}).properties == Lines{"state: in sync"});
}

TEST_CASE("names longer than the kernel keeps, executables and scripts") {
    for (const char* title :
         {"systemd-resolved", "/usr/sbin/nginx", "/lib/systemd/systemd", "fail2ban-server",
          "/usr/bin/fail2ban-server", "/usr/bin/python3.11", "[kauditd]", "[kthreadd]"}) {
        INFO(title);
        CHECK(judge(title).properties == Lines{"state: in sync"});
    }
    for (const char* title :
         {"systemd-resolver", "kauditd", "[nginx]", "/usr/local/sbin/nginx", "/usr/bin/cron", "python3.11"}) {
        INFO(title);
        CHECK(judge(title).properties == Lines{"state: running / absent"});
    }
}

TEST_CASE("arguments are shown where they are asked for, and never besides") {
    CHECK(judge("cron", {{"arguments", base::List{"-f a\nb"}}}).properties ==
          Lines{"arguments: in sync", "state: in sync"});
    CHECK(judge("fail2ban-server", {{"arguments", base::List{"-b"}}}).properties ==
          Lines{"arguments: -b / /usr/bin/fail2ban-server -xf start", "state: in sync"});
}

TEST_CASE("what is dead does not run") {
    const auto verdict = judge("cron", {{"count", "1"}});
    CHECK(verdict.properties == Lines{"count: in sync", "state: in sync"});
    CHECK(verdict.remarks == Lines{"1 more is dead, not yet taken note of by the parent (zombie)"});
}

TEST_CASE("without root, whose executable it is can be unknown") {
    const Host host("own", status(20, "nginx") + status(30, "sshd", 1));
    CHECK(judge("/usr/sbin/nginx", {}, host).properties ==
          Lines{"state: unknown, a process called nginx runs, and only root may see which executable it is: "
                "audit "
                "with sudo"});
    CHECK(judge("nginx", {}, host).properties == Lines{"state: in sync"});
    CHECK(judge("/usr/sbin/cron", {}, host).properties == Lines{"state: running / absent"});
}

TEST_CASE("answers that are cut or odd are none") {
    CHECK_FALSE(process::read_processes(""));
    CHECK_FALSE(process::read_processes("all\n=\n"));
    CHECK_FALSE(process::read_processes("all\n" + processes));
    CHECK_FALSE(process::read_processes("all\n/proc/1/status:Uid:\t0\tx\t0\t0\n=\n"));
    CHECK_FALSE(process::read_processes("all\n/proc/1/status:Other:\t1\n=\n"));
    // an executable in a folder called "a\nlrwxrwxrwx 1 0 0 0 Nov 21 02:14 " and so on
    CHECK_FALSE(process::read_processes("all\n" + processes + executable(50, "/tmp/a") +
                                        executable(40, "/usr/sbin/nginx") + "=\n"));
    CHECK_FALSE(process::read_arguments(arguments));
    CHECK_FALSE(process::read_arguments("/proc/x/cmdline:a\n=\n"));
    Host host;
    host.answers = {};
    host.answers.add({"processes", {}}, probe::Answered{"all\n" + processes});
    CHECK(
        judge("cron", {}, host).properties ==
        Lines{
            "state: unknown, the answer to what runs is cut short or not of the expected form: audit again"});
    host.answers = {};
    host.answers.add({"processes", {}}, probe::CannotTell{"the host has no /proc"});
    CHECK(judge("cron", {}, host).properties == Lines{"state: unknown, the host has no /proc"});
}

TEST_CASE("processes that can't be are refused") {
    CHECK(test::objections("process: sbin/nginx\n") ==
          "process:sbin/nginx: a process is titled by its name or by an absolute path");
}

TEST_CASE("this machine's own processes are understood, by every shell alike") {
    const probe::Queries asked{{"processes", {}}, {"process_arguments", {}}};
    for (const auto& shell : std::vector<std::vector<std::string>>{{"dash"}, {"bash"}, {"busybox", "ash"}}) {
        const auto answers = test::ask(asked, shell);
        const auto read = process::read_processes(std::get<probe::Answered>(answers.to(asked[0])).bytes);
        REQUIRE(read);
        CHECK(read->by_number.count(static_cast<std::uint64_t>(getpid())) == 1);
        const auto words = process::read_arguments(std::get<probe::Answered>(answers.to(asked[1])).bytes);
        REQUIRE(words);
        CHECK(words->count(static_cast<std::uint64_t>(getpid())) == 1);
    }
}
