#include "transport/answer.hpp"

#include "base/escape.hpp"

#include <fmt/format.h>

#include <array>

namespace plumbline::transport {
namespace {

/// What sudo says with LC_ALL=C when it refuses, and why it does.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> refusals{{
    {"a password is required", "wants a password"},
    {"a terminal is required", "wants a password"},
    {"must have a tty", "wants a terminal (Defaults requiretty)"},
    {"is not in the sudoers file", "does not know the user"},
    {"is not allowed to", "does not allow sh"},
    {"may not run sudo", "does not allow the user anything"},
}};

bool says_sudo_is_missing(std::string_view errors) {
    return errors.find("sudo") != std::string_view::npos &&
           (errors.find("not found") != std::string_view::npos ||
            errors.find("Unknown command") != std::string_view::npos ||
            errors.find("No such file") != std::string_view::npos);
}

std::optional<std::string> sudo_refusal(const Output& output, const std::string& place,
                                        const std::string& user) {
    if (says_sudo_is_missing(output.errors))
        return fmt::format("{} has no sudo; install it, log in as root, or turn become off for this host",
                           place);
    for (const auto& [words, reason] : refusals)
        if (output.errors.find(words) != std::string::npos)
            return fmt::format("sudo on {} {}; this line in its sudoers lets the probe run: "
                               "{} ALL=(root) NOPASSWD: /bin/sh",
                               place, reason, user);
    return std::nullopt;
}

/// nologin(8) has the last word, and an answer never ends like this.
bool is_nologin(std::string_view bytes) {
    return bytes.ends_with("This account is currently not available.\n");
}

std::string quoted(const std::string& errors) {
    const auto begin = errors.find_first_not_of(" \r\n");
    if (begin == std::string::npos)
        return "and said nothing";
    return fmt::format("and said '{}'",
                       base::printable(errors.substr(begin, errors.find_first_of("\r\n", begin) - begin)));
}

} // namespace

std::vector<std::string> shell_words(const Destination& destination) {
    return destination.sudo ? std::vector<std::string>{"sudo", "-n", "sh"} : std::vector<std::string>{"sh"};
}

std::optional<Failure> why_no_shell(const Output& output, const Destination& destination,
                                    const std::string& place, const std::function<std::string()>& user) {
    if (output.exit_status == 0)
        return std::nullopt;
    if (is_nologin(output.bytes))
        return Failure{
            Stage::channel,
            fmt::format("the login shell of {} on {} runs no command (nologin); give the user a shell, or "
                        "use another one",
                        user(), place),
            output.used, output.remark};
    if (!output.exit_status && !output.bytes.empty())
        return std::nullopt;
    if (destination.sudo)
        if (auto message = sudo_refusal(output, place, user()))
            return Failure{Stage::probe, *message, output.used, output.remark};
    if (!output.bytes.empty())
        return std::nullopt;
    const auto status =
        output.exit_status ? fmt::format("with exit status {}", *output.exit_status) : "without a status";
    return Failure{
        Stage::channel,
        fmt::format(
            "the shell of {} on {} ended {} {}; look at the user's login shell and its start-up files",
            user(), place, status, quoted(output.errors)),
        output.used, output.remark};
}

} // namespace plumbline::transport
