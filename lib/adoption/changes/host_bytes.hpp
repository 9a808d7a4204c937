#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace plumbline::adoption {

/// Why the bytes of a host can't be had, and what to do.
struct NotKnown {
    std::string reason;
};

/// What the host's file holds: the standard's bytes with a report's diff ("--- actual", "+++ standard") taken
/// back, if that has the digest that was seen. Reports show control bytes as escapes, which are undone.
[[nodiscard]] std::variant<std::string, NotKnown>
bytes_of_host(std::string_view standard, std::string_view diff, std::string_view digest);

} // namespace plumbline::adoption
