// What a command did. Knows the probe's answer; must not know what was desired.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plumbline::resource::command {

struct Outcome {
    std::string exit;   ///< its status, decimal; 124 or 137 when its 20 seconds were over
    std::string output; ///< without the newline at its end; at most 64 KiB
    std::string errors;
    bool operator==(const Outcome&) const = default;
};

/// Reads the answer to the kind command; nothing when it is of another form.
[[nodiscard]] std::optional<Outcome> read_outcome(std::string_view answer);

} // namespace plumbline::resource::command
