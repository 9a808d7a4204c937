// unit: what the type is made of.
#pragma once

#include "resource/type.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace plumbline::resource::unit {

[[nodiscard]] const Schema& schema();

/// The question that tells of the unit.
[[nodiscard]] probe::Question question(const Desired& desired);

[[nodiscard]] Steps put_right(const Desired& desired, const Ground& ground);

/// What systemd said of a unit, by property, as systemctl(1) prints it where TZ=UTC.
using Properties = std::map<std::string, std::string>;

/// Reads the probe's line; nothing when it is of another form.
[[nodiscard]] std::optional<Properties> read_properties(std::string_view line);

/// When a timer elapses next, in seconds since 1970; nothing when it never does.
[[nodiscard]] std::optional<std::int64_t> next_elapse(const Properties& properties);

/// "1w 2d 3h 4min 5.6s" (systemd.time(7)), in seconds rounded down; nothing when it is not one.
[[nodiscard]] std::optional<std::int64_t> read_span(std::string_view text);

} // namespace plumbline::resource::unit
