#include "inventory/format/program.hpp"

#include "base/child.hpp"
#include "base/error.hpp"
#include "base/escape.hpp"
#include "inventory/format/document.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

namespace plumbline::inventory {
namespace {

using namespace std::chrono_literals;

constexpr auto time_for_one = 30s;
constexpr auto time_for_all = 300s; ///< for all --host calls together

std::string problem_of(const base::ChildResult& result) {
    using End = base::ChildResult::End;
    const auto line = base::printable(std::string_view(result.errors).substr(0, result.errors.find('\n')));
    const auto said = line.empty() ? std::string() : ": " + line;
    switch (result.end) {
    case End::exited:
        return result.code == 0 ? "" : fmt::format("the script ended with status {}{}", result.code, said);
    case End::signalled:
        return fmt::format("the script was ended by signal {}{}", result.code, said);
    case End::timed_out:
        return fmt::format("the script did not answer in time{}", said);
    case End::flooded:
        return fmt::format("the script printed more than {} bytes", most_bytes);
    }
    return {};
}

/// Runs the program and reads the JSON that it prints; nothing printed is null.
std::optional<standard::Element> run(const std::filesystem::path& path,
                                     const std::vector<std::string>& arguments, base::Deadline deadline,
                                     base::Diagnostics& diagnostics) {
    std::vector<std::string> argv{std::filesystem::absolute(path).string()};
    argv.insert(argv.end(), arguments.begin(), arguments.end());
    const auto name = fmt::format("{} {}", path.string(), fmt::join(arguments, " "));
    try {
        auto result = base::run_child(argv, "", {deadline, most_bytes});
        if (const auto problem = problem_of(result); !problem.empty()) {
            diagnostics.error(whole_file(name), problem, "run it by hand to see what it prints");
            return std::nullopt;
        }
        const auto source = checked_source(name, std::move(result.output), diagnostics);
        return source ? read_document(source, Syntax::json, diagnostics) : std::nullopt;
    } catch (const base::Error& error) {
        diagnostics.error(whole_file(name), error.what());
        return std::nullopt;
    }
}

} // namespace

bool is_program(const std::filesystem::path& path, std::string_view text) {
    constexpr std::string_view elf("\x7f"
                                   "ELF");
    return ::access(path.c_str(), X_OK) == 0 && (text.starts_with("#!") || text.starts_with(elf));
}

std::optional<standard::Element> list_program(const std::filesystem::path& path,
                                              base::Diagnostics& diagnostics) {
    return run(path, {"--list"}, base::Deadline::after(time_for_one), diagnostics);
}

AskHost ask_program(const std::filesystem::path& path, base::Diagnostics& diagnostics) {
    const auto until = base::Deadline::after(time_for_all);
    return [=, &diagnostics](const std::string& host) {
        const auto deadline = base::Deadline::earlier(until, base::Deadline::after(time_for_one));
        return run(path, {"--host", host}, deadline, diagnostics);
    };
}

} // namespace plumbline::inventory
