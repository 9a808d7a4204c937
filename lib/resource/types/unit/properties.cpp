#include "base/text.hpp"
#include "resource/formats/systemd_time.hpp"
#include "resource/types/unit/parts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace plumbline::resource::unit {

namespace {

struct Unit {
    std::string_view name;
    double seconds;
};

// as systemd prints them (format_timespan)
constexpr std::array<Unit, 9> units{{{"y", 31557600},
                                     {"month", 2629800},
                                     {"w", 604800},
                                     {"d", 86400},
                                     {"h", 3600},
                                     {"min", 60},
                                     {"s", 1},
                                     {"ms", 0.001},
                                     {"us", 0.000001}}};

std::optional<double> read_part(std::string_view word) {
    const std::size_t length = word.find_first_not_of("0123456789.");
    if (length == 0 || length == std::string_view::npos || length > 15) {
        return std::nullopt;
    }
    double count = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + length, count);
    const auto* const unit = std::find_if(units.begin(), units.end(),
                                          [&](const Unit& one) { return one.name == word.substr(length); });
    if (error != std::errc() || end != word.data() + length || unit == units.end()) {
        return std::nullopt;
    }
    return count * unit->seconds;
}

std::string of(const Properties& properties, const std::string& name) {
    const auto found = properties.find(name);
    return found == properties.end() ? std::string() : found->second;
}

/// When the clock that systemd calls monotonic stood at zero: the unit's own start is told by both clocks.
std::optional<std::int64_t> monotonic_zero(const Properties& properties) {
    const auto started = formats::read_systemd_time(of(properties, "ActiveEnterTimestamp"));
    const auto micros = base::to_integer<std::int64_t>(of(properties, "ActiveEnterTimestampMonotonic"));
    return started && micros ? std::optional(*started - *micros / 1'000'000) : std::nullopt;
}

std::optional<std::int64_t> monotonic_elapse(const Properties& properties) {
    const auto span = read_span(of(properties, "NextElapseUSecMonotonic"));
    const auto zero = monotonic_zero(properties);
    return span && *span > 0 && zero ? std::optional(*zero + *span) : std::nullopt;
}

} // namespace

std::optional<Properties> read_properties(std::string_view line) {
    Properties properties;
    for (const std::string_view part : base::split(base::trim(line), '\t')) {
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos || equals == 0) {
            return std::nullopt;
        }
        properties.emplace(part.substr(0, equals), part.substr(equals + 1));
    }
    return properties.contains("Id") && properties.contains("LoadState") ? std::optional(properties)
                                                                         : std::nullopt;
}

std::optional<std::int64_t> read_span(std::string_view text) {
    if (text == "0") {
        return 0;
    }
    double seconds = 0;
    const auto words = base::words(text);
    for (const std::string_view word : words) {
        const auto part = read_part(word);
        if (!part) {
            return std::nullopt;
        }
        seconds += *part;
    }
    constexpr double longest = 1e11;
    if (words.empty() || seconds > longest) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(std::floor(seconds));
}

std::optional<std::int64_t> next_elapse(const Properties& properties) {
    const auto calendar = formats::read_systemd_time(of(properties, "NextElapseUSecRealtime"));
    const auto monotonic = monotonic_elapse(properties);
    return calendar && monotonic ? std::min(calendar, monotonic) : calendar ? calendar : monotonic;
}

} // namespace plumbline::resource::unit
