#include "reading.hpp"

#include <cstring>
#include <utmp.h>

using namespace plumbline;

namespace {

constexpr std::int64_t window_start = 1'795'237'200; // 05:00:00

/// A record as this machine's own C library lays it out.
utmp entry(short type, const char* user, const char* line, const char* host, std::int64_t epoch,
           int pid = 42) {
    utmp one{};
    one.ut_type = type;
    one.ut_pid = pid;
    std::strncpy(one.ut_user, user, sizeof one.ut_user);
    std::strncpy(one.ut_line, line, sizeof one.ut_line);
    std::strncpy(one.ut_host, host, sizeof one.ut_host);
    one.ut_tv.tv_sec = static_cast<std::int32_t>(epoch);
    return one;
}

std::string bytes(const std::vector<utmp>& entries) {
    std::string all;
    for (const utmp& one : entries)
        all.append(reinterpret_cast<const char*>(&one), sizeof one);
    return all;
}

/// The same as a machine writes it whose session and time are 64 bits wide.
std::string wide_bytes(const std::vector<utmp>& entries) {
    std::string all;
    for (const utmp& one : entries) {
        std::string record(400, '\0');
        std::memcpy(record.data(), &one, 336);
        const std::int64_t seconds = one.ut_tv.tv_sec;
        std::memcpy(record.data() + 344, &seconds, sizeof seconds);
        all += record;
    }
    return all;
}

const std::vector<utmp> sessions{entry(BOOT_TIME, "reboot", "~", "6.1.0-18-amd64", window_start + 5),
                                 entry(RUN_LVL, "runlevel", "~", "6.1.0-18-amd64", window_start + 9),
                                 entry(USER_PROCESS, "alice", "pts/0", "10.0.0.9", window_start + 60),
                                 entry(DEAD_PROCESS, "", "pts/0", "", window_start + 120),
                                 entry(NEW_TIME, "date", "{", "", window_start + 180)};
const std::string told_sessions = "05:00:05 boot (wtmp)\n"
                                  "05:01:00 login account=alice from=10.0.0.9 terminal=pts/0 pid=42 (wtmp)\n"
                                  "05:02:00 logout account=alice terminal=pts/0 pid=42 (wtmp)\n"
                                  "05:03:00 clock (wtmp)\n";

} // namespace

TEST_CASE("wtmp tells of logins, their ends, boots and clocks, on any machine") {
    test::Host host;
    host.says(host.asked().wtmp, bytes(sessions));
    CHECK(test::told(host.read()) == told_sessions);
    CHECK(test::told_of(host.read(), "wtmp") == "read since 2026-11-21T05:00:05Z");
    CHECK(host.read().records[1].line == "logged in alice pts/0 10.0.0.9");
    host.says(host.asked().wtmp, wide_bytes(sessions));
    CHECK(test::told(host.read()) == told_sessions);
}

TEST_CASE("btmp tells who was not let in") {
    test::Host host;
    host.says(host.asked().btmp,
              bytes({entry(LOGIN_PROCESS, "root", "ssh:notty", "6.6.6.6", window_start + 60)}));
    CHECK(test::told(host.read()) ==
          "05:01:00 failed_login account=root from=6.6.6.6 terminal=ssh:notty pid=42 (btmp)\n");
}

TEST_CASE("what is no file of such records says so") {
    test::Host host;
    const std::string text = GENERATE_COPY(as<std::string>(), std::string(7, 'x'), std::string(384, '\xff'),
                                           std::string(768, 'a'), bytes(sessions).substr(1));
    host.says(host.asked().wtmp, text);
    CHECK(test::told(host.read()).empty());
    CHECK(test::told_of(host.read(), "wtmp") == "unreadable: its records are of a form that is not known");
    host.says(host.asked().wtmp, std::string(3840, '\0'));
    CHECK(test::told(host.read()).empty());
}

TEST_CASE("one login is told once, with its key, its session and its terminal") {
    test::Host host;
    host.logged("auth.log",
                "Nov 21 05:00:59 web1 sshd[40]: Accepted publickey for alice from 10.0.0.9 port 5 ssh2: "
                "ED25519 SHA256:abc\n"
                "Nov 21 05:00:59 web1 systemd-logind[3]: New session 14 of user alice.\n");
    host.says(host.asked().wtmp, bytes(sessions));
    host.says(
        host.asked().logins,
        "Username         Port     From                                       Latest\n"
        "alice            pts/0    10.0.0.9                                  Sat Nov 21 05:01:00 +0000 2026\n"
        "bob              pts/1    10.0.0.8                                  Sat Nov 21 05:01:00 +0000 2026\n"
        "carol            tty1                                               Sat Nov 21 05:01:01 +0000 2026\n"
        "root                                                               **Never logged in**\n");
    CHECK(test::told(host.read()) == "05:00:05 boot (wtmp)\n"
                                     "05:00:59 login account=alice key=SHA256:abc from=10.0.0.9 "
                                     "terminal=pts/0 pid=40 session=14 (auth.log)\n"
                                     "05:01:00 login account=bob from=10.0.0.8 terminal=pts/1 (lastlog)\n"
                                     "05:01:01 login account=carol terminal=tty1 (lastlog)\n"
                                     "05:02:00 logout account=alice terminal=pts/0 pid=42 (wtmp)\n"
                                     "05:03:00 clock (wtmp)\n");
}

TEST_CASE("a host that was started in the window says so by its uptime, unless wtmp does") {
    test::Host host;
    host.says(host.asked().clock, "1795240800 +0000\n600.25 1.00\n");
    REQUIRE(host.read().records.size() == 1);
    CHECK(test::told(host.read().records[0]) == "05:50:00 boot (uptime)");
    host.says(host.asked().wtmp, bytes({entry(BOOT_TIME, "reboot", "~", "x", window_start + 3010)}));
    CHECK(host.read().records.size() == 1);
    CHECK(host.read().records[0].source == "wtmp");
}
