#include "alert/settings/terms.hpp"

#include "base/nearest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::alert {

std::optional<base::Milliseconds> take_duration(standard::Form& form, std::string_view key,
                                                base::Milliseconds least, base::Milliseconds most,
                                                base::Diagnostics& diagnostics) {
    const auto value = form.take(key);
    if (!value)
        return std::nullopt;
    const auto* scalar = value->scalar();
    const auto length = scalar == nullptr ? std::nullopt : base::parse_duration(scalar->text);
    if (length && *length >= least && *length <= most)
        return length;
    diagnostics.error(value->place,
                      fmt::format("'{}' must be a duration from {} to {}, found {}", key,
                                  base::to_text(least), base::to_text(most),
                                  scalar == nullptr ? value->kind() : fmt::format("'{}'", scalar->text)),
                      "as in 90s, 10m, 1h30m, 7d");
    return std::nullopt;
}

std::string choices(std::string_view written, const std::vector<std::string>& candidates) {
    const auto near = base::nearest(written, candidates);
    const auto all = fmt::format("one of: {}", fmt::join(candidates, ", "));
    if (!near)
        return all;
    return fmt::format("did you mean '{}'?{}{}", *near, candidates.size() > 1 ? " " : "",
                       candidates.size() > 1 ? all : "");
}

} // namespace plumbline::alert
