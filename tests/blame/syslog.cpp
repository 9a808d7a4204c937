#include "blame/reading/clock.hpp"
#include "reading.hpp"

using namespace plumbline;

TEST_CASE("auth.log tells who came with which key, what they ran and as whom") {
    // captured on Debian 12, but for the form of the stamps
    test::Host host;
    host.logged("auth.log",
                "Nov 21 05:02:50 web1 sshd[812]: Accepted publickey for alice from 10.0.0.9 port 50112 ssh2: "
                "ED25519 SHA256:mVPwvezndPv/ARoIadVY98vAC0g+P/5633yTC4d/wXE\n"
                "Nov 21 05:02:50 web1 systemd-logind[301]: New session 4 of user alice.\n"
                "Nov 21 05:02:59 web1 sudo:    alice : TTY=pts/0 ; PWD=/etc ; USER=root ; "
                "COMMAND=/usr/bin/tee motd\n"
                "Nov 21 05:03:10 web1 su[950]: (to root) alice on pts/0\n"
                "Nov 21 05:04:00 web1 sshd[812]: pam_unix(sshd:session): session closed for user alice\n");
    CHECK(test::told(host.read()) ==
          "05:02:50 login account=alice key=SHA256:mVPwvezndPv/ARoIadVY98vAC0g+P/5633yTC4d/wXE from=10.0.0.9 "
          "pid=812 session=4 (auth.log)\n"
          "05:02:59 command account=alice as=root command=/usr/bin/tee motd things=/etc/motd terminal=pts/0 "
          "(auth.log)\n"
          "05:03:10 became account=alice as=root terminal=pts/0 pid=950 (auth.log)\n"
          "05:04:00 logout account=alice pid=812 (auth.log)\n");
    CHECK(test::told_of(host.read(), "auth.log") == "read since 2026-11-21T05:02:50Z");
}

TEST_CASE("a line's form is the daemon's: traditional, RFC 3339, busybox, without a pid") {
    const std::string line =
        GENERATE(as<std::string>(), "Nov 21 05:02:59 web1 su[7]: (to root) alice on none",
                 "2026-11-21T05:02:59.917219+00:00 web1 su[7]: (to root) alice on none",
                 "2026-11-21T06:02:59+01:00 web1 su: (to root) alice on none",
                 "Nov 21 05:02:59 web1 authpriv.notice su: (to root) alice on none",
                 "2026-11-21T05:02:59Z web1 su[7]: (to root) alice on none");
    const std::string told = test::told(test::Host().logged("messages", line + "\n").read());
    INFO(line);
    CHECK(told.substr(0, 8) == "05:02:59");
    CHECK(told.find("became account=alice as=root") == 9);
}

TEST_CASE("sudo's broken command is one again, also between lines of others") {
    test::Host host;
    host.logged("secure",
                "Nov 21 05:02:59 web1 sudo[5]: alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/cp a\n"
                "Nov 21 05:02:59 web1 sudo[6]: bob : TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=/bin/id\n"
                "Nov 21 05:02:59 web1 sudo[5]: alice : (command continued) b /etc/motd\n"
                "Nov 21 05:02:59 web1 sudo[5]: carol : (command continued) of nothing\n");
    CHECK(test::told(host.read()) ==
          "05:02:59 command account=alice as=root command=/bin/cp a b /etc/motd things=/a, /etc/motd "
          "terminal=pts/0 pid=5 (secure)\n"
          "05:02:59 command account=bob as=root command=/bin/id terminal=pts/1 pid=6 (secure)\n");
}

TEST_CASE("only the window counts, and for logins and boots the hours before it") {
    test::Host host;
    host.logged("auth.log",
                "Nov 20 16:00:00 web1 sshd[1]: Accepted password for old from 10.0.0.9 port 1 ssh2\n"
                "Nov 20 20:00:00 web1 sshd[2]: Accepted password for alice from 10.0.0.9 port 1 ssh2\n"
                "Nov 21 04:50:00 web1 sudo: early : PWD=/ ; USER=root ; COMMAND=/bin/id\n"
                "Nov 21 05:30:00 web1 sudo: alice : PWD=/ ; USER=root ; COMMAND=/bin/id\n"
                "Nov 21 06:10:00 web1 sudo: late : PWD=/ ; USER=root ; COMMAND=/bin/id\n");
    CHECK(test::told(host.read()) == "20:00:00 login account=alice from=10.0.0.9 pid=2 (auth.log)\n"
                                     "05:30:00 command account=alice as=root command=/bin/id (auth.log)\n");
}

TEST_CASE("times are by the clock here, whatever the host's clock and zone are") {
    const std::string line = "Nov 21 05:02:59 web1 su[7]: (to root) alice on none\n";
    const auto [answer, expected] = GENERATE(table<const char*, const char*>(
        {{"1795240800 +0000\n", "05:02:59"}, // they agree
         {"1795240796 +0000\n", "05:02:59"}, // the answer took its time
         {"1795238100 +0000\n", "05:47:59"}, // 45 minutes behind
         {"1795241400 +0000\n", "04:52:59"}, // ten minutes ahead: a login, since it is before
         {"1795240800 -0030\n", "05:32:59"}, // west of Greenwich
         {"1795240800 +0100\n", "04:02:59"}, // east
         {"nonsense\n", "05:02:59"},
         {"1795240800\n", "05:02:59"},
         {"99999999999999 +0000\n", "05:02:59"},
         {"-5 +0000\n", "05:02:59"}}));
    test::Host host;
    host.logged("auth.log", line).says(host.asked().clock, answer);
    INFO(answer);
    CHECK(test::told(host.read()).substr(0, 8) == expected);
}

TEST_CASE("a stamp without a year is of the latest that is not ahead of the host's clock") {
    using blame::HostClock;
    const auto read = [](const char* line, const char* now) {
        std::string_view rest = line;
        const HostClock clock(now, test::found_at);
        const auto time = clock.cut_traditional(rest);
        return time ? base::to_rfc3339(base::Instant(*time)) : "none";
    };
    CHECK(read("Dec 31 23:59:59 h", "1767225700 +0000") == "2025-12-31T23:59:59Z"); // on the first of January
    CHECK(read("Nov 22 05:00:00 h", "1795240800 +0000") ==
          "2026-11-22T05:00:00Z"); // a clock that was set back
    CHECK(read("Nov 23 05:00:00 h", "1795240800 +0000") == "2025-11-23T05:00:00Z");
    CHECK(read("Feb 29 05:00:00 h", "1795240800 +0000") == "2024-02-29T05:00:00Z");
    CHECK(read("Nov  1 05:00:00 h", "1795240800 +0000") == "2026-11-01T05:00:00Z");
    for (const char* line : {"Nov 31 05:00:00 h", "Foo 1 05:00:00 h", "Nov 1 25:00:00 h", "Nov 1 05:00 h",
                             "Nov", "", "Nov 1 05:00:00"})
        CHECK(read(line, "1795240800 +0000") == "none");
}

TEST_CASE("stamps of every log") {
    const auto read = [](std::string_view line) {
        const blame::HostClock clock("1795240800 -0500", test::found_at);
        const auto time = clock.cut_iso(line);
        return time ? base::to_rfc3339(base::Instant(*time)) + "|" + std::string(line) : "none";
    };
    CHECK(read("2026-11-21T05:02:59.123456+01:00 x") == "2026-11-21T04:02:59Z|x");
    CHECK(read("2026-11-21T05:02:59-0330 x") == "2026-11-21T08:32:59Z|x");
    CHECK(read("2026-11-21 05:02:59,123 INFO x") == "2026-11-21T10:02:59Z|INFO x");
    CHECK(read("2026-11-21  05:02:59") == "2026-11-21T10:02:59Z|");
    CHECK(read("2026-11-21 05:02:59|install|x") == "2026-11-21T10:02:59Z|install|x");
    CHECK(read("2026-11-21T05:02:59Z x") == "2026-11-21T05:02:59Z|x");
    for (const char* line :
         {"2026-13-21T05:02:59Z x", "2026-11-21T05:02", "9999-11-21T05:02:59Z x", "1066-11-21T05:02:59Z x",
          "2026-11-21T05:02:59+99:00 x", "2026-11-21T05:02:59x", ""})
        CHECK(read(line) == "none");
}

TEST_CASE("what a log can't tell is said, with what would help") {
    test::Host host;
    host.cannot(host.question("auth.log"), "permission denied: /var/log/auth.log");
    host.says(host.question("dpkg.log"), "cut\ncut off\n2026-11-21 05:02:59 startup archives unpack\n");
    const auto chronicle = host.read();
    CHECK(test::told_of(chronicle, "auth.log") ==
          "unreadable: permission denied: /var/log/auth.log: reading it needs root, set ssh.sudo");
    CHECK(test::told_of(chronicle, "dpkg.log") == "read since 2026-11-21T05:02:59Z: only its end was read");
    CHECK(test::told_of(chronicle, "audit.log") ==
          "absent: no /var/log/audit/audit.log: install auditd, and watch the path (auditctl -w PATH -p wa)");
    CHECK(test::told_of(chronicle, "secure") == "not named");
    CHECK(test::told_of(chronicle, "syslog") ==
          "absent: no /var/log/syslog or /var/log/messages: install rsyslog, or keep the journal");
    CHECK(test::told_of(chronicle, "journal") == "absent: the host keeps no journal of systemd");
}

TEST_CASE("a log that fills its limit was cut, and its first line is none") {
    test::Host host;
    const auto& log = host.asked().logs.front();
    std::string lines;
    while (lines.size() < log.limit)
        lines += "Nov 21 05:02:59 web1 su: (to root) alice on none\n";
    host.says(log.question, "whole\n" + lines.substr(lines.size() - log.limit));
    const auto chronicle = host.read();
    CHECK(test::told_of(chronicle, "auth.log") == "read since 2026-11-21T05:02:59Z: only its end was read");
    CHECK(chronicle.records.size() == lines.size() / 49 - (lines.size() % log.limit == 0 ? 0 : 1));
}
