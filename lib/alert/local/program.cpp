#include "alert/local/program.hpp"

#include "base/child.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "base/text.hpp"
#include "report/faces/told.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>

namespace plumbline::alert {
namespace {

using base::ChildResult;

constexpr std::size_t longest_line = 300; // bytes of stderr that are told

// env(1), for it reads what looks like NAME=VALUE as no program: read_program() refuses such a path
const std::vector<std::string> clean_environment{
    "/usr/bin/env", "-i", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LC_ALL=C.UTF-8"};

// sysexits.h; what env(1) exits with when it can't run a program
constexpr int try_again = 75;
constexpr int not_runnable = 126;
constexpr int not_found = 127;

/// Why it must not be run, or "".
std::string problem_of(const std::string& path) {
    if (!path.starts_with('/'))
        return "it is not an absolute path";
    if (path.find('=') != std::string::npos || base::printable(path) != path)
        return "it holds '=' or what can't be shown";
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0)
        return std::strerror(errno);
    if (!S_ISREG(status.st_mode) || ::access(path.c_str(), X_OK) != 0)
        return "it is no file that can be executed";
    if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
        return fmt::format("its mode is {:04o}: others than its owner may write it", status.st_mode & 07777U);
    return {};
}

std::string first_line(std::string_view text) {
    for (const auto line : base::lines(text))
        if (const auto said = base::trim(line); !said.empty())
            return ": " + report::front_of(base::printable(said), longest_line);
    return {};
}

Outcome outcome_of(const std::string& program, const ChildResult& result) {
    const auto said = first_line(result.errors);
    switch (result.end) {
    case ChildResult::End::timed_out:
        return {Outcome::Kind::failed, fmt::format("{} did not finish in time{}", program, said)};
    case ChildResult::End::flooded:
        return {Outcome::Kind::failed, fmt::format("{} printed too much and was ended{}", program, said)};
    case ChildResult::End::signalled:
        return {Outcome::Kind::failed,
                fmt::format("{} was ended by signal {}{}", program, result.code, said)};
    case ChildResult::End::exited:
        break;
    }
    if (result.code == 0)
        return {};
    const bool may_pass = result.code == try_again || result.code == not_runnable || result.code == not_found;
    return {may_pass ? Outcome::Kind::failed : Outcome::Kind::refused,
            fmt::format("{} exited with status {}{}", program, result.code, said)};
}

} // namespace

std::optional<std::string> read_program(const standard::Text& written, std::string_view key,
                                        base::Diagnostics& diagnostics) {
    const auto problem = problem_of(written.text);
    if (problem.empty())
        return written.text;
    diagnostics.error(written.place,
                      fmt::format("'{}' can't run {}: {}", key, base::printable(written.text), problem),
                      "name a program by its absolute path that its owner alone may write");
    return std::nullopt;
}

Outcome run_program(const std::vector<std::string>& argv, std::string_view input, base::Deadline deadline) {
    auto words = clean_environment;
    words.insert(words.end(), argv.begin(), argv.end());
    try {
        return outcome_of(argv.front(), base::run_child(words, input, {.deadline = deadline}));
    } catch (const base::Error& error) {
        return {Outcome::Kind::failed, base::printable(error.what())};
    }
}

} // namespace plumbline::alert
