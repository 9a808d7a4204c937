#include "sshd.hpp"

#include <catch2/catch.hpp>

namespace plumbline::test {
namespace {

using transport::Output;

TEST_CASE("a script that goes to a host by libssh2 comes back as its output") {
    const Sshd sshd;
    const auto outcome = answer_to(sshd.destination(), "echo hello; echo oops >&2; exit 3\n");
    INFO(told(outcome));
    REQUIRE(std::holds_alternative<Output>(outcome));
    const auto& output = std::get<Output>(outcome);
    CHECK(output.bytes == "hello\n");
    CHECK(output.errors == "oops\n");
    CHECK(output.used == transport::Choice::libssh2);
}

TEST_CASE("input and output of megabytes pass each other without a deadlock") {
    const Sshd sshd;
    const std::string input = "exec cat\n" + std::string(5 << 20, 'x');
    const auto outcome = answer_to(sshd.destination(), input);
    INFO(told(outcome).substr(0, 300));
    REQUIRE(std::holds_alternative<Output>(outcome));
    CHECK(std::get<Output>(outcome).bytes.size() > 4 << 20);
}

} // namespace
} // namespace plumbline::test
