// base: what every room stands on. Values, errors with a trail, diagnostics with places, clock, digest,
// escaping, files and child processes. Knows nothing of standards, hosts or resources.
#pragma once

#include <fmt/format.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace plumbline::base {

/// A failure with the trail of what was being done, innermost first. Caught per resource, per host and in
/// main only. Messages are lower case: what was expected, what was found, where, what to do next.
class Error : public std::runtime_error {
public:
    explicit Error(std::string message) : std::runtime_error(message), message_(std::move(message)) {}

    /// Adds one step of context on the way up: "while reading inventory.ini".
    void while_doing(std::string step) { message_ += "\n  while " + std::move(step); }

    [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }

private:
    std::string message_;
};

/// Throws an Error with a formatted message.
template <typename... Arguments>
[[noreturn]] void fail(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    throw Error(fmt::format(format, std::forward<Arguments>(arguments)...));
}

/// Runs `step`; an Error that leaves it gains "while DOING".
template <typename Step>
auto in_context(const std::string& doing, Step&& step) -> decltype(step()) {
    try {
        return std::forward<Step>(step)();
    } catch (Error& error) {
        error.while_doing(doing);
        throw;
    }
}

} // namespace plumbline::base
