#include "asking.hpp"

#include "base/child.hpp"
#include "base/error.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace plumbline::probe {

const std::vector<Command>& shells() {
    static const std::vector<Command> all{
        {"dash"}, {"bash", "--posix"},       {"busybox", "ash"}, {"mksh"}, {"ksh93"},
        {"yash"}, {"zsh", "--emulate", "sh"}};
    return all;
}

std::string run_shell(const Command& command, const std::string& input) {
    const base::ChildLimits limits{base::Deadline::after(base::Milliseconds(100'000)), 64 << 20};
    try {
        return base::run_child(command, input, limits).output;
    } catch (const base::Error& error) {
        FAIL("install the packages dash, bash, busybox-static, mksh, ksh93u+m, yash and zsh: "
             << error.what());
    }
    return {};
}

Answers ask(const Command& command, const Queries& queries) {
    const std::string bytes = run_shell(command, request(queries, test_nonce));
    const auto outcome = read_transcript(bytes, queries, test_nonce);
    if (const auto* incomplete = std::get_if<Incomplete>(&outcome))
        FAIL(command.front() << ": " << incomplete->reason << "\n" << bytes);
    return std::get<Transcript>(outcome).answers;
}

std::string text_of(const Answer& answer) {
    if (const auto* cannot = std::get_if<CannotTell>(&answer))
        return "cannot: " + cannot->reason;
    const auto* answered = std::get_if<Answered>(&answer);
    return answered ? answered->bytes : "absent";
}

Scratch::Scratch() : path_("/tmp/plumbline-probe-XXXXXX") {
    REQUIRE(::mkdtemp(path_.data()) != nullptr);
}

Scratch::~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void Scratch::write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ + '/' + name, std::ios::binary) << bytes;
}

} // namespace plumbline::probe
