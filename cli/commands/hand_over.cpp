#include "options.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <unistd.h>

namespace plumbline::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* program = "plumbline-enforce";

/// Beside this program, as both are installed and built.
fs::path place_of_program() {
    std::error_code unknown;
    const auto self = fs::read_symlink("/proc/self/exe", unknown);
    return unknown ? fs::path(program) : self.parent_path() / program;
}

/// Becomes the program that can change hosts, which this one can't.
int hand_over(const CLI::App& command) {
    const auto place = place_of_program().string();
    std::vector<std::string> words{program, command.get_name()};
    for (auto& word : command.remaining())
        words.push_back(std::move(word));
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ::execv(place.c_str(), arguments.data());
    base::fail("`{}` is in a program of its own, which is not installed ({}: {}): this one changes no host. "
               "Install the package {}, or build it and put it there",
               command.get_name(), place, std::strerror(errno), program);
}

Command add_handing_over(CLI::App& app, const std::string& name, const std::string& description) {
    auto* command = app.add_subcommand(name, description);
    command->prefix_command();
    command->set_help_flag(); // the other program's
    return {command, [command] { return hand_over(*command); }};
}

} // namespace

Command add_enforce_by_hand_over(CLI::App& app) {
    return add_handing_over(app, "enforce",
                            "Apply a signed plan (in plumbline-enforce, a program of its own)");
}

Command add_rollback_by_hand_over(CLI::App& app) {
    return add_handing_over(app, "rollback", "Undo what a run of enforce did (in plumbline-enforce)");
}

} // namespace plumbline::cli
