#include "reading.hpp"

#include <nlohmann/json.hpp>

using namespace plumbline;
using Json = nlohmann::json;

namespace {

/// As journalctl gives it, with the fields that a case is about; 05:02:59 unless said otherwise.
std::string entry(const std::string& program, const std::string& text, Json fields = Json::object()) {
    Json all{{"__REALTIME_TIMESTAMP", "1795237379357640"},
             {"_PID", "989"},
             {"_UID", "0"},
             {"_COMM", program},
             {"SYSLOG_IDENTIFIER", program},
             {"MESSAGE", text}};
    all.update(fields);
    return all.dump() + "\n";
}

const std::string sudo_text =
    "   alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/tee /etc/motd";

std::string read(const std::string& entries, const std::string& auth_log = "") {
    test::Host host;
    host.says(host.asked().journal, "1795190400.956314 web1 systemd-journald[55]: Journal star\n" + entries);
    if (!auth_log.empty())
        host.logged("auth.log", auth_log);
    return test::told(host.read());
}

const std::string command = "05:02:59 command account=alice as=root command=/usr/bin/tee /etc/motd "
                            "things=/etc/motd terminal=pts/0 pid=989";

} // namespace

TEST_CASE("the journal's records, as captured on Debian 12") {
    const std::string captured =
        R"({"_UID":"0","__CURSOR":"s=42b5;i=d7","SYSLOG_PID":"980","_PID":"980","_COMM":"sshd",)"
        R"("SYSLOG_IDENTIFIER":"sshd","_EXE":"/usr/sbin/sshd","MESSAGE":"Accepted publickey for alice from 127.0.0.1 )"
        R"(port 54554 ssh2: ED25519 SHA256:VD/Z3cJgwaTWYEIJpdU22OUNa/ksZXmCPbTs8y7NuY8",)"
        R"("__REALTIME_TIMESTAMP":"1795237370302688","_AUDIT_SESSION":"14","__MONOTONIC_TIMESTAMP":"27546693847"})"
        "\n"
        R"({"__REALTIME_TIMESTAMP":"1795237379357640","_PID":"989","_COMM":"sudo","SYSLOG_IDENTIFIER":"sudo",)"
        R"("_UID":"1000","_AUDIT_SESSION":"14","_EXE":"/usr/bin/sudo","MESSAGE":"   alice : TTY=pts/0 ; )"
        R"(PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/tee /etc/motd"})"
        "\n"
        R"({"__REALTIME_TIMESTAMP":"1795237380549314","_COMM":"systemd","_UID":"0","_PID":"1",)"
        R"("SYSLOG_IDENTIFIER":"systemd","UNIT":"cron.service","MESSAGE":"Stopped cron.service - Regular background )"
        R"(program processing daemon.","_EXE":"/usr/lib/systemd/systemd"})"
        "\n"
        R"({"SYSLOG_IDENTIFIER":"chsh","_UID":"0","_PID":"1230","_AUDIT_SESSION":"14","SYSLOG_PID":"1230",)"
        R"("_AUDIT_LOGINUID":"1000","_EXE":"/usr/bin/chsh","MESSAGE":"changed user 'carol' shell to '/bin/sh'",)"
        R"("__REALTIME_TIMESTAMP":"1795237381917078","_COMM":"chsh"})"
        "\n";
    CHECK(
        read(captured) ==
        "05:02:50 login account=alice key=SHA256:VD/Z3cJgwaTWYEIJpdU22OUNa/ksZXmCPbTs8y7NuY8 from=127.0.0.1 "
        "pid=980 session=14 (journal)\n" +
            command +
            " session=14 (journal)\n"
            "05:03:00 unit command=Stopped things=cron pid=1 (journal)\n"
            "05:03:01 account_change account=alice things=carol pid=1230 session=14 (journal)\n");
    test::Host host;
    host.says(host.asked().journal, "1795190400.956314 web1 systemd\n" + captured);
    CHECK(host.read().records[1].line == "sudo[989]: " + sudo_text);
    CHECK(test::told_of(host.read(), "journal") == "read since 2026-11-20T16:00:00Z");
}

TEST_CASE("what the sender's trusted fields contradict is no record, in no log") {
    const Json by_alice{{"_UID", "1000"}};
    const std::string entry_text = GENERATE_COPY(
        // captured: logger -t sudo -p auth.info …
        entry("sudo", sudo_text, {{"_COMM", "logger"}, {"_UID", "1000"}}),
        entry("sudo", sudo_text, {{"_COMM", "logger"}, {"_UID", "0"}}),
        entry("sudo", sudo_text, {{"_EXE", "/home/alice/sudo"}, {"_UID", "1000"}}),
        entry("sudo", sudo_text, {{"_EXE", "/home/bob/sudo"}, {"_UID", "0"}}),
        // bob may not say what alice did, with whatever program
        entry("sudo", sudo_text, {{"_EXE", "/usr/bin/sudo"}, {"_UID", "1001"}}),
        entry("sudo", sudo_text, {{"_UID", nullptr}}),
        entry("sudo", sudo_text, {{"_UID", Json::array({"0", "1"})}}));
    const std::string line = "Nov 21 05:02:59 web1 sudo: " + sudo_text + "\n";
    INFO(entry_text);
    CHECK(read(entry_text, line).empty());
    CHECK_FALSE(read("", line).empty());
}

TEST_CASE("a forged line is no record though it names another process to syslog") {
    const std::string forged = entry("sudo", sudo_text, {{"_UID", "1001"}, {"_COMM", "logger"}});
    CHECK(read(forged, "Nov 21 05:02:59 web1 sudo[4711]: " + sudo_text + "\n").empty());
}

TEST_CASE("only root's sshd says who came, and only root's programs what happened to accounts") {
    const std::string login = "Accepted password for bob from 6.6.6.6 port 1 ssh2";
    CHECK(read(entry("sshd", login, {{"_UID", "1000"}, {"_EXE", "/usr/sbin/sshd"}})).empty());
    CHECK(read(entry("sshd", login, {{"_COMM", "sshd-session"}})) ==
          "05:02:59 login account=bob from=6.6.6.6 pid=989 (journal)\n");
    CHECK(read(entry("useradd", "new group: name=ops, GID=7", {{"_UID", "1000"}})).empty());
    CHECK(
        read(entry("passwd", "pam_unix(passwd:chauthtok): password changed for alice", {{"_UID", "1000"}})) ==
        "05:02:59 account_change account=alice things=alice pid=989 (journal)\n");
    CHECK(read(entry("passwd", "pam_unix(passwd:chauthtok): password changed for bob", {{"_UID", "1000"}}))
              .empty());
    CHECK(read(entry("crontab", "(bob) REPLACE (bob)", {{"_UID", "1000"}})).empty());
}

TEST_CASE(
    "an account that the passwd file does not list is not doubted, unless it speaks of one that it lists") {
    const std::string text = "ldap : PWD=/ ; USER=root ; COMMAND=/bin/id";
    CHECK(read(entry("sudo", text, {{"_UID", "70000"}})) ==
          "05:02:59 command account=ldap as=root command=/bin/id pid=989 (journal)\n");
    CHECK(read(entry("sudo", sudo_text, {{"_UID", "70000"}})).empty());
}

TEST_CASE("a tool that an account runs is that account's") {
    const std::string text = "ansible-ansible.legacy.copy Invoked with dest=/etc/motd";
    CHECK(read(entry("python3", text, {{"_UID", "1000"}})) ==
          "05:02:59 tool account=alice command=copy things=/etc/motd tool=ansible (journal)\n");
    CHECK(read(entry("python3", text)) ==
          "05:02:59 tool command=copy things=/etc/motd tool=ansible (journal)\n");
    CHECK(read(entry("puppet-agent", "Applied catalog in 1 seconds", {{"_COMM", "ruby"}})) ==
          "05:02:59 tool command=agent tool=puppet pid=989 (journal)\n");
    CHECK(read(entry("puppet-agent", "Applied catalog in 1 seconds", {{"_COMM", "bash"}})).empty());
}

TEST_CASE("what both the journal and auth.log hold is told once, by the journal") {
    const std::string journal = entry("sudo", sudo_text, {{"_UID", "1000"}});
    const std::string line = "sudo: " + sudo_text + "\n";
    CHECK(read(journal, "Nov 21 05:02:59 web1 " + line) == command + " (journal)\n");
    CHECK(read(journal, "Nov 21 05:03:00 web1 " + line) == command + " (journal)\n");
    // twice in one log is twice
    CHECK(read(journal, "Nov 21 05:02:59 web1 " + line + "Nov 21 05:02:59 web1 " + line) ==
          command.substr(0, command.rfind(" pid")) + " (auth.log)\n" + command + " (journal)\n");
    CHECK(read(journal, "Nov 21 05:10:00 web1 " + line).find("05:10:00 command") != std::string::npos);
}

TEST_CASE("a message of any bytes, none, or too many") {
    Json bytes = Json::array();
    for (const char byte : std::string("alice : PWD=/ ; USER=root ; COMMAND=/bin/rm /\xff"))
        bytes.push_back(static_cast<unsigned char>(byte));
    CHECK(read(entry("sudo", "", {{"MESSAGE", bytes}, {"_UID", "1000"}})) ==
          "05:02:59 command account=alice as=root command=/bin/rm /\xff things=/\xff pid=989 (journal)\n");
    for (const Json& message : {Json(), Json::array({300}), Json::array({"x"}), Json(7), Json::object()})
        CHECK(read(entry("sudo", "", {{"MESSAGE", message}})).empty());
    for (const Json& stamp :
         {Json(), Json("x"), Json("-1"), Json("99999999999999999999"), Json("9223372036854775807")})
        CHECK(read(entry("sudo", sudo_text, {{"__REALTIME_TIMESTAMP", stamp}})).empty());
    CHECK(read("{\"MESSAGE\":\n[]\n7\n{}\n\n{\"a\":{\"b\":").empty());
}

TEST_CASE("a journal that can't be read says so") {
    test::Host host;
    host.cannot(host.asked().journal, "permission denied: /run/log/journal/x/system.journal");
    CHECK(test::told_of(host.read(), "journal") ==
          "unreadable: permission denied: /run/log/journal/x/system.journal: reading it needs root, set "
          "ssh.sudo");
}
