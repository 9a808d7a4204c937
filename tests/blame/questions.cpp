#include "base/child.hpp"
#include "probe/transcript.hpp"
#include "reading.hpp"

#include <algorithm>
#include <set>

using namespace plumbline;

namespace {

blame::Inquiry inquiry(resource::Traces traces) {
    return test::inquiry(std::move(traces));
}

/// How much can come back of a log's question.
std::size_t limit_of(const blame::Asked& asked) {
    std::size_t sum = asked.journal_limit + std::stoul(asked.wtmp.arguments[1]) +
                      std::stoul(asked.btmp.arguments[1]) + std::stoul(asked.passwd.arguments[2]);
    for (const blame::LogAsked& log : asked.logs)
        sum += log.limit;
    constexpr std::size_t of_programs = (8 + 16 + 16 + 64 + 64) << 10U; // shell/programs.sh
    return sum + of_programs;
}

/// Whether awk, as this host has it, finds the line by the pattern.
bool matches(const std::string& pattern, const std::string& line) {
    const base::ChildLimits limits{base::Deadline::after(base::Milliseconds(9'000))};
    const auto result =
        base::run_child({"awk", "BEGIN { p = ARGV[1]; ARGC = 1 } $0 ~ p { n = 1 } END { exit !n }", pattern},
                        line + "\n", limits);
    CHECK(result.errors == "");
    return result.code == 0;
}

std::string pattern_of(const blame::Asked& asked, const std::string& name) {
    const auto log = std::find_if(asked.logs.begin(), asked.logs.end(),
                                  [&](const blame::LogAsked& one) { return one.name == name; });
    REQUIRE(log != asked.logs.end());
    return log->question.arguments.back();
}

} // namespace

TEST_CASE("without a drift nothing is asked") {
    CHECK(blame::questions({}, {}).empty());
    CHECK(blame::read({}, {}, {}, test::found_at).records.empty());
}

TEST_CASE("all that can come back of a host stays below 2 MiB") {
    CHECK(limit_of(test::Host().asked()) < 2U << 20U);
}

TEST_CASE("one set of questions for all drifts: their windows together, each trace once") {
    auto first = inquiry({{"/etc/motd", "/etc/motd"}, {"nginx"}, {}, {}, {}});
    auto second = inquiry({{"/etc/issue", "/etc/motd"}, {}, {}, {"nginx"}, {}});
    second.window = {test::found_at - test::seconds(7200), test::found_at + test::seconds(60), {}};
    const auto asked = blame::ask_about({first, second}, {});
    CHECK(asked.traces.paths == base::List{"/etc/motd", "/etc/issue"});
    CHECK(asked.after == second.window.after);
    CHECK(asked.before == second.window.before);
    second.window.after = {};
    CHECK(blame::ask_about({first, second}, {}).after == second.window.before - std::chrono::hours(7 * 24));
}

TEST_CASE("names of any bytes are asked about or left out, never run together") {
    const auto asked = blame::ask_about({inquiry({{"/etc/a\nb", "/etc/c d", "/etc/e*", "",
                                                   "/" + std::string(5000, 'x'), "relative", "/etc/--x"},
                                                  {"-e", "good", "bad name", "$(x)"},
                                                  {},
                                                  {"a b"},
                                                  {}})},
                                        {});
    REQUIRE(asked.owners);
    CHECK(asked.owners->arguments[0] == "/etc/c d\n/etc/--x");
    CHECK(asked.installed->arguments[0] == "good");
    CHECK(asked.etckeeper->arguments[2] == ":(literal)c d\n:(literal)e*\n:(literal)--x");
    CHECK(asked.journal.arguments[5].find("UNIT=") == std::string::npos);
    const auto queries = blame::questions({inquiry({{"/etc/x y'$(z)"}, {}, {}, {}, {}})}, {});
    const std::string request = probe::request(queries, std::string(32, '0'));
    CHECK(request.find("$(z)") == std::string::npos);
}

TEST_CASE("of auth.log and syslog, the lines that tell something match and the others don't") {
    const auto asked = test::Host().asked();
    const std::string pattern = pattern_of(asked, "auth.log");
    for (const std::string line :
         {"Nov 21 05:02:59 h sshd[1]: Accepted publickey for alice from 10.0.0.9 port 1 ssh2",
          "Nov 21 05:02:59 h sshd-session[1]: pam_unix(sshd:session): session closed for user alice",
          "2026-11-21T06:21:27.449230+00:00 web1 sudo:    alice : TTY=pts/0 ; COMMAND=/bin/id",
          "Nov 21 05:02:59 h authpriv.notice su: (to root) alice",
          "Nov 21 05:02:59 h CRON[1]: (root) CMD (true)", "Nov 21 05:02:59 h CROND[1]: (root) CMD (true)",
          "Nov 21 05:02:59 h useradd[1]: new user: name=x",
          "Nov 21 05:02:59 h ansible-ansible.legacy.copy: Invoked with dest=/x",
          "Nov 21 05:02:59 h python3[1]: ansible-copy Invoked with dest=/x",
          "Nov 21 05:02:59 h kernel: [    0.000000] Linux version 6.1.0",
          "Nov 21 05:02:59 h systemd[1]: Stopped nginx.service - A server."}) {
        INFO(line);
        CHECK(matches(pattern, line));
    }
    for (const std::string line :
         {"Nov 21 05:02:59 h sshd[1]: Connection closed by 6.6.6.6",
          "Nov 21 05:02:59 h sshd[1]: Failed password for root",
          "Nov 21 05:02:59 h CRON[1]: pam_unix(cron:session): session opened for user root",
          "Nov 21 05:02:59 h systemd[1]: Stopped other.service", "Nov 21 05:02:59 h dbus[1]: sudo"}) {
        INFO(line);
        CHECK_FALSE(matches(pattern, line));
    }
    CHECK(matches(asked.logs.back().question.arguments.back(), "h sshd[1]: Failed password for root from x"));
}

TEST_CASE("of audit.log, what names one of the paths, however it is written") {
    const std::string pattern =
        pattern_of(blame::ask_about({inquiry({{"/etc/a.b (c)"}, {}, {}, {}, {}})}, {}), "audit.log");
    for (const std::string line : {"type=PATH name=\"/etc/a.b (c)\" x", "type=PATH name=\"a.b (c)\" x",
                                   "type=PATH name=\"./a.b (c)\" x", "type=PATH name=\"../etc/a.b (c)\" x",
                                   "type=PATH name=2F6574632F612E6220286329 x", "type=USER_CMD x",
                                   "type=EXECVE a1=\"/etc/a.b (c)\""}) {
        INFO(line);
        CHECK(matches(pattern, line));
    }
    for (const std::string line :
         {"type=PATH name=\"/etc/aXb (c)\"", "type=PATH name=\"/x/etc/a.b (c)y\"", "type=CWD x"})
        CHECK_FALSE(matches(pattern, line));
}

TEST_CASE("a real host answers, and what it says is read") {
    const std::vector<blame::Inquiry> inquiries{
        inquiry({{"/etc/passwd", "/etc/none"}, {"bash"}, {"root"}, {}, {}})};
    const blame::Policy policy{true};
    const auto queries = blame::questions(inquiries, policy);
    const std::string nonce(32, '7');
    const base::ChildLimits limits{base::Deadline::after(base::Milliseconds(60'000)), 8 << 20};
    const auto answer = base::run_child({"sh"}, probe::request(queries, nonce), limits);
    const auto outcome = probe::read_transcript(answer.output, queries, nonce);
    const auto* transcript = std::get_if<probe::Transcript>(&outcome);
    REQUIRE(transcript != nullptr);
    for (const probe::Question& question : queries) {
        const auto* cannot = std::get_if<probe::CannotTell>(&transcript->answers.to(question));
        INFO(question.kind << ": " << (cannot ? cannot->reason : ""));
        CHECK((cannot == nullptr || cannot->reason.find("permission denied") == 0));
    }
    const auto chronicle =
        blame::read(transcript->answers, inquiries, policy, std::chrono::system_clock::now());
    CHECK(chronicle.files.count("/etc/passwd") == 1);
    CHECK(test::told_of(chronicle, "clock") == "not named");
}
