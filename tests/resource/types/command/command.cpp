#include "support/desired.hpp"
#include "support/judge.hpp"
#include "support/local_probe.hpp"

#include "resource/types/command/outcome.hpp"

#include <catch2/catch.hpp>

using namespace plumbline;
using namespace plumbline::resource;
using command::read_outcome;
using test::Lines;

namespace {

const Type& type = *find_type("command");

/// What this machine's shell says of it.
test::Verdict run(const std::string& text, test::Texts texts = {}) {
    texts["run"] = text;
    const Desired desired = test::desired(type, "a test", texts);
    return test::judge(type, desired, test::ask(type.queries(desired)));
}

} // namespace

TEST_CASE("what a command did is told apart, whatever it prints") {
    struct Case {
        std::string answer;
        command::Outcome outcome;
    };
    const std::vector<Case> cases{{"hello\n\n\n0\n2", {"0", "hello", ""}},
                                  {"\n\n1\n2", {"1", "", ""}},
                                  {"a\nb\n\noops\n\n3\n7", {"3", "a\nb", "oops"}},
                                  {"no newline\nwarning\n0\n9", {"0", "no newline", "warning"}},
                                  {"0\n2\n\n\n0\n2", {"0", "0\n2", ""}}};
    for (const auto& [answer, outcome] : cases) {
        INFO(answer);
        const auto read = read_outcome(answer);
        REQUIRE(read);
        CHECK(read->exit == outcome.exit);
        CHECK(read->output == outcome.output);
        CHECK(read->errors == outcome.errors);
    }
}

TEST_CASE("an answer that does not fit together is none") {
    for (const char* odd : {"", "x", "\n", "hello\n\n0\n99", "hello\n\nx\n2", "hello\n\n256\n4",
                            "hello\n\n0\n-1", "hello\n\n0\n18446744073709551615", "hello 0\n2"}) {
        INFO(odd);
        CHECK_FALSE(read_outcome(odd));
    }
}

TEST_CASE("a command runs by the probe's own means") {
    const auto fine =
        run("echo out; echo err >&2; exit 3", {{"exit", "3"}, {"stdout", "out"}, {"stderr", "err"}});
    CHECK(fine.properties == Lines{"exit: in sync", "stderr: in sync", "stdout: in sync"});
    const auto drifted = run("printf 'two\\nlines\\n'", {{"stdout", "one"}});
    CHECK(drifted.properties == Lines{"exit: in sync", "stdout: one / two\nlines"});
    CHECK(drifted.would.empty());
}

TEST_CASE("a command has no privileges, and reads nothing of the probe's input") {
    if (geteuid() == 0) {
        CHECK(run("id -u; id -G; cat /etc/shadow 2>/dev/null | wc -c; grep ^CapEff /proc/self/status",
                  {{"stdout", "65534\n65534\n0\nCapEff:\t0000000000000000"}})
                  .properties == Lines{"exit: in sync", "stdout: in sync"});
    }
    CHECK(run("wc -c", {{"stdout", "0"}}).properties == Lines{"exit: in sync", "stdout: in sync"});
    CHECK(run("grep NoNewPrivs /proc/self/status", {{"stdout", "NoNewPrivs:\t1"}}).properties ==
          Lines{"exit: in sync", "stdout: in sync"});
}

TEST_CASE("a flood of a command is cut, on both of its outputs") {
    const Desired desired =
        test::desired(type, "a flood", {{"run", "yes | head -c 300000; yes | head -c 300000 >&2"}});
    const auto answers = test::ask(type.queries(desired));
    const auto outcome = read_outcome(std::get<probe::Answered>(answers.to(type.queries(desired)[0])).bytes);
    REQUIRE(outcome);
    CHECK(outcome->output.size() <= 65536);
    CHECK(outcome->errors.size() <= 65600);
}

TEST_CASE("what a pinned key does not answer is unknown") {
    const Desired desired = test::desired(type, "a test", {{"run", "true"}});
    CHECK(
        test::judge(type, desired, {probe::CannotTell{"the host did not answer this question"}}).properties ==
        Lines{"exit: unknown, the host did not answer this question"});
    CHECK(test::judge(type, desired, {probe::Answered{"odd"}}).properties ==
          Lines{"exit: unknown, the host did not say what the command did"});
}
