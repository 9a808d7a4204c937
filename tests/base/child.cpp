#include "base/child.hpp"

#include "base/error.hpp"

#include <catch2/catch.hpp>

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

using namespace plumbline::base;
using namespace std::chrono_literals;
using End = ChildResult::End;

namespace {

ChildResult run(const std::string& script, std::string_view input = {}, Milliseconds patience = 20s,
                std::size_t output = 1 << 20) {
    return run_child({"sh", "-c", script}, input, {Deadline::after(patience), output});
}

} // namespace

TEST_CASE("a child's output, errors and status come back") {
    const auto result = run("echo out; echo err >&2; exit 3");
    CHECK(result.end == End::exited);
    CHECK(result.code == 3);
    CHECK(result.output == "out\n");
    CHECK(result.errors == "err\n");
}

TEST_CASE("more input than a pipe holds is fed while output is read") {
    const std::string input(3 << 20, 'x');
    const auto result = run("cat", input, 20s, 4 << 20);
    CHECK(result.output == input);
}

TEST_CASE("a child that does not read its input is no fault") {
    const std::string input(1 << 20, 'x');
    CHECK(run("exec true", input).code == 0);
}

TEST_CASE("a child that is late is killed with all its children") {
    const auto result = run("sleep 1000 & sleep 1000", {}, 200ms);
    CHECK(result.end == End::timed_out);
}

TEST_CASE("a child that closes its output and stays is killed as well") {
    CHECK(run("exec >&- 2>&-; sleep 1000", {}, 200ms).end == End::timed_out);
}

TEST_CASE("a child ends with the process that started it, however that ends") {
    std::array<int, 2>
        ends{}; // the child inherits the writing end: when all who have it are gone, the reading end says so
    REQUIRE(::pipe(ends.data()) == 0);
    const pid_t starter = ::fork();
    if (starter == 0) {
        static_cast<void>(run("echo . >&" + std::to_string(ends[1]) + "; exec sleep 1000"));
        ::_exit(0);
    }
    ::close(ends[1]);
    char started = 0;
    CHECK(::read(ends[0], &started, 1) == 1);
    CHECK(::read(ends[0], &started, 1) == 1);
    ::kill(starter, SIGKILL);
    ::waitpid(starter, nullptr, 0);
    pollfd gone{ends[0], POLLIN, 0};
    CHECK(::poll(&gone, 1, 5'000) == 1);
    CHECK(gone.revents == POLLHUP);
    ::close(ends[0]);
}

TEST_CASE("a flood ends the child and keeps little") {
    const auto result = run("yes", {}, 20s, 1000);
    CHECK(result.end == End::flooded);
    CHECK(result.output.size() <= 1001);
}

TEST_CASE("a signal is told from an exit") {
    const auto result = run("kill -TERM $$");
    CHECK(result.end == End::signalled);
    CHECK(result.code == SIGTERM);
}

TEST_CASE("a program that is not there can't be run") {
    CHECK_THROWS_WITH(run_child({"no-such-program"}, {}, {Deadline::after(1s)}),
                      "cannot run no-such-program: No such file or directory");
}
