#include "alert/settings/terms.hpp"

#include "base/nearest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace plumbline::alert {

std::optional<base::Milliseconds> read_duration(const standard::Element& written, std::string_view key,
                                                base::Milliseconds least, base::Milliseconds most,
                                                base::Diagnostics& diagnostics) {
    const auto* scalar = written.scalar();
    const auto length = scalar == nullptr ? std::nullopt : base::parse_duration(scalar->text);
    if (length && *length >= least && *length <= most)
        return length;
    diagnostics.error(written.place,
                      fmt::format("'{}' must be a duration from {} to {}, found {}", key,
                                  base::to_text(least), base::to_text(most),
                                  scalar == nullptr ? written.kind() : fmt::format("'{}'", scalar->text)),
                      "as in 90s, 10m, 1h30m, 7d");
    return std::nullopt;
}

std::optional<base::Milliseconds> take_duration(standard::Form& form, std::string_view key,
                                                base::Milliseconds least, base::Milliseconds most,
                                                base::Diagnostics& diagnostics) {
    const auto written = form.take(key);
    return written ? read_duration(*written, key, least, most, diagnostics) : std::nullopt;
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
